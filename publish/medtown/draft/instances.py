"""What a project has of a class already: where its IRIs stand, and the values that a property has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.rules.iris import fault_of
from medtown.draft.classes import class_slug, slug_of
from medtown.errors import InputError
from medtown.i18n import say
from medtown.namespaces import RDFS
from medtown.table.terms import iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from medtown.check.context import Context

_SUBCLASS = f"<{RDFS}subClassOf>"
_SLUG = re.compile(r"[^\W_](?:[\w-]*[^\W_])?\Z")


class Instances:
    """The resources of a project's data, by class and by the property that they are values of."""

    def __init__(self, context: Context) -> None:
        self._data = context.data
        self._shapes = context.shapes
        self.base = context.base

    def of(self, classes: Iterable[str]) -> list[str]:
        """The IRI terms of the instances of some classes or of classes below them (rdfs:subClassOf), each once."""
        data, waiting = self._data, list(classes)
        for cls in waiting:
            number = data.id(cls)
            below = [] if number is None else data.subjects(_SUBCLASS, number)
            waiting += [term for term in (data.terms[b] for b in below) if term not in waiting]
        found = (data.terms[number] for cls in waiting for number in data.instances(cls))
        return [term for term in dict.fromkeys(found) if is_iri(term)]

    def uses(self, path: str) -> Counter[str]:
        """How often each term is a value of a property, given as a term."""
        number = self._data.id(path)
        rows = [] if number is None else self._data.object[self._data.rows_with(number)].tolist()
        return Counter(self._data.terms[value] for value in rows)

    def kind(self, path: str) -> str | None:
        """What most values of a property are: `IRI`, `BlankNode` or a datatype; None where there are none."""
        kinds = Counter[str]()
        for term, times in self.uses(path).items():
            kinds[_kind(term)] += times
        return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else None

    def has(self, term: str, predicate: str, value: str) -> bool:
        """Whether the data holds a triple."""
        numbers = [self._data.id(part) for part in (term, predicate, value)]
        return None not in numbers and self._data.row(*numbers) is not None  # type: ignore[arg-type]

    def parent(self, weights: Mapping[str, int]) -> str | None:
        """What most of the project's own IRIs among some terms begin with, up to the last `/` or `#`, by weight."""
        parents = Counter[str]()
        for term, weight in weights.items():
            if term.startswith(f"<{self.base}"):
                iri = iri_value(term)
                parents[iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]] += weight
        return min(parents, key=lambda parent: (-parents[parent], parent)) if parents else None

    def parent_of(self, cls: str) -> str:
        """Where the IRI of a new instance of a class stands: with the others, else at `{base}id/{slug}/`."""
        return self.parent(dict.fromkeys(self.of([cls]), 1)) or self.below_base(f"id/{class_slug(cls)}/")

    def below_base(self, path: str) -> str:
        """A path below the base; all IRIs of a base that ends in `#` stand beside each other."""
        return self.base if self.base.endswith("#") else self.base + path

    def ends(self, parent: str) -> tuple[str, ...]:
        """What stands after `parent` in the IRIs that begin with it and have triples, without case."""
        folded = _alike(parent)
        return tuple(sorted(form.removeprefix(folded) for form in self._described if form.startswith(folded)))

    def new_iri(self, parent: str, slug: str) -> str:
        """The IRI of a new resource. Raises InputError MT110 where the slug can't stand in it or is taken."""
        iri = parent + slug
        if not _SLUG.match(slug) or unicodedata.normalize("NFC", slug) != slug:
            raise InputError(
                "MT110",
                say("{slug} can't be the end of an IRI: use letters, digits and hyphens", slug=slug),
                remedy=say("Name another with --id, such as {proposed}.", proposed=slug_of(slug) or "oak-street"),
            )
        if fault := fault_of(iri, len(self.base)):
            raise InputError("MT110", fault[0], remedy=fault[1])
        if other := self._described.get(_alike(iri)):
            raise InputError(
                "MT110",
                say("there is a resource with this IRI already: {iri}", iri=other),
                remedy=say("Name another end of the IRI with --id."),
            )
        return iri

    @cached_property
    def _described(self) -> dict[str, str]:
        """The IRIs that have triples, by their form without case."""
        tables = (self._data, self._shapes)
        terms = (table.terms[number] for table in tables for number in table.subject_ids())
        return {_alike(iri): iri for iri in map(iri_value, filter(is_iri, terms))}


def _kind(term: str) -> str:
    if is_literal(term):
        return parse_literal(term).datatype
    return "IRI" if is_iri(term) else "BlankNode"


def _alike(iri: str) -> str:
    """An IRI as disks and people see it, who confuse letter case and the encodings of accents (MT304)."""
    return unicodedata.normalize("NFC", iri).casefold()
