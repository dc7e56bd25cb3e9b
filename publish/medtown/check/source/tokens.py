"""Turtle's tokens (RDF 1.1 Turtle, section 6.5), each with its place in the text.

pyoxigraph says on which line a triple is complete, but not where its parts stand. This lexer reads text that
pyoxigraph has accepted, so it need not find errors; what it can't read it passes over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = r"(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[\w:·-]|{_ESCAPED})(?:(?:[\w:.·-]|{_ESCAPED})*(?:[\w:·-]|{_ESCAPED}))?"
_NAME = rf"{_PREFIX}(?:{_LOCAL})?"
_IRI = r"<[^\x00-\x20<>\"{}|^`]*>"
# Atomic, as a text of some megabytes would else take seconds; Python before 3.11.5 mistakes possessive repeats.
_STRING = (
    r'"""(?>(?:[^"\\]|\\.|"(?!""))*)"{3,5}'
    r"|'''(?>(?:[^'\\]|\\.|'(?!''))*)'{3,5}"
    r'|"(?>(?:[^"\\\r\n]|\\.)*)"'
    r"|'(?>(?:[^'\\\r\n]|\\.)*)'"
)
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\r\n]*)"
    rf"|(?P<literal>(?:{_STRING})(?:\s*@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\s*\^\^\s*(?:{_IRI}|{_NAME}))?)"
    rf"|(?P<iri>{_IRI})"
    rf"|(?P<blank>_:[\w](?:[\w.·-]*[\w·-])?)"
    rf"|(?P<name>{_NAME})"
    rf"|(?P<directive>@prefix|@base|(?:PREFIX|BASE|prefix|base)\b)"
    rf"|(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+|\d+\.(?=[eE]))(?:[eE][+-]?\d+)?)"
    rf"|(?P<word>[A-Za-z]+)"
    rf"|(?P<mark>[.,;\[\]()])",
    re.DOTALL,
)

# From one full stop to the next: strings, IRIs and comments whole, names and numbers with the dots inside them.
_RUN = r"(?:[^\s\"'<#.;,\[\]()\\]|\\.)+"
_STATEMENT = re.compile(
    rf"(?>(?:\s+|\#[^\r\n]*|{_STRING}|{_IRI}|{_RUN}(?:\.+{_RUN})*|\.\d{_RUN}?|[;,\[\]()<])*)\.?", re.DOTALL
)
_DIRECTIVE = re.compile(r"(?>(?:\s+|\#[^\r\n]*)*)(?:@prefix|@base|PREFIX\b|BASE\b)", re.IGNORECASE)


class Token(NamedTuple):
    """A token: its kind, its text, and the offset of its first character."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a Turtle text without its comments; a literal includes its language tag or datatype.

    `start` and `end` are offsets between statements.
    """
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        if kind is not None and kind != "comment":
            yield Token(kind, match[0], match.start())


def statement_starts(text: str) -> list[int]:
    """The offsets at which the statements of a Turtle text begin, with the space and the comments before them.

    Ten times as quick as `tokens`: of a large file people want to know a few places. A directive of SPARQL, which ends
    without a full stop, belongs to the statement after it.
    """
    return [match.start() for match in _STATEMENT.finditer(text) if match.end() > match.start()]


def is_directive(text: str, start: int) -> bool:
    """Whether a prefix or base is declared at the start of a statement."""
    return _DIRECTIVE.match(text, start) is not None
