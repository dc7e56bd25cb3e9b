"""Which nodes the shapes are about: the focus nodes of targets (SHACL, section 2.1.3), and what is reached from them.

All is reckoned on the integer columns of two Tables. A node is a term number of the data; a shape one of the shapes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from medtown.check.shacl.paths import Paths, closure, either
from medtown.namespaces import RDFS, SH
from medtown.table.lists import members
from medtown.table.terms import RDF_TYPE, XSD, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.table.table import Column, Table

SUBCLASS_OF, CLASS = f"<{RDFS}subClassOf>", f"<{RDFS}Class>"
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_TRUE = f'"true"^^<{XSD}boolean>'
_NESTED = ("node", "property", "not", "qualifiedValueShape")
_LISTED = ("and", "or", "xone")
_LOOKING_IN = ("node", "property")


class Targets:
    """The targets of all shapes, and the nodes of the data that they are."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self.shapes, self.data = shapes, data

    @cached_property
    def shapes_with_targets(self) -> list[int]:
        """The shapes that have a target and are not deactivated, in the order of the files."""
        found = dict.fromkeys(self._implicit_classes)
        for parameter in TARGETS:
            number = self.shapes.id(f"<{SH}{parameter}>")
            if number is not None:
                found |= dict.fromkeys(self.shapes.subject[self.shapes.rows_with(number)].tolist())
        return sorted(shape for shape in found if not self.is_deactivated(shape))

    def of(self, shape: int) -> Iterator[tuple[str, str]]:
        """A shape's targets: the parameter, such as `targetClass`, and its value; an implicit class as that too."""
        for parameter in TARGETS:
            for value in self.values(shape, parameter):
                yield parameter, self.shapes.terms[value]
        if shape in self._implicit_classes:
            yield "targetClass", self.shapes.terms[shape]

    def nodes(self, parameter: str, value: str) -> Column:
        """The nodes of a target, as far as they occur in the data; sorted."""
        number = self.data.id(value)
        if number is None:
            return np.empty(0, np.int32)
        match parameter:
            case "targetClass":
                return self.instances(number)
            case "targetNode":
                return np.array([number], np.int32)
            case "targetSubjectsOf":
                return np.unique(self.data.subject[self.data.rows_with(number)])
        return np.unique(self.data.object[self.data.rows_with(number)])

    def focus_nodes(self, shape: int) -> Column:
        """All focus nodes that a shape's own targets give it; sorted."""
        return either(*(self.nodes(*target) for target in self.of(shape)))

    def instances(self, cls: int) -> Column:
        """The SHACL instances of a class: those of the classes below it too (section 1.1); sorted."""
        below = closure(np.array([cls], np.int32), lambda classes: self._subjects(SUBCLASS_OF, classes))
        return self._subjects(RDF_TYPE, below)

    def is_deactivated(self, shape: int) -> bool:
        """Whether a shape is switched off (section 2.1.6)."""
        return any(self.shapes.terms[value] == _TRUE for value in self.values(shape, "deactivated"))

    def values(self, shape: int, parameter: str) -> list[int]:
        """The values of a shape for a parameter, given without its namespace."""
        return self.shapes.values(shape, f"<{SH}{parameter}>")

    @cached_property
    def _implicit_classes(self) -> set[int]:
        """The shapes that are classes themselves (section 2.1.3.3)."""
        shapes, number = self.shapes, self.shapes.id(CLASS)
        kinds = [number, *shapes.subjects(SUBCLASS_OF, number)] if number is not None else []
        classes = {cls for kind in kinds for cls in shapes.subjects(RDF_TYPE, kind)}
        return {cls for cls in classes if is_iri(shapes.terms[cls]) and self._is_shape(cls)}

    def _is_shape(self, node: int) -> bool:
        """Whether SHACL's vocabulary says something of a node."""
        shapes, rows = self.shapes, self.shapes.rows_of(node)
        said = [*shapes.predicate[rows].tolist(), *shapes.values(node, RDF_TYPE)]
        return any(shapes.terms[number].startswith(f"<{SH}") for number in said)

    def _subjects(self, predicate: str, objects: Column) -> Column:
        number = self.data.id(predicate)
        rows = self.data.rows_with(number) if number is not None else np.empty(0, np.int32)
        found: Column = np.unique(self.data.subject[rows[np.isin(self.data.object[rows], objects)]])
        return found


class Reach:
    """Which nodes of the data some shape looks at: targets, and values that another shape is asked about."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._paths = Paths(targets.shapes, targets.data)
        self._seen: dict[int, Column] = {}

    @cached_property
    def touched(self) -> Column:
        """The focus nodes, and the values of property shapes with an sh:node or a property shape in them; sorted."""
        targets = self._targets
        waiting = [(shape, targets.focus_nodes(shape)) for shape in targets.shapes_with_targets]
        found = [nodes for _, nodes in waiting]
        while waiting:
            shape, nodes = waiting.pop()
            new = self._new(shape, nodes)
            if len(new):
                values = self._values(shape, new)
                found += [values] if shape in self._looking else []
                waiting += [(inner, values) for inner in self._asked[shape] if inner in self._leading]
        return either(*found)

    def _new(self, shape: int, nodes: Column) -> Column:
        """The nodes that a shape was not asked about before; none where it is switched off."""
        if self._targets.is_deactivated(shape):
            return nodes[:0]
        before = self._seen.get(shape, nodes[:0])
        self._seen[shape] = either(before, nodes)
        new: Column = np.setdiff1d(nodes, before, assume_unique=True)
        return new

    def _values(self, shape: int, nodes: Column) -> Column:
        """The value nodes (section 3.7): what the path leads to, or the focus nodes of a shape without one."""
        paths = self._targets.values(shape, "path")
        return self._paths.values(paths[0], nodes) if paths else nodes

    @cached_property
    def _asked(self) -> defaultdict[int, list[int]]:
        """The shapes that each shape asks about its values."""
        shapes = self._targets.shapes
        found: defaultdict[int, list[int]] = defaultdict(list)
        for parameter in (*_NESTED, *_LISTED):
            number = shapes.id(f"<{SH}{parameter}>")
            rows = [] if number is None else shapes.rows_with(number).tolist()
            for row in rows:
                value = int(shapes.object[row])
                found[int(shapes.subject[row])] += members(shapes, value) if parameter in _LISTED else [value]
        return found

    @cached_property
    def _looking(self) -> set[int]:
        """The shapes that look into their values."""
        shapes = self._targets.shapes
        numbers = [shapes.id(f"<{SH}{parameter}>") for parameter in _LOOKING_IN]
        rows = [shapes.rows_with(number) for number in numbers if number is not None]
        return set(shapes.subject[either(*rows)].tolist())

    @cached_property
    def _leading(self) -> set[int]:
        """The shapes that look into their values, or ask about them a shape that leads to one that does."""
        asking: defaultdict[int, list[int]] = defaultdict(list)
        for shape, asked in self._asked.items():
            for inner in asked:
                asking[inner].append(shape)
        found, waiting = set(self._looking), list(self._looking)
        while waiting:
            new = [shape for shape in asking[waiting.pop()] if shape not in found]
            found.update(new)
            waiting += new
        return found
