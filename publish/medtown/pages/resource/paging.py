"""Long lists of values: counted, then paged. A page shows the first values and leads to pages that hold all of them."""

from __future__ import annotations

import hashlib
import re
from itertools import accumulate, chain
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from medtown.table.labels import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from medtown.pages.resource.facts import Item, Property, Section

AT_ONCE = 50  # values of a property that the page of its subject shows
PER_PAGE = 200
# Characters that a part of a list may hold, so that no page is large where values are long.
_MOST_AT_ONCE, _MOST_PER_PAGE = 40_000, 120_000
_MARKUP = 100  # characters that the element of a value takes
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME = 24
_NEAR = 2  # numbers of pages on each side of the page's own


class LongList(NamedTuple):
    """All values of one property of a topic; its pages stand at `path`, `path~2` and so on."""

    path: str
    label: str
    items: list[Item]


class ListPage(NamedTuple):
    """One page of a long list: those before it hold `start` items, `numbers` are the pages that it leads to.

    Among them is its own; 0 stands for some that are left out.
    """

    path: str
    number: int
    start: int
    items: Sequence[Item]
    numbers: list[int]


def shown_at_once(items: Sequence[Item]) -> int:
    """How many of a property's values stand on the page of its subject: at least one."""
    sizes = accumulate(map(_size, items[:AT_ONCE]))
    return max(1, sum(size <= _MOST_AT_ONCE for size in sizes))


def find_long(document: str, topic: str, direction: str, sections: Iterable[Section]) -> list[LongList]:
    """The lists that are too long for the page that they stand on, in whatever language; each is told its pages' path.

    `document` is the site path of the topic's document, `topic` the topic's identifier, and `direction` is `to` for
    what it leads to, `of` for what refers to it, whose sections are kinds of things. Lists of one property are told
    apart by the terms that they hold, as their order is another in each language.
    """
    found: dict[str, list[tuple[Property, str]]] = {}
    for section in sections:
        kind = section.label if direction == "of" else ""
        for name, prop, label in _all(direction, "", section.properties):
            found.setdefault(name, []).append((prop, " · ".join(part for part in (kind, label) if part)))
    lists = []
    for name, alike in found.items():
        for number, (prop, label) in enumerate(sorted(alike, key=_first_term)):
            items = list(_items(prop))
            if len(items) > AT_ONCE or sum(map(_size, items)) > _MOST_AT_ONCE:
                prop.path = _path(document, f"{topic} {name} {number}", direction, prop.term)
                lists.append(LongList(prop.path, label, items))
    return lists


def pages_of(found: LongList) -> Iterator[ListPage]:
    """The pages of a list: as many in each language, as one leads to the same page in another."""
    items = found.items
    pages = max(ceil(len(items) / PER_PAGE), ceil(sum(map(_size, items)) / _MOST_PER_PAGE))
    step = ceil(len(items) / pages)
    last = ceil(len(items) / step)
    for number in range(1, last + 1):
        first = (number - 1) * step
        yield ListPage(
            list_path(found.path, number), number, first, items[first : first + step], _numbers(number, last)
        )


def list_path(path: str, number: int) -> str:
    """The site path of a page of a list, without suffix."""
    return path if number == 1 else f"{path}~{number}"


def _all(way: str, label: str, properties: Iterable[Property]) -> Iterator[tuple[str, Property, str]]:
    """The properties and those of the blank nodes below them, with the way to each and its label (a list has none)."""
    for prop in properties:
        longer, name = f"{way} {prop.term}", prop.label or label
        yield longer, prop, name
        for item in _items(prop):
            if item.properties:
                yield from _all(longer, name, item.properties)


def _items(prop: Property) -> Iterator[Item]:
    return chain(prop.shown, prop.hidden, prop.translations)


def _first_term(found: tuple[Property, str]) -> int:
    return min((item.term for item in _items(found[0])), default=-1)


def _path(document: str, key: str, direction: str, term: str) -> str:
    """A path that no document has: in theirs, hexadecimal digits follow `~~` (medtown.pages.urls)."""
    name = _NO_NAME.sub("-", local_name(term) if term else "list")[:_LONGEST_NAME].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{document}~~{direction}-{name}-{digest}" if name else f"{document}~~{direction}-{digest}"


def _size(item: Item) -> int:
    """About how many characters a value takes, the same in each language."""
    return _MARKUP + item.size + sum(_size(below) for prop in item.properties for below in _items(prop))


def _numbers(page: int, last: int) -> list[int]:
    """The first, the last and the nearest pages, with 0 where some are left out."""
    near = {1, last, *range(max(1, page - _NEAR), min(last, page + _NEAR) + 1)}
    numbers: list[int] = []
    for number in sorted(near):
        if numbers and number > numbers[-1] + 1:
            numbers.append(number - 1 if number == numbers[-1] + 2 else 0)
        numbers.append(number)
    return numbers
