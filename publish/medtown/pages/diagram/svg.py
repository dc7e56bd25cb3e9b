"""The picture of a class diagram as SVG that stands in a page and takes its colours from the page's style sheet."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.pages.diagram.layout import Line, Size, can_be_drawn, lay_out
from medtown.pages.urls import quoted
from medtown.pages.values import UP, markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from medtown.pages.diagram.layout import Point
    from medtown.pages.diagram.model import Diagram, Link
    from medtown.pages.diagram.names import ClassName, Names, Row

MOST_VALUES = 6  # in a box; all of them stand in the text below the picture
_LONGEST = 38  # characters of a name
_TITLE, _TEXT = 15, 13  # sizes of letters in CSS pixels, as in the style sheet
_LINE = 18  # from one row to the next
_PADDING = 9
_HEAD = 30
_NARROWEST = 110
_MARGIN = 12
# Fonts differ from machine to machine, so widths are generous guesses, in parts of the size.
_WIDE, _NARROW, _USUAL, _IDEOGRAPH = 0.9, 0.34, 0.57, 1.05
_NARROW_LETTERS = frozenset(" .,:;'|!()[]iIjlftr·")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE_LETTERS = frozenset("mwMWÆŒæœ@%—→←…")


class Box(NamedTuple):
    """A class as it is drawn: its rows, and how many others it has that are not."""

    name: ClassName
    rows: Sequence[Row]
    left_out: int

    @property
    def size(self) -> Size:
        """How large it must be for its texts."""
        widths = [text_width(shortened(self.name.title), _TITLE) * 1.08, *(_row_width(row) for row in self.rows)]
        rows = len(self.rows) + (1 if self.left_out else 0)
        height = _HEAD + (rows * _LINE + _PADDING if rows else 0)
        return Size(max(_NARROWEST, round(max(widths)) + 2 * _PADDING), height)


class Label(NamedTuple):
    """The texts along a line."""

    rows: Sequence[Row]

    @property
    def size(self) -> Size:
        """How large it must be."""
        width = max(text_width(f"{shortened(row.name)} {row.counts}", _TEXT) for row in self.rows)
        return Size(round(width) + 8, len(self.rows) * (_LINE - 2) + 4)


def draw(diagram: Diagram, names: Names, suffix: str, label: str, *, right_to_left: bool = False) -> Markup:
    """The picture; nothing where there is no class, or more than a picture can hold.

    `suffix` is that of the pages to which boxes lead, `label` what the picture is called for those who don't see it.
    """
    numbers = {cls: number for number, cls in enumerate(diagram.drawn)}
    wider = [Line(numbers[parent], numbers[cls]) for cls in numbers for parent in diagram.parents[cls]]
    if not can_be_drawn(len(numbers), len(wider) + len(diagram.links)):
        return Markup("")
    boxes = [_box(diagram, names, cls) for cls in diagram.drawn]
    labels = [Label(names.label_of(link)) for link in diagram.links]
    lines = [_line(numbers, *pair) for pair in zip(diagram.links, labels, strict=True)]
    layout = lay_out([box.size for box in boxes], [*wider, *lines], right_to_left=right_to_left)
    places = list(zip(layout.lines, layout.labels, strict=True))
    parts = [
        *(_path(points[::-1], "wider") for points, _ in places[: len(wider)]),
        *(_path(points, "leads") for points, _ in places[len(wider) :]),
        *(_label(text, at) for text, (_, at) in zip(labels, places[len(wider) :], strict=True) if at),
        *(_drawn_box(box, at, suffix, right_to_left) for box, at in zip(boxes, layout.boxes, strict=True)),
    ]
    return _picture(layout.size, label, parts, right_to_left)


def text_width(text: str, size: int) -> float:
    """About how wide a text is in CSS pixels, rather too wide than too narrow."""
    return sum(map(_letter_width, text)) * size


def shortened(text: str) -> str:
    """A name that fits into a box."""
    text = _cleaned(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _cleaned(text: str) -> str:
    """A text on one line, without characters that XML can't hold."""
    return _NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _IDEOGRAPH
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter in _NARROW_LETTERS:
        return _NARROW
    return _USUAL if not letter.isupper() else _USUAL * 1.15


def _row_width(row: Row) -> float:
    return text_width(_row_text(row), _TEXT) + text_width(f"  {row.counts}", _TEXT) + _PADDING


def _row_text(row: Row) -> str:
    targets = ", ".join(shortened(target.title) for target in row.targets)
    return f"{shortened(row.name)} → {targets}" if targets else shortened(row.name)


def _box(diagram: Diagram, names: Names, cls: str) -> Box:
    """The class with its first values, then what it mentions instead of a line."""
    values = [names.row(cls, feature) for feature in diagram.values(cls) if feature.is_literal]
    mentions = [names.row(cls, feature, (target,)) for feature, target in diagram.mentions[cls]]
    return Box(names.class_name(cls), [*values[:MOST_VALUES], *mentions], len(values[MOST_VALUES:]))


def _line(numbers: dict[str, int], link: Link, label: Label) -> Line:
    return Line(numbers[link.source], numbers[link.target], label.size)


def _picture(size: Size, label: str, parts: list[Markup], right_to_left: bool) -> Markup:  # noqa: FBT001
    width, height = size.width + 2 * _MARGIN, size.height + 2 * _MARGIN
    return markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{}" width="{}" height="{}"'
        ' viewBox="-{} -{} {} {}" direction="{}">\n{}{}\n</svg>',
        *(label, str(width), str(height), str(_MARGIN), str(_MARGIN), str(width), str(height)),
        "rtl" if right_to_left else "ltr",
        _MARKERS,
        Markup("\n").join(parts),
    )


_MARKERS = Markup(
    "<defs>"
    '<marker id="arrow-leads" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto">'
    '<path d="M1 1 L9 5 L1 9"/></marker>'
    '<marker id="arrow-wider" viewBox="0 0 14 14" refX="13" refY="7" markerWidth="13" markerHeight="13" orient="auto">'
    '<path d="M1 1 L13 7 L1 13 z"/></marker>'
    "</defs>\n"
)


def _path(points: list[Point], kind: str) -> Markup:
    """A line; Graphviz gives a start and three points for each Bézier curve."""
    first, *others = (f"{point.x:g} {point.y:g}" for point in points)
    return markup(
        '<path class="{}" d="M{} C{}" marker-end="url(#arrow-{})" aria-hidden="true"/>',
        kind,
        first,
        " ".join(others),
        kind,
    )


def _label(label: Label, centre: Point) -> Markup:
    top = centre.y - label.size.height / 2 + _TEXT + 1
    lines = (_label_line(row, centre.x, top + number * (_LINE - 2)) for number, row in enumerate(label.rows))
    return Markup("\n").join(lines)


def _label_line(row: Row, x: float, y: float) -> Markup:
    return markup(
        '<text class="label" x="{}" y="{}" text-anchor="middle" aria-hidden="true">{} {}</text>',
        *(f"{x:g}", f"{y:g}", shortened(row.name)),
        markup('<tspan class="counts" direction="ltr" unicode-bidi="isolate">{}</tspan>', row.counts),
    )


def _drawn_box(box: Box, centre: Point, suffix: str, right_to_left: bool) -> Markup:  # noqa: FBT001
    """A box, as a link where its class has a page."""
    width, height = box.size
    left, top = centre.x - width / 2, centre.y - height / 2
    start, end = (
        (left + width - _PADDING, left + _PADDING) if right_to_left else (left + _PADDING, left + width - _PADDING)
    )
    parts = [
        markup(f'<rect x="{left:g}" y="{top:g}" width="{width}" height="{height}" rx="5"/>'),
        markup(
            '<text class="title" x="{}" y="{}" text-anchor="middle">{}</text>',
            f"{centre.x:g}",
            f"{top + 20:g}",
            shortened(box.name.title),
        ),
    ]
    if box.rows or box.left_out:
        parts.append(markup(f'<path class="rule" d="M{left:g} {top + _HEAD:g} h{width}"/>'))
    for number, row in enumerate(box.rows):
        parts.append(_row(row, start, end, top + _HEAD + (number + 1) * _LINE - 3, right_to_left))
    if box.left_out:
        y = top + _HEAD + (len(box.rows) + 1) * _LINE - 3
        parts.append(_text("counts", end, y, "start" if right_to_left else "end", f"+{box.left_out}"))
    drawn = Markup("").join(parts)
    if not box.name.page:
        return markup('<g class="box">{}</g>', drawn)
    return markup('<a class="box" href="{}{}{}">{}</a>', UP, quoted(box.name.page), suffix, drawn)


def _row(row: Row, start: float, end: float, y: float, right_to_left: bool) -> Markup:  # noqa: FBT001
    text = _row_text(row).replace("→", "←") if right_to_left else _row_text(row)
    name = _text("mention" if row.targets else "value", start, y, "start", text)
    return name + _text("counts", end, y, "start" if right_to_left else "end", row.counts)


def _text(kind: str, x: float, y: float, anchor: str, text: str) -> Markup:
    direction = Markup(' direction="ltr"') if kind == "counts" else Markup("")
    return markup(
        '<text class="{}" x="{}" y="{}" text-anchor="{}"{}>{}</text>', kind, f"{x:g}", f"{y:g}", anchor, direction, text
    )
