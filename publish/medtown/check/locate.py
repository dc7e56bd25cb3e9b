"""Where in the files a statement about a node stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.table.terms import RDF_TYPE, is_blank, is_literal, parse_literal

if TYPE_CHECKING:
    from medtown.check.names import Names
    from medtown.table.table import Place, Table


class Owner(NamedTuple):
    """The named node above a blank node, and the predicate terms that lead down from it."""

    node: int
    path: tuple[str, ...]


class Locator:
    """Finds places in a Table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def triple(self, subject: str, predicate: str, obj: str) -> Place | None:
        """The place of a triple given as terms, or None where it does not stand in a file."""
        numbers = [self._table.id(term) for term in (subject, predicate, obj)]
        row = None if None in numbers else self._table.row(*numbers)  # type: ignore[arg-type]
        return None if row is None else self._table.place(row)

    def last_value(self, subject: str, predicate: str) -> Place | None:
        """The place of the last value that a node has for a predicate."""
        rows = self._rows(subject, predicate)
        return self._table.place(rows[-1]) if rows else None

    def last_use(self, obj: str, predicate: str) -> Place | None:
        """The place of the last triple that points to a node with a predicate."""
        o, p = self._table.id(obj), self._table.id(predicate)
        if o is None or p is None:
            return None
        rows = self._table.rows_to(o)
        found = rows[self._table.predicate[rows] == p].tolist()
        return self._table.place(found[-1]) if found else None

    def label(self, node: str, names: Names) -> str:
        """A node's label; that of a blank node says what it hangs from."""
        owner = self.owner(node) if is_blank(node) else None
        if owner is None:
            return names.label(node)
        term = self._table.terms[owner.node]
        label = names.label(term)
        name = f"{label} ({names.short(term)})" if label else names.short(term)
        return f"{name}, {'/'.join(map(names.short, owner.path))}"

    def block(self, node: str) -> Place | None:
        """Where a node's description begins: its type if it has one, else its first triple, else its use."""
        number = self._table.id(node)
        if number is None:
            return None
        rows = self._rows(node, RDF_TYPE) or self._table.rows_of(number).tolist()
        rows = rows or self._table.rows_to(number).tolist()
        return self._table.place(rows[0]) if rows else None

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

    def _rows(self, subject: str, predicate: str) -> list[int]:
        """The rows of a subject with a predicate, in the order of the files."""
        s, p = self._table.id(subject), self._table.id(predicate)
        if s is None or p is None:
            return []
        rows = self._table.rows_of(s)
        found: list[int] = rows[self._table.predicate[rows] == p].tolist()
        return found
