"""Key facts: what tells most of a resource, by the shapes' marks (DASH Property Roles, `dash:KeyInfoRole`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.readings.profile import UNKNOWN
from medtown.pages.resource.provenance import SOURCES
from medtown.table.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from medtown.data.document import Block
    from medtown.pages.readings.profile import Profile, PropertyView
    from medtown.pages.resource.facts import Name, Names
    from medtown.pages.resource.headline import Headlines
    from medtown.pages.resource.provenance import Provenance
    from medtown.pages.values import Value
    from medtown.table import Table

_MOST_VALUES = 6  # of one property
_MOST_UNMARKED = 5  # properties, where the shapes mark none


class KeyFact(NamedTuple):
    """A property and its values in one line; `is_whole` says that nothing of it is left out."""

    term: str
    name: Name
    html: Markup
    is_whole: bool


class KeyProperties:
    """Which properties are key, by the classes of a resource."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.of = cache(self._of)

    def _of(self, classes: frozenset[str]) -> Mapping[str, PropertyView]:
        """The key properties of these classes, as terms in their order; unmarked, those that have one (sh:order)."""
        views = self.profile.properties(classes)
        marked = {path: view for path, view in views.items() if view.is_key}
        kept = marked or {path: view for path, view in views.items() if view.order < UNKNOWN.order}
        places = sorted(kept, key=lambda path: (kept[path].group.order, kept[path].order, path))
        return {path: kept[path] for path in places if path[0] != "^" and path != RDF_TYPE and path not in SOURCES}

    def is_marked(self, classes: frozenset[str]) -> bool:
        """Whether the shapes mark what is key."""
        return any(view.is_key for view in self.of(classes).values())


class KeyFacts:
    """Makes the key facts of pages in one language."""

    def __init__(self, names: Names, keys: KeyProperties, provenance: Provenance, headlines: Headlines) -> None:
        self._names, self._keys, self._provenance, self._headlines = names, keys, provenance, headlines

    def of(self, table: Table, subject: int, block: Block, classes: frozenset[str]) -> list[KeyFact]:
        """The key facts of a resource, without the dates and places of its headline."""
        chosen = self._keys.of(classes)
        is_marked = self._keys.is_marked(classes)
        facts = []
        for predicate, objects in block.items():
            if table.terms[predicate] in chosen and not self._headlines.tells(subject, predicate, objects):
                values = sorted(map(self._headlines.values.of, objects), key=lambda value: value.sort)
                # Unmarked, only what leads on is sure to be short.
                if all(value.kind != "blank" if is_marked else value.kind == "resource" for value in values):
                    name = self._names.of(predicate, classes)
                    is_cited = any(self._provenance.of((subject, predicate, o)) for o in objects)
                    facts.append(self._fact(table.terms[predicate], name, values, is_cited=is_cited))
        facts.sort(key=lambda fact: (*fact.name.place, fact.term))
        return facts if is_marked else facts[:_MOST_UNMARKED]

    def _fact(self, term: str, name: Name, values: list[Value], *, is_cited: bool) -> KeyFact:
        """Values in one line; of texts those in the page's language, where there are such."""
        own = [value for value in values if not value.language or value.kind != "text"] or values
        html = self._headlines.some_of([value.html for value in own], _MOST_VALUES)
        return KeyFact(term, name, html, is_whole=not is_cited and len(own) == len(values) <= _MOST_VALUES)
