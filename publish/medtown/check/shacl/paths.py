"""SHACL property paths (section 2.3.1) walked on a Table's integer columns."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from medtown.namespaces import SH
from medtown.table.lists import members
from medtown.table.terms import is_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.table.table import Column, Table


def either(*columns: Column) -> Column:
    """All that stands in some of the columns, sorted, each once."""
    return np.unique(np.concatenate(columns)) if columns else np.empty(0, np.int32)


class Direction(Enum):
    """Whether a path is walked from its start, or from its end (sh:inversePath)."""

    AHEAD = 1
    BACK = -1

    @property
    def turned(self) -> Direction:
        """The other direction."""
        return Direction(-self.value)


class Paths:
    """The paths that stand in one Table, `shapes`, as ways through another, `data`."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self._shapes, self._data = shapes, data
        self._walks: dict[str, Callable[[int, Column, Direction], Column]] = {
            "inversePath": lambda path, nodes, direction: self._walk(path, nodes, direction.turned),
            "alternativePath": self._alternatives,
            "zeroOrMorePath": self._repeated,
            "oneOrMorePath": lambda path, nodes, direction: self._repeated(
                path, self._walk(path, nodes, direction), direction
            ),
            "zeroOrOnePath": lambda path, nodes, direction: either(nodes, self._walk(path, nodes, direction)),
        }

    def values(self, path: int, nodes: Column) -> Column:
        """What a well-formed path of the shapes leads to from some nodes of the data; sorted, each once."""
        return self._walk(path, nodes, Direction.AHEAD)

    def _walk(self, path: int, nodes: Column, direction: Direction) -> Column:
        term = self._shapes.terms[path]
        if is_iri(term):
            return self._step(term, nodes, direction)
        for parameter, walk in self._walks.items():
            for inner in self._shapes.values(path, f"<{SH}{parameter}>")[:1]:
                return walk(inner, nodes, direction)
        for step in members(self._shapes, path)[:: direction.value]:
            nodes = self._walk(step, nodes, direction)
        return nodes

    def _step(self, predicate: str, nodes: Column, direction: Direction) -> Column:
        data, number = self._data, self._data.id(predicate)
        if number is None:
            return nodes[:0]
        rows = data.rows_with(number)
        here, there = (data.subject, data.object)[:: direction.value]
        found: Column = np.unique(there[rows[np.isin(here[rows], nodes)]])
        return found

    def _alternatives(self, head: int, nodes: Column, direction: Direction) -> Column:
        return either(*(self._walk(path, nodes, direction) for path in members(self._shapes, head)))

    def _repeated(self, path: int, nodes: Column, direction: Direction) -> Column:
        return closure(nodes, lambda found: self._walk(path, found, direction))


def closure(starts: Column, step: Callable[[Column], Column]) -> Column:
    """The nodes themselves and all that repeated steps lead to."""
    found = new = np.unique(starts)
    while len(new):
        new = np.setdiff1d(step(new), found, assume_unique=True)
        found = either(found, new)
    return found
