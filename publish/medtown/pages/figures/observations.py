"""The figures on a page: numbers of data cubes about its topic, side by side, with their sources and a chart."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.pages.figures.chart import Bar, Dot, bar_chart, line_chart, named
from medtown.pages.figures.cube import narrower
from medtown.pages.values import markup
from medtown.pages.words import humanised, sort_key
from medtown.table.terms import RDF_TYPE, XSD, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from medtown.i18n import Texts
    from medtown.pages.figures.cube import Cube, Observed
    from medtown.pages.values import Values
    from medtown.table import Labels, Table

MOST = 60  # figures on a page
_FEWEST = 3  # numbers that make a chart
_MOST_CHARTS = 4
_TEMPORAL = (
    "<http://purl.org/dc/terms/temporal>",
    "<http://purl.org/linked-data/sdmx/2009/dimension#refPeriod>",
    "<http://purl.org/linked-data/sdmx/2009/dimension#timePeriod>",
    "<https://schema.org/temporalCoverage>",
)
_PERIODS = (
    "<http://purl.org/dc/terms/PeriodOfTime>",
    *(f"<http://www.w3.org/2006/time#{name}>" for name in ("Interval", "ProperInterval", "Instant", "TemporalEntity")),
)
_DATES = {f"{XSD}{name}" for name in ("date", "gYearMonth", "gYear", "dateTime")}
_YEAR = re.compile("[0-9]{4}(?![0-9])")
_NEVER = 9999  # after all years


class Aspect(NamedTuple):
    """A dimension of a figure and its value."""

    label: str
    html: Markup


class Figure(NamedTuple):
    """A number with its unit, its other dimensions, and its sources as what is folded beside it.

    `differs` says that another figure disagrees with it: nothing but the source distinguishes the two.
    """

    number: Markup
    unit: Markup
    aspects: list[Aspect]
    why: Markup
    differs: bool


class Group(NamedTuple):
    """Figures of one thing."""

    name: Markup
    figures: list[Figure]


class Figures(NamedTuple):
    """What a page shows: the number that its topic is, or numbers about its topic; `more` are not shown.

    `told` are the terms of the properties that the topic's own number tells.
    """

    own: list[Figure]
    told: frozenset[str]
    groups: list[Group]
    charts: list[Markup]
    more: int


class FigureMaker:
    """Makes the figures of pages in one language."""

    def __init__(self, table: Table, labels: Labels, cube: Cube, values: Values, texts: Texts) -> None:
        self._table, self._labels, self._cube, self._values, self._texts = table, labels, cube, values, texts
        self._temporal = narrower(table, _TEMPORAL)

    def of(self, topic: int) -> Figures | None:
        """The figures on the page of a topic; None where there are none."""
        itself = self._cube.numbers(topic)
        observations = self._cube.observations(topic)
        found = [n for o in observations[:MOST] for n in self._cube.numbers(o)]
        if not itself and not found:
            return None
        own = [self._figure(n, set(), differs=False) for n in itself]
        told = {c for n in itself for c in (n.measure, n.structure.unit, *n.dimensions) if c is not None}
        terms = frozenset(self._table.terms[c] for c in told - self._cube.sources)
        more = max(0, len(observations) - MOST)
        # The chart of a part could be taken for that of the whole.
        charts = [] if more else self._charts(found)
        return Figures(own, terms, self._groups(topic, found), charts, more)

    def _groups(self, topic: int, found: list[Observed]) -> list[Group]:
        """The figures by the first other dimension that is neither a time nor a source, in the order of its names."""
        disputed = self._disputed(found)
        roles = {d for n in found for d, values in n.dimensions.items() if topic in values}
        # What a page is about goes without saying, but not in which of several roles it is.
        implied = roles if len(roles) == 1 else set()
        grouped: dict[tuple[int, tuple[int, ...]], list[Observed]] = defaultdict(list)
        for n in found:
            lead = self._lead(n, implied)
            grouped[lead, n.dimensions.get(lead, (lead,))].append(n)
        groups = []
        for (lead, values), members in grouped.items():
            members.sort(key=self._place)
            figures = [self._figure(n, {*implied, lead}, differs=self._key(n) in disputed) for n in members]
            name = self._joined(values) if values != (lead,) else Markup.escape(self._label(lead))
            groups.append((sort_key(name.striptags()), Group(name, figures)))
        return [group for _, group in sorted(groups, key=lambda g: g[0])]

    def _lead(self, n: Observed, implied: set[int]) -> int:
        """The dimension that a figure is listed by, else its measure."""
        left = [d for d, values in n.dimensions.items() if values and d not in implied and d not in self._cube.sources]
        return next((d for d in left if not self._is_time(n, d)), next(iter(left), n.measure))

    def _figure(self, n: Observed, said: set[int], *, differs: bool) -> Figure:
        told = [(d, values) for d, values in n.dimensions.items() if values and d not in said | self._cube.sources]
        aspects = [Aspect(self._label(d), self._joined(values)) for d, values in told]
        if len(n.structure.measures) > 1 and n.measure not in said:
            aspects.insert(0, Aspect("", Markup.escape(self._label(n.measure))))
        unit = Markup("") if n.unit is None else self._values.of(n.unit).html
        return Figure(self._values.of(n.term).html, unit, aspects, self._why(n), differs)

    def _label(self, component: int) -> str:
        """The name of a dimension, measure or attribute."""
        known = self._labels.all(component)
        return self._values.of(component).text if known else humanised(self._table.terms[component])

    def _why(self, n: Observed) -> Markup:
        """The sources of a figure, what else its attributes say, and a link to it."""
        components = [*n.dimensions, *self._cube.sources]
        named = (v for c in components if c in self._cube.sources for v in self._cube.values(n.observation, c))
        sources = dict.fromkeys(named)
        rows = [markup("<li>{}</li>", self._values.of(source).html) for source in sources]
        rows += [markup('<li class="statement">{}</li>', text) for text in self._notes(n)]
        link = self._values.of(n.observation)
        if link.kind == "resource":
            rows.append(markup('<li class="statement">{} {}</li>', self._texts.say("As stated:"), link.html))
        if not rows:
            return Markup("")
        texts = self._texts
        summary = texts.say_n("source", "sources", len(sources)) if sources else texts.say("details")
        return markup('<details class="why"><summary>{}</summary><ul>{}</ul></details>', summary, Markup("").join(rows))

    def _notes(self, n: Observed) -> Iterable[Markup]:
        """The attributes of a figure: texts in the page's language, or all where there is none in it."""
        for attribute in n.structure.attributes:
            values = [self._values.of(v) for v in self._cube.values(n.observation, attribute)]
            own = [v for v in values if not v.language]
            for value in own or values:
                yield markup("{}: {}", self._label(attribute), value.html)

    def _charts(self, found: Iterable[Observed]) -> list[Markup]:
        """Charts of numbers that can be compared: of one measure and one unit, and what is measured is the same."""
        sets: dict[tuple[int, int | None, tuple[int, ...]], list[Observed]] = defaultdict(list)
        for n in found:
            if n.number is not None:
                decisive = n.structure.decisive
                sets[n.measure, n.unit, n.dimensions[decisive] if decisive is not None else ()].append(n)
        drawn = [self._chart(what, members) for (_, _, what), members in sets.items() if len(members) >= _FEWEST]
        return drawn[:_MOST_CHARTS]

    def _chart(self, what: tuple[int, ...], members: list[Observed]) -> Markup:
        first = members[0]
        name = self._names(what) if what else self._label(first.measure)
        caption = name if first.unit is None else f"{name} ({self._values.of(first.unit).text})"
        varying = [d for d in first.dimensions if len({n.dimensions.get(d) for n in members}) > 1]
        told = [d for d in varying if d not in self._cube.sources] or varying
        years = [self._year(n) for n in members]
        if len(set(years)) == len(years) and None not in years and all(self._is_time(first, d) for d in told):
            dots = [Dot(year, n.number) for year, n in zip(years, members, strict=True) if year is not None]
            return line_chart(dots, caption, self._texts)
        disputed = self._disputed(members)
        remark = self._texts.gettext("sources differ")
        members.sort(key=lambda n: n.number or 0, reverse=True)
        bars = [Bar(self._bar_name(n, told), n.number, remark if self._key(n) in disputed else "") for n in members]
        return bar_chart(bars, caption, self._texts)

    def _bar_name(self, n: Observed, told: Sequence[int]) -> Markup:
        """What tells a figure from the others of its chart; without links, as the list below has them."""
        values = [v for d in told for v in n.dimensions.get(d, ()) if not self._is_time(n, d) or self._years(v)]
        return Markup(" · ").join(named(self._values.of(v)) for v in values or n.dimensions[told[0]])

    def _disputed(self, found: Iterable[Observed]) -> set[tuple[object, ...]]:
        """What is said in two ways: figures that differ in nothing but their source and the number."""
        numbers: dict[tuple[object, ...], set[Decimal | int]] = defaultdict(set)
        for n in found:
            numbers[self._key(n)].add(n.term if n.number is None else n.number)
        return {key for key, values in numbers.items() if len(values) > 1}

    def _key(self, n: Observed) -> tuple[object, ...]:
        kept = ((d, values) for d, values in n.dimensions.items() if d not in self._cube.sources)
        return (n.measure, n.unit, *kept)

    def _place(self, n: Observed) -> tuple[int, Decimal | int]:
        return self._year(n, at_least=True) or _NEVER, n.number or 0

    def _year(self, n: Observed, *, at_least: bool = False) -> int | None:
        """The one year of a figure; with `at_least`, the first of several too."""
        for dimension, values in n.dimensions.items():
            if values and self._is_time(n, dimension):
                years = self._years(values[0])
                if len(years) == 1 or (years and at_least):
                    return years[0]
        return None

    def _years(self, value: int) -> range:
        """The years of a date, or of a period with dates of its own."""
        term = self._table.terms[value]
        if is_literal(term):
            year = _YEAR.match(parse_literal(term).lexical)
            return range(int(year[0]), int(year[0]) + 1) if year else range(0)
        when = self._cube.dates.of(value)
        return when.years if when else range(0)

    def _is_time(self, n: Observed, dimension: int) -> bool:
        return dimension in self._temporal or any(map(self._is_period, n.dimensions.get(dimension, ())))

    def _is_period(self, value: int) -> bool:
        term = self._table.terms[value]
        if is_literal(term):
            return parse_literal(term).datatype in _DATES
        return any(self._table.terms[t] in _PERIODS for t in self._table.values(value, RDF_TYPE))

    def _joined(self, values: Iterable[int]) -> Markup:
        """Values as one line; HTML, which is a block, as its text."""
        found = map(self._values.of, values)
        return Markup(", ").join(v.text if v.kind == "html" else v.html for v in found)

    def _names(self, values: Iterable[int]) -> str:
        return ", ".join(self._values.of(v).text for v in values)
