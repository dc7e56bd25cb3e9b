"""What refers to a resource: things by what they are, those with dates in a timeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.namespaces import DCTERMS, SCHEMA_ORG, SKOS
from medtown.pages.resource.facts import Item, Section, sorted_property
from medtown.pages.resource.provenance import SOURCES
from medtown.pages.values import UP, markup
from medtown.table.terms import RDF_TYPE, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from medtown.pages.readings.when import When
    from medtown.pages.resource.facts import Name, Names, Property
    from medtown.pages.resource.headline import Headlines
    from medtown.pages.resource.key import KeyProperties
    from medtown.pages.resource.provenance import Provenance
    from medtown.pages.values import Value
    from medtown.table import Table

# A thing of these classes, or of narrower ones, stands between things: a list shows what is at its other ends.
LINKS = frozenset(
    (
        "<http://www.w3.org/ns/org#Membership>",
        *(f"<http://www.w3.org/ns/prov#{name}>" for name in ("Influence", "Association", "Attribution", "Delegation")),
        "<http://data.europa.eu/m8g/Participation>",
        *(f"<{ns}Role>" for ns in SCHEMA_ORG),
    )
)
_CONCEPT = f"<{SKOS}Concept>"
FIGURE = "<http://purl.org/linked-data/cube#Observation>"
# A property that says again from the other end what the topic says itself.
_MIRRORS = {
    f"<{SKOS}topConceptOf>": f"<{SKOS}hasTopConcept>",
    f"<{SKOS}inScheme>": f"<{SKOS}hasTopConcept>",
    f"<{SKOS}hasTopConcept>": f"<{SKOS}topConceptOf>",
    f"<{SKOS}broader>": f"<{SKOS}narrower>",
    f"<{SKOS}narrower>": f"<{SKOS}broader>",
    f"<{SKOS}related>": f"<{SKOS}related>",
    f"<{DCTERMS}isPartOf>": f"<{DCTERMS}hasPart>",
    f"<{DCTERMS}hasPart>": f"<{DCTERMS}isPartOf>",
}
_FEWEST_DATES = 3  # that differ, for a timeline
_MOST_DATED = 100  # things in one
_MOST_ENDS = 3
_LAST = 9999
_TURNED = str.maketrans("0123456789", "9876543210")  # the latest sorts first


@dataclass(slots=True)
class Entry:
    """A thing of a timeline: when it is, itself as a link, what kind of thing it is, and how it is linked."""

    when: When
    time: Markup
    html: Markup
    sort: tuple[int, str]
    kind: str = ""
    ends: list[Markup] = field(default_factory=list)


class Year(NamedTuple):
    """A year of a timeline."""

    year: int
    entries: list[Entry]


class Related(NamedTuple):
    """What refers to a topic: sections named by a class, each with properties in their inverse names; a timeline.

    What the timeline shows the sections don't; `links` are all of them.
    """

    sections: list[Section]
    timeline: list[Year]
    links: list[Link]


class Link(NamedTuple):
    """That a thing refers to the topic by a property."""

    thing: int
    predicate: int
    name: Name


class _Shown(NamedTuple):
    """What a page shows of a thing: itself, or the first of its other ends and, as `ends`, what else it says."""

    main: Value
    ends: Markup


class Relations:
    """Makes the related things of pages in one language."""

    def __init__(
        self, table: Table, names: Names, keys: KeyProperties, provenance: Provenance, headlines: Headlines
    ) -> None:
        self._table, self._names, self._keys = table, names, keys
        self._provenance, self._headlines = provenance, headlines
        self._values, self._dates = headlines.values, headlines.dates
        self._type = table.id(RDF_TYPE)
        mirrors = ((table.id(p), table.id(q)) for p, q in _MIRRORS.items())
        self._mirrors = {p: q for p, q in mirrors if p is not None and q is not None}
        self._sources = {table.id(source) for source in SOURCES}
        self._class_of = cache(lambda thing: self._kind(self._types(thing)))
        self._kind = cache(self._kind_of)
        self._is_link = cache(lambda kind: not LINKS.isdisjoint(keys.profile.superclasses(kind)))
        self._is_figure = cache(lambda kind: FIGURE in keys.profile.superclasses(kind))
        self._is_concept = cache(lambda kind: _CONCEPT in keys.profile.superclasses(kind))

    def of(self, number: int, classes: frozenset[str]) -> Related:
        """What refers to a topic of these classes."""
        links = self._links(number, classes)
        dated = {link.thing: when for link in links if (when := self._told(number, link))}
        if len(dated) > _MOST_DATED or len(set(dated.values())) < _FEWEST_DATES:
            dated = {}
        left = [link for link in links if link.thing not in dated]
        return Related(self._sections(number, left), _by_year(self._entries(number, dated)), links)

    def _links(self, number: int, classes: frozenset[str]) -> list[Link]:
        """What leads to a topic, each thing once a property; a blank node stands for the resource that owns it.

        Statements that stand at the values they are about are left out, and what the topic says itself.
        """
        table, rows = self._table, self._table.rows_to(number)
        found: dict[tuple[int, int], None] = {}
        for s, p in zip(table.subject[rows].tolist(), table.predicate[rows].tolist(), strict=True):
            if p != self._type and not self._provenance.is_shown(s, p):
                mirror = self._mirrors.get(p)
                if mirror is None or table.row(number, mirror, s) is None:
                    found[p, self._owner(s)] = None
        return [Link(s, p, self._names.inverse(p, classes)) for p, s in found if s != number]

    def _owner(self, number: int) -> int:
        table, seen = self._table, set[int]()
        while is_blank(table.terms[number]) and number not in seen:
            seen.add(number)
            rows = table.rows_to(number)
            if not len(rows):
                break
            number = int(table.subject[rows[0]])
        return number

    def _sections(self, number: int, links: list[Link]) -> list[Section]:
        """Things by their class, then by property, in the shapes' order of the properties."""
        kinds: dict[str, dict[int, list[Link]]] = {}
        for link in sorted(links, key=lambda link: (*link.name.place, link.predicate)):
            kinds.setdefault(self._class_of(link.thing), {}).setdefault(link.predicate, []).append(link)
        return [
            Section(
                self._label(kind),
                [self._property(number, same) for same in properties.values()],
                has_figures=self._is_figure(kind),
            )
            for kind, properties in kinds.items()
        ]

    def _property(self, topic: int, links: list[Link]) -> Property:
        items = [self._item(topic, link.thing) for link in links]
        return sorted_property(self._table.terms[links[0].predicate], links[0].name, items)

    def _item(self, topic: int, thing: int) -> Item:
        """A thing with its date and, if it stands between things, with its other ends; the newest come first."""
        shown = self._shown(topic, thing)
        html = shown.main.html + (markup(' <span class="note">{}</span>', shown.ends) if shown.ends else shown.ends)
        when = self._when(topic, thing)
        if not when:
            return Item(html, shown.main.sort, (), term=thing)
        newest = f"{_LAST - int(when.first[:4]):04}{when.first[4:].translate(_TURNED)}"
        note = markup(' <span class="note">{}</span>', self._headlines.time(when))
        return Item(html + note, (-1, f"{newest} {shown.main.sort[1]}"), (), term=thing)

    def _shown(self, topic: int, thing: int) -> _Shown:
        """What a list shows of a thing: of one that stands between things its other ends."""
        value, kind = self._values.of(thing), self._class_of(thing)
        ends = self._ends(topic, thing) if self._is_link(kind) else []
        if not ends:
            return _Shown(value, Markup(""))
        others = [end.html for end in ends[1:]]
        if value.href:
            others.append(markup('<a class="via" href="{}{}">{}</a>', UP, value.href, self._label(kind)))
        return _Shown(ends[0], Markup(" · ").join(others))

    def _ends(self, topic: int, thing: int) -> list[Value]:
        """What a thing leads to besides the topic, by its key properties: things, then concepts and words."""
        found: list[Value] = []
        for path in self._keys.of(frozenset(self._table.terms[t] for t in self._types(thing))):
            values = (self._values.of(obj) for obj in self._table.values(thing, path) if obj != topic)
            found += [v for v in values if v.kind == "resource" or (v.kind == "text" and not v.language)]
        found.sort(key=lambda value: (value.kind == "text", self._is_concept(self._class_of(value.term))))
        return found[:_MOST_ENDS] if found and found[0].kind == "resource" else []

    def _when(self, topic: int, thing: int) -> When | None:
        """When a thing is; one that stands between things and says nothing is when what it links is."""
        when = self._dates.of(thing)
        if when or not self._is_link(self._class_of(thing)):
            return when
        others = (self._dates.of(end.term) for end in self._ends(topic, thing))
        return next((other for other in others if other), None)

    def _told(self, topic: int, link: Link) -> When | None:
        """When a thing is, if a timeline has it: no figure, nor what takes its date or its facts from the topic."""
        kind = self._class_of(link.thing)
        is_out = not kind or self._is_figure(kind) or link.predicate in self._sources
        return None if is_out or self._dates.is_date(link.predicate) else self._when(topic, link.thing)

    def _entries(self, topic: int, dated: Mapping[int, When]) -> Iterable[Entry]:
        """The entries of things by their dates; what links to one thing at one time is one entry."""
        entries: dict[tuple[int, When], Entry] = {}
        for thing, when in dated.items():
            main, ends = self._shown(topic, thing)
            new = Entry(when, self._headlines.time(when), main.html, main.sort)
            entry = entries.setdefault((main.term, when), new)
            if main.term == thing:
                entry.kind = self._label(self._class_of(thing))
            if ends:
                entry.ends.append(ends)
        return entries.values()

    def _types(self, thing: int) -> tuple[int, ...]:
        return tuple(self._table.values(thing, RDF_TYPE))

    def _kind_of(self, types: tuple[int, ...]) -> str:
        """The class that tells most of what a thing is, or the empty string.

        It is the narrowest, and of several that don't imply each other the commonest.
        """
        terms = [term for term in (self._table.terms[t] for t in types) if is_iri(term)]
        implied = self._keys.profile.implied(terms)
        kept = [term for term in terms if term not in implied] or terms
        counts = self._table.class_counts
        return min(kept, key=lambda term: (-counts.get(term, 0), term), default="")

    def _label(self, kind: str) -> str:
        number = self._table.id(kind) if kind else None
        text = "" if number is None else self._values.of(number).text
        return text[:1].upper() + text[1:]


def _by_year(entries: Iterable[Entry]) -> list[Year]:
    ordered = sorted(entries, key=lambda e: (e.when.first, e.when.end, e.sort))
    return [Year(year, list(those)) for year, those in groupby(ordered, key=lambda e: int(e.when.first[:4]))]
