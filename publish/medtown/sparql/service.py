"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.sparql.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# https://www.w3.org/ns/formats/ ("Unique URIs for File Formats"): the formats of results.FORMATS.
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "N-Triples", "RDF_XML"),
)
PREFIXES = {"sd": SD, "format": _FORMATS}


def describe_service(endpoint: str, graphs: Iterable[str]) -> Answer:
    """The service description: languages, formats, the union default graph and the named graphs."""
    service, dataset, default = (ox.BlankNode(label) for label in ("service", "dataset", "default"))
    triples: list[tuple[ox.BlankNode, str, ox.NamedNode | ox.BlankNode]] = [
        (service, "endpoint", ox.NamedNode(endpoint)),
        (service, "supportedLanguage", _term("SPARQL11Query")),
        (service, "feature", _term("UnionDefaultGraph")),
        (service, "defaultDataset", dataset),
        (dataset, "defaultGraph", default),
        *((service, "resultFormat", ox.NamedNode(f"{_FORMATS}{name}")) for name in _RESULT_FORMATS),
    ]
    types = [(service, "Service"), (dataset, "Dataset"), (default, "Graph")]
    for number, graph in enumerate(graphs):
        node = ox.BlankNode(f"named{number}")
        triples += [(dataset, "namedGraph", node), (node, "name", ox.NamedNode(graph))]
        types.append((node, "NamedGraph"))
    return Answer.of_triples(
        [
            *(ox.Triple(node, _RDF_TYPE, _term(name)) for node, name in types),
            *(ox.Triple(s, _term(p), o) for s, p, o in triples),
        ]
    )


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SD}{name}")
