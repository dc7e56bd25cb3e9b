"""Terms in Turtle, as short as the prefixes allow, with a record of the prefixes that they use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medtown.data.prefixes import datatype_of, turtle_local
from medtown.draft.placeholders import TODO
from medtown.namespaces import RDFS
from medtown.table.terms import RDF_TYPE, XSD, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from medtown.data.prefixes import Prefixes

# What Turtle writes without quotes (section 2.5), in its plainest forms.
_SHORTHAND = {
    f"{XSD}boolean": re.compile(r'"(true|false)"'),
    f"{XSD}integer": re.compile(r'"(0|-?[1-9][0-9]*)"'),
}


class TermWriter:
    """Writes terms; `used` are the prefixes of all that it has written.

    `declared` are the prefixes of a file that the terms are for: what a name means there, it means here.
    """

    def __init__(self, prefixes: Prefixes, declared: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._declared = declared
        self.used: set[str] = set()

    def term(self, term: str) -> str:
        """An IRI or a literal as a Table has it."""
        if is_iri(term):
            return self.iri(term[1:-1])
        datatype = datatype_of(term)
        if not datatype:
            return term
        quoted = term[: -len(f"^^<{datatype}>")]
        shorthand = _SHORTHAND.get(datatype)
        if shorthand and (match := shorthand.fullmatch(quoted)):
            return match[1]
        return f"{quoted}^^{self.iri(datatype)}"

    def terms(self, terms: Iterable[str]) -> str:
        """Several terms with commas between them (Turtle, section 2.3)."""
        return " , ".join(map(self.term, terms))

    def blank(self, classes: list[str]) -> str:
        """A blank node of some classes, of which something must still be said."""
        types = f"a {self.terms(classes)} ; " if classes else ""
        return f'[ {types}{self.iri(f"{RDFS}comment")} "{TODO}" ]'

    def verb(self, predicate: str) -> str:
        """A predicate term; `a` for rdf:type."""
        return "a" if predicate == RDF_TYPE else self.term(predicate)

    def iri(self, iri: str) -> str:
        """An IRI as a prefixed name where it can be one with a name after the colon, else in angle brackets."""
        name = self._prefixes.split(iri)
        local = turtle_local(name.local) if name else None
        if name is None or not local or self._means_another(name.prefix):
            return f"<{iri}>"
        self.used.add(name.prefix)
        return f"{name.prefix}:{local}"

    def _means_another(self, prefix: str) -> bool:
        """Whether the prefix is another namespace's in the file, which may have several names for one namespace."""
        return self._declared.get(prefix, namespace := self._prefixes.namespaces[prefix]) != namespace

    @property
    def declarations(self) -> dict[str, str]:
        """The namespaces of the prefixes in use, by prefix in the order of the alphabet."""
        return {prefix: self._prefixes.namespaces[prefix] for prefix in sorted(self.used)}
