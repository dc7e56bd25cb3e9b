"""A document: what the data says of one or more resources, grouped as people write it.

A `Describer` is made once a site; it holds the default graph ordered by subject and knows, for every blank
node of the Table, whether it can be nested where it is used or needs a label.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

import numpy as np

from medtown.table.terms import RDF, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from medtown.table import Table

RDF_FIRST = f"<{RDF}first>"
RDF_REST = f"<{RDF}rest>"
RDF_NIL = f"<{RDF}nil>"

# Blank nodes below a blank node below … are nested to this depth; a deeper one gets a label. Readers of our
# files parse by recursion, as do our writers.
DEEPEST = 24

_NONE = -1

T = TypeVar("T")
Block: TypeAlias = dict[int, list[int]]


class Writer(Protocol):
    """A format. A writer is made once a site and keeps what it has worked out about each term."""

    suffix: str
    media_type: str

    def write(self, document: Document) -> str | None:
        """The document's file; None where the format can't hold it."""

    def dump(self, documents: Iterable[Document]) -> Iterator[str] | None:
        """One file of many documents, in pieces; None where the format can't hold the Table."""


class Cache(dict[int, T], Generic[T]):
    """What a writer has worked out about each term; emptied at a fixed size, as sites can be large."""

    LARGEST = 100_000

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> T:
        if len(self) >= self.LARGEST:
            self.clear()
        value = self[number] = self._make(number)
        return value


@dataclass(slots=True)
class Document:
    """The description of `topics`, whose files stand at the site path `path` (no suffix).

    `blocks` maps each subject (topics first) to its predicates and their objects, rdf:type first and
    otherwise in the order of the project's files, each triple once; all are term numbers. `roots` are the
    subjects written at top level.
    """

    describer: Describer
    topics: list[int]
    path: str
    blocks: dict[int, Block]
    roots: list[int]

    def is_nested(self, node: int) -> bool:
        """Whether a blank node that is an object here can be written in place, without a label."""
        return bool(self.describer.nested[node]) and node not in self.topics

    def items(self, node: int) -> list[int] | None:
        """The members of a collection that can be written in place; None where the node is something else."""
        describer = self.describer
        if not describer.cells[node] or not self.is_nested(node):
            return None
        first, rest, nil = describer.list_terms
        members = []
        while node != nil:
            if node in self.topics:
                return None
            block = self.blocks[node]
            members.append(block[first][0])
            node = block[rest][0]
        return members


class Describer:
    """The documents of a Table; the descriptions are those of `medtown.table.describe`."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._order_by_subject()
        self._blank = bytearray(term[0] == "_" for term in table.terms)

    def _order_by_subject(self) -> None:
        """The default graph by subject, rdf:type first, in plain arrays: quick to read a few rows of."""
        table = self.table
        union = table.union
        subject, predicate = table.subject[union], table.predicate[union]
        order = np.lexsort((predicate != table.id(RDF_TYPE), subject))
        starts = np.searchsorted(subject[order], np.arange(len(table.terms) + 1))
        self._predicates = array("i", predicate[order].astype(np.int32).tobytes())
        self._objects = array("i", table.object[union][order].astype(np.int32).tobytes())
        self._starts = array("q", starts.astype(np.int64).tobytes())

    def document(self, topics: Iterable[int], path: str = "") -> Document:
        """The description of the topics, with the blank nodes below them; `path` has no suffix."""
        return self._gather(list(topics), path, self._blank)

    def trees(self) -> Iterator[Document]:
        """Every subject that is not nested, in the order of the files, each with what nests below it."""
        nested = self.nested
        for subject in self.table.subject_ids():
            if not nested[subject]:
                yield self._gather([subject], "", nested)

    def _gather(self, topics: list[int], path: str, follow: bytearray) -> Document:
        blocks: dict[int, Block] = {}
        waiting = list(dict.fromkeys(topics))
        roots = waiting[:]
        seen = set(waiting)
        starts, predicates, objects, nested = self._starts, self._predicates, self._objects, self.nested
        for subject in waiting:
            block: Block = {}
            rows = slice(starts[subject], starts[subject + 1])
            for predicate, value in zip(predicates[rows], objects[rows], strict=True):
                if predicate in block:
                    block[predicate].append(value)
                else:
                    block[predicate] = [value]
                if follow[value] and value not in seen:
                    seen.add(value)
                    waiting.append(value)
                    if not nested[value] and starts[value] != starts[value + 1]:
                        roots.append(value)
            blocks[subject] = block
        return Document(self, topics, path, blocks, roots)

    @cached_property
    def list_terms(self) -> tuple[int, int, int]:
        """The numbers of rdf:first, rdf:rest and rdf:nil (-1: not in the Table)."""
        first, rest, nil = (self.table.id(term) for term in (RDF_FIRST, RDF_REST, RDF_NIL))
        return (_or_none(first), _or_none(rest), _or_none(nil))

    @cached_property
    def _parents(self) -> dict[int, tuple[int, int]]:
        """The subject and predicate of every blank node that is the object of exactly one triple."""
        table = self.table
        union = table.union
        objects = table.object[union]
        incoming = np.bincount(objects, minlength=len(table.terms))
        single = (incoming == 1) & np.frombuffer(self._blank, dtype=np.bool_)
        rows = union[single[objects]]
        columns = (table.object[rows], table.subject[rows], table.predicate[rows])
        return {o: (s, p) for o, s, p in zip(*(c.tolist() for c in columns), strict=True)}

    @cached_property
    def cells(self) -> bytearray:
        """Marks the blank nodes from which a list goes on, well-formed, to its end (RDF Schema, 5.2)."""
        marks = bytearray(len(self.table.terms))
        first, rest, nil = self.list_terms
        rows = self.table.rows_to(nil) if nil != _NONE else np.empty(0, np.int32)
        waiting = self.table.subject[rows[self.table.predicate[rows] == rest]].tolist()
        for end in waiting:
            cell = end
            while cell in self._parents and not marks[cell] and self._is_cell(cell, first, rest):
                marks[cell] = True
                subject, predicate = self._parents[cell]
                if predicate != rest:
                    break
                cell = subject
        return marks

    def _is_cell(self, node: int, first: int, rest: int) -> bool:
        rows = slice(self._starts[node], self._starts[node + 1])
        return sorted(self._predicates[rows]) == sorted((first, rest))

    @cached_property
    def nested(self) -> bytearray:
        """Marks the blank nodes that are the object of one triple, on no cycle, not below DEEPEST others.

        The cells of a list count as one level.
        """
        parents, cells, rest = self._parents, self.cells, self.list_terms[1]
        marks = bytearray(len(self.table.terms))
        children: dict[int, list[int]] = {}
        for node, (subject, _) in parents.items():
            children.setdefault(subject, []).append(node)
        # From the top downwards, so that a cycle, which has no top, is never reached.
        waiting = [(subject, 0) for subject in children if subject not in parents]
        while waiting:
            subject, depth = waiting.pop()
            for node in children.get(subject, ()):
                in_list = cells[node] and cells[subject] and parents[node][1] == rest
                level = depth if in_list else depth + 1
                marks[node] = level <= DEEPEST
                waiting.append((node, level if marks[node] else 0))
        return marks


def _or_none(number: int | None) -> int:
    return _NONE if number is None else number
