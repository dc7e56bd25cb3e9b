from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.finding import Severity
from medtown.check.rules.ontology import check_ontology

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context

VOCABULARIES = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
ONTOLOGY = f"""{VOCABULARIES}
:Used a owl:Class ; rdfs:label "used" .
:p a rdf:Property ; rdfs:label "p" .
"""
DATA = ":a a :Used ; :p 1 ."


def found(
    context: Callable[..., Context], ontology: str, shapes: str = "", data: str = DATA
) -> list[tuple[str, int | None]]:
    """The messages about an ontology whose first line is line 11, and their lines."""
    files = {"ontology/o.ttl": ONTOLOGY + ontology, "graph/0.ttl": data, "shapes/0.ttl": shapes}
    return [(finding.message, finding.line) for finding in check_ontology(context(files))]


@pytest.mark.parametrize("kind", ["owl:Class", "rdfs:Class", "rdfs:Datatype", "rdf:Property", "owl:Class, rdfs:Class"])
def test_terms_without_a_label(kind: str, context: Callable[..., Context]) -> None:
    ontology = f":t\n  a {kind} .\n:a :p :t ."
    assert found(context, ontology) == [(":t has no label", 11)]


@pytest.mark.parametrize(
    "ontology",
    [
        ":t a owl:Class ; rdfs:label 'T' . :a :p :t .",
        ":t a owl:Class ; skos:prefLabel 'T'@fr . :a :p :t .",
        "<http://xmlns.com/foaf/0.1/Person> a owl:Class .",
        "[] a owl:Class .",
        ":t a :Used .",
    ],
)
def test_what_has_a_label_or_needs_none(ontology: str, context: Callable[..., Context]) -> None:
    assert found(context, ontology) == []


@pytest.mark.parametrize(
    "kind",
    ["owl:Class", "owl:DatatypeProperty", "owl:AnnotationProperty", "skos:ConceptScheme", "owl:Class, rdfs:Class"],
)
def test_terms_that_nothing_uses(kind: str, context: Callable[..., Context]) -> None:
    ontology = f":t a {kind} ; rdfs:label 'T' ; rdfs:seeAlso :t ."
    assert found(context, ontology) == [(":t is declared and used nowhere", 11)]


@pytest.mark.parametrize(
    ("ontology", "shapes", "data"),
    [
        ("", "", ":b a :t ."),
        ("", "", ":b :t 1 ."),
        ("", "", "[] :p :t ."),
        (":other rdfs:subClassOf :t .", "", ""),
        (":p rdfs:range :t .", "", ""),
        (":t skos:hasTopConcept :c . :t a skos:ConceptScheme .", "", ""),
        ("", ":S sh:path :t .", ""),
        ("", ":S sh:property [ sh:path ( :p :t ) ] .", ""),
        ("", ":t a sh:NodeShape .", ""),
    ],
)
def test_terms_that_something_uses(ontology: str, shapes: str, data: str, context: Callable[..., Context]) -> None:
    assert found(context, f":t a rdfs:Class ; rdfs:label 'T' . {ontology}", shapes, DATA + data) == []


def test_what_the_graph_declares_is_not_of_the_ontology(context: Callable[..., Context]) -> None:
    assert found(context, "", "", f"{DATA} :t a rdfs:Class ; rdfs:label 'T' .") == []


def test_a_vocabulary_for_others_need_not_be_used(context: Callable[..., Context]) -> None:
    assert found(context, ":t a owl:Class ; rdfs:label 'T' .", "", ":a :b 1 .") == []


def test_an_unused_term_is_for_information(context: Callable[..., Context]) -> None:
    files = {"ontology/o.ttl": f"{ONTOLOGY}:t a owl:Class ; rdfs:label 'T' .", "graph/0.ttl": DATA}
    (finding,) = check_ontology(context(files))
    assert (finding.code, finding.severity, finding.focus_label) == ("MT311", Severity.INFO, "T")
