"""A class diagram in words of one language: the titles of classes, the names of properties and where links lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.words import humanised, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from medtown.pages.diagram.model import Diagram, Feature, Link
    from medtown.pages.readings.profile import Profile
    from medtown.table import Labels, Table


class ClassName(NamedTuple):
    """A class by its label; `page` is the site path of its page without suffix, or empty."""

    term: str
    title: str
    page: str


class Row(NamedTuple):
    """A property of a class by its name, how many values it has, and the classes that they belong to."""

    name: str
    counts: str
    targets: Sequence[ClassName] = ()


@dataclass(frozen=True)
class ClassView:
    """A class with all that the diagram says of it."""

    name: ClassName
    parents: Sequence[ClassName]
    rows: Sequence[Row]


class Names:
    """The words of a diagram in one language. `pages` gives the site path of the page of a class term, or nothing."""

    def __init__(
        self,
        tables: Iterable[tuple[Table, Labels]],
        profile: Profile,
        language: str,
        pages: Callable[[str], str],
    ) -> None:
        self._tables = tuple(tables)
        self._profile, self._language, self._pages = profile, language, pages

    def class_name(self, term: str) -> ClassName:
        """A class: its label in the ontology, else what its shape is called, else the end of its IRI."""
        return ClassName(term, self._label(term) or humanised(term), self._pages(term))

    def row(self, cls: str, feature: Feature, targets: Iterable[str] = ()) -> Row:
        """A property of a class; `targets` are those of its classes that are to be named."""
        view = self._profile.properties(frozenset((cls,))).get(feature.path)
        return Row(self._named(feature, view.names if view else {}), str(feature.counts), self._class_names(targets))

    def _class_names(self, terms: Iterable[str]) -> list[ClassName]:
        return [self.class_name(term) for term in terms]

    def _named(self, feature: Feature, names: Mapping[str, str]) -> str:
        """What the shapes call a property, else its label, else the end of its IRI."""
        term = feature.path.removeprefix("^")
        if feature.path != term:
            return self._chosen(names) or f"← {self._label(term) or humanised(term)}"
        own = names.get(self._language, "")
        return own or self._label(term) or self._chosen(names) or humanised(term)

    def views(self, diagram: Diagram) -> list[ClassView]:
        """The classes by their titles."""
        views = [
            ClassView(
                self.class_name(cls),
                self._class_names(diagram.parents[cls]),
                [self.row(cls, feature, feature.targets) for feature in diagram.features[cls]],
            )
            for cls in diagram.classes
        ]
        return sorted(views, key=lambda view: (sort_key(view.name.title), view.name.term))

    def shared(self, diagram: Diagram) -> list[Row]:
        """The properties that most classes have; their counts differ."""
        return [
            Row(self._named(feature, self._profile.names.get(feature.path, {})), "", self._class_names(feature.targets))
            for feature in diagram.shared
        ]

    def label_of(self, link: Link) -> list[Row]:
        """The properties along a line."""
        return [self.row(link.source, feature) for feature in link.features]

    def _label(self, term: str) -> str:
        for table, labels in self._tables:
            number = table.id(term)
            label = self._chosen(labels.all(number)) if number is not None else ""
            if label:
                return label
        return self._chosen(self._profile.names.get(term, {}))

    def _chosen(self, labels: Mapping[str, str]) -> str:
        """The text in the page's language, else as the project prefers."""
        return self._tables[0][1].chosen({tag: text for tag, text in labels.items() if text}, self._language)
