"""What the property shapes of a class say: how many values a path has, and of which classes they are."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import SH
from medtown.pages.listing import is_of_the_language
from medtown.pages.vocabulary import CLASSES
from medtown.table.lists import members
from medtown.table.terms import RDF_TYPE, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.pages.profile import Profile
    from medtown.table import Table

_INCLUDED = ("node", "and")
_ALTERNATIVES = ("or", "xone")
_LISTS = frozenset(("and", "or", "xone", "in"))
_THINGS = frozenset(f"<{SH}{kind}>" for kind in ("IRI", "BlankNode", "BlankNodeOrIRI"))


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


class Said(NamedTuple):
    """What all property shapes of a path say together."""

    counts: Counts
    targets: tuple[str, ...]
    is_literal: bool


class Reader:
    """Reads shapes; `data` knows what is a class, and of which class the members of sh:in are."""

    def __init__(self, shapes: Table, data: Table, profile: Profile) -> None:
        self._shapes, self._data, self._profile = shapes, data, profile

    @property
    def classes(self) -> tuple[str, ...]:
        """The class terms that node shapes target, but for those in which ontologies and shapes are written."""
        return tuple(self.targets)

    @cached_property
    def targets(self) -> dict[str, list[int]]:
        """The node shapes of each class term: by sh:targetClass, or as a shape that is a class itself."""
        found: dict[str, dict[int, None]] = {}
        for shape in self._subjects("targetClass"):
            for cls in self._terms(shape, "targetClass"):
                found.setdefault(cls, {})[shape] = None
        typed = self._shapes.instances(f"<{SH}NodeShape>")
        for shape in dict.fromkeys([*typed, *self._subjects("property")]):
            if self._is_class(self._shapes.terms[shape]):
                found.setdefault(self._shapes.terms[shape], {})[shape] = None
        active = {cls: self._active(shapes) for cls, shapes in found.items()}
        return {c: active[c] for c in sorted(active) if active[c] and is_iri(c) and not is_of_the_language(c)}

    def properties(self, classes: Iterable[str]) -> dict[str, Said]:
        """What the shapes of some classes say together, by path (`^<iri>` an inverse one); other paths are left out.

        rdf:type is left out too: a diagram shows it otherwise.
        """
        found: dict[str, list[int]] = {}
        for node_shape in self._node_shapes(classes):
            for shape in self._active(self._values(node_shape, "property")):
                path = self._path(shape)
                if path and path.removeprefix("^") != RDF_TYPE:
                    found.setdefault(path, []).append(shape)
        return {path: self._together(list(dict.fromkeys(shapes))) for path, shapes in found.items()}

    def types_asked(self, cls: str) -> list[str]:
        """The classes of the diagram to which, as its own shapes ask, the instances of a class also belong."""
        shapes = (shape for node_shape in self._node_shapes((cls,)) for shape in self._values(node_shape, "property"))
        asked = (t for s in self._active(shapes) if self._path(s) == RDF_TYPE for t in self._terms(s, "hasValue"))
        return [term for term in asked if term in self.targets]

    def _node_shapes(self, classes: Iterable[str]) -> list[int]:
        """The shapes of some classes and those that they include, each once."""
        found = dict.fromkeys(shape for cls in classes for shape in self.targets[cls])
        waiting = list(found)
        for shape in waiting:
            included = self._active(inner for parameter in _INCLUDED for inner in self._values(shape, parameter))
            waiting += [inner for inner in included if inner not in found]
            found |= dict.fromkeys(included)
        return waiting

    def _together(self, shapes: list[int]) -> Said:
        least = [n for s in shapes for name in ("minCount", "qualifiedMinCount") for n in self._numbers(s, name)]
        least += [1 for shape in shapes if self._values(shape, "hasValue")]
        most = [n for shape in shapes for n in self._numbers(shape, "maxCount")]
        targets = self._narrowest([t for shape in shapes for t in self._targets_of(shape)])
        counts = Counts(max(least, default=0), min(most, default=None))
        return Said(counts, targets, not targets and not any(self._leads_to_things(shape) for shape in shapes))

    def _narrowest(self, found: list[str]) -> tuple[str, ...]:
        """The classes without those that stand above another of them: values fit all that several shapes ask."""
        above = {a for cls in found for a in self._profile.superclasses(cls) if a != cls}
        return tuple(dict.fromkeys(cls for cls in found if cls not in above)) or tuple(dict.fromkeys(found))

    def _targets_of(self, shape: int) -> Iterator[str]:
        """The classes of the diagram that the values of a property shape belong to."""
        for inner in self._value_shapes(shape):
            for cls in self._terms(inner, "class"):
                yield from self._drawn(cls)
            for node in self._values(inner, "node"):
                yield from self._classes_of_shape.get(node, ())
            for member in self._terms(inner, "in"):
                yield from (found for cls in self._types(member) for found in self._drawn(cls))

    def _value_shapes(self, shape: int) -> list[int]:
        """A property shape and the shapes that its values fit, or may fit."""
        waiting = [shape]
        for current in waiting:
            within = (s for name in (*_INCLUDED, *_ALTERNATIVES) for s in self._values(current, name))
            waiting += [inner for inner in self._active(within) if inner not in waiting]
        return waiting

    @cached_property
    def _classes_of_shape(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for cls, shapes in self.targets.items():
            for shape in shapes:
                found.setdefault(shape, []).append(cls)
        return found

    def _drawn(self, cls: str) -> list[str]:
        """A class, or the nearest above it that is in the diagram."""
        return [above for above in self._profile.superclasses(cls) if above in self.targets][:1]

    def _types(self, term: str) -> list[str]:
        """The types of a term, the narrowest alone."""
        numbers = ((table, table.id(term)) for table in (self._data, self._shapes))
        types = [table.terms[t] for table, n in numbers if n is not None for t in table.values(n, RDF_TYPE)]
        return list(self._narrowest(types))

    def _leads_to_things(self, shape: int) -> bool:
        for inner in self._value_shapes(shape):
            if self._values(inner, "class") or not _THINGS.isdisjoint(self._terms(inner, "nodeKind")):
                return True
            if any(is_iri(term) for name in ("in", "hasValue") for term in self._terms(inner, name)):
                return True
        return False

    def _path(self, shape: int) -> str:
        for path in self._values(shape, "path"):
            if is_iri(self._shapes.terms[path]):
                return self._shapes.terms[path]
            for inverse in self._terms(path, "inversePath"):
                return f"^{inverse}" if is_iri(inverse) else ""
        return ""

    def _active(self, shapes: Iterable[int]) -> list[int]:
        return [shape for shape in dict.fromkeys(shapes) if not self._is_deactivated(shape)]

    def _is_deactivated(self, shape: int) -> bool:
        said = (term for term in self._terms(shape, "deactivated") if is_literal(term))
        return any(parse_literal(term).lexical in ("true", "1") for term in said)

    def _is_class(self, term: str) -> bool:
        numbers = ((table, table.id(term)) for table in (self._shapes, self._data))
        types = (table.terms[t] for table, n in numbers if n is not None for t in table.values(n, RDF_TYPE))
        return not CLASSES.isdisjoint(types)

    def _values(self, shape: int, parameter: str) -> list[int]:
        values = self._shapes.values(shape, f"<{SH}{parameter}>")
        return [item for head in values for item in members(self._shapes, head)] if parameter in _LISTS else values

    def _terms(self, shape: int, parameter: str) -> list[str]:
        return [self._shapes.terms[value] for value in self._values(shape, parameter)]

    def _numbers(self, shape: int, parameter: str) -> list[int]:
        found = []
        for term in self._terms(shape, parameter):
            try:
                number = float(parse_literal(term).lexical)
            except ValueError:
                continue
            if math.isfinite(number):
                found.append(max(0, int(number)))
        return found

    def _subjects(self, parameter: str) -> list[int]:
        number = self._shapes.id(f"<{SH}{parameter}>")
        return (
            [] if number is None else list(dict.fromkeys(self._shapes.subject[self._shapes.rows_with(number)].tolist()))
        )
