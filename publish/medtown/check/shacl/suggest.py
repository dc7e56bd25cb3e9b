"""What could stand in a value's place, where a constraint leaves little choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.check.spelling import closest
from medtown.table.terms import XSD, iri_value, is_iri, is_literal, literal, parse_literal

if TYPE_CHECKING:
    from medtown.check.names import Names
    from medtown.check.shacl.expected import ShapeWords


def suggestion(words: ShapeWords, names: Names, component: str, shape: int, value: str | None) -> str:
    """A replacement as Turtle would write it; empty where nothing is near.

    sh:in: the allowed value most like the given one. sh:datatype: the same text with the datatype, if it may have it.
    """
    if value is None:
        return ""
    if component == "In":
        allowed = {names.short(term): term for term in words.allowed(shape) if is_iri(term) == is_iri(value)}
        return closest(names.short(value), list(allowed)) or ""
    if component == "Datatype" and is_literal(value):
        datatype = next(iter(words.terms(shape, "datatype")), "")
        text = parse_literal(value)
        if datatype and not text.language and _has_form(literal(text.lexical), iri_value(datatype)):
            return names.short(literal(text.lexical, datatype=iri_value(datatype)))
    return ""


def _has_form(text: str, datatype: str) -> bool:
    """Whether a literal's text is a form of one of XML Schema's datatypes, to which SPARQL can cast it (17.1)."""
    if not datatype.startswith(XSD):
        return False
    try:
        results = ox.Store().query(f"SELECT (<{datatype}>({text}) AS ?cast) {{}}")
    except (RuntimeError, SyntaxError):  # a datatype to which it can't cast, such as xsd:language
        return False
    return isinstance(results, ox.QuerySolutions) and any(solution["cast"] is not None for solution in results)
