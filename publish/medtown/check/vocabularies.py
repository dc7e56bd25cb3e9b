"""Which terms the vocabularies declare that a project borrows from: rdflib's lists, and files that a user names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rdflib.namespace import (
    CSVW,
    DC,
    DCAM,
    DCMITYPE,
    DCTERMS,
    DOAP,
    FOAF,
    GEO,
    ODRL2,
    ORG,
    OWL,
    PROF,
    PROV,
    QB,
    RDF,
    RDFS,
    SH,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
)

from medtown.check.declarations import declarations_of, read_declarations
from medtown.check.spelling import closest, split_iri
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib.namespace import DefinedNamespace

    from medtown.check.context import Context
    from medtown.errors import InputError

# The lists of rdflib in which a term that is missing is truly none. Those of CSVW, DCTERMS, DOAP, FOAF, GEO, ODRL2,
# ORG, PROF, PROV, SH, SKOS, TIME, VANN and VOID were compared with the official files and miss nothing
# (tests/check/rules/test_vocabularies.py); the others are closed: ISO 15836 (DC), DCMI's own small lists (DCAM,
# DCMITYPE) and W3C Recommendations (OWL, QB, RDF, RDFS, XSD). Left out: DCAT (16 terms of version 3 are missing), SDO
# (227 are), SOSA and SSN (a new edition is being written), BRICK (grows each year) and WGS (https where http is right).
TRUSTED: tuple[type[DefinedNamespace], ...] = (
    *(CSVW, DC, DCAM, DCMITYPE, DCTERMS, DOAP, FOAF, GEO, ODRL2, ORG, OWL),
    *(PROF, PROV, QB, RDF, RDFS, SH, SKOS, TIME, VANN, VOID, XSD),
)
_TERM = re.compile(r"[\w-]+")
_MEMBER = re.compile(r"_[1-9][0-9]*")  # rdf:_1, RDF Schema, section 5.1.5
# What those lists leave out: RDF 1.2, the facet of rdf:PlainLiteral, and types of XML Schema 1.1 (part 2, section 3).
_MORE = {
    RDF: ("dirLangString", "langRange", "reifies"),
    RDFS: ("Proposition",),
    XSD: ("anyAtomicType", "anySimpleType", "anyType", "error", "untypedAtomic"),
}


@dataclass(frozen=True)
class Vocabularies:
    """The local names that each known namespace declares."""

    names: Mapping[str, Collection[str]]

    def lacks(self, iri: str) -> bool:
        """Whether an IRI is in a known namespace and looks like a term, but is not declared there.

        Names with a dot are files and versions (`…/odrl/2/ODRL22.ttl`); rdf:_1 and so on are endless.
        """
        space, name = split_iri(iri)
        known = self.names.get(space)
        if known is None or name in known or not _TERM.fullmatch(name):
            return False
        return space != str(RDF) or not _MEMBER.fullmatch(name)

    def similar(self, iri: str, first: Iterable[str]) -> str | None:
        """The declared term that was probably meant, or None.

        It has the same name in other letters, or the same name in another vocabulary (one of the namespaces
        `first`), or a similar name, or the same name anywhere.
        """
        space, name = split_iri(iri)
        is_class = name[:1].isupper()
        close = closest(name, sorted(self.names[space], key=lambda known: (known[:1].isupper() != is_class, known)))
        if close is not None and close.casefold() == name.casefold():
            return space + close
        found = self._elsewhere(name, first)
        if found is None and close is not None:
            return space + close
        return found or self._elsewhere(name, self.names)

    def _elsewhere(self, name: str, spaces: Iterable[str]) -> str | None:
        return next((space + name for space in spaces if name in self.names.get(space, ())), None)


def read_vocabularies(context: Context) -> tuple[Vocabularies, list[InputError]]:
    """The vocabularies that a run knows, and what is wrong with the files that were named for it.

    A namespace that a named file is about becomes known, and is added to rdflib's list where there is one; what the
    file says of others (prov-o.ttl describes a few terms of OWL) only adds to those that are known. So does the
    project's own ontology. Namespaces below the project's base are left to MT305.
    """
    known = {str(space): listed(space) for space in TRUSTED}
    declared, errors = read_declarations(context.options.vocabularies)
    for declarations in declared:
        for space in declarations.about:
            known.setdefault(space, set())
    for space in own_namespaces(context):
        if space != context.base:
            known[space] = known.get(space, set()) | _subjects_in(space, context)
    for declarations in declared:
        for space in declarations.names.keys() & known.keys():
            known[space] |= declarations.names[space]
    return Vocabularies({space: known[space] for space in sorted(known) if not space.startswith(context.base)}), errors


def own_namespaces(context: Context) -> list[str]:
    """The namespaces of the project's own terms: what is below the base, and what its ontology's header names."""
    data = context.data
    folder = context.project.root / "ontology"
    files = [number for number, graph in enumerate(data.graphs) if graph.path.is_relative_to(folder)]
    rows = np.flatnonzero(np.isin(data.graph, files))
    columns = (data.subject[rows], data.predicate[rows], data.object[rows])
    triples = zip(*((data.terms[number] for number in column.tolist()) for column in columns), strict=True)
    declared = declarations_of(triples)
    return [context.base, *({declared.main} & declared.headers)]


def _subjects_in(space: str, context: Context) -> set[str]:
    """The local names of the project's subjects in a namespace."""
    subjects = (table.terms[number] for table in (context.data, context.shapes) for number in table.subject_ids())
    return {split_iri(iri_value(term))[1] for term in subjects if term.startswith(f"<{space}")}


def listed(space: type[DefinedNamespace]) -> set[str]:
    """The local names that rdflib lists for a namespace, and those that it leaves out."""
    names = {split_iri(str(term))[1] for term in dir(space)}
    # Names that Python can't spell, such as sh:class; there is no public way to list them.
    return names | set(space._extras) | set(_MORE.get(space, ()))  # noqa: SLF001
