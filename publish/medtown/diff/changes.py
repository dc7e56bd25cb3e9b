"""What differs, as people read it: resources with labels and classes, properties with the values they lost and got."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cached_property
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from medtown.check.names import cut
from medtown.diff.names import BothNames
from medtown.diff.values import Value, values_by_property
from medtown.pages.words import sort_key
from medtown.table.diff import Kind, compare
from medtown.table.terms import is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from medtown.diff.side import Side
    from medtown.settings import Settings
    from medtown.table.diff import ResourceDiff

LONGEST_VALUE = 240  # characters of a value that people are shown
_BEFORE = 40  # characters shown before the place where a long value starts to differ
# Characters that are not seen, or not told from a space.
_UNCLEAR = re.compile(r"(?<= ) |[^\S ]|[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Property(NamedTuple):
    """A property of a resource, and the texts of the values that went and came."""

    name: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class Resource:
    """A resource that differs: its label and its IRI in short, of which one may be empty, and its classes' names."""

    def __init__(self, diff: ResourceDiff, names: BothNames) -> None:
        self._diff, self._names, self.kind = diff, names, diff.kind
        subject = diff.subject
        self.label = names.label(subject) if subject else names.texts.say("blank nodes that hang from nothing")
        self.iri = names.short(subject) if subject else ""
        self.classes = [names.name(term) for term in names.types(subject)] if subject else []

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """What resources are sorted by: their names; the blank nodes that hang from nothing come last."""
        name = self.label or self.iri
        return not self.iri, sort_key(name), name, self.iri

    @property
    def extent(self) -> str:
        """How much changed: the number of properties."""
        return self._names.texts.say_n("{n} property", "{n} properties", len(self.properties))

    @cached_property
    def properties(self) -> list[Property]:
        """The properties that lost or got values, by name."""
        subject, names = self._diff.subject, self._names
        old = values_by_property(subject, self._diff.removed, names)
        new = values_by_property(subject, self._diff.added, names)
        named = {p: names.name(p) if p else "" for p in old.keys() | new.keys()}
        return [
            Property(named[p], *_texts(old.get(p, ()), new.get(p, ()), names))
            for p in sorted(named, key=lambda p: (sort_key(named[p]), p))
        ]


class View:
    """What the writers write of two sides; `settings` are those of the project that they belong to."""

    def __init__(self, old: Side, new: Side, settings: Settings, language: str | None) -> None:
        self.old, self.new = old.name, new.name
        self.names = BothNames(old, new, settings, (language or settings.languages[0]).lower())
        self.texts = self.names.texts
        self.diff = compare(old.table, new.table)

    @cached_property
    def resources(self) -> dict[Kind, list[Resource]]:
        """The resources of each kind, by name."""
        found = [Resource(resource, self.names) for resource in self.diff.resources]
        found.sort(key=lambda resource: resource.order)
        return {kind: [resource for resource in found if resource.kind is kind] for kind in Kind}

    @property
    def summary(self) -> str:
        """One line such as `3 added, 1 removed, 2 changed`."""
        if not any(self.resources.values()):
            return self.texts.say("no differences")
        added, removed, changed = (len(self.resources[kind]) for kind in (Kind.ADDED, Kind.REMOVED, Kind.CHANGED))
        say_n = self.texts.say_n
        return ", ".join(
            (
                say_n("{n} added", "{n} added", added),
                say_n("{n} removed", "{n} removed", removed),
                say_n("{n} changed", "{n} changed", changed),
            )
        )

    @property
    def left_out(self) -> str:
        """The note that a comment holds less than is known."""
        return self.texts.say("Some details are left out here; `medtown diff` shows them all.")

    def more(self, number: int) -> str:
        """What stands for resources that are not listed."""
        return self.texts.say_n("… and {n} more", "… and {n} more", number)

    def heading(self, kind: Kind) -> str:
        """What stands above the resources of a kind."""
        say = self.texts.say
        return {Kind.ADDED: say("Added"), Kind.REMOVED: say("Removed"), Kind.CHANGED: say("Changed")}[kind]


def _texts(old: Sequence[Value], new: Sequence[Value], names: BothNames) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts of the values that went and came, sorted; no two values look alike."""
    terms: dict[str, set[str]] = {}
    for value in (*old, *new):
        terms.setdefault(value.text, set()).add(value.term)

    def clear(value: Value) -> str:
        return _exact(value, names) if len(terms[value.text]) > 1 else value.text

    before, after = sorted(map(clear, old)), sorted(map(clear, new))
    return tuple(_excerpt(text, after) for text in before), tuple(_excerpt(text, before) for text in after)


def _exact(value: Value, names: BothNames) -> str:
    """A value that is told from others with the same text: by its IRI, or by characters that are not seen."""
    if is_blank(value.term):
        return value.text
    if is_iri(value.term):
        return f"{value.text} ({names.short(value.term)})"
    return _UNCLEAR.sub(lambda match: f"\\u{ord(match[0]):04X}", value.term)


def _excerpt(text: str, others: Sequence[str]) -> str:
    """A text of readable length, around the first place where it differs from the most alike of sorted others."""
    if len(text) <= LONGEST_VALUE:
        return text
    place = bisect(others, text)
    like = others[max(place - 1, 0) : place + 1]
    same = max((len(commonprefix((text, other))) for other in like), default=0)  # noqa: RUF071 - characters are meant
    start = max(0, min(same, len(text) - LONGEST_VALUE // 2) - _BEFORE)
    return cut(f"…{text[start:]}" if start else text, LONGEST_VALUE)
