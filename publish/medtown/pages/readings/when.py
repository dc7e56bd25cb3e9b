"""When a thing is: its start and end by the properties of standard vocabularies, and as people write them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date, format_interval, format_skeleton

from medtown.namespaces import DCAT, DCTERMS, RDFS, SCHEMA_ORG
from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.i18n import Texts
    from medtown.table import Table

_PROV, _TIME = "http://www.w3.org/ns/prov#", "http://www.w3.org/2006/time#"
_ELI, _ORG = "http://data.europa.eu/eli/ontology#", "http://www.w3.org/ns/org#"


def _terms(*iris: str) -> tuple[str, ...]:
    """Terms of IRIs; `schema:` stands for both namespaces that schema.org is written with."""
    several = [f"{s}{iri[7:]}" for iri in iris for s in SCHEMA_ORG if iri.startswith("schema:")]
    return tuple(f"<{iri}>" for iri in (*several, *(i for i in iris if not i.startswith("schema:"))))


# A thing's own span goes before a single day, and that before the period that it is said to fall in.
_STARTS = _terms(
    *("schema:startDate", "schema:foundingDate", "schema:birthDate", f"{DCAT}startDate", f"{_PROV}startedAtTime"),
    f"{_TIME}hasBeginning",
)
_ENDS = _terms(
    *("schema:endDate", "schema:dissolutionDate", "schema:deathDate", f"{DCAT}endDate", f"{_PROV}endedAtTime"),
    f"{_TIME}hasEnd",
)
_DAYS = _terms(  # the first of them that a thing has
    *(
        f"{DCTERMS}date",
        f"{DCTERMS}issued",
        "schema:datePublished",
        f"{_ELI}date_document",
        f"{_PROV}generatedAtTime",
    ),
    *(f"{DCTERMS}dateAccepted", f"{_ELI}first_date_entry_in_force", f"{DCTERMS}created", "schema:dateCreated"),
    *(f"{_TIME}inXSD{name}" for name in ("Date", "DateTimeStamp", "DateTime", "gYearMonth", "gYear")),
)
_PERIODS = _terms(f"{DCTERMS}temporal", "schema:temporalCoverage", f"{_TIME}hasTime", f"{_ORG}memberDuring")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9:.]+)?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_DEEPEST = 3  # from a thing by its period and that period's beginning to an instant
_SUBPROPERTY = f"<{RDFS}subPropertyOf>"
_PRECISE = {4: "y", 7: "yMMMM"}
_BETWEEN = {4: "y", 7: "yMMMM", 10: "yMMMd"}


class When(NamedTuple):
    """A start and an end, each `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or, where not known, the empty string."""

    start: str
    end: str

    @property
    def years(self) -> range:
        """The years that it touches, as far as they are known."""
        known = [int(date[:4]) for date in (self.start, self.end) if date]
        return range(min(known), max(known) + 1)

    @property
    def first(self) -> str:
        """What it is sorted by: its start, or its end where no start is known."""
        return self.start or self.end

    def text(self, texts: Texts) -> str:
        """It in a language's way: one date, or a span as short as the language writes it."""
        if self.start and self.end:
            return _span(self.start, self.end, texts.language)
        if self.start:
            return texts.say("from {date}", date=date_text(self.start, texts.language))
        return texts.say("until {date}", date=date_text(self.end, texts.language))


class Dates:
    """The dates of the things of a Table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        # A narrower kind of day may be any (the day on which a source was seen), so those are taken as they stand.
        days = {number: place for place, term in enumerate(_DAYS) if (number := table.id(term)) is not None}
        self._groups = _narrowed(table, _STARTS), _narrowed(table, _ENDS), days, _narrowed(table, _PERIODS)
        self._found: dict[int, When | None] = {}

    def of(self, number: int) -> When | None:
        """When a thing is; None where the data doesn't say or what it says is ill-formed."""
        if number not in self._found:
            self._found[number] = self._find(number, 0)
        return self._found[number]

    def is_date(self, predicate: int) -> bool:
        """Whether a predicate says when a thing is."""
        return any(predicate in group for group in self._groups)

    def _find(self, number: int, depth: int) -> When | None:
        """The first answer of a thing's own span, its days and its periods."""
        starts, ends, days, periods = self._said(number)
        own = _ordered(_first(self._dates(starts, depth, 0)), _last(self._dates(ends, depth, 1)))
        if own:
            return own
        dates = self._dates(days, depth, 0)
        return _ordered(_first(dates), _last(dates)) or self._period(periods, depth)

    def _said(self, number: int) -> list[list[int]]:
        """The starts, ends, days and periods of a thing, as terms; days of the first property that has some."""
        table, rows = self._table, self._table.rows_of(number)
        said: list[dict[int, list[int]]] = [{} for _ in self._groups]
        for predicate, obj in zip(table.predicate[rows].tolist(), table.object[rows].tolist(), strict=True):
            for group, found in zip(self._groups, said, strict=True):
                if predicate in group:
                    found.setdefault(group[predicate], []).append(obj)
        days = said[2]
        said[2] = {0: days[min(days)]} if days else {}
        return [[obj for found in group.values() for obj in found] for group in said]

    def _dates(self, numbers: Iterable[int], depth: int, side: int) -> list[str]:
        """The dates of literals, and of instants their start (`side` 0) or their end (1)."""
        dates = []
        for number in numbers:
            term = self._table.terms[number]
            if is_literal(term):
                dates.append(_date(parse_literal(term).lexical))
            elif depth < _DEEPEST:
                when = self._find(number, depth + 1)
                dates.append(when[side] if when else "")
        return [date for date in dates if date]

    def _period(self, numbers: list[int], depth: int) -> When | None:
        """The span of periods: things with dates of their own, or texts such as `2019/2023` (ISO 8601)."""
        found = [self._interval(number, depth) for number in numbers]
        starts, ends = ([when[side] for when in found if when and when[side]] for side in (0, 1))
        return _ordered(_first(starts), _last(ends))

    def _interval(self, number: int, depth: int) -> When | None:
        term = self._table.terms[number]
        if is_literal(term):
            start, slash, end = parse_literal(term).lexical.partition("/")
            return _ordered(_date(start), _date(end if slash else start))
        return self._find(number, depth + 1) if depth < _DEEPEST else None


def _narrowed(table: Table, properties: tuple[str, ...]) -> dict[int, int]:
    """The numbers of properties and of their subproperties, each with its place among them."""
    found: dict[int, int] = {}
    for place, term in enumerate(properties):
        number = table.id(term)
        waiting = [] if number is None else [number]
        for current in waiting:
            if current not in found:
                found[current] = place
                waiting += table.subjects(_SUBPROPERTY, current)
    return found


def date_text(date: str, language: str) -> str:
    """A date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in a language's way."""
    return _span(date, date, language)


def _date(lexical: str) -> str:
    """The date in a text of XSD, without its time and time zone; empty where there is none."""
    match = _DATE.match(lexical.strip())
    if not match:
        return ""
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return ""
    return "-".join(part for part in match.groups() if part)


def _ordered(start: str, end: str) -> When | None:
    """A When; an end before its start is none."""
    common = min(len(start), len(end))
    if end[:common] < start[:common]:
        end = ""
    return When(start, end) if start or end else None


def _first(dates: list[str]) -> str:
    return min(_precise(dates), default="")


def _last(dates: list[str]) -> str:
    return max(_precise(dates), default="")


def _precise(dates: list[str]) -> list[str]:
    """Dates without those that another says more exactly (`2021` beside `2021-03`)."""
    return [d for d in dates if not any(len(other) > len(d) and other.startswith(d) for other in dates)]


@lru_cache(maxsize=1 << 14)
def _span(start: str, end: str, language: str) -> str:
    locale = language.replace("-", "_")
    if start == end:
        day = _day(start)
        skeleton = _PRECISE.get(len(start))
        return format_skeleton(skeleton, day, locale=locale) if skeleton else format_date(day, "long", locale=locale)
    if len(start) == len(end):
        return format_interval(_day(start), _day(end), _BETWEEN[len(start)], locale=locale)
    return f"{date_text(start, language)} \N{EN DASH} {date_text(end, language)}"


def _day(date: str) -> dt.date:
    year, month, day = (int(part) for part in (date + "-01-01")[:10].split("-"))
    return dt.date(year, month, day)
