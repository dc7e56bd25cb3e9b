"""Which tokens of a Turtle file state which triple (RDF 1.1 Turtle, section 6.5, productions 6 to 15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.source.tokens import Token


class Span(NamedTuple):
    """A term in the text: a token, or all from `[` to `]` or `(` to `)`; offsets as in a slice."""

    first: Token
    start: int
    end: int


class Stated(NamedTuple):
    """A triple as written; a member of a list has no predicate."""

    subject: Span | None
    predicate: Span | None
    object: Span


class Statement(NamedTuple):
    """From its subject to its full stop; offsets as in a slice."""

    subject: Span
    start: int
    end: int


@dataclass
class Statements:
    """All statements of a text, all triples in the order in which they are complete, and its directives."""

    statements: list[Statement] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    directives: list[list[Token]] = field(default_factory=list)


@dataclass
class _Frame:
    """An open statement, `[` or `(`: what stands in it so far."""

    opener: Token | None = None
    subject: Span | None = None
    predicate: Span | None = None
    expects_predicate: bool = False

    @property
    def is_list(self) -> bool:
        return self.opener is not None and self.opener.text == "("


class _Reader:
    def __init__(self) -> None:
        self.found = Statements()
        self.frames = [_Frame()]

    def read(self, tokens: Iterable[Token]) -> Statements:
        each = iter(tokens)
        for token in each:
            if token.kind == "directive" and len(self.frames) == 1 and self.frames[0].subject is None:
                self._directive(token, each)
            elif token.kind == "mark":
                self._mark(token)
            else:
                self._term(Span(token, token.start, token.end))
        return self.found

    def _directive(self, token: Token, rest: Iterator[Token]) -> None:
        """`@prefix x: <…> .`, or `PREFIX x: <…>` without a full stop."""
        length = 2 if token.text.lower().endswith("prefix") else 1
        parts = [token, *islice(rest, length)]
        if token.text[0] == "@":
            next(rest, None)
        self.found.directives.append(parts)

    def _mark(self, token: Token) -> None:
        frame = self.frames[-1]
        if token.text in "[(":
            self.frames.append(_Frame(token, expects_predicate=token.text == "["))
        elif token.text in "])" and frame.opener is not None:
            self.frames.pop()
            self._term(Span(frame.opener, frame.opener.start, token.end))
        elif token.text == ";":
            frame.expects_predicate = True
        elif token.text == "." and frame.subject is not None:
            self.found.statements.append(Statement(frame.subject, frame.subject.start, token.end))
            self.frames = [_Frame()]

    def _term(self, span: Span) -> None:
        frame = self.frames[-1]
        if frame.opener is None and frame.subject is None:
            frame.subject, frame.expects_predicate = span, True
        elif frame.expects_predicate:
            frame.predicate, frame.expects_predicate = span, False
        else:
            subject = frame.subject or (frame.opener and Span(frame.opener, frame.opener.start, frame.opener.end))
            self.found.stated.append(Stated(subject, None if frame.is_list else frame.predicate, span))


def statements(tokens: Iterable[Token]) -> Statements:
    """The statements of a Turtle text that a parser has accepted."""
    return _Reader().read(tokens)
