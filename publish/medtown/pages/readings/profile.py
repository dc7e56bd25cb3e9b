"""What the shapes say of how a resource is shown: names, groups, the order of properties (SHACL, section 2.3.2)."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import DASH, RDFS, SH
from medtown.shapes import ShapeReader
from medtown.table.terms import by_language, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.table import Table

_PROPERTY, _NODE, _PATH = f"<{SH}property>", f"<{SH}node>", f"<{SH}path>"
_NAME, _ORDER, _GROUP = f"<{SH}name>", f"<{SH}order>", f"<{SH}group>"
_TARGET_CLASS, _NODE_SHAPE = f"<{SH}targetClass>", f"<{SH}NodeShape>"
_ROLE, _KEY_INFO = f"<{DASH}propertyRole>", f"<{DASH}KeyInfoRole>"
_LABEL = f"<{RDFS}label>"
_SUBCLASS = f"<{RDFS}subClassOf>"
_UNORDERED = 1e9


class Group(NamedTuple):
    """A sh:PropertyGroup: its place among the groups and its labels by language."""

    order: float
    labels: dict[str, str]


class PropertyView(NamedTuple):
    """How shapes want a property shown: its place, its group and its names by language.

    `is_key` says that it is among what tells most of a resource (DASH Property Roles, `dash:KeyInfoRole`).
    """

    order: float
    group: Group
    names: dict[str, str]
    is_key: bool = False

    def or_else(self, other: PropertyView) -> PropertyView:
        """What it says, and what it leaves out as another says it: shapes of one property add up."""
        return PropertyView(
            self.order if self.order < _UNORDERED else other.order,
            other.group if self.group is NO_GROUP else self.group,
            self.names or other.names,
            self.is_key or other.is_key,
        )


NO_GROUP = Group(_UNORDERED, {})
UNKNOWN = PropertyView(_UNORDERED, NO_GROUP, {})


class Profile:
    """The display side of the shapes, asked by class. `data` gives the class hierarchy."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self._shapes = shapes
        self._data = data
        self._reader = ShapeReader(shapes, data)
        self._for_classes = cache(self._merge)
        self._of_shape = cache(self._read_shape)
        self.superclasses = cache(self._closure)

    def implied(self, classes: Iterable[str]) -> frozenset[str]:
        """The classes that stand above another of some classes, which therefore say nothing more."""
        return frozenset(above for cls in classes for above in self.superclasses(cls) if above != cls)

    def properties(self, classes: frozenset[str]) -> dict[str, PropertyView]:
        """The views of the properties of an instance of these class terms, by path term.

        An inverse path is keyed `^<iri>`.
        """
        return self._for_classes(classes)

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What the shapes call classes (the label of their shape) and properties (sh:name), by term and language."""
        names: dict[str, dict[str, str]] = {}
        # A shape of one class says what that is called; one of several classes, what they have in common.
        for shape in sorted(self._node_shapes, key=lambda shape: len(self._shapes.values(shape, _TARGET_CLASS)) > 1):
            for path, view in self._of_shape(shape).items():
                if view.names:
                    names.setdefault(path, view.names)
            for cls in self._shapes.values(shape, _TARGET_CLASS):
                labels = self._texts(shape, _LABEL)
                if labels:
                    names.setdefault(self._shapes.terms[cls], labels)
        return names

    @cached_property
    def _node_shapes(self) -> list[int]:
        """Node shapes, by type or as what has a target and no path (section 2.1)."""
        untyped = [shape for shape in self._reader.subjects("targetClass") if not self._shapes.values(shape, _PATH)]
        return list(dict.fromkeys([*self._shapes.instances(_NODE_SHAPE), *untyped]))

    @cached_property
    def _targets(self) -> dict[str, list[int]]:
        """Node shapes by the class they target; a shape that is a class itself targets it (section 2.1.3.3)."""
        table, targets = self._shapes, dict[str, list[int]]()
        for shape in self._node_shapes:
            for cls in table.values(shape, _TARGET_CLASS):
                targets.setdefault(table.terms[cls], []).append(shape)
            targets.setdefault(table.terms[shape], []).append(shape)
        return targets

    def _closure(self, cls: str) -> tuple[str, ...]:
        """A class term and everything above it in the data's rdfs:subClassOf, the nearest first."""
        seen, waiting = {cls}, [cls]
        for current in waiting:
            number = self._data.id(current)
            above = [] if number is None else self._data.values(number, _SUBCLASS)
            for term in (self._data.terms[a] for a in above):
                if term not in seen:
                    seen.add(term)
                    waiting.append(term)
        return tuple(waiting)

    def _merge(self, classes: frozenset[str]) -> dict[str, PropertyView]:
        """The views of several classes; a narrower class, which has more above it, goes before a wider one."""
        merged: dict[str, PropertyView] = {}
        for cls in sorted(classes, key=lambda c: (-len(self.superclasses(c)), c)):
            for ancestor in self.superclasses(cls):
                for shape in self._targets.get(ancestor, ()):
                    for path, view in self._of_shape(shape).items():
                        merged[path] = merged.get(path, view).or_else(view)
        return merged

    def _read_shape(self, shape: int) -> dict[str, PropertyView]:
        """The property shapes of a node shape, its own first, then those of the shapes it includes by sh:node."""
        views: dict[str, PropertyView] = {}
        seen, waiting = {shape}, [shape]
        for current in waiting:
            for prop in self._shapes.values(current, _PROPERTY):
                path = self._reader.path(prop)
                if path:
                    view = self._view(prop)
                    views[path] = views.get(path, view).or_else(view)
            for included in self._shapes.values(current, _NODE):
                if included not in seen:
                    seen.add(included)
                    waiting.append(included)
        return views

    def _view(self, prop: int) -> PropertyView:
        groups = self._shapes.values(prop, _GROUP)
        return PropertyView(
            order=self._number(prop, _ORDER),
            group=Group(self._number(groups[0], _ORDER), self._texts(groups[0], _LABEL)) if groups else NO_GROUP,
            names=self._texts(prop, _NAME),
            is_key=self._shapes.id(_KEY_INFO) in self._shapes.values(prop, _ROLE),
        )

    def _number(self, subject: int, predicate: str) -> float:
        for value in self._shapes.values(subject, predicate):
            try:
                return float(parse_literal(self._shapes.terms[value]).lexical)
            except ValueError:
                continue
        return _UNORDERED

    def _texts(self, subject: int, predicate: str) -> dict[str, str]:
        terms = (self._shapes.terms[v] for v in self._shapes.values(subject, predicate))
        return by_language(terms)
