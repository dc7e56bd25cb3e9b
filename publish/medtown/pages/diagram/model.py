"""What a class diagram of the shapes holds: classes, their properties, and what leads from one to another.

A class is one that a node shape targets (SHACL, sections 2.1.3.2 and 2.1.3.3). All is said in terms of the Tables, so
that it is read once for all languages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.diagram.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from medtown.pages.readings.profile import Profile
    from medtown.shapes import Counts
    from medtown.table import Table

# What more than half of the classes have says little of any of them; of few classes, half is soon reached.
_FEWEST_SHARING = 4
# To a class that so many lead to, only what must be there is a line, else lines hide what they join.
_MANY = 5


@dataclass(frozen=True)
class Feature:
    """A property of a class: its path as Profile has it (`^<iri>` is an inverse one) and how many values it has.

    `targets` are the classes of the diagram that its values belong to; without any, `is_literal` says whether the
    values are texts, numbers or dates.
    """

    path: str
    counts: Counts
    targets: tuple[str, ...]
    is_literal: bool


class Link(NamedTuple):
    """A line of the diagram: all features that lead from one class to another."""

    source: str
    target: str
    features: tuple[Feature, ...]


@dataclass(frozen=True)
class Diagram:
    """A class diagram: its classes with the features that are theirs, not only a wider class's.

    `parents` gives the nearest wider classes of each class; `shared` are the features that most classes have, which
    stand in no class's list.
    """

    features: Mapping[str, tuple[Feature, ...]]
    parents: Mapping[str, tuple[str, ...]]
    shared: tuple[Feature, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The class terms."""
        return tuple(self.features)

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """The classes of the picture: without those that would be a name alone, unless all would."""
        joined = {cls for link in self.links for cls in (link.source, link.target)}
        joined |= {cls for cls, parents in self.parents.items() if parents}
        joined |= {parent for parents in self.parents.values() for parent in parents}
        told = tuple(cls for cls in self.classes if cls in joined or self.values(cls) or self.mentions[cls])
        return told or self.classes

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The lines between classes."""
        found: dict[tuple[str, str], list[Feature]] = {}
        for cls, feature, target in self._references():
            if self._is_line(feature, target):
                found.setdefault((cls, target), []).append(feature)
        return tuple(Link(*pair, tuple(features)) for pair, features in found.items())

    @cached_property
    def mentions(self) -> Mapping[str, tuple[tuple[Feature, str], ...]]:
        """What stands in the box of a class instead of a line: a feature and the class that it leads to."""
        found: dict[str, list[tuple[Feature, str]]] = {cls: [] for cls in self.classes}
        for cls, feature, target in self._references():
            if not self._is_line(feature, target):
                found[cls].append((feature, target))
        return {cls: tuple(pairs) for cls, pairs in found.items()}

    def values(self, cls: str) -> list[Feature]:
        """The features of a class whose values are in no class of the diagram."""
        return [feature for feature in self.features[cls] if not feature.targets]

    def _references(self) -> Iterator[tuple[str, Feature, str]]:
        """The features that lead from class to class; one that only tightens the counts of a wider class's is there."""
        for cls in self.classes:
            for feature in self.features[cls]:
                for target in feature.targets:
                    if not self._is_said_above(cls, feature.path, target):
                        yield cls, feature, target

    @cached_property
    def _sources(self) -> Counter[str]:
        """How many classes lead to each class."""
        return Counter(target for _, target in {(cls, target) for cls, _, target in self._references()})

    def _is_line(self, feature: Feature, target: str) -> bool:
        return feature.counts.least > 0 or self._sources[target] < _MANY

    def above(self, cls: str) -> list[str]:
        """The wider classes of a class, the nearest first."""
        found: dict[str, None] = {}
        waiting = list(self.parents[cls])
        for parent in waiting:
            if parent not in found:
                found[parent] = None
                waiting += self.parents[parent]
        return [parent for parent in found if parent != cls]

    def _is_said_above(self, cls: str, path: str, target: str) -> bool:
        wider = (feature for parent in self.above(cls) for feature in self.features[parent])
        return any(feature.path == path and target in feature.targets for feature in wider)


def read_diagram(shapes: Table, data: Table, profile: Profile) -> Diagram:
    """The diagram of a project's shapes; without classes where no shape targets one."""
    return _Maker(Reader(shapes, data, profile), profile).diagram()


class _Maker:
    """Makes a diagram of what the shapes say of each class."""

    def __init__(self, reader: Reader, profile: Profile) -> None:
        self._reader, self._profile = reader, profile
        self._above = {cls: self._drawn_above(cls) for cls in reader.classes}
        self._all = {cls: self._features(cls) for cls in reader.classes}

    def diagram(self) -> Diagram:
        shared = self._shared()
        features = {
            cls: tuple(f for f in self._own(cls) if f.path not in shared and not self._is_told_elsewhere(cls, f))
            for cls in self._all
        }
        return Diagram(features, {cls: self._nearest(cls) for cls in self._all}, tuple(shared.values()))

    def _drawn_above(self, cls: str) -> list[str]:
        """The wider classes that are drawn, the nearest first: by rdfs:subClassOf, or as a type that is asked for."""
        found, waiting = {cls: None}, [cls]
        for current in waiting:
            drawn = [a for a in self._profile.superclasses(current) if a in self._reader.targets]
            new = [a for a in (*drawn, *self._reader.types_asked(current)) if a not in found]
            found |= dict.fromkeys(new)
            waiting += dict.fromkeys(new)
        return [above for above in found if above != cls]

    def _nearest(self, cls: str) -> tuple[str, ...]:
        """The wider classes that stand above no other wider class; classes that are each other's are left alone."""
        above = [a for a in self._above[cls] if cls not in self._above[a]]
        return tuple(a for a in above if not any(a in self._above[b] and b not in self._above[a] for b in above))

    def _features(self, cls: str) -> dict[str, Feature]:
        """All features of the instances of a class by path, in the order in which a page shows them."""
        read = self._reader.properties((cls, *self._above[cls]))
        features = {
            path: Feature(path, said.counts, said.targets, said.is_literal)
            for path, said in read.items()
            if said.counts.most != 0
        }
        views = self._profile.properties(frozenset((cls,)))
        return dict(sorted(features.items(), key=lambda item: views[item[0]].order if item[0] in views else 0))

    def _own(self, cls: str) -> Iterable[Feature]:
        """The features of a class that are not the same in a wider class."""
        for path, feature in self._all[cls].items():
            wider = (self._all[parent].get(path) for parent in self._above[cls])
            if all(other != feature for other in wider):
                yield feature

    def _shared(self) -> dict[str, Feature]:
        """The features that more than half of the classes have, by path; their counts differ from class to class."""
        count = Counter(path for features in self._all.values() for path in features)
        least = max(_FEWEST_SHARING, len(self._all) // 2 + 1)
        found: dict[str, Feature] = {}
        for features in self._all.values():
            for path, feature in features.items():
                if count[path] >= least:
                    before = found.get(path, feature)
                    targets = tuple(dict.fromkeys([*before.targets, *feature.targets]))
                    found[path] = replace(before, targets=targets, counts=before.counts.either(feature.counts))
        return found

    def _is_told_elsewhere(self, cls: str, feature: Feature) -> bool:
        """Whether an inverse path only says from its other end what a class of the diagram says itself."""
        if not feature.path.startswith("^"):
            return False
        for other, features in self._all.items():
            forward = features.get(feature.path[1:])
            if forward is None:
                continue
            is_known_end = not feature.targets or any(self._are_related(other, t) for t in feature.targets)
            if is_known_end and (not forward.targets or any(self._are_related(cls, t) for t in forward.targets)):
                return True
        return False

    def _are_related(self, one: str, other: str) -> bool:
        return one == other or one in self._above[other] or other in self._above[one]
