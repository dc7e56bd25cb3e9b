"""What files of Turtle declare: their subjects, and the namespaces that they are about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.check.spelling import split_iri
from medtown.errors import InputError
from medtown.namespaces import OWL
from medtown.table.terms import RDF_TYPE, iri_value, is_iri, is_literal, parse_literal
from medtown.turtle_file import read_bytes, syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ONTOLOGY = f"<{OWL}Ontology>"
_PREFERRED_NAMESPACE = "<http://purl.org/vocab/vann/preferredNamespaceUri>"


@dataclass(frozen=True)
class Declarations:
    """The IRIs that are subjects, as local names by namespace, and the namespaces that a header names."""

    names: dict[str, set[str]]
    headers: frozenset[str]

    @cached_property
    def main(self) -> str:
        """The namespace of most subjects; empty where there is none."""
        return max(sorted(self.names), key=lambda space: len(self.names[space]), default="")

    @property
    def about(self) -> set[str]:
        """The namespaces that are described, not merely mentioned."""
        return {self.main, *(self.headers & self.names.keys())} - {""}


def declarations_of(triples: Iterable[tuple[str, str, str]]) -> Declarations:
    """What triples, given as terms, declare. An ontology's IRI names the namespaces with and without `#` or `/`."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    headers: set[str] = set()
    for subject, predicate, obj in triples:
        if is_iri(subject):
            space, name = split_iri(iri_value(subject))
            names[space].add(name)
            if predicate == RDF_TYPE and obj == _ONTOLOGY:
                headers |= {iri_value(subject) + end for end in ("", "#", "/")}
        if predicate == _PREFERRED_NAMESPACE:
            headers.add(parse_literal(obj).lexical if is_literal(obj) else iri_value(obj))
    return Declarations(dict(names), frozenset(headers))


def read_declarations(paths: Iterable[Path]) -> tuple[list[Declarations], list[InputError]]:
    """What files, and all *.ttl files of folders, declare, and the errors of those that can't be read."""
    found: list[Declarations] = []
    errors: list[InputError] = []
    for file in (file for path in paths for file in _files(path)):
        try:
            found.append(declarations_of(_triples(file)))
        except InputError as error:
            errors.append(error)
    return found, errors


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*.ttl") if file.is_file() and not file.name.startswith("."))
    else:
        yield path


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """A file's triples; relative IRIs, which published vocabularies may have, mean the file itself."""
    try:
        for quad in ox.parse(read_bytes(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except SyntaxError as fault:
        raise syntax_error(fault, path) from None
