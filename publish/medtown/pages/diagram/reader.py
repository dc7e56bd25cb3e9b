"""What the property shapes of a class say: how many values a path has, and of which classes they are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import SH, is_of_the_language
from medtown.shapes import Counts, ShapeReader, reached
from medtown.table.terms import RDF_TYPE, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.pages.readings.profile import Profile
    from medtown.table import Table

_THINGS = frozenset(f"<{SH}{kind}>" for kind in ("IRI", "BlankNode", "BlankNodeOrIRI"))


class Said(NamedTuple):
    """What all property shapes of a path say together."""

    counts: Counts
    targets: tuple[str, ...]
    is_literal: bool


class Reader:
    """Reads shapes; `data` knows what is a class, and of which class the members of sh:in are."""

    def __init__(self, shapes: Table, data: Table, profile: Profile) -> None:
        self._shapes, self._profile = ShapeReader(shapes, data), profile

    @property
    def classes(self) -> tuple[str, ...]:
        """The class terms that node shapes target, but for those in which ontologies and shapes are written."""
        return tuple(self.targets)

    @cached_property
    def targets(self) -> dict[str, list[int]]:
        """The shapes of each of the classes."""
        targets = self._shapes.targets
        return {cls: targets[cls] for cls in sorted(targets) if not is_of_the_language(cls)}

    def properties(self, classes: Iterable[str]) -> dict[str, Said]:
        """What the shapes of some classes say together, by path (`^<iri>` an inverse one); other paths are left out.

        rdf:type is left out too: a diagram shows it otherwise.
        """
        found: dict[str, list[int]] = {}
        for shape in self._property_shapes(classes):
            path = self._shapes.path(shape)
            if path and path.removeprefix("^") != RDF_TYPE:
                found.setdefault(path, []).append(shape)
        return {path: self._together(shapes) for path, shapes in found.items()}

    def types_asked(self, cls: str) -> list[str]:
        """The classes of the diagram to which, as its own shapes ask, the instances of a class also belong."""
        asking = (shape for shape in self._property_shapes((cls,)) if self._shapes.path(shape) == RDF_TYPE)
        return [term for shape in asking for term in self._shapes.terms(shape, "hasValue") if term in self.targets]

    def _property_shapes(self, classes: Iterable[str]) -> list[int]:
        """The property shapes of the node shapes of some classes, each once."""
        shapes = self._shapes
        found = (p for node_shape in shapes.node_shapes(classes) for p in shapes.property_shapes(node_shape))
        return list(dict.fromkeys(found))

    def _together(self, shapes: list[int]) -> Said:
        targets = self._targets_of(shapes)
        return Said(
            self._shapes.counts(shapes),
            targets,
            not targets and not any(self._leads_to_things(shape) for shape in shapes),
        )

    def _narrowest(self, found: list[str]) -> tuple[str, ...]:
        """The classes without those that stand above another of them: values fit all that several shapes ask."""
        above = self._profile.implied(found)
        return tuple(dict.fromkeys(cls for cls in found if cls not in above)) or tuple(dict.fromkeys(found))

    def _targets_of(self, shapes: list[int]) -> tuple[str, ...]:
        """The classes of the diagram that the values of some property shapes belong to.

        A class of which only some values must be doesn't narrow what the others are.
        """
        reader = self._shapes
        own = [inner for shape in shapes for inner in (shape, *reader.value_shapes(reader.fitted(shape)))]
        some = [inner for shape in shapes for inner in reader.value_shapes(reader.qualified(shape))]
        targets = self._narrowest(list(self._classes_in(own)))
        above = {a for cls in targets for a in self._profile.superclasses(cls)}
        return targets + tuple(cls for cls in self._narrowest(list(self._classes_in(some))) if cls not in above)

    def _classes_in(self, value_shapes: Iterable[int]) -> Iterator[str]:
        """The classes of the diagram that some shapes ask of what fits them."""
        for inner in value_shapes:
            for cls in self._shapes.terms(inner, "class"):
                yield from self._drawn(cls)
            for node in self._shapes.values(inner, "node"):
                yield from self._classes_of_shape.get(node, ())
            for member in self._shapes.terms(inner, "in"):
                yield from (found for cls in self._narrowest(self._shapes.types(member)) for found in self._drawn(cls))

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

    def _leads_to_things(self, shape: int) -> bool:
        """Whether a property shape says that values, or some of them, are no literals."""
        shapes = self._shapes
        direct = [*shapes.fitted(shape), *shapes.qualified(shape)]
        asked = [p for inner in reached(direct, shapes.fitted) for p in shapes.property_shapes(inner)]
        if asked or shapes.active(shapes.values(shape, "property")):
            return True  # a literal has no properties
        for inner in (shape, *shapes.value_shapes(direct)):
            if shapes.values(inner, "class") or not _THINGS.isdisjoint(shapes.terms(inner, "nodeKind")):
                return True
            if any(is_iri(term) for name in ("in", "hasValue") for term in shapes.terms(inner, name)):
                return True
        return False
