"""The blank nodes of a Table, and what they say whatever their labels are.

The fingerprint of a blank node is a hash of its triples, in which each blank node that it leads to stands as its own
fingerprint (a hash tree, as in R. C. Merkle's paper at CRYPTO '87). Two blank nodes with trees below them have the
same one just where the trees are isomorphic. A canonical form (RDFC-1.0) tells more, but takes minutes on a long list.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from medtown.table.canonical import canonical_ntriples
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from medtown.table.table import Table

Fact: TypeAlias = tuple[int, int]  # the terms of predicate and object

_ROUNDS = 8  # steps that the fingerprint of a blank node above a cycle looks ahead
# RDFC-1.0 tries all orders of blank nodes that look alike: 6 of them take 20 ms, 9 half a minute.
_MOST_ALIKE = 6


class BlankNodes:
    """The blank nodes of a Table, with their facts in the default graph and their fingerprints, terms `_:<hash>`.

    `names` holds the Table's terms, then an empty name for `nobody`: a blank node that hangs from no IRI counts as a
    fact whose subject and predicate are nobody. `is_blank` tells of each name whether it is that of a blank node. The
    fingerprint of a node above a cycle of blank nodes looks some steps ahead only.
    """

    def __init__(self, table: Table) -> None:
        self.nobody = len(table.terms)
        self.names = [*table.terms, ""]
        self.is_blank: NDArray[np.bool_] = np.array([*map(is_blank, table.terms), False])
        self.facts: dict[int, list[Fact]] = {node: [] for node in np.flatnonzero(self.is_blank).tolist()}
        rows = table.union[self.is_blank[table.subject[table.union]]]
        columns = (column[rows].tolist() for column in (table.subject, table.predicate, table.object))
        for s, p, o in zip(*columns, strict=True):
            self.facts[s].append((p, o))
        led_to = np.bincount(table.object[table.union], minlength=len(self.names))
        self._shared = np.flatnonzero(self.is_blank & (led_to > 1)).tolist()
        self.fingerprints: dict[int, str] = {}
        self._add_trees()
        self._cyclic = self.facts.keys() - self.fingerprints.keys()
        self._add_cyclic()

    @cached_property
    def tangled(self) -> set[int]:
        """Those whose fingerprints may not tell all: more than one fact leads to them, or to one below them."""
        return self._above([*self._shared, *self._cyclic])

    def below(self, nodes: Iterable[int]) -> set[int]:
        """Blank nodes and all that they lead to."""
        return _closure(nodes, self._values)

    def free(self, values: Iterable[int]) -> list[int]:
        """The blank nodes below none of some values that no other of them leads to; of a cycle all."""
        owned = self.below(value for value in values if value in self.facts)
        others = [node for node in self.facts if node not in owned]
        led_to = {value for node in others for value in self._values(node)}
        tops = [node for node in others if node not in led_to]
        reached = self.below(tops)
        return tops + [node for node in others if node not in reached]

    def sorted(self, facts: Iterable[Fact]) -> list[Fact]:
        """Facts in an order that does not depend on labels."""
        prints, names = self.fingerprints, self.names
        return sorted(facts, key=lambda fact: (names[fact[0]], prints.get(fact[1], names[fact[1]])))

    def canonical(self, facts: Iterable[Fact]) -> str:
        """How the blank nodes below some facts hang together, all facts being about one resource.

        Of two resources whose facts have equal fingerprints, equal texts mean that they are isomorphic. The text is
        empty where the fingerprints alone tell that, and a question mark where too many nodes look alike.
        """
        links = [("<urn:resource>", p, o) for p, o in facts if o in self.facts]
        nodes = self.below(o for _, _, o in links)
        links += [(f"_:b{node}", p, o) for node in nodes for p, o in self.facts[node] if o in self.facts]
        led_to = Counter(o for _, _, o in links)
        knots = nodes & self._above([node for node in nodes if led_to[node] > 1])
        if max(Counter(self.fingerprints[node] for node in knots).values(), default=0) > _MOST_ALIKE:
            return "?"
        triples = [(s, self.names[p] or "<urn:nobody>", f"_:b{o}") for s, p, o in links if o in knots]
        triples += [(f"_:b{node}", "<urn:says>", f"<urn:{self.fingerprints[node][2:]}>") for node in knots]
        return canonical_ntriples(triples)

    def _above(self, nodes: Iterable[int]) -> set[int]:
        """Blank nodes and all that lead to them."""
        return _closure(nodes, self._parents.__getitem__)

    @cached_property
    def _parents(self) -> defaultdict[int, list[int]]:
        """The blank nodes that lead to each, once a fact."""
        parents = defaultdict[int, list[int]](list)
        for node in self.facts:
            for value in self._values(node):
                parents[value].append(node)
        return parents

    def _values(self, node: int) -> list[int]:
        """The blank nodes among the values of one."""
        return [value for _, value in self.facts[node] if value in self.facts]

    def _add_trees(self) -> None:
        """The fingerprints of the nodes below which there is no cycle, from the leaves upwards."""
        awaited = {node: len(self._values(node)) for node in self.facts}
        ready = [node for node, number in awaited.items() if not number]
        for node in ready:
            self.fingerprints[node] = self._hash(node, self.fingerprints)
            for parent in self._parents[node]:
                awaited[parent] -= 1
                if not awaited[parent]:
                    ready.append(parent)

    def _add_cyclic(self) -> None:
        """The fingerprints of the others: each round looks one step further."""
        known = self.fingerprints | dict.fromkeys(self._cyclic, "_:")
        for _ in range(_ROUNDS if self._cyclic else 0):
            known |= {node: self._hash(node, known) for node in self._cyclic}
        self.fingerprints = known

    def _hash(self, node: int, known: Mapping[int, str]) -> str:
        names = self.names
        lines = sorted(f"{names[p]} {known[o] if o in self.facts else names[o]}\n" for p, o in self.facts[node])
        return f"_:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def _closure(nodes: Iterable[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    """Nodes and all that some steps from them lead to."""
    waiting = list(nodes)
    seen = set(waiting)
    for node in waiting:
        new = set(step(node)) - seen
        seen |= new
        waiting += new
    return seen
