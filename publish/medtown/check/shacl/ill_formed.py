"""What is wrong with an ill-formed shape, in words for its author (MT302)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.check.finding import Finding, Severity
from medtown.check.shacl.expected import ShapeWords
from medtown.check.shacl.suggest import suggestion
from medtown.namespaces import SH
from medtown.table.lists import RDF_FIRST, cells, members
from medtown.table.terms import XSD, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.check.region import Region
    from medtown.table.table import Table

_PATH = f"<{SH}path>"
_ZERO = f'"0"^^<{XSD}integer>'
# What counts or compares the values of a path, so that a node shape can't have it.
_OF_A_PATH = ("lessThan", "lessThanOrEquals", "maxCount", "minCount", "qualifiedValueShape", "uniqueLang")


class Result(NamedTuple):
    """A result of the W3C's shapes (SHACL, section 3.6.2) as terms, empty where it has none."""

    focus: str
    path: str
    value: str
    source: str
    component: str


class _Slip(NamedTuple):
    """One thing that is wrong: the reason, its place and what would be right there."""

    reason: str
    at: Region | None
    expected: str = ""
    suggestion: str = ""


class IllFormed:
    """Reads results about a project's shapes; `meta` is the Table of the shapes that gave them."""

    def __init__(self, context: Context, meta: Table) -> None:
        self._meta, self._shapes = meta, context.shapes
        self._names, self._places = context.names, context.shapes_places
        self._words = ShapeWords(meta, context.names)

    def findings(self, results: Iterable[Result]) -> list[Finding]:
        """A fault for each slip, once."""
        read = list(results)
        pathless = {result.focus for result in read if _component(result) == "MinCount"}
        found: dict[tuple[Region | None, str], Finding] = {}
        for result in read:
            is_echo = _component(result) == "Xone" and result.focus in pathless
            for slip in () if is_echo else self._slips(result):
                found.setdefault((slip.at, slip.reason), self._finding(result, slip))
        return list(found.values())

    def _finding(self, result: Result, slip: _Slip) -> Finding:
        names = self._names
        return Finding(
            "MT302",
            Severity.VIOLATION,
            names.say("this shape can't be used: {reason}", reason=slip.reason),
            at=slip.at,
            focus=result.focus,
            focus_label=self._places.label(result.focus, names),
            expected=slip.expected,
            remedy=names.say("Mend the shape; https://www.w3.org/TR/shacl/ says what each part of a shape may hold."),
            suggestion=slip.suggestion,
            shape=result.focus if is_iri(result.focus) else None,
            is_fault=True,
        )

    def _slips(self, result: Result) -> Iterator[_Slip]:
        component, parameter = _component(result), self._parameter(result.path)
        if component == "Xone" and not result.path:
            yield from self._of_neither_kind(result.focus)
        elif component == "MinCount":
            yield self._without_path(result.focus)
        elif component == "MaxCount":
            yield self._too_many(result, parameter)
        elif parameter == _PATH:
            yield self._no_path(self._places.triple(result.focus, _PATH, result.value))
        elif result.path and not parameter:
            yield self._no_path(self._places.block(result.focus))
        elif component == "Node":
            yield self._no_list(result, parameter)
        else:
            yield self._wrong_value(result, parameter, component)

    def _parameter(self, path: str) -> str:
        """The property that a path of the W3C's shapes starts with; empty where that is none of SHACL's."""
        number = self._meta.id(path)
        if number is None or is_iri(path):
            return path
        first = next((self._meta.terms[member] for member in members(self._meta, number)), "")
        return first if first.startswith(f"<{SH}") else ""

    def _of_neither_kind(self, shape: str) -> Iterator[_Slip]:
        """What keeps a node from being a property shape, if it has a path, or else a node shape."""
        paths = self._places.values(shape, _PATH)
        if len(paths) == 1:
            yield self._no_path(paths[0][1])
        elif paths:
            yield self._repeated(_PATH, [region for _, region in paths])
        for name in () if paths else _OF_A_PATH:
            for _, at in self._places.values(shape, f"<{SH}{name}>")[:1]:
                reason = self._names.say("{parameter} needs an sh:path beside it", parameter=f"sh:{name}")
                yield _Slip(reason, at)

    def _without_path(self, shape: str) -> _Slip:
        at = self._places.block(shape)
        if self._places.is_described(shape):
            return _Slip(self._names.say("a property shape needs an sh:path"), at)
        return _Slip(self._names.say("nothing describes this property shape"), at)

    def _too_many(self, result: Result, parameter: str) -> _Slip:
        places = [region for _, region in self._places.values(result.focus, parameter)]
        if self._words.terms(self._meta.id(result.source) or 0, "maxCount") == [_ZERO]:
            name = self._names.short(parameter)
            return _Slip(self._names.say("a node shape, which sh:node asks for, has no {name}", name=name), places[0])
        return self._repeated(parameter, places)

    def _repeated(self, parameter: str, places: list[Region]) -> _Slip:
        reason = self._names.say(
            "{parameter} stands {n} times, and may stand once", parameter=self._names.short(parameter), n=len(places)
        )
        return _Slip(reason, places[-1])

    def _no_path(self, at: Region | None) -> _Slip:
        expected = self._names.say(
            "a property, ( … ) with two paths or more, or in brackets one of sh:inversePath, sh:alternativePath, "
            "sh:zeroOrMorePath, sh:oneOrMorePath and sh:zeroOrOnePath"
        )
        return _Slip(self._names.say("this is no property path"), at, expected)

    def _no_list(self, result: Result, parameter: str) -> _Slip:
        reason = self._names.say("{parameter} needs a list: ( … )", parameter=self._names.short(parameter))
        return _Slip(reason, self._places.triple(result.focus, parameter, result.value))

    def _wrong_value(self, result: Result, parameter: str, component: str) -> _Slip:
        names, source = self._names, self._meta.id(result.source) or 0
        expected = self._words.expected(component, source)
        if not parameter:  # of the shape itself: only its being a blank node can be wrong
            return _Slip(names.say("a shape that is a class too needs an IRI"), self._places.block(result.focus))
        return _Slip(
            names.say(
                "{value} can't be a value of {parameter}",
                value=names.short(result.value),
                parameter=names.short(parameter),
            ),
            self._value_place(result, parameter),
            expected,
            suggestion(self._words, names, component, source, result.value),
        )

    def _value_place(self, result: Result, parameter: str) -> Region | None:
        """Where a value stands: by itself, or as a member of a list."""
        at = self._places.triple(result.focus, parameter, result.value)
        heads = self._shapes.values(self._shapes.id(result.focus) or 0, parameter)
        parts = [self._shapes.terms[cell] for head in heads for cell in cells(self._shapes, head)]
        found = [at, *(self._places.triple(cell, RDF_FIRST, result.value) for cell in parts)]
        return next((region for region in found if region), None) or self._places.block(result.focus)


def _component(result: Result) -> str:
    """The local name of the component that is violated, such as `MinCount`."""
    return result.component.removeprefix(f"<{SH}").removesuffix("ConstraintComponent>")
