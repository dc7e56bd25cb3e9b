"""Bar and line charts that stand in a page as HTML and SVG, without script, in the colours of its style sheet.

A bar chart is a list: its names and numbers are text that wraps, mirrors and can be read aloud, and each bar beside
them is an SVG as wide as the page lets it be. Python's libraries for charts don't fit: pygal and matplotlib write style
and script elements into the SVG, which our Content Security Policy forbids, leather (which does not) has fixed colours
and widths, and none mirrors itself for languages that are written from right to left.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from babel.numbers import format_decimal, format_scientific
from markupsafe import Markup

from medtown.pages.values import markup
from medtown.table.terms import XSD, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from medtown.i18n import Texts
    from medtown.pages.values import Value

MOST_BARS = 20
_MOST_NUMBERS = 8  # of a line chart that are written at its dots
_ROOM = 290  # CSS pixels for them on a small telephone, with _DIGIT for each sign
_DIGIT = 8
_MOST_YEARS = 6  # written below a line chart
_NUMBERS = frozenset(
    f"{XSD}{name}"
    for name in (
        *("integer", "decimal", "double", "float", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_WHOLE = re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?\Z")
_FARTHEST = 300  # decimal exponent; what is farther from 1 can't be drawn
_LONGEST = 15  # digits before the point; longer numbers are written with an exponent
_SMALLEST = Decimal("0.001")  # smaller numbers keep all their digits, others three behind the point
_THINNEST = 0.6  # percent: how long the bar of any number but 0 is at least
_HEIGHT, _TOP, _BOTTOM = 220, 30, 190  # a line chart and the lines of its highest and lowest number, in CSS pixels
_LEFT, _RIGHT = 9.0, 91.0  # percent of its width


class Bar(NamedTuple):
    """A bar: its name, its number (None: not known), and a remark such as that sources differ."""

    name: Markup
    number: Decimal | None
    remark: str = ""


class Dot(NamedTuple):
    """A number of a year; None where it is not known, and there the line has a gap."""

    year: int
    number: Decimal | None


class _Scale(NamedTuple):
    """From the smallest to the largest number, 0 among them."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, numbers: Iterable[Decimal]) -> _Scale:
        """The scale that holds all numbers."""
        found = [Decimal(0), *numbers]
        return cls(min(found), max(found))

    def part(self, number: Decimal) -> float:
        """Where a number is, from 0 to 1."""
        span = self.high - self.low
        return float((number - self.low) / span) if span else 0.0


def number_of(term: str | None) -> Decimal | None:
    """The number of a literal term that a chart can show; None for anything else, such as NaN or 1E9999."""
    literal = parse_literal(term) if term and is_literal(term) else None
    if literal is None or literal.datatype not in _NUMBERS or not _WHOLE.match(literal.lexical.strip()):
        return None
    try:
        number = Decimal(literal.lexical.strip())
    except InvalidOperation:
        return None
    return number if not number or abs(number.adjusted()) <= _FARTHEST else None


def named(value: Value) -> Markup:
    """The name of a value without its link."""
    attributes = {"lang": value.language, "dir": value.direction}
    given = [markup(' {}="{}"', name, text) for name, text in attributes.items() if text]
    return markup("<span{}>{}</span>", Markup("").join(given), value.text)


def written(number: Decimal, texts: Texts) -> str:
    """A number as people of a language write it, with three digits behind the point at most."""
    if number and number.adjusted() >= _LONGEST:
        return str(format_scientific(number, format="0.###E0", locale=texts.locale))
    if number and abs(number) < _SMALLEST:
        return str(format_scientific(number, format="0.###E0", locale=texts.locale))
    return str(format_decimal(number, locale=texts.locale))


def bar_chart(bars: Sequence[Bar], caption: str, texts: Texts) -> Markup:
    """Bars below each other, the first ones of very many; nothing where no number is known."""
    shown = bars[:MOST_BARS]
    numbers = [bar.number for bar in shown if bar.number is not None]
    if not numbers:
        return Markup("")
    scale = _Scale.of(numbers)
    items = [_bar(bar, scale, texts) for bar in shown]
    more = len(bars) - len(shown)
    if more:
        items.append(
            markup(
                '<li class="more">{}</li>', texts.say_n("…and {n} more", "…and {n} more", more, n=texts.decimal(more))
            )
        )
    return _figure("bars", caption, markup("<ul>\n{}\n</ul>", Markup("\n").join(items)))


def _bar(bar: Bar, scale: _Scale, texts: Texts) -> Markup:
    remark = markup(' <span class="remark">{}</span>', bar.remark) if bar.remark else Markup("")
    name = markup('<div class="name">{}{}</div>', bar.name, remark)
    if bar.number is None:
        return markup('<li>{}<span class="number">{}</span></li>', name, texts.gettext("not known"))
    number = markup('<data class="number" value="{}">{}</data>', format(bar.number, "f"), written(bar.number, texts))
    return markup("<li>{}{}{}</li>", name, _drawn_bar(bar, scale, texts), number)


def _drawn_bar(bar: Bar, scale: _Scale, texts: Texts) -> Markup:
    """The bar from 0 to its number; where some are negative, the line of 0 stands between."""
    number = bar.number or Decimal(0)
    zero, end = 100 * scale.part(Decimal(0)), 100 * scale.part(number)
    left, width = min(zero, end), abs(end - zero)
    if number and width < _THINNEST:
        width = _THINNEST
        left = min(max(0.0, zero - width if number < 0 else zero), 100 - width)
    kind = "bar remarked" if bar.remark else "bar"
    drawn = _rect(kind, _mirrored(left, width, texts), width) if number else Markup("")
    line = markup('<rect class="zero" x="{}%" width="1" height="14"/>', _percent(_mirrored(zero, 0, texts)))
    return markup(
        '<svg width="100%" height="14" aria-hidden="true">{}{}{}</svg>',
        *(_rect("track", 0, 100), drawn, line if scale.low < 0 else Markup("")),
    )


def _rect(kind: str, left: float, width: float) -> Markup:
    return markup(
        '<rect class="{}" x="{}%" y="1" width="{}%" height="12" rx="2"/>', kind, _percent(left), _percent(width)
    )


def line_chart(dots: Sequence[Dot], caption: str, texts: Texts) -> Markup:
    """A line over the years, which stand below it; nothing where no number is known. Each year is given once."""
    line = _Line(dots, texts)
    if not line.known:
        return Markup("")
    told = ", ".join(f"{year}: {written(number, texts)}" for year, number in line.known.items())
    parts = [*line.grid(), *line.path(), *line.dots(), *line.labels()]
    svg = markup(
        '<svg role="img" aria-label="{}" width="100%" height="{}">\n<desc>{}</desc>\n{}\n</svg>',
        *(caption, str(_HEIGHT), told, Markup("\n").join(parts)),
    )
    return _figure("line", caption, svg)


class _Line:
    """The parts of a line chart; places across are in percent, so that it is as wide as the page lets it be."""

    def __init__(self, dots: Sequence[Dot], texts: Texts) -> None:
        self._texts = texts
        self._numbers = dict(sorted((dot.year, dot.number) for dot in dots))
        self.known = {year: number for year, number in self._numbers.items() if number is not None}
        self._scale = _Scale.of(self.known.values())
        widest = max((len(written(number, texts)) for number in self.known.values()), default=0)
        self._has_room = len(self.known) <= _MOST_NUMBERS and widest * _DIGIT * len(self.known) <= _ROOM

    def grid(self) -> list[Markup]:
        """The lines of 0, the largest and, below 0, the smallest number."""
        start = _percent(_mirrored(0, 0, self._texts))
        parts = []
        for number in dict.fromkeys((self._scale.low, Decimal(0), self._scale.high)):
            kind, y = "grid" if number else "axis", self._y(number)
            parts.append(markup('<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>', kind, y, y))
            if not self._has_room:
                text = written(number, self._texts)
                parts.append(markup('<text class="scale" x="{}%" y="{}" dy="-4">{}</text>', start, y, text))
        return parts

    def path(self) -> Iterator[Markup]:
        """The line from year to year, with a gap where a number is not known."""
        for one, two in pairwise(self._numbers):
            if one in self.known and two in self.known:
                ends = (self._x(one), self._y(self.known[one]), self._x(two), self._y(self.known[two]))
                yield markup('<line class="path" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', *ends)

    def dots(self) -> Iterator[Markup]:
        """A dot a number, with the number where there is room for all."""
        for year, number in self.known.items():
            x, y, text = self._x(year), self._y(number), written(number, self._texts)
            yield markup('<circle cx="{}%" cy="{}" r="4"><title>{}: {}</title></circle>', x, y, str(year), text)
            if self._has_room:
                yield markup('<text class="number" x="{}%" y="{}" dy="-10">{}</text>', x, y, text)

    def labels(self) -> Iterator[Markup]:
        """Some years, evenly spread from the first."""
        first, last = min(self._numbers), max(self._numbers)
        step = max(1, -(-(last - first + 1) // _MOST_YEARS))
        for year in range(first, last + 1, step):
            yield markup('<text class="year" x="{}%" y="{}">{}</text>', self._x(year), str(_HEIGHT - 8), str(year))

    def _x(self, year: int) -> str:
        """Where a year is across, in percent."""
        first, last = min(self._numbers), max(self._numbers)
        part = (year - first) / (last - first) if last > first else 0.5
        return _percent(_mirrored(_LEFT + (_RIGHT - _LEFT) * part, 0, self._texts))

    def _y(self, number: Decimal) -> str:
        return f"{_BOTTOM - (_BOTTOM - _TOP) * self._scale.part(number):g}"


def _mirrored(left: float, width: float, texts: Texts) -> float:
    """Where something begins that is `left` percent from the side where lines of the language begin."""
    return 100 - left - width if texts.direction == "rtl" else left


def _percent(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _figure(kind: str, caption: str, drawn: Markup) -> Markup:
    return markup('<figure class="chart {}">\n<figcaption>{}</figcaption>\n{}\n</figure>', kind, caption, drawn)
