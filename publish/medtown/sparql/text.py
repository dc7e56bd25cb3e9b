"""What a query's text shows before it runs: its prefixes, its form, a call to another host."""

from __future__ import annotations

import re
from typing import NamedTuple

QUERY_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATE_FORMS = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")

_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]+|#[^\r\n]*+)*+")
_PREFIX = re.compile(r"PREFIX[ \t\r\n]+([^\s:<>#]*):", re.IGNORECASE)
_BASE = re.compile(r"BASE(?![A-Za-z])", re.IGNORECASE)
_IRI = re.compile(r"<([^<>\"{}|^`\x00-\x20]*)>")
_WORD = re.compile(r"[A-Za-z]+")

# A keyword may follow a number, a boolean, a string or an IRI without a space, but not a name.
_SERVICE = re.compile(r"(?:(?<![\w?$:-])|(?<=\d)|(?<=true)|(?<=false))SERVICE", re.IGNORECASE)
_SILENT = re.compile(r"SILENT", re.IGNORECASE)
_SERVICE_NAME = re.compile(r"<[^<>\s]*+>|(?:[^\s{}#\\]|\\.)++")


class Prologue(NamedTuple):
    """A query's prefix declarations, its first keyword (upper case, or empty) and where that stands."""

    prefixes: dict[str, str]
    form: str
    start: int


def prologue(query: str) -> Prologue:
    """Read a query's prologue (SPARQL 1.1, section 4.1) up to the keyword that names its form."""
    prefixes: dict[str, str] = {}
    at = _skip_blank(query, 0)
    while True:
        if declared := _PREFIX.match(query, at):
            iri = _IRI.match(query, _skip_blank(query, declared.end()))
            if iri is not None:
                prefixes[declared[1]] = iri[1]
        elif declared := _BASE.match(query, at):
            iri = _IRI.match(query, _skip_blank(query, declared.end()))
        else:
            word = _WORD.match(query, at)
            return Prologue(prefixes, word[0].upper() if word else "", at)
        if iri is None:
            return Prologue(prefixes, "", at)
        at = _skip_blank(query, iri.end())


def service_call(query: str) -> int | None:
    """Where the query calls another endpoint (SERVICE, SPARQL 1.1 Federated Query), or None.

    The raw text is searched, strings and comments included: what is a string depends on the grammar
    (`'a'<'>'` can be read in two ways), and a query must not be able to hide a call. The price is that a
    string or comment with the words `SERVICE <…> {` in it is refused too.
    """
    declared = prologue(query).prefixes
    for found in _SERVICE.finditer(query):
        at = _skip_blank(query, found.end())
        silent = _SILENT.match(query, at)
        places = (at, _skip_blank(query, silent.end())) if silent else (at,)
        if any(_is_called(query, place, declared) for place in places):
            return found.start()
    return None


def _is_called(query: str, at: int, declared: dict[str, str]) -> bool:
    """Whether an IRI, a variable or a prefixed name stands here, and a group after it."""
    name = _SERVICE_NAME.match(query, at)
    if name is None or not query.startswith("{", _skip_blank(query, name.end())):
        return False
    prefix, colon, _ = name[0].partition(":")
    return name[0][0] in "<?$" or (bool(colon) and prefix in declared)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The 1-based line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _skip_blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
