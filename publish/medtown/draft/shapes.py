"""Which shapes hold for a class, and what they say of the values of a property (SHACL, sections 2.1 to 2.3)."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.namespaces import SH
from medtown.pages.vocabulary import CLASSES
from medtown.table.lists import members
from medtown.table.terms import RDF_TYPE, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.table import Table

# Shapes that a value must fit too, or of which it must fit one; what sh:not holds says nothing of what to write.
_WITHIN = ("node", "and", "or", "xone")
_LISTS = frozenset(("and", "or", "xone", "in", "languageIn"))


class ShapeReader:
    """Reads the shapes of a project; `data` says what is a class."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self.table = shapes
        self._data = data

    @cached_property
    def targets(self) -> dict[str, list[int]]:
        """The shapes of each class term: by sh:targetClass, or as a shape that is a class itself (2.1.3.2, 2.1.3.3)."""
        found: dict[str, list[int]] = {}
        for shape in self._subjects("targetClass"):
            for cls in self.values(shape, "targetClass"):
                found.setdefault(self.table.terms[cls], []).append(shape)
        typed = self.table.instances(f"<{SH}NodeShape>")
        for shape in dict.fromkeys([*typed, *self._subjects("property")]):
            if self._is_class(self.table.terms[shape]):
                found.setdefault(self.table.terms[shape], []).append(shape)
        active = {cls: self._active(dict.fromkeys(shapes)) for cls, shapes in found.items() if is_iri(cls)}
        return {cls: shapes for cls, shapes in active.items() if shapes}

    def values(self, shape: int, parameter: str) -> list[int]:
        """The values of a parameter, given without the namespace; of one whose value is a list, its members."""
        values = self.table.values(shape, f"<{SH}{parameter}>")
        return [item for head in values for item in members(self.table, head)] if parameter in _LISTS else values

    def terms(self, shape: int, parameter: str) -> list[str]:
        """The terms of `values`."""
        return [self.table.terms[value] for value in self.values(shape, parameter)]

    def numbers(self, shape: int, parameter: str) -> list[float]:
        """The values of a parameter that are numbers."""
        found = []
        for term in self.terms(shape, parameter):
            try:
                found.append(float(parse_literal(term).lexical))
            except ValueError:
                continue
        return [number for number in found if math.isfinite(number)]

    def is_true(self, shape: int, parameter: str) -> bool:
        """Whether a parameter is true."""
        return any(
            is_literal(term) and parse_literal(term).lexical in ("true", "1") for term in self.terms(shape, parameter)
        )

    def node_shapes(self, classes: Iterable[str]) -> list[int]:
        """The shapes of some classes and those that they include by sh:node and sh:and, each once."""
        waiting = [shape for cls in classes for shape in self.targets.get(cls, ())]
        for shape in waiting:
            included = [*self.values(shape, "node"), *self.values(shape, "and")]
            waiting += self._active(other for other in included if other not in waiting)
        return list(dict.fromkeys(waiting))

    def property_shapes(self, shape: int) -> list[int]:
        """The property shapes of a shape; one with a path is a property shape itself."""
        return self._active([shape] if self.values(shape, "path") else self.values(shape, "property"))

    def value_shapes(self, shape: int) -> Iterator[int]:
        """A property shape and the shapes in it that its values fit, or may fit: sh:node, sh:and, sh:or, sh:xone.

        One that only a number of values must fit (sh:qualifiedValueShape) comes where that is at least one.
        """
        waiting = [shape]
        for current in waiting:
            yield current
            within = [other for parameter in _WITHIN for other in self.values(current, parameter)]
            if any(self.numbers(current, "qualifiedMinCount")):
                within += self.values(current, "qualifiedValueShape")
            waiting += [other for other in within if other not in waiting]

    def _active(self, shapes: Iterable[int]) -> list[int]:
        return [shape for shape in shapes if not self.is_true(shape, "deactivated")]

    def _subjects(self, parameter: str) -> list[int]:
        number = self.table.id(f"<{SH}{parameter}>")
        return [] if number is None else list(dict.fromkeys(self.table.subject[self.table.rows_with(number)].tolist()))

    def _is_class(self, term: str) -> bool:
        numbers = ((table, table.id(term)) for table in (self.table, self._data))
        types = (table.terms[t] for table, n in numbers if n is not None for t in table.values(n, RDF_TYPE))
        return not CLASSES.isdisjoint(types)
