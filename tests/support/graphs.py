"""Whole graphs in canonical form, so that equal texts mean equal graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.table.canonical import canonical_ntriples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Triple = tuple[str, str, str]
_BOM = b"\xef\xbb\xbf"

FORMATS = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def triples(data: bytes, suffix: str) -> Iterator[Triple]:
    """The triples of a file's content, graph names left out."""
    for quad in ox.parse(data.removeprefix(_BOM), format=FORMATS[suffix], rename_blank_nodes=False):
        yield str(quad.subject), str(quad.predicate), str(quad.object)


def canonical(files: Iterable[Path]) -> str:
    """The union of files of one build, whose blank nodes have the same labels in all of them."""
    found: dict[Triple, None] = {}
    for file in files:
        found |= dict.fromkeys(triples(file.read_bytes(), file.suffix[1:]))
    return canonical_ntriples(found)


def canonical_sources(files: Iterable[Path]) -> str:
    """The union of source files, whose blank nodes are each file's own."""
    found: dict[Triple, None] = {}
    for number, file in enumerate(files):
        for triple in triples(file.read_bytes(), file.suffix[1:]):
            s, p, o = (f"_:f{number}x{t[2:]}" if t.startswith("_:") else t for t in triple)
            found[s, p, o] = None
    return canonical_ntriples(found)


def documents(site: Path) -> list[Path]:
    """The N-Triples files of a site's documents, without the dumps and the answers to queries."""
    return sorted(p for p in site.rglob("*.nt") if p.relative_to(site).parts[0] not in ("dump", "query"))
