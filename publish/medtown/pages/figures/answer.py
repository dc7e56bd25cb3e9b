"""The chart that the header of a stored query asks for, from the query's answer (docs/charts.md)."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from medtown.pages.figures.chart import Bar, Dot, bar_chart, line_chart, number_of
from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from medtown.i18n import Texts
    from medtown.pages.values import Values
    from medtown.sparql.answer import Answer
    from medtown.sparql.stored import ChartWish

_YEAR = re.compile(r"[0-9]{4}(?![0-9])")
_LONGEST_LINE = 300  # years


def draw(wish: ChartWish, answer: Answer, headings: Mapping[str, str], values: Values, texts: Texts) -> Markup:
    """The bars or the line of an answer; nothing where it can't be drawn. Maps are drawn by scripts."""
    if wish.kind == "map" or not set(wish.variables) <= set(answer.variables):
        return Markup("")
    columns = [answer.variables.index(variable) for variable in wish.variables]
    pairs = [(term, row[columns[-1]]) for row in answer.rows if (term := row[columns[0]]) is not None]
    name = headings[wish.variables[0]]
    if len(columns) > 1:
        caption = texts.say("{numbers}, by {name}", numbers=headings[wish.variables[1]], name=name)
        if wish.kind == "bar":
            return bar_chart(_bars(pairs, values), caption, texts)
        return line_chart(_dots(pairs), caption, texts)
    caption = texts.say("Number of rows, by {name}", name=name)
    if wish.kind == "bar":
        counts = Counter(term for term, _ in pairs).most_common()
        return bar_chart([Bar(values.of_term(term), Decimal(count)) for term, count in counts], caption, texts)
    return line_chart(_counted_years(term for term, _ in pairs), caption, texts)


def _bars(pairs: list[tuple[str, str | None]], values: Values) -> list[Bar]:
    """A bar for each name and number, in the order of the rows; rows that say the same again give no second one."""
    return [Bar(values.of_term(term), number_of(number)) for term, number in dict.fromkeys(pairs)]


def _dots(pairs: list[tuple[str, str | None]]) -> list[Dot]:
    """A dot a year; none at all where a year has two numbers, for a line can't show both."""
    found = {(year, number_of(number)) for term, number in pairs if (year := _year(term)) is not None}
    years = {year for year, _ in found}
    return [Dot(year, number) for year, number in found] if len(years) == len(found) else []


def _counted_years(terms: Iterable[str]) -> list[Dot]:
    """How many rows fall in each year; 0 in the years between."""
    counts = Counter(year for term in terms if (year := _year(term)) is not None)
    if not counts or max(counts) - min(counts) > _LONGEST_LINE:
        return []
    return [Dot(year, Decimal(counts[year])) for year in range(min(counts), max(counts) + 1)]


def _year(term: str) -> int | None:
    """The year of a date, or a number or text that begins with one."""
    found = _YEAR.match(parse_literal(term).lexical) if is_literal(term) else None
    return int(found[0]) if found else None
