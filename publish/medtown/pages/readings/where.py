"""Where things are: the places that they are linked to, the wider places of these, their coordinates and countries."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from babel.core import get_global

from medtown.namespaces import DCTERMS, FOAF, GEO, GEONAMES, GEOSPARQL, OWL, RDFS, SCHEMA_ORG, SKOS
from medtown.pages.readings.coordinates import read_coordinates
from medtown.table.terms import RDF, RDF_TYPE, iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.readings.coordinates import Point
    from medtown.table import Table

_COUNTRY_CLASSES = tuple(f"<{ns}Country>" for ns in SCHEMA_ORG)
_PLACE_CLASSES = (
    f"<{DCTERMS}Location>",
    *(f"<{ns}Place>" for ns in SCHEMA_ORG),
    f"<{GEO}SpatialThing>",
    f"<{GEOSPARQL}Feature>",
    f"<{GEONAMES}Feature>",
    *_COUNTRY_CLASSES,
)
# FOAF says that a person is a spatial thing; no one looks for people among places.
_NO_PLACES = frozenset(f"<{FOAF}{name}>" for name in ("Agent", "Person"))
# From a place to one that it lies in.
_WIDER = (
    *(f"<{DCTERMS}{name}>" for name in ("isPartOf", "spatial")),
    *(f"<{ns}{name}>" for ns in SCHEMA_ORG for name in ("containedInPlace", "containedIn")),
    *(f"<{SKOS}{name}>" for name in ("broader", "broaderTransitive", "broadMatch")),
    *(f"<{GEONAMES}{name}>" for name in ("parentFeature", "parentADM1", "parentADM2", "parentCountry")),
    f"<{GEOSPARQL}sfWithin>",
)
_SAME = (f"<{OWL}sameAs>", f"<{SKOS}exactMatch>")
_CODES = (f"<{SKOS}notation>", f"<{DCTERMS}identifier>", *(f"<{ns}identifier>" for ns in SCHEMA_ORG))
# A statement about a place is not there (RDF 1.1 Schema, section 5.3).
_ABOUT = tuple(f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))
_SUBCLASS, _SUBPROPERTY = f"<{RDFS}subClassOf>", f"<{RDFS}subPropertyOf>"
# The EU's list of countries, and Lexvo's: their IRIs end in an ISO 3166 code.
_COUNTRY_IRI = re.compile(
    r"https?://(?:publications\.europa\.eu/resource/authority/country|(?:www\.)?lexvo\.org/id/iso3166)/([A-Z]{2,3})\Z"
)
_CODE = re.compile(r"[A-Z]{2,3}\Z|[0-9]{3}\Z")


class Where:
    """The places of a Table.

    A place is what is of a class of places (or of a subclass, by the data's rdfs:subClassOf), or has coordinates.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._coordinates = read_coordinates(table)
        self._typed = frozenset(self._instances(_PLACE_CLASSES))
        self.all = self._typed | (self._coordinates.points.keys() - self._coordinates.holders)
        self.wider = cache(self._closure)
        self.country = cache(self._country)

    def places(self, number: int) -> list[int]:
        """The places that a resource is linked to, narrowest first; those of a class of places, where there are such.

        Of a place these are the ones that it lies in. A statement about a place has none.
        """
        if number in self._typed:
            return [place for place in self.wider(number) if place in self._wider_directly(number)]
        table, rows = self._table, self._table.rows_of(number)
        pairs = zip(table.predicate[rows].tolist(), table.object[rows].tolist(), strict=True)
        linked = dict.fromkeys(obj for predicate, obj in pairs if predicate not in self._about)
        typed = [place for place in linked if place in self._typed]
        found = typed or [place for place in linked if place in self.all and place != number]
        return sorted(found, key=lambda place: -len(self.wider(place)))

    def is_mere_place(self, number: int) -> bool:
        """Whether a thing is of no other classes than the most general ones of places, and so serves to say where."""
        types = self._table.values(number, RDF_TYPE)
        return bool(types) and all(self._table.terms[t] in _PLACE_CLASSES for t in types)

    def narrowest(self, number: int) -> list[int]:
        """The places of a resource without those in which another of them lies."""
        places = self.places(number)
        within = {wider for place in places for wider in self.wider(place)}
        return [place for place in places if place not in within]

    def spot(self, place: int) -> int | None:
        """A place itself if it has coordinates, else the nearest of its wider places that has some."""
        chain = (place, *self.wider(place))
        return next((p for p in chain if p in self._coordinates.points), None)

    def own_point(self, number: int) -> Point | None:
        """The coordinates stated of a thing itself."""
        return self._coordinates.points.get(number)

    def point(self, number: int) -> Point | None:
        """The coordinates of a thing itself, else of its narrowest place that has some, or lies in one that has."""
        own = self.own_point(number)
        if own is not None:
            return own
        spots = (self.spot(place) for place in (number, *self.places(number)))
        return next((self._coordinates.points[spot] for spot in spots if spot is not None), None)

    def code(self, place: int) -> str:
        """The ISO 3166 code of two letters of a place that is a country; the empty string for any other place."""
        for number in (place, *(o for p in _SAME for o in self._table.values(place, p))):
            term = self._table.terms[number]
            match = _COUNTRY_IRI.match(iri_value(term)) if is_iri(term) else None
            if match:
                return territory(match[1])
        if place not in self._countries and self._wider_directly(place):
            return ""  # a region has codes of its own that mean something else
        terms = (self._table.terms[o] for p in _CODES for o in self._table.values(place, p))
        texts = (parse_literal(term).lexical for term in terms if is_literal(term))
        return next(filter(None, map(territory, texts)), "")

    def _country(self, place: int) -> int | None:
        """The country that a place is or lies in, the nearest; None where the data does not say."""
        return next((p for p in (place, *self.wider(place)) if self.code(p)), None)

    def _closure(self, place: int) -> tuple[int, ...]:
        """The places in which a place lies, the nearest first; without itself, should they go round."""
        waiting = list(self._wider_directly(place))
        seen = {place, *waiting}
        for current in waiting:
            further = [wider for wider in self._wider_directly(current) if wider not in seen]
            seen.update(further)
            waiting.extend(further)
        return tuple(waiting)

    def _wider_directly(self, place: int) -> tuple[int, ...]:
        return self._links.get(place, ())

    @cached_property
    def _links(self) -> dict[int, tuple[int, ...]]:
        """Each place's next wider places."""
        links: dict[int, dict[int, None]] = {}
        for number in self._below(_WIDER, _SUBPROPERTY):
            rows = self._table.rows_with(number)
            pairs = zip(self._table.subject[rows].tolist(), self._table.object[rows].tolist(), strict=True)
            for narrow, wide in pairs:
                if narrow in self.all and wide in self.all and narrow != wide:
                    links.setdefault(narrow, {})[wide] = None
        return {place: tuple(wider) for place, wider in links.items()}

    @cached_property
    def _countries(self) -> frozenset[int]:
        return frozenset(self._instances(_COUNTRY_CLASSES))

    @cached_property
    def _about(self) -> frozenset[int]:
        return frozenset(n for n in map(self._table.id, (*_ABOUT, RDF_TYPE)) if n is not None)

    def _instances(self, classes: Iterable[str]) -> Iterable[int]:
        found = self._below(classes, _SUBCLASS)
        return (s for cls in found for s in self._table.subjects(RDF_TYPE, cls))

    def _below(self, terms: Iterable[str], relation: str) -> list[int]:
        """Classes or properties and all that the data puts below them, as term numbers."""
        found = dict.fromkeys(number for term in terms if (number := self._table.id(term)) is not None)
        waiting = list(found)
        for current in waiting:
            for narrower in self._table.subjects(relation, current):
                if narrower not in found and self._table.terms[narrower] not in _NO_PLACES:
                    found[narrower] = None
                    waiting.append(narrower)
        return waiting


def numeric(code: str) -> tuple[str, ...]:
    """The ISO 3166 codes of three digits of a country's code of two letters, withdrawn ones too (France: 249, 250)."""
    return _digits().get(code, ())


def territory(code: str) -> str:
    """The code of two letters of a country, given any of its ISO 3166 codes; the empty string for anything else.

    Unicode's CLDR, which Babel brings, knows the codes of three letters and of three digits as aliases.
    """
    if not _CODE.match(code):
        return ""
    aliases = get_global("territory_aliases").get(code)
    if aliases:
        return str(aliases[0])
    return code if code.isalpha() and code in _current() else ""


@cache
def _current() -> frozenset[str]:
    """The codes of two letters: those that an alias leads to."""
    return frozenset(code for codes in get_global("territory_aliases").values() for code in codes)


@cache
def _digits() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, countries in sorted(get_global("territory_aliases").items()):
        if code.isdigit() and len(countries) == 1:
            found[countries[0]] = (*found.get(countries[0], ()), code)
    return found
