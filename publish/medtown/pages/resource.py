"""The page of a document: what is said of its topics, grouped and ordered by the shapes, and what refers to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.data.document import DEEPEST
from medtown.pages.profile import NO_GROUP, UNKNOWN, Group, PropertyView
from medtown.pages.values import UP, markup
from medtown.pages.words import humanised, sort_key
from medtown.table.terms import RDF_TYPE, iri_value, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from medtown.data.document import Block, Document
    from medtown.pages.profile import Profile
    from medtown.pages.provenance import Provenance
    from medtown.pages.values import Value, Values
    from medtown.table import Labels, Table

DESCRIPTIONS = (
    "<http://purl.org/dc/terms/description>",
    "<http://www.w3.org/2004/02/skos/core#definition>",
    "<http://www.w3.org/2000/01/rdf-schema#comment>",
    "<https://schema.org/description>",
)
_LISTED_AT_ONCE = 50
_LONGEST_NAME = 60  # characters; longer texts in other languages are folded


class Name(NamedTuple):
    """What a page calls a property: its place by the shapes, its label, and the label as a link to its definition."""

    view: PropertyView
    label: str
    html: Markup


@dataclass(slots=True)
class Property:
    """A property of a topic and its values.

    `shown` are those seen at once; those past the first fifty are folded, and so are, as `translations`, longer texts
    in other languages where the page's own has one.
    """

    term: str
    label: str
    head: Markup
    shown: list[Item]
    hidden: list[Item]
    translations: list[Item]

    @property
    def total(self) -> int:
        """The number of values, translations left out."""
        return len(self.shown) + len(self.hidden)


class Item(NamedTuple):
    """A value as HTML, how it sorts, what is said of it if it is a blank node, and what kind of text it is.

    `language` is set where it is not the page's; `is_long` says of a text that it is more than a name.
    """

    html: Markup
    sort: tuple[int, str]
    properties: Sequence[Property]
    language: str = ""
    is_long: bool = False


@dataclass(slots=True)
class Section:
    """Properties that the shapes group together; `label` is empty where they don't say."""

    label: str
    properties: list[Property] = field(default_factory=list)


@dataclass(slots=True)
class Topic:
    """One resource of a document."""

    iri: str
    anchor: str
    title: Value
    types: list[Value]
    leads: list[Value]
    sections: list[Section]
    inverse: list[Property]


class TopicMaker:
    """Makes the topics of pages in one language."""

    def __init__(self, table: Table, labels: Labels, values: Values, profile: Profile, provenance: Provenance) -> None:
        self._table, self._labels, self._values = table, labels, values
        self._profile, self._provenance, self._language = profile, provenance, values.language
        ids = (table.id(p) for p in DESCRIPTIONS)
        self._descriptions = [i for i in ids if i is not None]
        self._type = table.id(RDF_TYPE)
        self._most_specific = cache(self._without_implied)
        self._names: dict[tuple[str, int, frozenset[str]], Name] = {}

    def topic(self, document: Document, number: int) -> Topic:
        """What is said of a resource that the document describes."""
        term = self._table.terms[number]
        iri = iri_value(term) if is_iri(term) else ""
        block = document.blocks.get(number, {})
        types = self._types(block)
        leads = self._leads(block)
        return Topic(
            iri=iri,
            anchor=iri.split("#", 1)[1] if "#" in iri else "",
            title=self._values.of(number),
            types=self._most_specific(tuple(types)),
            leads=leads,
            sections=self._sections(document, number, 0, {number, *(v.term for v in leads)}),
            inverse=self._inverse(number, self._classes_of(types)),
        )

    def _types(self, block: Block) -> list[int]:
        return [] if self._type is None else block.get(self._type, [])

    def _leads(self, block: Block) -> list[Value]:
        """The descriptions in the page's language, which stand below the title."""
        found = (self._values.of(o) for p in self._descriptions for o in block.get(p, ()))
        return list({v.term: v for v in found if v.kind == "text" and not v.language}.values())

    def _without_implied(self, types: tuple[int, ...]) -> list[Value]:
        """Types without those that another of them implies."""
        terms = {t: self._table.terms[t] for t in types}
        implied = {a for c in terms.values() for a in self._profile.superclasses(c) if a != c}
        kept = [t for t, term in terms.items() if term not in implied]
        return [self._values.of(t) for t in kept or types]

    def _classes_of(self, types: list[int]) -> frozenset[str]:
        return frozenset(self._table.terms[t] for t in types)

    def _sections(self, document: Document, subject: int, depth: int, said: set[int]) -> list[Section]:
        """The properties of a subject nested in `depth` others; `said` are the terms that the page shows already."""
        block = document.blocks.get(subject, {})
        classes = self._classes_of(self._types(block))
        entries = []
        for predicate, objects in block.items():
            is_lead = depth == 0 and predicate in self._descriptions
            left = [o for o in objects if o not in said] if is_lead else objects
            if left and (predicate != self._type or depth):
                name = self._name(predicate, classes)
                items = [self._cited(self._item(document, o, depth, said), (subject, predicate, o)) for o in left]
                has_own = len(left) < len(objects)  # the lead is in the page's language
                entries.append((name.view, _property(self._table.terms[predicate], name, items, has_own=has_own)))
        entries.sort(key=lambda e: (_place(e[0].group), e[0].order, sort_key(e[1].label), e[1].term))
        return self._grouped(entries)

    def _grouped(self, entries: list[tuple[PropertyView, Property]]) -> list[Section]:
        sections: list[Section] = []
        current: Group | None = None
        for view, prop in entries:
            if current is None or view.group != current:
                sections.append(Section(self._in_language(view.group.labels) if view.group is not NO_GROUP else ""))
                current = view.group
            sections[-1].properties.append(prop)
        return sections

    def _item(self, document: Document, number: int, depth: int, said: set[int]) -> Item:
        """A value, with what is said of a blank node: once a topic, so that cycles end and shared nodes stay few."""
        value = self._values.of(number)
        if value.kind != "blank" or number in said or depth > DEEPEST:
            return Item(value.html, value.sort, (), value.language, len(value.text) > _LONGEST_NAME)
        said.add(number)
        members = document.items(number)
        if members is not None:
            items = [self._item(document, member, depth + 1, said) for member in members]
            return Item(value.html, value.sort, (_listed("", "", Markup(""), items),))
        sections = self._sections(document, number, depth + 1, said)
        return Item(value.html, value.sort, [p for section in sections for p in section.properties])

    def _cited(self, item: Item, triple: tuple[int, int, int]) -> Item:
        """A value with the sources of just that value, where a statement names them."""
        sources = self._provenance.of(triple)
        return item._replace(html=item.html + sources) if sources else item

    def _inverse(self, number: int, classes: frozenset[str]) -> list[Property]:
        """What refers to the topic, by property; a blank node stands for the resource that owns it.

        Statements that stand at the values they are about are left out.
        """
        table = self._table
        rows = table.rows_to(number)
        if not len(rows):
            return []
        found: dict[int, dict[int, None]] = {}
        for s, p in zip(table.subject[rows].tolist(), table.predicate[rows].tolist(), strict=True):
            if p != self._type and not self._provenance.is_shown(s, p):
                found.setdefault(p, {})[self._owner(s)] = None
        properties = []
        for predicate, subjects in found.items():
            subjects.pop(number, None)
            if subjects:
                values = map(self._values.of, subjects)
                items = [Item(value.html, value.sort, ()) for value in values]
                properties.append(_property(table.terms[predicate], self._inverse_name(predicate, classes), items))
        return sorted(properties, key=lambda p: (sort_key(p.label), p.term))

    def _owner(self, number: int) -> int:
        table, seen = self._table, set[int]()
        while is_blank(table.terms[number]) and number not in seen:
            seen.add(number)
            rows = table.rows_to(number)
            if not len(rows):
                break
            number = int(table.subject[rows[0]])
        return number

    def _name(self, predicate: int, classes: frozenset[str]) -> Name:
        return self._named("", predicate, classes)

    def _inverse_name(self, predicate: int, classes: frozenset[str]) -> Name:
        return self._named("^", predicate, classes)

    def _named(self, direction: str, predicate: int, classes: frozenset[str]) -> Name:
        """The name of a property, or of its inverse (`^`), on pages of instances of these classes."""
        key = (direction, predicate, classes)
        if key not in self._names:
            view = self._profile.properties(classes).get(f"{direction}{self._table.terms[predicate]}", UNKNOWN)
            label = self._property_label(predicate, view.names)
            definition = self._values.of(predicate)
            link = '<a href="{}{}">{}</a>' if definition.href else "{}{}{}"
            up = UP if definition.kind == "resource" else ""
            self._names[key] = Name(view, label, markup(link, up, definition.href, label))
        return self._names[key]

    def _property_label(self, predicate: int, names: dict[str, str]) -> str:
        """The shape's name in the page's language, else the ontology's label, else any shape's, else the IRI's end."""
        term = self._table.terms[predicate]
        labels = self._labels.all(predicate)
        if self._language in names or not labels:
            return self._in_language(names) or humanised(term)
        return self._in_language(labels)

    def _in_language(self, labels: dict[str, str]) -> str:
        return self._labels.chosen(labels, self._language)


def _place(group: Group) -> tuple[float, bool, list[tuple[str, str]]]:
    """A group's place; groups of one sh:order stay apart, what is in none comes after them."""
    return (group.order, not group.labels, sorted(group.labels.items()))


def _property(term: str, name: Name, items: list[Item], *, has_own: bool = False) -> Property:
    """A property with its values in order; `has_own` says that the page shows one in its language elsewhere."""
    items.sort(key=itemgetter(1))
    return _listed(term, name.label, name.html, items, has_own=has_own)


def _listed(term: str, label: str, head: Markup, items: list[Item], *, has_own: bool = False) -> Property:
    folds = has_own or not all(item.language for item in items)
    kept: list[Item] = []
    translations: list[Item] = []
    for item in items:
        (translations if folds and item.language and item.is_long else kept).append(item)
    return Property(term, label, head, kept[:_LISTED_AT_ONCE], kept[_LISTED_AT_ONCE:], translations)
