"""What a person sees who points at a term: its label, its classes, what it means, its IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.check.source.tokens import tokens
from medtown.namespaces import RDFS
from medtown.table.terms import RDF_TYPE, iri, iri_value, unescape

if TYPE_CHECKING:
    from medtown.check.names import Names
    from medtown.table.table import Table

_DEFINITIONS = ("<http://www.w3.org/2004/02/skos/core#definition>", f"<{RDFS}comment>")


class Spot(NamedTuple):
    """An IRI term that stands in a text, and the offsets of its first character and after its last."""

    term: str
    start: int
    end: int


def term_at(text: str, offset: int) -> Spot | None:
    """The IRI or prefixed name that covers a character of a Turtle text, which may be ill-formed."""
    prefixes: dict[str, str] = {}
    before = before_last = ""
    for token in tokens(text):
        if token.start > offset:
            return None
        if token.kind == "iri" and before_last.lower() in ("@prefix", "prefix"):
            prefixes[before[:-1]] = unescape(token.text[1:-1])
        if offset < token.end:
            term = _term(token.kind, token.text, prefixes)
            return Spot(term, token.start, token.end) if term else None
        before_last, before = before, token.text
    return None


def _term(kind: str, text: str, prefixes: dict[str, str]) -> str | None:
    if kind == "iri":
        return iri(unescape(text[1:-1]))
    if kind == "word" and text == "a":
        return RDF_TYPE
    prefix, _, local = text.partition(":")
    if kind == "name" and prefix in prefixes:
        return iri(prefixes[prefix] + local.replace("\\", ""))
    return None


def hover_text(term: str, data: Table, names: Names) -> str:
    """Label, classes, definition and IRI of a term, a line each, as far as the data gives them."""
    number = data.id(term)
    classes = [] if number is None else [names.described(data.terms[cls]) for cls in data.values(number, RDF_TYPE)]
    meanings = (names.text(data, data.values(number, p)) for p in _DEFINITIONS) if number is not None else ()
    lines = [names.label(term), ", ".join(classes), next(filter(None, meanings), ""), iri_value(term)]
    return "\n".join(line for line in lines if line)
