"""Where a result of SHACL stands in the data: the triple at fault, and the others that disagree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.region import Region, Related
from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from medtown.check.locate import Locator
    from medtown.check.names import Names
    from medtown.check.shacl.expected import ShapeWords

    _Others: TypeAlias = Iterator[tuple[str, Region | None]]

# Components that compare a path's values with those of another property, which is the parameter's value.
_COMPARING = {
    "LessThan": "lessThan",
    "LessThanOrEquals": "lessThanOrEquals",
    "Equals": "equals",
    "Disjoint": "disjoint",
}
_OF_VALUES = ("Class", "Node", "QualifiedValueShape")
_MOST_RELATED = 5


def place(places: Locator, focus: str, path: str | None, value: str | None) -> Region | None:
    """The offending triple; without a value the last of the path; else where the focus node is described."""
    found = None
    if path and path[0] == "^":
        inverse = path[1:]
        found = places.triple(value, inverse, focus) if value else places.last_use(focus, inverse)
    elif path:
        found = places.triple(focus, path, value) if value else places.last_value(focus, path)
    return found or places.block(focus)


def related(
    places: Locator, words: ShapeWords, component: str, shape: int, result: tuple[str, str | None, str | None]
) -> tuple[Related, ...]:
    """The other ends: the values compared with, those too many, the text in the same language, the value itself."""
    focus, path, value = result
    if path is None:
        return ()
    if component in _COMPARING:
        others = _compared(places, words, words.terms(shape, _COMPARING[component]), focus)
    elif component == "MaxCount":
        others = _too_many(places, words.names, focus, path)
    elif component == "UniqueLang" and value is not None:
        others = _same_language(places, words.names, (focus, path, value))
    elif component in _OF_VALUES and value is not None and places.is_described(value):
        others = iter([(words.names.say("the value is described here"), places.block(value))])
    else:
        return ()
    at = place(places, *result)
    found = dict.fromkeys(Related(text, region) for text, region in others if region is not None and region != at)
    return tuple(found)[:_MOST_RELATED]


def _compared(places: Locator, words: ShapeWords, predicates: Iterable[str], focus: str) -> _Others:
    for predicate in predicates:
        for other, region in places.values(focus, predicate):
            yield f"{words.names.described(predicate)}: {words.names.short(other)}", region


def _too_many(places: Locator, names: Names, focus: str, path: str) -> _Others:
    others = places.uses(focus, path[1:]) if path[0] == "^" else places.values(focus, path)
    for other, region in others:
        yield names.say("another value: {value}", value=names.described(other)), region


def _same_language(places: Locator, names: Names, result: tuple[str, str, str]) -> _Others:
    focus, path, value = result
    for other, region in places.values(focus, path):
        if is_literal(other) and parse_literal(other).language == parse_literal(value).language:
            yield names.say("a text in the same language"), region
