"""The official shapes of CPOV 2.1.2, CPSV-AP 3.2.0 and CPEV 1.1.1, over our ontology, its alignments and the graph.

Each asks something of the data (its focus nodes are counted), and what it asks in vain is known exactly, with the
reason. The shapes are read from the shared suites, not copied.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH, NamespaceManager

from medtown.check.shacl.rdflib_graph import quiet
from medtown.check.shacl.validator import run_pyshacl
from tests.ontology.reading import own_triples
from tests.support.shared import shared

if TYPE_CHECKING:
    from rdflib.term import Node

ROOT = Path(__file__).parents[2]
EVENT = "https://w3id.org/medtown/id/event/"
CV = "http://data.europa.eu/m8g/"
FOAF = "http://xmlns.com/foaf/0.1/"
# Properties of which FOAF and DCAT say that their values are pages (rdfs:range foaf:Document).
_NAMES_A_PAGE = (f"{FOAF}homepage", f"{FOAF}page", "http://www.w3.org/ns/dcat#landingPage")
PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": CV,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": FOAF,
    "org": "http://www.w3.org/ns/org#",
    "sh": str(SH),
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
# CPEV's public event: at a place and time, organised for a purpose, of interest to a general audience. These have
# a place, a time and an organiser in the graph and were open to all by what their sources say. Not: what partners,
# staff, delegations, students or trainers held among themselves, and what has no place or time. In doubt, as no
# source seen says who could come: the round tables, the opening of the time bank, the workshops of MedRiSSE.
PUBLIC_EVENTS = (
    "conversa-aberta",
    "eskura-summit",
    "final-conference",
    "final-conference-first-panel",
    "final-conference-second-panel",
    "future-of-sse-conference",
    "launching-conference",
    "lingare-festival",
    "medrisse-final-conference",
    "social-innovation-week",
    "sse-day-cluster-inauguration",
    "thessaloniki-seminar",
    "waste-to-wealth",
)


class Profile(NamedTuple):
    """A profile's shapes: the file, the classes that must have focus nodes, what is not met, by class and property."""

    file: str
    targets: tuple[str, ...]
    unmet: dict[tuple[str, str, str], str]


_TWICE = "CPSV-AP wants dcterms:title beside the skos:prefLabel that names all agents; only services have both"
_NO_NUMBER = "no source gives one, and a number must not be made up; only services repeat their IRI as one"
PROFILES = {
    "CPOV 2.1.2": Profile(
        "cpov/releases/2.1.2/shacl/core-public-organisation-ap-SHACL.ttl",
        ("cv:PublicOrganisation", "org:Organization", "dcterms:Location", "skos:Concept", "foaf:Document"),
        {},
    ),
    "CPSV-AP 3.2.0": Profile(
        "cpsv/releases/3.2.0/shacl/cpsv-ap-SHACL.ttl",
        ("cpsv:PublicService", "cv:PublicOrganisation", "cv:Participation", "foaf:Agent", "dcat:Dataset"),
        {
            ("cpsv:PublicService", "cv:hasCompetentAuthority", "minCount 1"): (
                "of the relief for families in Jordan no source names any authority; the ten others have one"
            ),
            ("cv:Participation", "cv:hasParticipant", "minCount 1"): (
                "mt:participant is not aligned with it: its values must be foaf:Agent, which the graph does not write"
            ),
            ("cv:Participation", "dcterms:description", "minCount 1"): "the name of a participation says all of it",
            ("cv:Participation", "dcterms:identifier", "minCount 1"): _NO_NUMBER,
            ("foaf:Agent", "dcterms:identifier", "minCount 1"): _NO_NUMBER,
            ("foaf:Agent", "dcterms:title", "minCount 1"): _TWICE,
        },
    ),
    "CPEV 1.1.1": Profile(
        "cpev/releases/1.1.1/shacl/core-public-event-ap-SHACL.ttl",
        ("cv:PublicEvent", "cv:Participation", "foaf:Agent", "skos:Concept"),
        {},
    ),
}


@pytest.fixture(scope="module")
def suites() -> Path:
    """The folder of SEMIC's releases."""
    return shared("suites/semic")


@pytest.fixture(scope="module")
def data() -> Graph:
    """Ontology, alignments and graph, with what follows from our subproperties and the range of what names a page."""
    with quiet("rdflib.term"):
        graph = own_triples("ontology", "graph")
    for sub in set(graph.subjects(RDFS.subPropertyOf)):
        above = set(graph.transitive_objects(sub, RDFS.subPropertyOf)) - {sub}
        for subject, _, value in list(graph.triples((None, URIRef(str(sub)), None))):
            for wider in above:
                graph.add((subject, URIRef(str(wider)), value))
    for page in _NAMES_A_PAGE:
        for value in list(graph.objects(None, URIRef(page))):
            graph.add((value, RDF.type, URIRef(f"{FOAF}Document")))
    return graph


def test_the_public_events_are_in_the_graph(data: Graph) -> None:
    events = set(data.subjects(RDF.type, URIRef("https://schema.org/Event")))
    public = {str(event).removeprefix(EVENT) for event in data.subjects(RDF.type, URIRef(f"{CV}PublicEvent"))}
    assert public == set(PUBLIC_EVENTS)
    for name in PUBLIC_EVENTS:
        event = URIRef(f"{EVENT}{name}")
        assert event in events
        for wanted in ("location", "organizer", "startDate"):
            assert (event, URIRef(f"https://schema.org/{wanted}"), None) in data, (name, wanted)


@pytest.mark.parametrize("name", PROFILES)
def test_the_shapes_look_at_our_data(name: str, data: Graph, suites: Path) -> None:
    shapes = Graph().parse(suites / PROFILES[name].file)
    targets = {short(cls) for cls in shapes.objects(None, SH.targetClass)}
    for cls in PROFILES[name].targets:
        assert cls in targets
        prefix, _, local = cls.partition(":")
        classes = data.transitive_subjects(RDFS.subClassOf, URIRef(f"{PREFIXES[prefix]}{local}"))
        assert any(True for each in classes for _ in data.subjects(RDF.type, each)), cls


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_not_met_is_known(name: str, data: Graph, suites: Path) -> None:
    shapes = Graph().parse(suites / PROFILES[name].file)
    results = run_pyshacl(data, shapes)
    unmet = {
        (target, short(results.value(result, SH.resultPath)), asked(shapes, results, result))
        for result in results.objects(None, SH.result)
        for target in targets_of(shapes, results.value(result, SH.sourceShape))
    }
    assert unmet == set(PROFILES[name].unmet)
    assert all(PROFILES[name].unmet.values())


def targets_of(shapes: Graph, shape: Node | None) -> set[str]:
    """The classes that the node shapes with a property shape target."""
    return {short(cls) for node in shapes.subjects(SH.property, shape) for cls in shapes.objects(node, SH.targetClass)}


def asked(shapes: Graph, results: Graph, result: Node) -> str:
    """The constraint that a result is about, such as `minCount 1`."""
    component = str(results.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    parameter = component.removesuffix("ConstraintComponent")
    parameter = parameter[0].lower() + parameter[1:]
    value = shapes.value(results.value(result, SH.sourceShape), SH[parameter])
    return f"{parameter} {short(value)}"


def short(term: Node | None) -> str:
    """An IRI with a prefix, a literal's text."""
    names = NamespaceManager(Graph(), bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        names.bind(prefix, namespace)
    return term.n3(names) if isinstance(term, URIRef) else str(term)
