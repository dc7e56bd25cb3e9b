"""Write an answer in one of the result formats: a table for a terminal, the W3C formats, or RDF.

Standards: SPARQL 1.1 Query Results JSON Format; SPARQL 1.1 Query Results CSV and TSV Formats; SPARQL Query
Results XML Format (Second Edition).
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from medtown.errors import InputError
from medtown.sparql.answer import Answer, Kind
from medtown.table.terms import iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Format(NamedTuple):
    """A result format: its name in a command or a file suffix, its media types (the registered one first)."""

    name: str
    media_types: tuple[str, ...]
    kinds: frozenset[Kind]


_TABLES = frozenset({Kind.SELECT})
_RESULTS = frozenset({Kind.SELECT, Kind.ASK})
_GRAPHS = frozenset({Kind.GRAPH})

# In the order of the server's preference.
FORMATS = {
    known.name: known
    for known in (
        Format("json", ("application/sparql-results+json", "application/json"), _RESULTS),
        Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), _RESULTS),
        Format("csv", ("text/csv",), _TABLES),
        Format("tsv", ("text/tab-separated-values",), _TABLES),
        Format("ttl", ("text/turtle",), _GRAPHS),
        Format("jsonld", ("application/ld+json",), _GRAPHS),
        Format("nt", ("application/n-triples",), _GRAPHS),
        Format("rdf", ("application/rdf+xml",), _GRAPHS),
    )
}

_UNLIMITED = 100_000  # columns: wide enough for any row that is not for a terminal
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
_NOT_FOR_A_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Characters that XML 1.0 has no way to write (section 2.2), as UTF-8.
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# pyoxigraph declares prefixes in an order that differs from run to run; ours is alphabetical.
_DECLARATION = re.compile(rb'@prefix [^\n]*\n| xmlns:[^ =]*="[^"]*"')
_DECLARED = re.compile(rb"(?:%s)+" % _DECLARATION.pattern)
_REPLACEMENT = "\ufffd".encode()


def formats_for(kind: Kind) -> list[Format]:
    """The formats in which an answer of this kind can be written, the preferred one first."""
    return [known for known in FORMATS.values() if kind in known.kinds]


def write(answer: Answer, name: str, prefixes: Mapping[str, str] | None = None) -> bytes:
    """The answer in a format of FORMATS; `prefixes` (name to namespace) are used where the format has them.

    Raises InputError MT406 where the format is not defined for this kind of answer.
    """
    if answer.kind not in FORMATS[name].kinds:
        possible = ", ".join(known.name for known in formats_for(answer.kind))
        raise InputError(
            "MT406",
            f"{name} can't hold the answer to this query, which is {answer.kind.value}",
            remedy=f"Ask for one of these formats: {possible}.",
        )
    return _WRITERS[name](answer, prefixes or {})


def table(answer: Answer, prefixes: Mapping[str, str], width: int | None = None) -> str:
    """The answer as lines for a terminal of `width` columns (None: nothing is folded); IRIs are shortened.

    ASK gives `true` or `false`, a graph is given as Turtle.
    """
    if answer.kind is Kind.ASK:
        return "true\n" if answer.value else "false\n"
    if answer.kind is Kind.GRAPH:
        return write(answer, "ttl", prefixes).decode()
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for variable in answer.variables:
        grid.add_column(Text(variable), overflow="fold")
    for row in answer.rows:
        grid.add_row(*(Text(readable(term, prefixes)) for term in row))
    out = StringIO()
    Console(file=out, width=width or _UNLIMITED, color_system=None, legacy_windows=False).print(grid)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def readable(term: str | None, prefixes: Mapping[str, str]) -> str:
    """A term for people: an IRI shortened, the text of a literal, nothing for an unbound variable."""
    if term is None:
        return ""
    if is_literal(term):
        return _NOT_FOR_A_TERMINAL.sub("\ufffd", parse_literal(term).lexical.replace("\t", " "))
    return shortened(iri_value(term), prefixes) if is_iri(term) else term


def shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI as a prefixed name by its longest namespace, else in angle brackets."""
    fitting = [(space, name) for name, space in prefixes.items() if space and iri.startswith(space)]
    if fitting:
        space, name = max(fitting)
        local = iri[len(space) :]
        if _LOCAL_NAME.match(local):
            return f"{name}:{local}"
    return f"<{iri}>"


def _json(answer: Answer, _: Mapping[str, str]) -> bytes:
    return answer.data


def _csv(answer: Answer, _: Mapping[str, str]) -> bytes:
    return answer.solutions().serialize(format=ox.QueryResultsFormat.CSV) or b""


def _tsv(answer: Answer, _: Mapping[str, str]) -> bytes:
    return answer.solutions().serialize(format=ox.QueryResultsFormat.TSV) or b""


def _xml(answer: Answer, _: Mapping[str, str]) -> bytes:
    parsed = ox.parse_query_results(answer.data, ox.QueryResultsFormat.JSON)
    return _sound_xml(parsed.serialize(format=ox.QueryResultsFormat.XML) or b"")


def _rdf(answer: Answer, prefixes: Mapping[str, str]) -> bytes:
    return _sound_xml(_graph(answer, ox.RdfFormat.RDF_XML, prefixes))


def _turtle(answer: Answer, prefixes: Mapping[str, str]) -> bytes:
    used = {name: space for name, space in prefixes.items() if space.encode() in answer.data}
    return _graph(answer, ox.RdfFormat.TURTLE, used)


def _ntriples(answer: Answer, _: Mapping[str, str]) -> bytes:
    return answer.data


def _jsonld(answer: Answer, _: Mapping[str, str]) -> bytes:
    return _graph(answer, ox.RdfFormat.JSON_LD, {})


def _graph(answer: Answer, rdf_format: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    text = ox.serialize(answer.triples, format=rdf_format, prefixes=dict(prefixes)) or b""
    return _DECLARED.sub(lambda found: b"".join(sorted(_DECLARATION.findall(found[0]))), text, count=1)


def _sound_xml(text: bytes) -> bytes:
    """Mend what pyoxigraph writes raw: readers drop a carriage return and refuse control characters."""
    return _NOT_IN_XML.sub(_REPLACEMENT, text.replace(b"\r", b"&#13;"))


_WRITERS: dict[str, Callable[[Answer, Mapping[str, str]], bytes]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
    "ttl": _turtle,
    "jsonld": _jsonld,
    "nt": _ntriples,
    "rdf": _rdf,
}
