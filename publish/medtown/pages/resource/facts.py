"""What a page says of a resource: properties in sections, each with its name and its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.readings.profile import NO_GROUP, UNKNOWN, Group, PropertyView
from medtown.pages.resource.paging import shown_at_once
from medtown.pages.resource.provenance import SOURCES
from medtown.pages.values import UP, markup
from medtown.pages.words import humanised, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from medtown.pages.readings.profile import Profile
    from medtown.pages.values import Values
    from medtown.table import Labels, Table


class Name(NamedTuple):
    """What a page calls a property: its place by the shapes, its label, and the label as a link to its definition."""

    view: PropertyView
    label: str
    html: Markup

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands: by the shapes' groups and orders, then by its label."""
        return (*_place(self.view.group), self.view.order, sort_key(self.label))


@dataclass(slots=True)
class Property:
    """A property of a topic and its values.

    `shown` are those seen at once and `hidden` those past the first fifty, which have pages of their own at `path`
    (medtown.pages.resource.paging); folded are, as `translations`, longer texts in other languages where the page's own
    has one.
    """

    term: str
    label: str
    head: Markup
    shown: list[Item]
    hidden: list[Item]
    translations: list[Item]
    path: str = ""

    @property
    def total(self) -> int:
        """The number of values, translations left out."""
        return len(self.shown) + len(self.hidden)


class Item(NamedTuple):
    """A value as HTML, how it sorts, what is said of it if it is a blank node, and what kind of text it is.

    `language` is set where it is not the page's; `is_long` says of a text that it is more than a name; `term` is the
    value's number in the Table, and `size` counts the characters of a literal.
    """

    html: Markup
    sort: tuple[int, str]
    properties: Sequence[Property]
    language: str = ""
    is_long: bool = False
    term: int = -1
    size: int = 0


@dataclass(slots=True)
class Section:
    """Properties that belong together; `label` is empty where nothing says how.

    `has_figures` says that its values are observations of a data cube.
    """

    label: str
    properties: list[Property] = field(default_factory=list)
    has_figures: bool = False

    @property
    def total(self) -> int:
        """The number of values of all its properties."""
        return sum(prop.total for prop in self.properties)

    @property
    def is_provenance(self) -> bool:
        """Whether it is the group in which the shapes put where the facts come from, which a reader asks for last."""
        return bool(self.label) and any(prop.term in SOURCES for prop in self.properties)


class Names:
    """The names of the properties of one Table in one language."""

    def __init__(self, table: Table, labels: Labels, values: Values, profile: Profile) -> None:
        self._table, self._labels, self._values, self._profile = table, labels, values, profile
        self._made: dict[tuple[str, int, frozenset[str]], Name] = {}

    def of(self, predicate: int, classes: frozenset[str]) -> Name:
        """The name of a property on pages of instances of these classes."""
        return self._named("", predicate, classes)

    def inverse(self, predicate: int, classes: frozenset[str]) -> Name:
        """The name of a property's inverse on pages of instances of these classes."""
        return self._named("^", predicate, classes)

    def of_group(self, group: Group) -> str:
        """The name of a group of properties; empty for what is in none."""
        return "" if group is NO_GROUP else self._in_language(group.labels)

    def _named(self, direction: str, predicate: int, classes: frozenset[str]) -> Name:
        key = (direction, predicate, classes)
        if key not in self._made:
            view = self._profile.properties(classes).get(f"{direction}{self._table.terms[predicate]}", UNKNOWN)
            label = self._label(predicate, view.names)
            definition = self._values.of(predicate)
            link = '<a href="{}{}">{}</a>' if definition.href else "{}{}{}"
            up = UP if definition.kind == "resource" else ""
            self._made[key] = Name(view, label, markup(link, up, definition.href, label))
        return self._made[key]

    def _label(self, predicate: int, names: dict[str, str]) -> str:
        """The shape's name in the page's language, else the ontology's label, else any shape's, else the IRI's end."""
        term = self._table.terms[predicate]
        labels = self._labels.all(predicate)
        if self._values.language in names or not labels:
            return self._in_language(names) or humanised(term)
        return self._in_language(labels)

    def _in_language(self, labels: dict[str, str]) -> str:
        return self._labels.chosen(labels, self._values.language)


def in_sections(entries: Iterable[tuple[Name, Property]], names: Names) -> list[Section]:
    """Properties in their order, in the groups that the shapes give them."""
    sections: list[Section] = []
    current: Group | None = None
    for name, prop in sorted(entries, key=lambda e: (*e[0].place, e[1].term)):
        if current is None or name.view.group != current:
            current = name.view.group
            sections.append(Section(names.of_group(current)))
        sections[-1].properties.append(prop)
    return sections


def sorted_property(term: str, name: Name, items: list[Item], *, has_own: bool = False) -> Property:
    """A property with its values in order; `has_own` says that the page shows one in its language elsewhere."""
    items.sort(key=itemgetter(1))
    return listed(term, name.label, name.html, items, has_own=has_own)


def listed(term: str, label: str, head: Markup, items: list[Item], *, has_own: bool = False) -> Property:
    """A property with its values as they come."""
    folds = has_own or not all(item.language for item in items)
    kept: list[Item] = []
    translations: list[Item] = []
    for item in items:
        (translations if folds and item.language and item.is_long else kept).append(item)
    first, folded = shown_at_once(kept), shown_at_once(translations)
    return Property(term, label, head, kept[:first], kept[first:] + translations[folded:], translations[:folded])


def _place(group: Group) -> tuple[float, bool, list[tuple[str, str]]]:
    """A group's place; groups of one sh:order stay apart, what is in none comes after them."""
    return (group.order, not group.labels, sorted(group.labels.items()))
