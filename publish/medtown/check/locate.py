"""Where in the files a statement about a node stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from medtown.check.region import Region
from medtown.check.source import Source
from medtown.table.terms import RDF_TYPE, is_blank, is_literal, parse_literal

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.names import Names
    from medtown.check.source.statements import Stated
    from medtown.table.table import Table

Part: TypeAlias = Literal["subject", "predicate", "object", "statement"]


class Owner(NamedTuple):
    """The named node above a blank node, and the predicate terms that lead down from it."""

    node: int
    path: tuple[str, ...]


class Locator:
    """Finds places in a Table's files. Only files that are asked for are read again."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._sources: dict[Path, Source] = {}

    def region(self, row: int, part: Part = "object") -> Region:
        """Where a part of a row's triple stands, or the whole statement that it belongs to."""
        place = self._table.place(row)
        stated = self._stated(row)
        if stated is None:
            return Region(place.path, place.line)
        source = self.source(place.path)
        if part == "statement":
            return source.region(source.statement(stated))
        span = stated.predicate if part == "predicate" else stated.subject if part == "subject" else stated.object
        return source.region(span or stated.object)

    def source(self, path: Path) -> Source:
        """A file's text, read once."""
        if path not in self._sources:
            self._sources[path] = Source(path)
        return self._sources[path]

    def row(self, subject: str, predicate: str, obj: str) -> int | None:
        """The first row of a triple given as terms, or None where it does not stand in a file."""
        numbers = [self._table.id(term) for term in (subject, predicate, obj)]
        return None if None in numbers else self._table.row(*numbers)  # type: ignore[arg-type]

    def triple(self, subject: str, predicate: str, obj: str) -> Region | None:
        """The object of a triple given as terms, or None where it does not stand in a file."""
        row = self.row(subject, predicate, obj)
        return None if row is None else self.region(row)

    def values(self, subject: str, predicate: str) -> list[tuple[str, Region]]:
        """The values that a node has for a predicate, with their places, in the order of the files."""
        table = self._table
        return [(table.terms[int(table.object[row])], self.region(row)) for row in self._rows(subject, predicate)]

    def last_value(self, subject: str, predicate: str) -> Region | None:
        """The place of the last value that a node has for a predicate."""
        rows = self._rows(subject, predicate)
        return self.region(rows[-1]) if rows else None

    def uses(self, obj: str, predicate: str) -> list[tuple[str, Region]]:
        """The nodes that have a node as value of a predicate, with the places, in the order of the files."""
        table = self._table
        o, p = table.id(obj), table.id(predicate)
        if o is None or p is None:
            return []
        rows = table.rows_to(o)
        found = rows[table.predicate[rows] == p].tolist()
        return [(table.terms[int(table.subject[row])], self.region(row)) for row in found]

    def last_use(self, obj: str, predicate: str) -> Region | None:
        """The place of the last triple that points to a node with a predicate."""
        uses = self.uses(obj, predicate)
        return uses[-1][1] if uses else None

    def label(self, node: str, names: Names) -> str:
        """A node's label; that of a blank node says what it hangs from."""
        owner = self.owner(node) if is_blank(node) else None
        if owner is None:
            return names.label(node)
        term = self._table.terms[owner.node]
        label = names.label(term)
        name = f"{label} ({names.short(term)})" if label else names.short(term)
        return f"{name}, {'/'.join(map(names.short, owner.path))}"

    def block(self, node: str) -> Region | None:
        """The statement that gives a node's type if it has one, else its first statement, else its use.

        A blank node's is all between its brackets.
        """
        number = self._table.id(node)
        if number is None:
            return None
        uses = self._table.rows_to(number).tolist()
        if is_blank(node) and uses:
            return self.region(uses[0])
        rows = self._rows(node, RDF_TYPE) or self._table.rows_of(number).tolist()
        if rows:
            return self.region(rows[0], "statement")
        return self.region(uses[0]) if uses else None

    def is_described(self, node: str) -> bool:
        """Whether the node is a subject."""
        number = self._table.id(node)
        return number is not None and len(self._table.rows_of(number)) > 0

    def repeated_language(self, subject: str, predicate: str) -> str | None:
        """The last value of a predicate whose language another value has too (sh:uniqueLang)."""
        seen: set[str] = set()
        repeated = None
        for row in self._rows(subject, predicate):
            term = self._table.terms[int(self._table.object[row])]
            language = parse_literal(term).language if is_literal(term) else ""
            repeated = term if language and language in seen else repeated
            seen.add(language)
        return repeated

    def anchor(self, blank: str) -> str:
        """What a blank node hangs from, in terms; empty where nothing but blank nodes points to it."""
        owner = self.owner(blank)
        return "" if owner is None else " ".join((self._table.terms[owner.node], *owner.path))

    def owner(self, blank: str) -> Owner | None:
        """The IRI that a blank node hangs from; None where nothing but blank nodes points to it."""
        table = self._table
        number = table.id(blank)
        path: list[str] = []
        seen: set[int] = set()
        while number is not None and number not in seen and is_blank(table.terms[number]):
            seen.add(number)
            rows = table.rows_to(number).tolist()
            if not rows:
                return None
            path.insert(0, table.terms[int(table.predicate[rows[0]])])
            number = int(table.subject[rows[0]])
        return None if number is None or number in seen else Owner(number, tuple(path))

    def _stated(self, row: int) -> Stated | None:
        table = self._table
        place = table.place(row)
        terms = (table.terms[int(column[row])] for column in (table.subject, table.predicate, table.object))
        subject, predicate, obj = terms
        return self.source(place.path).triple((subject, predicate, obj), place.line)

    def _rows(self, subject: str, predicate: str) -> list[int]:
        """The rows of a subject with a predicate, in the order of the files."""
        s, p = self._table.id(subject), self._table.id(predicate)
        if s is None or p is None:
            return []
        rows = self._table.rows_of(s)
        found: list[int] = rows[self._table.predicate[rows] == p].tolist()
        return found
