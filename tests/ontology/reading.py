"""The project's own triples, and the copies of other vocabularies that lie beside the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/medtown/"
TERMS = f"{BASE}def#"

# The files that speak for each namespace, below ../shared/vocabs. A vocabulary is heard only on its own terms: many say
# things of others' too, and the ontology of the Sustainable Development Goals even that whatever has a dcterms:subject
# is a skos:Concept. (We link to the goals; we do not use that ontology.)
VOCABULARIES = {
    "http://data.europa.eu/eli/ontology#": ("eli-1.2.ttl",),
    "http://data.europa.eu/m8g/": ("cpov-2.1.2.ttl", "cpsv-ap-3.2.0.ttl", "cpev-1.1.1.ttl"),
    "http://data.europa.eu/s66#": ("eurio-2.4.ttl",),
    "http://purl.org/dc/terms/": ("dublin-core-terms.ttl",),
    "http://purl.org/essglobal/vocab/": ("essglobal-vocab.ttl",),
    "http://purl.org/vocab/cpsv#": ("cpsv-ap-3.2.0.ttl",),
    "http://purl.org/vocab/vann/": ("vann.ttl",),
    "http://rdfs.org/ns/void#": ("void.ttl",),
    "http://www.w3.org/2004/02/skos/core#": ("skos.ttl",),
    "http://www.w3.org/2006/vcard/ns#": ("vcard.ttl",),
    "http://www.w3.org/ns/dcat#": ("dcat3.ttl",),
    "http://www.w3.org/ns/org#": ("org.ttl",),
    "http://www.w3.org/ns/prov#": ("prov-o.ttl",),
    "http://www.w3.org/ns/regorg#": ("regorg.ttl",),
    "http://www.w3.org/ns/shacl#": ("shacl.ttl",),
    "http://xmlns.com/foaf/0.1/": ("foaf.ttl",),
    "https://schema.org/": ("schemaorg-30.0-https.ttl",),
}
_ESS = "http://purl.org/essglobal/standard/"
_LOD = "https://dev.lod.coop/essglobal/2.1/standard/"
_EU = "http://publications.europa.eu/resource/authority/"
_ESS_LISTS = (
    *("activities", "activities-ica", "activities-modified", "base-membership-type", "legal-form"),
    *("organisational-structure", "qualifiers", "themes"),
)
# lod.coop publishes lists of ESSGlobal again, with the same codes; the copies beside the project are those of purl.org.
_LOD_LISTS = ("activities", "activities-ica", "activities-modified", "base-membership-type", "organisational-structure")
# Lists of concepts: no axioms, but we link to what is in them.
LISTS = {
    "http://metadata.un.org/sdg/": "sdg-kos-goals-targets-indicators.ttl",
    **{f"{_ESS}{name}/": f"essglobal-standard/{name}.skos" for name in _ESS_LISTS},
    f"{_EU}corporate-body-classification/": "eu-authority-tables/corporate-body-classification-skos.rdf",
    f"{_EU}country/": "eu-authority-tables/countries-skos.rdf",
    f"{_EU}data-theme/": "eu-authority-tables/data-theme-skos-ap-act.ttl",
    f"{_EU}resource-type/": "eu-authority-tables/resourcetypes-skos.rdf",
    f"{_EU}role/": "eu-authority-tables/roles-skos.rdf",
}
# Lists that are published at a second address with the same codes, and where they stand in the copies.
TWINS = {f"{_LOD}{name}/": f"{_ESS}{name}/" for name in _LOD_LISTS}


# A copy that uses the empty prefix without declaring it.
_UNDECLARED = {"vcard.ttl": "http://www.w3.org/2006/vcard/ns#"}


def read(path: Path) -> Graph:
    """A file of Turtle, or of RDF/XML as ESSGlobal's .skos and the EU's .rdf are."""
    if path.name in _UNDECLARED:
        text = f"PREFIX : <{_UNDECLARED[path.name]}>\n{path.read_text('utf-8')}"
        return Graph(bind_namespaces="none").parse(data=text, format="turtle")
    return Graph(bind_namespaces="none").parse(path, format="turtle" if path.suffix == ".ttl" else "xml")


def own_triples(*folders: str) -> Graph:
    """All triples of some of the project's folders, such as ontology and graph, with their prefixes."""
    graph = Graph(bind_namespaces="none")
    for folder in folders:
        for path in sorted((ROOT / folder).glob("*.ttl")):
            graph.parse(path)
    return graph


def subjects(graph: Graph) -> set[str]:
    """The IRIs that a graph describes."""
    return {str(term) for term in graph.subjects(unique=True) if isinstance(term, URIRef)}


def iris(graph: Graph) -> set[str]:
    """All IRIs of a graph's triples, datatypes too."""
    return datatypes(graph) | {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}


def datatypes(graph: Graph) -> set[str]:
    """The datatypes of a graph's literals."""
    literals = (term for term in graph.objects(unique=True) if isinstance(term, Literal))
    return {str(literal.datatype) for literal in literals if literal.datatype}


def namespace(iri: str, known: Iterable[str]) -> str | None:
    """The longest of the known namespaces that an IRI is in."""
    return max((space for space in known if iri.startswith(space)), key=len, default=None)
