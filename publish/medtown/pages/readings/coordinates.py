"""The coordinates that data states (WGS 84), in the ways of the common vocabularies.

W3C Basic Geo (`geo:lat`, `geo:long`), schema.org (`latitude`, `longitude`, directly or by `geo`), GeoSPARQL 1.1 (a
point as `asWKT` by `hasGeometry`), DCAT 3 (`centroid`), the Location Core Vocabulary (`geometry`) and GeoRSS (`point`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import DCAT, GEO, GEOSPARQL, SCHEMA_ORG
from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.table import Table

_GEORSS = "http://www.georss.org/georss/"
_LOCN = "http://www.w3.org/ns/locn#"

_LATITUDES = (f"<{GEO}lat>", *(f"<{ns}latitude>" for ns in SCHEMA_ORG))
_LONGITUDES = (f"<{GEO}long>", *(f"<{ns}longitude>" for ns in SCHEMA_ORG))
_TEXTS = (
    f"<{GEOSPARQL}asWKT>",
    f"<{DCAT}centroid>",
    f"<{_LOCN}geometry>",
    f"<{_GEORSS}point>",
    f"<{GEO}lat_long>",
)
# From a thing to the node that holds its coordinates.
_HOLDERS = (
    *(f"<{ns}geo>" for ns in SCHEMA_ORG),
    *(f"<{GEOSPARQL}{name}>" for name in ("hasGeometry", "hasDefaultGeometry", "defaultGeometry", "hasCentroid")),
    *(f"<{_LOCN}geometry>", f"<{DCAT}centroid>", f"<{GEO}location>"),
)
_NUMBER = r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?"
_DEGREES = re.compile(rf"{_NUMBER}\Z")
_PAIR = re.compile(rf"\s*({_NUMBER})\s*[\s,]\s*({_NUMBER})\s*\Z")
_WKT = re.compile(rf"\s*(?:<([^>]*)>\s*)?POINT\s*\(\s*({_NUMBER})\s+({_NUMBER})\s*\)\s*\Z", re.IGNORECASE)
_EAST_FIRST = ("", "http://www.opengis.net/def/crs/OGC/1.3/CRS84")  # without a reference system, that is meant
_NORTH_FIRST = ("http://www.opengis.net/def/crs/EPSG/0/4326",)
_POLE, _DATE_LINE = 90.0, 180.0


class Point(NamedTuple):
    """A position on the Earth, in degrees north and east."""

    latitude: float
    longitude: float


class Coordinates(NamedTuple):
    """The position of each thing that has one; `holders` are nodes that do nothing but hold another's coordinates."""

    points: dict[int, Point]
    holders: frozenset[int]


def read_coordinates(table: Table) -> Coordinates:
    """All coordinates of a Table; what is ill-formed, or on no Earth, is left out."""
    north, east = (dict(_numbers(table, predicates)) for predicates in (_LATITUDES, _LONGITUDES))
    found = {n: _point(north[n], east[n]) for n in north if n in east}
    for subject, term in _literals(table, _TEXTS):
        found.setdefault(subject, _read(parse_literal(term).lexical))
    points = {number: point for number, point in found.items() if point}
    holders = set()
    for thing, holder in _triples(table, _HOLDERS):
        if holder in points:
            points.setdefault(thing, points[holder])
            holders.add(holder)
    return Coordinates(points, frozenset(holders))


def _read(text: str) -> Point | None:
    """A point written as `POINT(east north)` (OGC 06-103r4) or as `north east`."""
    match = _WKT.match(text)
    if match:
        first, second = float(match[2]), float(match[3])
        if (match[1] or "") in _EAST_FIRST:
            return _point(second, first)
        return _point(first, second) if match[1] in _NORTH_FIRST else None
    match = _PAIR.match(text)
    return _point(float(match[1]), float(match[2])) if match else None


def _point(north: float, east: float) -> Point | None:
    return Point(north, east) if abs(north) <= _POLE and abs(east) <= _DATE_LINE else None


def _numbers(table: Table, predicates: Iterable[str]) -> Iterable[tuple[int, float]]:
    """Each subject's first number; pairs come last first, as a dict keeps the last."""
    texts = ((subject, parse_literal(term).lexical.strip()) for subject, term in _literals(table, predicates))
    return reversed([(subject, float(text)) for subject, text in texts if _DEGREES.match(text)])


def _literals(table: Table, predicates: Iterable[str]) -> Iterable[tuple[int, str]]:
    pairs = ((subject, table.terms[obj]) for subject, obj in _triples(table, predicates))
    return ((subject, term) for subject, term in pairs if is_literal(term))


def _triples(table: Table, predicates: Iterable[str]) -> Iterable[tuple[int, int]]:
    """The subjects and objects of some predicates, in the order of these and of the files."""
    for predicate in predicates:
        number = table.id(predicate)
        if number is not None:
            rows = table.rows_with(number)
            yield from zip(table.subject[rows].tolist(), table.object[rows].tolist(), strict=True)
