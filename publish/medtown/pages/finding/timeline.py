"""What a timeline shows: the dated things of those classes that are worth one, by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from medtown.namespaces import is_of_the_language
from medtown.pages.finding.listing import instances
from medtown.table.terms import RDF, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.readings.when import Dates, When
    from medtown.pages.urls import Urls
    from medtown.table import Table

PER_PAGE = 300
# Things that are nothing but a time: what happened in it is what counts.
_TIMES = (
    "<http://purl.org/dc/terms/PeriodOfTime>",
    *(f"<http://www.w3.org/2006/time#{name}>" for name in ("TemporalEntity", "Interval", "ProperInterval", "Instant")),
)
# Of its instances as many at least must have a date, or be referred to, for a class to be worth a timeline.
_DATED, _REFERRED_TO = 0.5, 0.05


class Moment(NamedTuple):
    """A thing and when it is."""

    when: When
    thing: int


class Year(NamedTuple):
    """A year, or a part of it where it has very many: what starts in it, and what of earlier years goes on in it."""

    year: int
    moments: list[Moment]
    going_on: list[Moment]
    is_first_part: bool = True


def read_moments(table: Table, urls: Urls, dates: Dates) -> list[Moment]:
    """The dated things with a page of the classes that are worth a timeline, by date.

    Worth it is a class of which at least half of the instances have a date, and to which other things refer: what
    only refers to others, such as memberships and figures, says something about things. Where nothing refers to
    anything, all dated classes are.
    """
    referred = _referred_to(table)
    dated: dict[str, list[int]] = {}
    for cls in table.class_counts:
        found = [] if cls in _TIMES or is_of_the_language(cls) else instances(table, cls)
        if len(found) > 1 and sum(dates.of(n) is not None for n in found) >= _DATED * len(found):
            dated[cls] = found
    central = {cls: found for cls, found in dated.items() if referred[found].mean() >= _REFERRED_TO}
    things = dict.fromkeys(number for found in (central or dated).values() for number in found)
    moments = [
        Moment(when, number)
        for number in things
        if urls.page(table.terms[number]) and (when := dates.of(number)) is not None
    ]
    return sorted(moments, key=lambda m: (m.when.first, m.when.end))


def by_year(moments: Iterable[Moment]) -> list[Year]:
    """The years in which something starts, in order, and what of earlier years goes on in each.

    A year of which a page can't hold all comes in several parts.
    """
    years: list[Year] = []
    lasting: list[Moment] = []
    for year, found in groupby(moments, key=lambda m: int(m.when.first[:4])):
        started = list(found)
        lasting = [moment for moment in lasting if moment.when.years[-1] >= year]
        for start in range(0, len(started), PER_PAGE):
            going_on = lasting if start == 0 else []
            years.append(Year(year, started[start : start + PER_PAGE], going_on, is_first_part=start == 0))
        lasting = [*lasting, *(moment for moment in started if moment.when.years[-1] > year)]
    return years


def pages_of(years: Iterable[Year]) -> list[list[Year]]:
    """Years by page: as many as a page holds, and one at least."""
    pages: list[list[Year]] = []
    room = 0
    for year in years:
        if len(year.moments) > room:
            pages.append([])
            room = PER_PAGE
        pages[-1].append(year)
        room -= len(year.moments)
    return pages


def _referred_to(table: Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Of each term, whether a triple leads to it that is neither its type nor a statement about it."""
    passive = [RDF_TYPE, *(f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))]
    numbers = [number for number in map(table.id, passive) if number is not None]
    found = np.zeros(len(table.terms), dtype=np.bool_)
    found[table.object[~np.isin(table.predicate, numbers)]] = True
    return found
