"""What kind of thing a thing is: its classes, the narrowest first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from medtown.namespaces import is_of_the_language
from medtown.pages.words import humanised
from medtown.table.terms import RDF_TYPE, is_iri

if TYPE_CHECKING:
    from medtown.pages.readings.profile import Profile
    from medtown.table import Labels, Table


class Kinds:
    """The classes of the things of a Table."""

    def __init__(self, table: Table, profile: Profile) -> None:
        self.table, self._profile = table, profile
        self._ordered = cache(self._narrowest_first)

    def of(self, thing: int) -> tuple[int, ...]:
        """The classes of a thing but those of OWL and SHACL; those that another of them implies come last."""
        return self._ordered(tuple(self.table.values(thing, RDF_TYPE)))

    def _narrowest_first(self, types: tuple[int, ...]) -> tuple[int, ...]:
        named = {t: self.table.terms[t] for t in types if is_iri(self.table.terms[t])}
        terms = {t: term for t, term in named.items() if not is_of_the_language(term)}
        implied = self._profile.implied(terms.values())
        return tuple(sorted(terms, key=lambda t: terms[t] in implied))


class KindNames:
    """What kind of thing each thing is, in one language."""

    def __init__(self, kinds: Kinds, labels: Labels, language: str) -> None:
        self._kinds, self._labels, self._language = kinds, labels, language
        self._names = cache(self._named)

    def of(self, thing: int) -> tuple[str, ...]:
        """The names of a thing's classes, the narrowest first; where none has a name, words of the first one's IRI."""
        return self._names(self._kinds.of(thing))

    def first(self, thing: int) -> str:
        """The name of the narrowest; the empty string where a thing is of no class."""
        return next(iter(self.of(thing)), "")

    def _named(self, kinds: tuple[int, ...]) -> tuple[str, ...]:
        named = [kind for kind in kinds if self._labels.all(kind)]
        if not named:
            return tuple(humanised(self._kinds.table.terms[kind]) for kind in kinds[:1])
        return tuple(dict.fromkeys(self._labels.best(kind, self._language).text for kind in named))
