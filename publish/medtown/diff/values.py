"""The values of a resource's properties, each as one line of text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from medtown.table.terms import RDF, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.diff.names import BothNames
    from medtown.table.diff import Triple

_DEEPEST = 12  # blank nodes within each other
_FIRST, _REST, _NIL = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"


class Value(NamedTuple):
    """A value: its term and its text."""

    term: str
    text: str


def values_by_property(subject: str | None, triples: Iterable[Triple], names: BothNames) -> dict[str, list[Value]]:
    """The values of each property of a resource, of which `table.diff` tells these triples.

    A blank node is written with all below it, `[day: "Saturday"; hours: ("9-12" "14-18")]`. Where more than one fact
    leads to it, its label stands before it, and alone from the second time on. Blank nodes without an owner are the
    values of a property with an empty name.
    """
    writer = _Writer(triples, names)
    if subject is None:
        return {"": writer.unowned()}
    return {p: [Value(o, writer.text(o)) for o in values] for p, values in writer.facts[subject].items()}


class _Writer:
    """Writes the values of one resource; `facts` are its triples by subject and property."""

    def __init__(self, triples: Iterable[Triple], names: BothNames) -> None:
        self._names = names
        self._led_to = Counter[str]()
        self._written: set[str] = set()
        self.facts: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for s, p, o in triples:
            self.facts[s].setdefault(p, []).append(o)
            self._led_to[o] += 1

    def unowned(self) -> list[Value]:
        """The blank nodes that none other leads to; then, of each cycle, one."""
        values = []
        for node in sorted(self.facts, key=lambda node: self._led_to[node] > 0):
            if node not in self._written:
                self._led_to[node] += 1  # the list of them
                values.append(Value(node, self.text(node)))
        return values

    def text(self, term: str, depth: int = 0) -> str:
        """A value in short: the label of an IRI where it has one, and a blank node with all below it."""
        if not is_blank(term):
            return "()" if term == _NIL else self._names.name(term)
        if term in self._written:
            return term
        self._written.add(term)
        label = f"{term} " if self._led_to[term] > 1 else ""
        if depth == _DEEPEST:
            return f"{label}[…]"
        items = self._items(term)
        if items is not None:
            return f"{label}({' '.join(self.text(item, depth + 1) for item in items)})"
        facts = (
            f"{self._names.name(p)}: {', '.join(self.text(o, depth + 1) for o in values)}"
            for p, values in self.facts[term].items()
        )
        return f"{label}[{'; '.join(facts)}]"

    def _items(self, node: str) -> list[str] | None:
        """The items of a well-formed list that belongs to nothing else (RDF Schema 1.1, section 5.2), or None."""
        items: list[str] = []
        cells: list[str] = []
        while node != _NIL:
            facts = self.facts.get(node, {})
            if facts.keys() != {_FIRST, _REST} or [len(values) for values in facts.values()] != [1, 1]:
                return None
            if cells and (self._led_to[node] > 1 or node in self._written):
                return None
            items += facts[_FIRST]
            cells.append(node)
            node = facts[_REST][0]
        self._written.update(cells)
        return items
