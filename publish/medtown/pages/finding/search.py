"""What a search page knows of a Table: the names of each thing in every language, and facets to narrow a search by.

What is the same in every language is told once (`SearchIndex.shared`), the rest once a language (`in_language`).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from medtown.namespaces import SCHEMA_ORG, is_of_the_language
from medtown.pages.finding.listing import class_name
from medtown.pages.resource.description import DESCRIPTIONS
from medtown.pages.urls import free_path, quoted
from medtown.pages.words import humanised
from medtown.table.labels import LABEL_PREDICATES
from medtown.table.terms import RDF_TYPE, iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.i18n import Texts
    from medtown.pages.readings.profile import Profile
    from medtown.pages.readings.when import Dates
    from medtown.pages.readings.where import Where
    from medtown.pages.urls import Urls
    from medtown.table import Labels, Table

_SKOS, _DCTERMS, _FOAF = (
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
    "http://xmlns.com/foaf/0.1/",
)
# What else people know a thing by, beside its labels.
_OTHER_NAMES = (
    *(f"<{_SKOS}altLabel>", f"<{_DCTERMS}alternative>", f"<{_FOAF}nick>"),
    *(f"<{ns}{name}>" for ns in SCHEMA_ORG for name in ("alternateName", "identifier")),
    *(f"<{_SKOS}notation>", f"<{_DCTERMS}identifier>"),
)
_LONGEST_NAME, _LONGEST_TEXT = 300, 200  # characters
_MOST_TEXTS = 20_000  # things; of more, the index holds names alone
_MOST_FACETS = 12  # by properties
_MOST_VALUES = 60
_LEAST_SHARED = 2  # things that have a value, on average
_LONGEST_SPAN = 100  # years


class Facet(NamedTuple):
    """Values that things share. `key` is its own name in an address, `property` the term that it comes from, if any.

    `terms` are the values, `ids` their names in an address, `things` the places in `SearchIndex.things` of its holders.
    """

    key: str
    property: str
    terms: list[int]
    ids: list[str]
    things: list[list[int]]


@dataclass(frozen=True)
class SearchIndex:
    """The things of a Table that have pages, in the order of their paths."""

    table: Table
    labels: Labels
    profile: Profile
    urls: Urls
    dates: Dates
    where: Where
    prefixes: dict[str, str]

    @cached_property
    def things(self) -> list[int]:
        """The term numbers of the things."""
        return sorted(self._paths, key=lambda number: (self._paths[number], number))

    @cached_property
    def facets(self) -> list[Facet]:
        """Classes, places, then properties, those of the most things first; none of which there is one value only."""
        found = [self._classes, self._facet("place", "", map(self._top_places, self.things))]
        taken = {"q", "year", *(facet.key for facet in found)}
        for term in self._properties():
            key = free_path(class_name(iri_value(term), self.prefixes), taken)
            found.append(self._facet(key, term, (self.table.values(number, term) for number in self.things)))
        return [facet for facet in found if len(facet.terms) > 1]

    def shared(self) -> dict[str, Any]:
        """What is the same in every language. Names are texts, each before the languages that it is a name in."""
        indegree = np.bincount(self.table.object, minlength=len(self.table.terms))
        kinds = {term: place for place, term in enumerate(self._classes.terms)}
        places = {term: place for place, term in enumerate(self._places)}
        return {
            "paths": [self._paths[number] for number in self.things],
            "names": [[part for name in self._names[number].items() for part in name] for number in self.things],
            "kinds": [kinds.get(self._kind(types), -1) for types in self._types],
            "weights": [int(indegree[number]).bit_length() for number in self.things],
            "years": [self._years(number) for number in self.things],
            "places": [[places[place] for place in found] for found in self._narrowest],
            "facets": [{"key": facet.key, "ids": facet.ids, "things": facet.things} for facet in self.facets],
        }

    def in_language(self, texts: Texts) -> dict[str, Any]:
        """What a page in one language adds: which name is the title, what is said of each thing, names of facets."""
        language = texts.language
        return {
            "titles": [self._title(number, language) for number in self.things],
            "texts": self._descriptions(language),
            "kinds": [self._name(term, language) for term in self._classes.terms],
            "places": [self._name(term, language) for term in self._places],
            "facets": [
                {"label": self._label(facet, texts), "values": [self._name(term, language) for term in facet.terms]}
                for facet in self.facets
            ],
        }

    @cached_property
    def _paths(self) -> dict[int, str]:
        """The page of each thing: its quoted site path without suffix, with the anchor that it may have."""
        paths = {}
        for number in self.table.subject_ids():
            if is_iri(self.table.terms[number]):
                address = iri_value(self.table.terms[number])
                path = self.urls.document(address)
                if path is not None:
                    anchor = f"#{address.split('#', 1)[1]}" if "#" in address and self.urls.is_own(address) else ""
                    paths[number] = quoted(f"{path}{anchor}")
        return paths

    @cached_property
    def _names(self) -> dict[int, dict[str, str]]:
        """The names of each thing: every text and, separated by spaces, the languages in which it is one."""
        found: dict[int, dict[str, dict[str, None]]] = {number: {} for number in self.things}
        for number, text, language in self._said(*LABEL_PREDICATES, *_OTHER_NAMES):
            if number in found:
                found[number].setdefault(_cut(text, _LONGEST_NAME), {})[language] = None
        for number, names in found.items():
            # What only the shapes name, or nothing names.
            for language, text in (self.labels.all(number) or {"": self.labels.best(number, "").text}).items():
                names.setdefault(_cut(text, _LONGEST_NAME), {})[language] = None
        return {n: {text: " ".join(filter(None, tags)) for text, tags in names.items()} for n, names in found.items()}

    def _title(self, number: int, language: str) -> int:
        """Which of a thing's names is its title."""
        title = _cut(self.labels.best(number, language).text, _LONGEST_NAME)
        return list(self._names[number]).index(title)

    def _descriptions(self, language: str) -> list[str | list[str]]:
        """The opening of each thing's description; a text in another language than the page's comes with its tag."""
        if len(self.things) > _MOST_TEXTS:
            return []
        written = self._written
        chosen = (self.labels.chosen({tag: tag for tag in written[number]}, language) for number in self.things)
        return [
            written[number].get(tag, "") if tag in ("", language) else [written[number][tag], tag]
            for number, tag in zip(self.things, chosen, strict=True)
        ]

    @cached_property
    def _written(self) -> dict[int, dict[str, str]]:
        """The opening of each thing's description by language; of several properties the first that has one."""
        found: dict[int, dict[str, str]] = {number: {} for number in self.things}
        for number, text, language in self._said(*DESCRIPTIONS):
            if number in found:
                found[number].setdefault(language, _cut(text, _LONGEST_TEXT))
        return found

    def _said(self, *predicates: str) -> Iterator[tuple[int, str, str]]:
        """The texts of these predicates: whose, what, in which language."""
        table = self.table
        for predicate in map(table.id, predicates):
            if predicate is not None:
                rows = table.rows_with(predicate)
                for s, o in zip(table.subject[rows].tolist(), table.object[rows].tolist(), strict=True):
                    if is_literal(table.terms[o]):
                        literal = parse_literal(table.terms[o])
                        yield s, literal.lexical, literal.language

    @cached_property
    def _types(self) -> list[list[int]]:
        types = (self.table.values(number, RDF_TYPE) for number in self.things)
        return [[t for t in found if is_iri(self.table.terms[t])] for found in types]

    @cached_property
    def _classes(self) -> Facet:
        return self._facet("class", "", self._types)

    def _kind(self, types: list[int]) -> int:
        """The narrowest of some classes, the one with most above it; -1 where there is none."""
        terms = self.table.terms
        return min(types, key=lambda t: (-len(self.profile.superclasses(terms[t])), terms[t]), default=-1)

    @cached_property
    def _narrowest(self) -> list[list[int]]:
        """The narrowest places of each thing that have names."""
        found = map(self.where.narrowest, self.things)
        return [[place for place in places if self.labels.all(place)] for places in found]

    @cached_property
    def _places(self) -> list[int]:
        """The places that a line of a result may name."""
        return list(dict.fromkeys(place for places in self._narrowest for place in places))

    def _top_places(self, number: int) -> list[int]:
        """The countries of a thing; where a place is in none that is known, the widest that it lies in."""
        places = [number] if number in self.where.all else self.where.places(number)
        tops = (self.where.country(place) for place in places)
        widest = ((place, *self.where.wider(place))[-1] for place in places)
        found = (wide if top is None else top for wide, top in zip(widest, tops, strict=True))
        return list(dict.fromkeys(place for place in found if is_iri(self.table.terms[place])))

    def _years(self, number: int) -> list[int]:
        """The first and the last year of a thing; empty where it has no date."""
        when = self.dates.of(number)
        if when is None:
            return []
        first, last = when.years[0], when.years[-1]
        return [first, min(last, first + _LONGEST_SPAN)]

    def _properties(self) -> list[str]:
        """The properties worth a facet: what shapes mark as key (any where they mark none), if things share it."""
        kinds = {frozenset(self.table.terms[t] for t in types) for types in self._types}
        found = {path for kind in kinds for path, view in self.profile.properties(kind).items() if view.is_key}
        if not found:
            found = {term for term in self.table.predicate_counts if not is_of_the_language(term)}
        return sorted(filter(self._is_shared, found), key=self._rank)[:_MOST_FACETS]

    def _is_shared(self, term: str) -> bool:
        """Whether the values of a property are few resources that several things share, and are not time and place."""
        table, number = self.table, self.table.id(term)
        if number is None or term == RDF_TYPE or self.dates.is_date(number):
            return False
        rows = table.rows_with(number)
        values = np.unique(table.object[rows]).tolist()
        if not 1 < len(values) <= _MOST_VALUES or len(rows) < _LEAST_SHARED * len(values):
            return False
        return all(is_iri(table.terms[value]) for value in values) and not self.where.all.issuperset(values)

    def _rank(self, term: str) -> tuple[bool, int, int, str]:
        """Terms of a vocabulary go before other values, what many kinds of thing have before what few have."""
        rows = self.table.rows_with(self.table.id(term) or 0)
        holders, values = (np.unique(column[rows]).tolist() for column in (self.table.subject, self.table.object))
        kinds = {t for holder in holders for t in self.table.values(holder, RDF_TYPE)}
        concepts = set(self.table.instances(f"<{_SKOS}Concept>"))
        return (not concepts.issuperset(values), -len(kinds), -len(holders), term)

    def _facet(self, key: str, term: str, columns: Iterable[list[int]]) -> Facet:
        """A facet from the values of each thing; the values of most things first."""
        table, holders = self.table, dict[int, list[int]]()
        for thing, values in enumerate(columns):
            for value in values:
                holders.setdefault(value, []).append(thing)
        terms = sorted(holders, key=lambda value: (-len(holders[value]), table.terms[value]))
        taken: set[str] = set()
        ids = [free_path(class_name(iri_value(table.terms[t]), self.prefixes), taken) for t in terms]
        return Facet(key, term, terms, ids, [holders[t] for t in terms])

    def _label(self, facet: Facet, texts: Texts) -> str:
        if facet.key == "class":
            return texts.gettext("Kind")
        if not facet.property:
            known = any(self.where.country(place) is not None for place in facet.terms)
            return texts.gettext("Country") if known else texts.gettext("Place")
        number, names = self.table.id(facet.property), self.profile.names.get(facet.property, {})
        labels = {} if number is None else self.labels.all(number)
        chosen = names if texts.language in names or not labels else labels
        return self.labels.chosen(chosen, texts.language) or humanised(facet.property)

    def _name(self, number: int, language: str) -> str:
        """The name of a value of a facet."""
        labels = self.labels.all(number)
        return (
            _cut(self.labels.best(number, language).text, _LONGEST_NAME)
            if labels
            else humanised(self.table.terms[number])
        )


def _cut(text: str, longest: int) -> str:
    """A text without line breaks, its end cut off between words where it is too long."""
    plain = " ".join(text[: longest * 4].split())
    return plain if len(plain) <= longest else textwrap.shorten(plain, longest, placeholder="…")
