"""Run one read-only SPARQL query on a store."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.errors import InputError
from medtown.i18n.message import say
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.text import UPDATE_FORMS, line_and_column, prologue, service_call

if TYPE_CHECKING:
    from pathlib import Path

_POSITION = re.compile(r"error at (\d+):(\d+): ", re.DOTALL)
# What the parser says in words; the rest of its messages list keywords and characters that it could have read.
_IN_OUR_WORDS = {
    "Prefix not found": say("the prefix of this name is not declared"),
    "IRI parsing failed": say("this IRI is ill-formed or relative"),
    "The SELECT contains a variable that is unbound": say("SELECT names a variable that is not grouped"),
    "language tag parsing failed": say("this is no language tag"),
}
_SELECT_ALL = re.compile(r"SELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_SHOWN = 40  # characters of the query in a message


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset that a request names (SPARQL 1.1 Protocol, section 2.1.4): IRIs of graphs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def run(
    store: ox.Store,
    query: str,
    *,
    dataset: Dataset | None = None,
    base: str | None = None,
    file: Path | None = None,
) -> Answer:
    """Run a query; a dataset that the request names comes before one that the query names.

    `base` resolves relative IRIs where the query has no BASE; `file` is named in errors.

    Raises InputError MT401 (syntax), MT404 (an update), MT405 (SERVICE).
    """
    _refuse_service(query, file)
    try:
        if dataset is not None and (dataset.default or dataset.named):
            found = store.query(
                query,
                base_iri=base,
                default_graph=[ox.NamedNode(iri) for iri in dataset.default],
                named_graphs=[ox.NamedNode(iri) for iri in dataset.named],
            )
        else:
            found = store.query(query, base_iri=base)
    except SyntaxError as fault:
        raise _syntax_error(query, str(fault.msg), file) from None
    return _answer(found, query)


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, query: str) -> Answer:
    if isinstance(found, ox.QueryTriples):
        return Answer.of_triples(found)
    data = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
    if isinstance(found, ox.QueryBoolean):
        return Answer(Kind.ASK, data)
    if _SELECT_ALL.match(query, prologue(query).start):
        data = _in_order_of_appearance(data, [variable.value for variable in found.variables], query)
    return Answer(Kind.SELECT, data)


def _in_order_of_appearance(data: bytes, variables: list[str], query: str) -> bytes:
    """Results of SELECT *, whose variables Oxigraph sorts by name, with those in the order of the query's text."""
    written = {name: place for place, name in enumerate(dict.fromkeys(_VARIABLE.findall(query)))}
    ordered = sorted(variables, key=lambda name: written.get(name, len(written)))
    _, _, rest = data.partition(b"]")
    return b'{"head":{"vars":' + json.dumps(ordered, separators=(",", ":"), ensure_ascii=False).encode() + rest


def _refuse_service(query: str, file: Path | None) -> None:
    at = service_call(query)
    if at is not None:
        line, column = line_and_column(query, at)
        raise InputError(
            "MT405",
            say("the query calls another endpoint (SERVICE), which is switched off here"),
            remedy=say("Run it where you can reach both endpoints, or ask each of them on its own."),
            file=file,
            line=line,
            column=column,
        )


def _syntax_error(query: str, message: str, file: Path | None) -> InputError:
    """The parser's complaint for a person: what it says in words, or the text at which it stopped."""
    start = prologue(query)
    if start.form in UPDATE_FORMS:
        line, column = line_and_column(query, start.start)
        return InputError(
            "MT404",
            say("this is an update ({form}), and the data is read-only", form=start.form),
            remedy=say("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; facts are changed in the Turtle files."),
            file=file,
            line=line,
            column=column,
        )
    position = _POSITION.match(message)
    line, column = (int(position[1]), int(position[2])) if position else (1, 1)
    known = next((words for fault, words in _IN_OUR_WORDS.items() if fault in message), None)
    place = {"line": line, "column": column, "text": repr(_before(query, line, column))}
    return InputError(
        "MT401",
        say("SPARQL syntax near line {line}, column {column}, after {text}: {reason}", **place, reason=known)
        if known
        else say("SPARQL syntax near line {line}, column {column}, after {text}", **place),
        remedy=say("Look at this place and just before it (a missing brace, dot, quote or PREFIX)."),
        file=file,
        line=line,
        column=column,
    )


def _before(query: str, line: int, column: int) -> str:
    """What stands before a place, for the eye: the parser gives the end of what it tried to read."""
    lines = query.split("\n")[:line]
    text = "\n".join([*lines[:-1], lines[-1][: column - 1]])
    last = [part for part in text.split("\n") if part.strip()][-1:]
    return last[0].strip()[-_SHOWN:] if last else ""
