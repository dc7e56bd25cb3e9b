"""Terms as the Table keeps them: one N-Triples string each (RDF 1.1 N-Triples, section 2).

`<http://…>` is an IRI, `_:…` a blank node, `"…"` with `@tag` or `^^<datatype>` a literal. The string is the
identity of the term, so nothing is lost between a file that is read and one that is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

import re
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{XSD}string"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_LANG_STRING = f"{RDF}langString"
RDF_TYPE = f"<{RDF}type>"

# Possessive, as a text of some megabytes would else take seconds.
_LITERAL = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?\Z', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_MUST_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_NAMED_ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


class Literal(NamedTuple):
    """A literal: its lexical form, its language tag or the empty string, and its datatype IRI."""

    lexical: str
    language: str
    datatype: str


def by_language(terms: Iterable[str]) -> dict[str, str]:
    """The texts of the literals among some terms, by language; of several in one language the first."""
    literals = [parse_literal(term) for term in terms if is_literal(term)]
    return {literal.language: literal.lexical for literal in reversed(literals)}


def iri(value: str) -> str:
    """The term of an IRI."""
    return f"<{value}>"


def is_iri(term: str) -> bool:
    """Whether the term is an IRI."""
    return term[0] == "<"


def is_blank(term: str) -> bool:
    """Whether the term is a blank node."""
    return term[0] == "_"


def is_literal(term: str) -> bool:
    """Whether the term is a literal."""
    return term[0] == '"'


def iri_value(term: str) -> str:
    """The IRI of an IRI term, without its angle brackets and with escapes resolved."""
    inner = term[1:-1]
    return unescape(inner) if "\\" in inner else inner


def literal(lexical: str, language: str = "", datatype: str = XSD_STRING) -> str:
    """The term of a literal."""
    quoted = f'"{escape(lexical)}"'
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype == XSD_STRING else f"{quoted}^^<{datatype}>"


def parse_literal(term: str) -> Literal:
    """The parts of a literal term. Raises ValueError where the term is no literal."""
    match = _LITERAL.match(term)
    if match is None:
        raise ValueError(f"not a literal in N-Triples form: {term[:60]}")
    lexical, language, datatype = match.groups()
    if "\\" in lexical:
        lexical = unescape(lexical)
    if language:
        return Literal(lexical, language, RDF_LANG_STRING)
    return Literal(lexical, "", datatype or XSD_STRING)


def escape(text: str) -> str:
    """Escape text for a quoted literal as canonical N-Triples does: quotes, backslashes, control characters."""
    return _MUST_ESCAPE.sub(lambda m: _NAMED_ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def unescape(text: str) -> str:
    """Resolve the escapes of N-Triples (ECHAR and UCHAR)."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    short, long, char = match.groups()
    if short or long:
        return chr(int(short or long, 16))
    return _PLAIN_ESCAPES.get(char, char)
