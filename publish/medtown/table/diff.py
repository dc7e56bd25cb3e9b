"""What differs between two Tables, resource by resource.

A resource is an IRI with its triples in the default graph; a blank node belongs to what leads to it, as in
table/describe.py. Two sides say the same of a resource where these descriptions are isomorphic: the labels of blank
nodes, the order of triples and the files that they stand in make no difference. Nor does it whether two resources
share a blank node or have one each that says the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from medtown.table.blank import BlankNodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from medtown.table.blank import Fact
    from medtown.table.table import Table

Triple: TypeAlias = tuple[str, str, str]
_Numbers: TypeAlias = "NDArray[np.int64]"


class Kind(StrEnum):
    """What happened to a resource."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class ResourceDiff:
    """A resource that differs: its IRI term, and the triples that went and came.

    `subject` is None for all blank nodes that hang from no IRI. Where a blank node went or came, all triples below
    it did; labels such as `_:b0` hold within one of the two lists.
    """

    subject: str | None
    kind: Kind
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]


@dataclass(frozen=True)
class Diff:
    """The resources that differ, by IRI; the blank nodes that hang from none come last."""

    resources: tuple[ResourceDiff, ...]

    def of(self, kind: Kind) -> list[ResourceDiff]:
        """The resources that were added, removed or changed."""
        return [resource for resource in self.resources if resource.kind is kind]


def compare(old: Table, new: Table) -> Diff:
    """What each of two Tables says that the other does not."""
    numbers: dict[str, int] = {}
    before, after = _Side(old, numbers), _Side(new, numbers)
    lost, gained = _surplus(before.key, after.key)
    removed, added = before.by_subject(lost), after.by_subject(gained)
    for subject in _entangled(before, after, removed.keys() | added.keys()):
        removed[subject], added[subject] = before.blank_facts[subject], after.blank_facts[subject]
    found = [
        ResourceDiff(
            subject or None,
            _kind(subject, before, after),
            before.triples(subject, removed.get(subject, ())),
            after.triples(subject, added.get(subject, ())),
        )
        for subject in sorted(removed.keys() | added.keys(), key=lambda subject: (not subject, subject))
    ]
    return Diff(tuple(found))


class _Side:
    """A Table as facts about IRIs, and about nobody (BlankNodes), in columns.

    `key` has for each fact three numbers, which are the same on both sides where the terms are, or the fingerprints of
    blank nodes: `numbers` holds them.
    """

    def __init__(self, table: Table, numbers: dict[str, int]) -> None:
        self._blank = blank = BlankNodes(table)
        self._names = blank.names
        rows = table.union[~blank.is_blank[table.subject[table.union]]]
        free = np.array(blank.free(table.object[rows].tolist()), dtype=np.int64)
        nobody = np.full(len(free), blank.nobody)
        self._subject: _Numbers = np.concatenate((table.subject[rows], nobody))
        self._predicate: _Numbers = np.concatenate((table.predicate[rows], nobody))
        self._object: _Numbers = np.concatenate((table.object[rows], free))
        prints = blank.fingerprints
        keys = [numbers.setdefault(prints.get(n, name), len(numbers)) for n, name in enumerate(self._names)]
        columns = (self._subject, self._predicate, self._object)
        self.key: list[_Numbers] = [np.array(keys, dtype=np.int64)[column] for column in columns]

    @cached_property
    def subjects(self) -> set[str]:
        """The names of all subjects."""
        return {self._names[number] for number in np.unique(self._subject).tolist()}

    @cached_property
    def blank_facts(self) -> dict[str, list[Fact]]:
        """The facts whose values are blank nodes, by the subject's name."""
        return self.by_subject(np.flatnonzero(self._blank.is_blank[self._object]))

    @cached_property
    def tangled(self) -> set[str]:
        """The names of the subjects whose blank nodes have fingerprints that don't tell all."""
        tangled = self._blank.tangled
        return {name for name, facts in self.blank_facts.items() if any(o in tangled for _, o in facts)}

    def canonical(self, subject: str) -> str:
        """How the blank nodes of a subject hang together (BlankNodes.canonical)."""
        return self._blank.canonical(self.blank_facts.get(subject, ()))

    def by_subject(self, places: _Numbers) -> dict[str, list[Fact]]:
        """The facts at some places of the columns, by the subject's name."""
        found: dict[str, list[Fact]] = defaultdict(list)
        columns = (column[places].tolist() for column in (self._subject, self._predicate, self._object))
        for s, p, o in zip(*columns, strict=True):
            found[self._names[s]].append((p, o))
        return found

    def triples(self, subject: str, facts: Iterable[Fact]) -> tuple[Triple, ...]:
        """Facts about a subject as triples, with those of the blank nodes below them, whose labels are new."""
        labels: dict[int, str] = {}
        found: list[tuple[str, int, int]] = [(subject, p, o) for p, o in self._blank.sorted(facts)]
        for _, _, value in found:
            if value in self._blank.facts and value not in labels:
                labels[value] = label = f"_:b{len(labels)}"
                found += [(label, p, o) for p, o in self._blank.sorted(self._blank.facts[value])]
        names = self._names
        return tuple((s, names[p], labels.get(o, names[o])) for s, p, o in found if p != self._blank.nobody)


def _surplus(old: list[_Numbers], new: list[_Numbers]) -> tuple[_Numbers, _Numbers]:
    """The places of the facts that one side has more often than the other: blank nodes may say the same twice."""
    columns = [np.concatenate(pair) for pair in zip(old, new, strict=True)]
    is_new = np.arange(len(columns[0])) >= len(old[0])
    order = np.lexsort((is_new, *columns))
    starts = np.ones(len(order), dtype=np.bool_)  # whether a place, in that order, is the first of its fact
    starts[1:] = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    fact, is_new = np.cumsum(starts) - 1, is_new[order]
    size = np.count_nonzero(starts)
    in_old, in_new = np.bincount(fact[~is_new], minlength=size), np.bincount(fact[is_new], minlength=size)
    # The place's number among those of its fact on its side, from 0.
    rank = np.arange(len(order)) - np.flatnonzero(starts)[fact] - np.where(is_new, in_old[fact], 0)
    is_more = rank >= np.where(is_new, in_old[fact], in_new[fact])
    return np.sort(order[is_more & ~is_new]), np.sort(order[is_more & is_new]) - len(old[0])


def _entangled(old: _Side, new: _Side, told: AbstractSet[str]) -> list[str]:
    """The subjects of both sides, but for those told, whose blank nodes hang together in another way."""
    both = ((old.tangled | new.tangled) & old.subjects & new.subjects) - told
    return [subject for subject in both if old.canonical(subject) != new.canonical(subject)]


def _kind(subject: str, old: _Side, new: _Side) -> Kind:
    if subject not in old.subjects:
        return Kind.ADDED
    return Kind.CHANGED if subject in new.subjects else Kind.REMOVED
