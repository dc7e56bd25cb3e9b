"""The Table: interned terms and integer columns, one row a triple of a file. Checks, pages and dumps read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from medtown.table.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Column: TypeAlias = NDArray[np.int32]


class Graph(NamedTuple):
    """A named graph and the file that it was read from."""

    iri: str
    path: Path


class Place(NamedTuple):
    """Where a triple stands: its file and the 1-based line on which it is complete."""

    path: Path
    line: int


class _Index:
    """The rows of each term in one column, in the order of the files."""

    def __init__(self, column: Column, terms: int) -> None:
        self.order = np.argsort(column, kind="stable").astype(np.int32)
        self.starts = np.searchsorted(column[self.order], np.arange(terms + 1)).astype(np.int32)

    def rows(self, term: int) -> Column:
        return self.order[self.starts[term] : self.starts[term + 1]]


@dataclass(frozen=True, eq=False)
class Table:
    """All triples of a set of Turtle files.

    `terms[i]` is term i as an N-Triples string; `subject`, `predicate`, `object` hold term numbers, `graph` indexes
    `graphs`, `line` is 1-based; all five have one int32 entry a row. A triple that stands in two files has two rows;
    `union` is the rows of the default graph, where it counts once. `prefixes` are those of all files, the first of a
    name; `file_prefixes` those of each graph's file by itself, the last of a name.
    """

    terms: list[str]
    subject: Column
    predicate: Column
    object: Column
    graph: Column
    line: Column
    graphs: tuple[Graph, ...]
    prefixes: dict[str, str] = field(default_factory=dict)
    file_prefixes: tuple[dict[str, str], ...] = ()

    def __len__(self) -> int:
        """The number of rows (a triple counts once a file)."""
        return len(self.subject)

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def _by_subject(self) -> _Index:
        return _Index(self.subject, len(self.terms))

    @cached_property
    def _by_object(self) -> _Index:
        return _Index(self.object, len(self.terms))

    @cached_property
    def _by_predicate(self) -> _Index:
        return _Index(self.predicate, len(self.terms))

    @cached_property
    def is_union(self) -> NDArray[np.bool_]:
        """Whether each row is the first of its triple: the default graph is the union of all graphs."""
        order = np.lexsort((self.object, self.predicate, self.subject))
        s, p, o = self.subject[order], self.predicate[order], self.object[order]
        repeated = (s[1:] == s[:-1]) & (p[1:] == p[:-1]) & (o[1:] == o[:-1])
        first = np.ones(len(self), dtype=np.bool_)
        first[order[1:][repeated]] = False
        return first

    @cached_property
    def union(self) -> Column:
        """The rows of the default graph, in the order of the files."""
        return np.flatnonzero(self.is_union).astype(np.int32)

    def id(self, term: str) -> int | None:
        """The number of a term, or None where it does not occur."""
        return self._ids.get(term)

    def rows_of(self, subject: int) -> Column:
        """The rows with this subject."""
        return self._by_subject.rows(subject)

    def rows_to(self, obj: int) -> Column:
        """The rows with this object."""
        return self._by_object.rows(obj)

    def rows_with(self, predicate: int) -> Column:
        """The rows with this predicate."""
        return self._by_predicate.rows(predicate)

    def values(self, subject: int, predicate: str) -> list[int]:
        """The objects of a subject for a predicate term, each once, in the order of the files."""
        p = self.id(predicate)
        if p is None:
            return []
        rows = self.rows_of(subject)
        return list(dict.fromkeys(self.object[rows[self.predicate[rows] == p]].tolist()))

    def subjects(self, predicate: str, obj: int) -> list[int]:
        """The subjects that have this object for a predicate term, each once, in the order of the files."""
        p = self.id(predicate)
        if p is None:
            return []
        rows = self.rows_to(obj)
        return list(dict.fromkeys(self.subject[rows[self.predicate[rows] == p]].tolist()))

    def instances(self, cls: str) -> list[int]:
        """The terms that have this class term as an rdf:type."""
        number = self.id(cls)
        return [] if number is None else self.subjects(RDF_TYPE, number)

    def row(self, subject: int, predicate: int, obj: int) -> int | None:
        """The first row of a triple, or None."""
        rows = self.rows_of(subject)
        found = rows[(self.predicate[rows] == predicate) & (self.object[rows] == obj)]
        return int(found[0]) if len(found) else None

    def place(self, row: int) -> Place:
        """The file and line of a row."""
        return Place(self.graphs[self.graph[row]].path, int(self.line[row]))

    def triples(self) -> Iterator[tuple[str, str, str]]:
        """The default graph's triples as terms, each once, in the order of the files."""
        terms = self.terms
        columns = (c[self.union].tolist() for c in (self.subject, self.predicate, self.object))
        for s, p, o in zip(*columns, strict=True):
            yield terms[s], terms[p], terms[o]

    def subject_ids(self) -> list[int]:
        """Every subject, in the order of its first triple."""
        found, first = np.unique(self.subject, return_index=True)
        return list(found[np.argsort(first, kind="stable")].tolist())

    @cached_property
    def class_counts(self) -> dict[str, int]:
        """The number of instances of each class term, largest first."""
        return self._counts_of_objects(RDF_TYPE)

    @cached_property
    def predicate_counts(self) -> dict[str, int]:
        """The number of triples of each predicate term in the default graph, largest first."""
        found, counts = np.unique(self.predicate[self.union], return_counts=True)
        return self._largest_first(dict(zip(found.tolist(), counts.tolist(), strict=True)))

    @property
    def graph_counts(self) -> list[int]:
        """The number of rows of each graph, in the order of `graphs`."""
        counts: list[int] = np.bincount(self.graph, minlength=len(self.graphs)).tolist()
        return counts

    def _counts_of_objects(self, predicate: str) -> dict[str, int]:
        p = self.id(predicate)
        if p is None:
            return {}
        rows = self.rows_with(p)
        return self._largest_first(Counter(self.object[rows[self.is_union[rows]]].tolist()))

    def _largest_first(self, counts: dict[int, int]) -> dict[str, int]:
        named = {self.terms[number]: count for number, count in counts.items()}
        return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))
