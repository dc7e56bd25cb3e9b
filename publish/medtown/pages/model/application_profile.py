"""The application profile: what the shapes ask of each kind of resource (SHACL), in terms of the Tables.

It is read once for all languages; `pages.asked` puts it into words. A section is a class that shapes target, or a
shape of its own: one that holds for several classes, for what has or is the value of a property, or that other
shapes include by sh:node or sh:and.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.urls import encode_segment, free_path
from medtown.shapes import Counts, ShapeReader, reached
from medtown.table.labels import local_name
from medtown.table.terms import is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.readings.profile import Profile
    from medtown.table import Table

_INCLUDED = ("node", "and")
_OF_CLASS = "targetClass"
_TARGETS = (_OF_CLASS, "targetSubjectsOf", "targetObjectsOf", "targetNode")
_LAST = 1e9  # the place of what has no sh:order


class Target(NamedTuple):
    """What a shape holds for: a parameter such as `targetClass`, and its value."""

    kind: str
    term: str


@dataclass(frozen=True)
class Row:
    """A path of a section: the property shapes that speak of it, and how many values they ask for together.

    `path` is its node in the shapes; `term` the property's, `^<iri>` for an inverse path, empty for any other.
    """

    anchor: str
    path: int
    term: str
    shapes: tuple[int, ...]
    counts: Counts
    group: int | None


@dataclass(frozen=True)
class Section:
    """What the shapes ask of one kind of resource: paths in the order of a page, and the shapes with their rules.

    `cls` is the class that it stands for, or empty where it stands for a shape; `also` are the included shapes that
    have sections of their own.
    """

    anchor: str
    cls: str
    targets: tuple[Target, ...]
    shapes: tuple[int, ...]
    rows: tuple[Row, ...]
    also: tuple[int, ...]

    @property
    def classes(self) -> list[str]:
        """The classes that it holds for."""
        return [target.term for target in self.targets if target.kind == _OF_CLASS]


class ApplicationProfile:
    """The sections of a project's shapes, and where each class, property and shape stands in them."""

    def __init__(self, shapes: Table, data: Table, profile: Profile) -> None:
        self.reader = ShapeReader(shapes, data)
        self._table, self._profile = shapes, profile
        self._taken: set[str] = set()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections: those of classes, then those of shapes, each in the order of their IRIs."""
        classes = [self._section(cls, (Target(_OF_CLASS, cls),), own) for cls, own in self._of_classes.items()]
        return (*classes, *(self._section("", self._targets(shape), [shape]) for shape in self._alone))

    @cached_property
    def of_class(self) -> dict[str, list[Section]]:
        """The sections that hold for each class itself, its own first."""
        found: dict[str, list[Section]] = {}
        for section in self.sections:
            for cls in section.classes:
                found.setdefault(cls, []).append(section)
        return found

    @cached_property
    def anchors(self) -> dict[str, str]:
        """An anchor for each class alone: that of its section, if it has one."""
        own = {cls: sections[0] for cls, sections in self.of_class.items()}
        return {
            cls: s.anchor if s.cls else free_path(f"{s.anchor}.{encode_segment(local_name(cls))}", self._taken)
            for cls, s in own.items()
        }

    @cached_property
    def of_property(self) -> dict[str, list[tuple[Section, Row]]]:
        """Where each property stands, by its term; `^<iri>` is its inverse."""
        found: dict[str, list[tuple[Section, Row]]] = {}
        for section in self.sections:
            for row in section.rows:
                found.setdefault(row.term, []).append((section, row))
        return found

    @cached_property
    def of_shape(self) -> dict[int, Section]:
        """The section in which each node shape stands; its own, where it is part of several."""
        return {shape: section for section in reversed(self.sections) for shape in reversed(section.shapes)}

    def wider(self, section: Section) -> list[Section]:
        """The sections that hold for the classes above a class, the nearest first."""
        above = self._profile.superclasses(section.cls)[1:] if section.cls else ()
        return _others(section, (found for cls in above for found in self.of_class.get(cls, ())))

    def beside(self, section: Section) -> list[Section]:
        """The sections of shapes that hold for a class too, and of those that its shapes include."""
        return _others(section, [*self.of_class.get(section.cls, ()), *map(self.of_shape.__getitem__, section.also)])

    @cached_property
    def _of_classes(self) -> dict[str, list[int]]:
        """The shapes that hold for one class alone, by class."""
        alone = {cls: self._single(shapes) for cls, shapes in sorted(self.reader.targets.items())}
        return {cls: shapes for cls, shapes in alone.items() if shapes}

    def _single(self, shapes: Iterable[int]) -> list[int]:
        return [shape for shape in shapes if len(self._targets(shape)) == 1]

    @cached_property
    def _alone(self) -> list[int]:
        """The shapes that stand by themselves: those with other targets first."""
        reader, terms = self.reader, self._table.terms
        in_classes = dict.fromkeys(shape for shapes in self._of_classes.values() for shape in shapes)
        targeted = reader.active(shape for kind in _TARGETS for shape in reader.subjects(kind))
        several = [shape for shape in targeted if shape not in in_classes]
        within = reached([*in_classes, *several], self._included)
        named = (shape for shape in within if shape not in in_classes and not is_blank(terms[shape]))
        return sorted(dict.fromkeys([*several, *named]), key=lambda s: (not self._targets(s), terms[s]))

    @cached_property
    def _classes_as_shapes(self) -> dict[int, str]:
        """The shapes that are classes themselves (2.1.3.3)."""
        terms, targets = self._table.terms, self.reader.targets
        return {shape: cls for cls, shapes in targets.items() for shape in shapes if terms[shape] == cls}

    def _targets(self, shape: int) -> tuple[Target, ...]:
        said = [Target(kind, term) for kind in _TARGETS for term in self.reader.terms(shape, kind)]
        if shape in self._classes_as_shapes:
            said.append(Target(_OF_CLASS, self._classes_as_shapes[shape]))
        return tuple(dict.fromkeys(said))

    def _included(self, shape: int) -> list[int]:
        """The node shapes that a node shape includes."""
        reader = self.reader
        if not reader.of_nodes([shape]):
            return []
        return reader.of_nodes(reader.active(v for name in _INCLUDED for v in reader.values(shape, name)))

    def _section(self, cls: str, targets: tuple[Target, ...], own: list[int]) -> Section:
        """A section; included shapes that have no section of their own, as they have no name, are part of it."""
        apart = set(self._alone) - set(own)
        parts = reached(own, lambda shape: [s for s in self._included(shape) if s not in apart])
        also = dict.fromkeys(s for part in parts for s in self._included(part) if s in apart)
        name = cls or self._table.terms[own[0]]
        anchor = free_path(encode_segment(local_name(name)) if is_iri(name) else "shape", self._taken)
        return Section(anchor, cls, targets, tuple(parts), self._rows(anchor, parts), tuple(also))

    def _rows(self, anchor: str, parts: Iterable[int]) -> tuple[Row, ...]:
        """The paths of some shapes, each once, in groups, as pages order properties (SHACL, 2.3.2)."""
        found: dict[str | int, list[int]] = {}
        for shape in dict.fromkeys(p for part in parts for p in self.reader.property_shapes(part)):
            for path in self.reader.values(shape, "path")[:1]:
                found.setdefault(self.reader.path(shape) or path, []).append(shape)
        rows = sorted(found.values(), key=lambda shapes: min(map(self._place, shapes)))
        return tuple(self._row(anchor, shapes) for shapes in rows)

    def _row(self, anchor: str, shapes: list[int]) -> Row:
        term = self.reader.path(shapes[0])
        name = encode_segment(local_name(term.removeprefix("^"))) if term else "path"
        return Row(
            anchor=free_path(f"{anchor}.{'of-' if term.startswith('^') else ''}{name}", self._taken),
            path=self.reader.values(shapes[0], "path")[0],
            term=term,
            shapes=tuple(shapes),
            counts=self.reader.counts(shapes),
            group=next((group for shape in shapes for group in self.reader.values(shape, "group")), None),
        )

    def _place(self, shape: int) -> tuple[float, int, float]:
        """Where a property shape stands: its group's place (what is in none comes last), then its own."""
        group = next(iter(self.reader.values(shape, "group")), None)
        return (_LAST, -1, self._order(shape)) if group is None else (self._order(group), group, self._order(shape))

    def _order(self, number: int) -> float:
        return next(iter(self.reader.numbers(number, "order")), _LAST)


def _others(section: Section, found: Iterable[Section]) -> list[Section]:
    """Sections besides one, each once."""
    return [other for other in {other.anchor: other for other in found}.values() if other is not section]
