"""A Turtle file as text: where the parts of a triple stand, and the lines to show."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from medtown.check.region import Region
from medtown.check.source.statements import statements
from medtown.check.source.tokens import is_directive, statement_starts, tokens
from medtown.table.terms import RDF, RDF_TYPE, XSD, is_blank, literal, unescape

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.source.statements import Span, Stated, Statement, Statements
    from medtown.check.source.tokens import Token

_BOM = "\ufeff"
_NIL = f"<{RDF}nil>"
_NAME_ESCAPE = "\\"
_FURTHEST = 50  # statements looked back over: those of one line, and those that the parser was late with


def read_lines(path: Path) -> list[str]:
    """A file's lines without their ends; empty where it can't be read. What is not UTF-8 is shown as U+FFFD."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return []
    return lines_of(text)


def lines_of(text: str) -> list[str]:
    """A text's lines without their ends, and without a byte-order mark."""
    return [line.removesuffix("\r") for line in text.removeprefix(_BOM).split("\n")]


class Source:
    """One Turtle file that the parser has accepted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_bytes().decode("utf-8", "replace").removeprefix(_BOM)
        self._known: dict[int, Statements] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def _starts(self) -> list[int]:
        """Where the statements begin."""
        return statement_starts(self.text)

    def _parsed(self, number: int) -> Statements:
        """A statement's parts; only those that are asked for are read."""
        if number not in self._known:
            end = self._starts[number + 1] if number + 1 < len(self._starts) else None
            self._known[number] = statements(tokens(self.text, self._starts[number], end))
        return self._known[number]

    def _at(self, offset: int) -> int:
        """The number of the statement at an offset."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _directives(self) -> list[list[Token]]:
        numbers = (number for number, start in enumerate(self._starts) if is_directive(self.text, start))
        return [directive for number in numbers for directive in self._parsed(number).directives]

    @cached_property
    def _namespaces(self) -> dict[str, list[tuple[int, str]]]:
        """The namespaces of each prefix, with the offset from which each holds; that of @base is under ""."""
        found: dict[str, list[tuple[int, str]]] = {}
        for directive in self._directives:
            prefix = directive[1].text if directive[0].text.lower().endswith("prefix") else ""
            last = directive[-1]
            if last.kind == "iri":
                found.setdefault(prefix, []).append((last.end, self._absolute(unescape(last.text[1:-1]), last, found)))
        return found

    def directive(self, prefix: str) -> Region | None:
        """Where a prefix is declared first."""
        for parts in self._directives:
            if parts[1].text == f"{prefix}:":
                return self._region(parts[0].start, parts[-1].end)
        return None

    def triple(self, terms: tuple[str, str, str], line: int) -> Stated | None:
        """The triple that is complete on a line, or last before it.

        The parser tells of a triple when it has seen what follows a literal, so that may be some lines later. Of a
        blank node's it tells when the node opens, and that triple is complete only where the node closes.
        """
        if not self._starts or line > len(self._line_starts):
            return None
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        last = self._at(end - 1)
        for number in range(last, max(-1, last - _FURTHEST), -1):
            begun = [s for s in self._parsed(number).stated if s.object.start < end and self._states(s, terms)]
            complete = [stated for stated in begun if stated.object.end <= end]
            if begun:
                return complete[-1] if complete else begun[0]
        return None

    def statement(self, stated: Stated) -> Statement:
        """The statement that a triple is part of."""
        offset = stated.object.start
        whole = self._parsed(self._at(offset)).statements
        return next(statement for statement in whole if statement.start <= offset < statement.end)

    def region(self, part: Span | Statement) -> Region:
        """Lines and columns of a term or a statement."""
        return self._region(part.start, part.end)

    def written(self, region: Region) -> str:
        """What stands on the last line of a region; empty where its columns are not known."""
        if region.last_line is None or region.end_column is None:
            return ""
        line = self._line_starts[region.last_line - 1]
        start = (region.column or 1) - 1 if region.line == region.last_line else 0
        return self.text[line + start : line + region.end_column - 1]

    def term(self, span: Span) -> str | None:
        """The term that a span writes, in N-Triples form; None for a blank node."""
        return self._term(span.first)

    def _region(self, start: int, end: int) -> Region:
        line, last = self._line(start), self._line(end - 1)
        starts = self._line_starts
        return Region(self.path, line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)

    def _line(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)

    def _states(self, stated: Stated, terms: tuple[str, str, str]) -> bool:
        parts = (stated.subject, stated.predicate, stated.object)
        return all(part is None or self._is(part, term) for part, term in zip(parts, terms, strict=True))

    def _is(self, span: Span, term: str) -> bool:
        if span.first.kind in ("mark", "blank"):
            return is_blank(term) or (term == _NIL and span.first.text == "(")
        return self._term(span.first) == term

    def _term(self, token: Token) -> str | None:
        text = token.text
        match token.kind:
            case "iri":
                return f"<{self._absolute(unescape(text[1:-1]), token, self._namespaces)}>"
            case "name":
                return f"<{self._expanded(token)}>"
            case "literal":
                return self._literal(token)
            case "number":
                kind = "double" if "e" in text.lower() else "decimal" if "." in text else "integer"
                return literal(text, datatype=f"{XSD}{kind}")
            case "word":
                return RDF_TYPE if text == "a" else literal(text, datatype=f"{XSD}boolean")
        return None

    def _literal(self, token: Token) -> str:
        text = token.text
        end = max(text.rfind('"'), text.rfind("'")) + 1
        quotes = 3 if text.startswith(('"""', "'''")) else 1
        lexical = unescape(text[quotes : end - quotes])
        rest = text[end:].strip()
        if rest.startswith("@"):
            return literal(lexical, rest[1:].lower())
        if rest:
            written = rest[2:].strip()
            kind = "iri" if written[0] == "<" else "name"
            return literal(lexical, datatype=(self._term(token._replace(kind=kind, text=written)) or "<>")[1:-1])
        return literal(lexical)

    def _expanded(self, token: Token) -> str:
        prefix, _, local = token.text.partition(":")
        if _NAME_ESCAPE in local:
            local = local.replace(_NAME_ESCAPE, "")
        return _in_force(self._namespaces.get(f"{prefix}:", []), token.start) + local

    def _absolute(self, iri: str, token: Token, namespaces: dict[str, list[tuple[int, str]]]) -> str:
        base = _in_force(namespaces.get("", []), token.start)
        return urljoin(base, iri) if base else iri


def _in_force(declared: list[tuple[int, str]], offset: int) -> str:
    """The last namespace declared before an offset; empty where there is none."""
    return next((namespace for start, namespace in reversed(declared) if start <= offset), "")
