"""The neighbourhood of a resource as a small picture: what refers to it, itself, and what it leads to.

The picture is SVG that stands in the page and takes its colours from the style sheet; all that it shows is said in the
page's text too. In right-to-left languages it is mirrored.
"""

from __future__ import annotations

from heapq import nsmallest
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.pages.diagram.svg import text_width
from medtown.pages.values import UP, markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from medtown.i18n import Texts
    from medtown.pages.resource.facts import Property
    from medtown.pages.resource.topic import Topic
    from medtown.pages.values import Value, Values

MOST = 8  # neighbours on each side
_FEWEST = 2  # neighbours that are worth a picture
# Sizes in CSS pixels; those of letters are the style sheet's.
_SIDE, _GAP, _CENTRE = 290, 72, 210
_NAME, _LABEL, _TITLE = 13, 12, 14
_ROW, _BOX, _HEAD, _BETWEEN, _TOP = 30, 25, 22, 10, 30
_PADDING = 10
_LINE, _MOST_LINES = 19, 4
_MORE_FOR_CAPITALS = 0.12  # of the size of letters
_BRACKET = 7  # from the line along a group to its boxes


class Group(NamedTuple):
    """Neighbours by one property: its name and theirs."""

    label: str
    values: list[Value]

    @property
    def height(self) -> int:
        """What it takes, with the room to the next."""
        return _HEAD + _ROW * len(self.values) + _BETWEEN


class Side(NamedTuple):
    """The neighbours on one side, and how many more there are."""

    groups: list[Group]
    left_out: int

    @property
    def height(self) -> int:
        """What they take."""
        return sum(group.height for group in self.groups) + (_HEAD if self.left_out else 0)


class Neighbourhoods:
    """The pictures of the resources of one Table in one language."""

    def __init__(self, values: Values, texts: Texts) -> None:
        self._values, self._texts = values, texts
        self._names: dict[int, Markup] = {}

    def of(self, topic: Topic) -> Markup:
        """The picture of what refers to a topic and what it leads to; nothing where that is less than two others."""
        before = self._side(_incoming(topic), topic.title.term)
        after = self._side(_outgoing(topic), topic.title.term)
        if len({value.term for group in (*before.groups, *after.groups) for value in group.values}) < _FEWEST:
            return Markup("")
        lines = _wrapped(topic.title.text)
        centre = len(lines) * _LINE + 2 * _PADDING
        height = max(centre, before.height, after.height) + _TOP
        start = _SIDE + _GAP if before.groups else 0
        width = start + _CENTRE + (_GAP + _SIDE if after.groups else 0)
        canvas = _Canvas(width, height, is_mirrored=self._texts.direction == "rtl")
        middle = (height + _TOP) // 2
        if before.groups:
            canvas.text(0, _TITLE, markup("{}", self._texts.say("What refers to it")), "heading")
            self._draw_side(canvas, before, middle, start, -1)
            canvas.arrow(start, middle)
        if after.groups:
            end = start + _CENTRE
            canvas.text(end + _GAP, _TITLE, markup("{}", self._texts.say("What it leads to")), "heading")
            self._draw_side(canvas, after, middle, end, 1)
        _draw_centre(canvas, topic.title, lines, start, middle)
        return canvas.picture(self._texts.gettext("Neighbours"))

    def _side(self, properties: Iterable[tuple[str, Iterable[int]]], own: int) -> Side:
        """The neighbours to show, chosen in turn from each property, and each shown once."""
        seen, groups = {own}, []
        for label, terms in properties:
            values = [
                v for v in map(self._values.of, dict.fromkeys(terms)) if v.kind == "resource" and v.term not in seen
            ]
            seen.update(value.term for value in values)
            groups.append(Group(label, nsmallest(MOST, values, key=lambda value: value.sort)))
        turns = chain.from_iterable(zip_longest(*(group.values for group in groups)))
        chosen = {value.term for value in islice((value for value in turns if value), MOST)}
        shown = (Group(label, [value for value in values if value.term in chosen]) for label, values in groups)
        return Side([group for group in shown if group.values], len(seen) - 1 - len(chosen))

    def _draw_side(self, canvas: _Canvas, side: Side, middle: int, edge: int, way: int) -> None:
        """The groups of a side; `edge` is that of the box in the middle, `way` is 1 where the side comes after it."""
        left = edge + _GAP if way > 0 else 0
        inner = edge + way * (_GAP - _BRACKET)  # where the line along a group runs
        top = middle - side.height // 2
        for group in side.groups:
            canvas.text(left, top + _HEAD - 7, _name(group.label, _LABEL), "label")
            first, last = top + _HEAD, top + _HEAD + _ROW * len(group.values) - (_ROW - _BOX)
            canvas.curve((edge, middle), (inner, (first + last) // 2))
            canvas.line(inner, first, last)
            if way > 0:
                canvas.arrow(inner, (first + last) // 2)
            for row, value in enumerate(group.values):
                self._draw_neighbour(canvas, value, left, first + row * _ROW)
            top += group.height
        if side.left_out:
            more = self._texts.ngettext("%(num)s more", "%(num)s more", side.left_out)
            shown = more % {"num": self._texts.decimal(side.left_out)}
            canvas.text(left, top + _TITLE, markup("+ {}", shown), "label")

    def _draw_neighbour(self, canvas: _Canvas, value: Value, left: int, top: int) -> None:
        if value.term not in self._names:
            self._names[value.term] = _name(value.text, _NAME)
        canvas.parts.append(markup('<a href="{}{}"{}>', UP, value.href, _lang(value.language)))
        canvas.box(left, top, _SIDE, _BOX)
        canvas.text(left + _PADDING, top + 17, self._names[value.term], "", is_turned=bool(value.direction))
        canvas.parts.append("</a>")


def _incoming(topic: Topic) -> Iterator[tuple[str, Iterable[int]]]:
    """The properties by which others refer to a topic, and those others."""
    terms: dict[int, tuple[str, list[int]]] = {}
    for link in topic.related.links:
        terms.setdefault(link.predicate, (link.name.label, []))[1].append(link.thing)
    yield from terms.values()


def _outgoing(topic: Topic) -> Iterator[tuple[str, Iterable[int]]]:
    """The properties of a topic and what they lead to."""
    return ((prop.label, _terms(prop)) for section in topic.sections for prop in section.properties)


def _terms(prop: Property) -> Iterator[int]:
    """The values of a property; of a blank node those below it."""
    for item in (*prop.shown, *prop.hidden):
        if item.properties:
            for below in item.properties:
                yield from _terms(below)
        elif item.term >= 0:
            yield item.term


class _Canvas:
    """Collects the parts of a picture; places are given as in a left-to-right language."""

    def __init__(self, width: int, height: int, *, is_mirrored: bool) -> None:
        self._width, self._height, self._is_mirrored = width, height, is_mirrored
        self.parts: list[str] = []

    def picture(self, label: str) -> Markup:
        """All parts in an svg element."""
        direction = "rtl" if self._is_mirrored else "ltr"
        width, height = str(self._width + 2), str(self._height + 2)
        start = markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{}" width="{}" height="{}"'
            ' viewBox="-1 -1 {} {}" direction="{}">',
            *(label, width, height, width, height, direction),
        )
        return Markup(f"{start}{''.join(self.parts)}</svg>")  # noqa: S704 - our own parts

    def box(self, left: int, top: int, width: int, height: int, name: str = "") -> None:
        """A box with round corners."""
        x = self._width - left - width if self._is_mirrored else left
        self.parts.append(f'<rect{_class(name)} x="{x}" y="{top}" width="{width}" height="{height}" rx="5"/>')

    def text(self, x: int, y: int, content: Markup, name: str, *, is_turned: bool = False) -> None:
        """A text that begins at a place; one that `is_turned` runs the other way and ends there."""
        way = f' direction="{"ltr" if self._is_mirrored else "rtl"}" text-anchor="end"' if is_turned else ""
        self.parts.append(f'<text{_class(name)} x="{self._x(x)}" y="{y}"{way}>{content}</text>')

    def line(self, x: int, top: int, bottom: int) -> None:
        """A line along a group."""
        self.parts.append(f'<path d="M{self._x(x)} {top}V{bottom}"/>')

    def curve(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A line from the middle to a group."""
        (a, b), (c, d) = start, end
        half = (a + c) // 2
        x = self._x
        self.parts.append(f'<path d="M{x(a)} {b}C{x(half)} {b} {x(half)} {d} {x(c)} {d}"/>')

    def arrow(self, x: int, y: int) -> None:
        """A point onwards, towards what is led to."""
        self.parts.append(f'<path class="arrow" d="M{self._x(x)} {y}L{self._x(x - 8)} {y - 4}V{y + 4}Z"/>')

    def _x(self, x: int) -> int:
        return self._width - x if self._is_mirrored else x


def _draw_centre(canvas: _Canvas, title: Value, lines: Sequence[Markup], left: int, middle: int) -> None:
    height = len(lines) * _LINE + 2 * _PADDING
    canvas.box(left, middle - height // 2, _CENTRE, height, "self")
    way = markup(' direction="{}"', title.direction) if title.direction else ""
    canvas.parts.append(f'<g class="self" text-anchor="middle"{_lang(title.language)}{way}>')
    for number, line in enumerate(lines):
        canvas.text(left + _CENTRE // 2, middle - height // 2 + _PADDING + 14 + number * _LINE, line, "")
    canvas.parts.append("</g>")


def _lang(language: str) -> Markup:
    return markup(' lang="{}"', language) if language else Markup("")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _name(text: str, size: int) -> Markup:
    """A text cut to the width of a box, with the whole of it as its title."""
    text = " ".join(text.split())
    shown = _cut(text, size, _SIDE - 2 * _PADDING)
    return markup("{}", text) if shown == text else markup("<title>{}</title>{}", text, shown)


def _cut(text: str, size: int, width: int) -> str:
    """As much of a text as fits a width."""
    if len(text) * size < width or _width(text, size) <= width:
        return text
    end, taken = 0, _width("…", size)
    while (taken := taken + _width(text[end], size)) <= width:
        end += 1
    return f"{text[:end].rstrip()}…"


def _width(text: str, size: int) -> float:
    """How wide a text is, with more room for capitals, as a name may hold nothing else."""
    return text_width(text, size) + size * _MORE_FOR_CAPITALS * sum(map(str.isupper, text))


def _wrapped(text: str) -> list[Markup]:
    """A title in the lines of the box in the middle."""
    width = _CENTRE - 2 * _PADDING
    lines = [""]
    words = text.split()
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, _TITLE) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < _MOST_LINES:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[number:]))
            break
    return [markup("{}", _cut(line, _TITLE, width)) for line in lines]
