"""What a map shows: the things of a Table by place, those of which only the country is known, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.readings.coordinates import Point
    from medtown.pages.readings.where import Where
    from medtown.pages.urls import Urls
    from medtown.table import Table


class Entry(NamedTuple):
    """A thing at a spot, and the narrower place that it is said to be in (None where that is the spot itself)."""

    thing: int
    place: int | None


class Spot(NamedTuple):
    """A place and what is there.

    `point` is its position, where one is stated; `code` is of ISO 3166, where it is a country; `country` is the place
    of the country that it lies in or is.
    """

    place: int
    point: Point | None
    code: str
    country: int | None
    entries: tuple[Entry, ...]

    @property
    def is_on_the_map(self) -> bool:
        """Whether a map has a position for it."""
        return self.point is not None or bool(self.code)


_DRAWN = 2_000  # marks; those with the most things


class Atlas:
    """The spots of a Table; the things are those with a page.

    `spots` have things. `marks` are those that a map has a position for, the ones with the most things first, and then
    the places with nothing in them, which an answer may name; at most 2,000.
    """

    def __init__(self, table: Table, urls: Urls, where: Where) -> None:
        self._table, self._urls, self._where = table, urls, where
        found: dict[int, list[Entry]] = {}
        for thing in filter(self._has_page, table.subject_ids()):
            for entry, spot in self._spots_of(thing):
                found.setdefault(spot, []).append(entry)
        self.spots = [self._spot(place, entries) for place, entries in found.items()]
        empty = (self._spot(place, []) for place in where.all if place not in found and self._has_page(place))
        marked = sorted((s for s in (*self.spots, *empty) if s.is_on_the_map), key=lambda spot: -len(spot.entries))
        self.marks = marked[:_DRAWN]
        self._numbers = {spot.place: number for number, spot in enumerate(self.marks)}

    def __bool__(self) -> bool:
        """Whether there is anything to draw."""
        return any(spot.is_on_the_map for spot in self.spots)

    def points(self) -> dict[str, Point]:
        """The coordinates of all places with a page, by IRI, in its order; things may be there or not."""
        found = {n: self._where.own_point(n) for n in self._where.all if self._has_page(n)}
        return dict(sorted((iri_value(self._table.terms[n]), point) for n, point in found.items() if point))

    def things(self) -> dict[str, list[int]]:
        """Where each thing with a page is, by IRI, in its order: places in `marks`."""
        found = ((n, self.marks_of(n)) for n in {*self._table.subject_ids(), *self._where.all} if self._has_page(n))
        return dict(sorted((iri_value(self._table.terms[number]), marks) for number, marks in found if marks))

    def marks_of(self, number: int) -> list[int]:
        """Where an answer that names a resource shows it, as places in `marks`: a place at itself, else as the map."""
        if number in self._numbers:
            return [self._numbers[number]]
        where = self._where
        spots = [spot for _, spot in self._spots_of(number)]
        if where.is_mere_place(number):
            spots = [spot for spot in (where.spot(number), where.country(number)) if spot is not None][:1]
        return [self._numbers[spot] for spot in spots if spot in self._numbers]

    def _spots_of(self, thing: int) -> Iterable[tuple[Entry, int]]:
        """Where a thing is shown, each spot once: where it says that it is, else in its narrowest places."""
        where = self._where
        if where.is_mere_place(thing):
            return []
        if where.own_point(thing):
            return [(Entry(thing, None), thing)]
        spots: dict[int, Entry] = {}
        for place in where.narrowest(thing):
            nearest = where.spot(place)
            spot = nearest if nearest is not None else where.country(place)
            spot = place if spot is None else spot
            spots.setdefault(spot, Entry(thing, None if place == spot else place))
        return ((entry, spot) for spot, entry in spots.items())

    def _spot(self, place: int, entries: list[Entry]) -> Spot:
        where = self._where
        return Spot(place, where.own_point(place), where.code(place), where.country(place), tuple(entries))

    def _has_page(self, number: int) -> bool:
        return self._urls.page(self._table.terms[number]) is not None
