"""What shapes say, read from a Table: which hold for a class, what lies within them, the values of their parameters.

SHACL, sections 2.1 to 2.3. Which nodes of the data they look at is the matter of `medtown.check.shacl`.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import CLASSES, SH
from medtown.table.lists import members
from medtown.table.terms import RDF_TYPE, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from medtown.table import Table

_INCLUDED = ("node", "and")
_ALTERNATIVES = ("or", "xone")
_LISTS = frozenset(("and", "or", "xone", "in", "languageIn"))


class Counts(NamedTuple):
    """How many values a property has at least, and at most (None: any number)."""

    least: int = 0
    most: int | None = None

    def either(self, other: Counts) -> Counts:
        """What holds where one of two counts does."""
        most = None if self.most is None or other.most is None else max(self.most, other.most)
        return Counts(min(self.least, other.least), most)

    def __str__(self) -> str:
        """As UML writes a multiplicity: `1`, `0..1`, `1..*`."""
        if self.least == self.most:
            return str(self.least)
        return f"{self.least}..{'*' if self.most is None else self.most}"


class ShapeReader:
    """Reads shapes, each by its number in `table`; `data` says with them what is a class."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self.table = shapes
        self._data = data

    @cached_property
    def targets(self) -> dict[str, list[int]]:
        """The shapes of each class term: by sh:targetClass, or as a shape that is a class itself (2.1.3.2, 2.1.3.3)."""
        found: dict[str, list[int]] = {}
        for shape in self.subjects("targetClass"):
            for cls in self.terms(shape, "targetClass"):
                found.setdefault(cls, []).append(shape)
        typed = self.table.instances(f"<{SH}NodeShape>")
        for shape in dict.fromkeys([*typed, *self.subjects("property")]):
            term = self.table.terms[shape]
            if not CLASSES.isdisjoint(self.types(term)):
                found.setdefault(term, []).append(shape)
        active = {cls: self.active(shapes) for cls, shapes in found.items() if is_iri(cls)}
        return {cls: shapes for cls, shapes in active.items() if shapes}

    def values(self, shape: int, parameter: str) -> list[int]:
        """The values of a parameter, given without the namespace; of one whose value is a list, its members."""
        values = self.table.values(shape, f"<{SH}{parameter}>")
        return [item for head in values for item in members(self.table, head)] if parameter in _LISTS else values

    def terms(self, shape: int, parameter: str) -> list[str]:
        """The terms of `values`."""
        return [self.table.terms[value] for value in self.values(shape, parameter)]

    def numbers(self, shape: int, parameter: str) -> list[float]:
        """The values of a parameter that are finite numbers."""
        found = []
        for term in self.terms(shape, parameter):
            try:
                found.append(float(parse_literal(term).lexical))
            except ValueError:
                continue
        return [number for number in found if math.isfinite(number)]

    def is_true(self, shape: int, parameter: str) -> bool:
        """Whether a parameter is true."""
        said = (parse_literal(term).lexical for term in self.terms(shape, parameter) if is_literal(term))
        return any(lexical in ("true", "1") for lexical in said)

    def path(self, shape: int) -> str:
        """The path of a property shape: an IRI term, or `^<iri>` of an inverse path; empty for any other."""
        for path in self.values(shape, "path"):
            if is_iri(self.table.terms[path]):
                return self.table.terms[path]
            for inverse in self.terms(path, "inversePath"):
                return f"^{inverse}" if is_iri(inverse) else ""
        return ""

    def active(self, shapes: Iterable[int]) -> list[int]:
        """The shapes that are not deactivated, each once (2.1.6)."""
        return [shape for shape in dict.fromkeys(shapes) if not self.is_true(shape, "deactivated")]

    def node_shapes(self, classes: Iterable[str]) -> list[int]:
        """The shapes of some classes and those that they include by sh:node and sh:and, each once.

        What a property shape includes is not among them: it holds for the values of its path (2.3).
        """
        own = (shape for cls in classes for shape in self.targets.get(cls, ()))
        return reached(own, lambda shape: [] if self._has_path(shape) else self._named(shape, _INCLUDED))

    def property_shapes(self, shape: int) -> list[int]:
        """The property shapes of a shape; one with a path is a property shape itself."""
        return self.active([shape] if self._has_path(shape) else self.values(shape, "property"))

    def fitted(self, shape: int) -> list[int]:
        """The shapes named in a shape that a value must fit too, or of which it must fit one.

        What sh:not holds is not among them: it says nothing of what a value is.
        """
        return self._named(shape, (*_INCLUDED, *_ALTERNATIVES))

    def qualified(self, shape: int) -> list[int]:
        """The shapes that at least one value of a property shape must fit (sh:qualifiedMinCount)."""
        is_asked = any(number >= 1 for number in self.numbers(shape, "qualifiedMinCount"))
        return self._named(shape, ("qualifiedValueShape",)) if is_asked else []

    def value_shapes(self, shapes: Iterable[int]) -> list[int]:
        """Some shapes that values fit, and those that these fit, or may fit, with them, at any depth, each once.

        Property shapes are left out: they speak of what a path leads to from there.
        """
        return reached(self.of_nodes(shapes), lambda shape: self.of_nodes(self.fitted(shape)))

    def of_nodes(self, shapes: Iterable[int]) -> list[int]:
        """The shapes that are no property shapes."""
        return [shape for shape in shapes if not self._has_path(shape)]

    def counts(self, shapes: Iterable[int]) -> Counts:
        """How many values some property shapes of one path ask for together."""
        found = list(shapes)

        def numbers(*parameters: str) -> Iterator[int]:
            return (max(0, int(n)) for shape in found for name in parameters for n in self.numbers(shape, name))

        needed = (1 for shape in found if self.values(shape, "hasValue"))
        least = max((*numbers("minCount", "qualifiedMinCount"), *needed), default=0)
        return Counts(least, min(numbers("maxCount"), default=None))

    def subjects(self, parameter: str) -> list[int]:
        """All that have a parameter, each once, in the order of the files."""
        number = self.table.id(f"<{SH}{parameter}>")
        return [] if number is None else list(dict.fromkeys(self.table.subject[self.table.rows_with(number)].tolist()))

    def types(self, term: str) -> list[str]:
        """The types of a term, each once: those of the data, then those of the files of shapes."""
        numbers = ((table, table.id(term)) for table in (self._data, self.table))
        types = (table.terms[t] for table, n in numbers if n is not None for t in table.values(n, RDF_TYPE))
        return list(dict.fromkeys(types))

    def _has_path(self, shape: int) -> bool:
        return bool(self.values(shape, "path"))

    def _named(self, shape: int, parameters: Iterable[str]) -> list[int]:
        """The shapes that some parameters name, but for those that are deactivated."""
        return self.active(value for parameter in parameters for value in self.values(shape, parameter))


def reached(shapes: Iterable[int], within: Callable[[int], Iterable[int]]) -> list[int]:
    """Some shapes and those that lie in them at any depth, each once, the outer first.

    `within` gives the shapes directly in one.
    """
    found = dict.fromkeys(shapes)
    waiting = list(found)
    for shape in waiting:
        new = [inner for inner in dict.fromkeys(within(shape)) if inner not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return waiting
