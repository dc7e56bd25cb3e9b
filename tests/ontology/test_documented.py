"""That docs/alignments.md lists what the ontology says, row by row."""

from __future__ import annotations

import re

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from tests.ontology.reading import ROOT, TERMS, own_triples, read

_RELATIONS = {"sub-class": RDFS.subClassOf, "sub-property": RDFS.subPropertyOf, "see also": RDFS.seeAlso}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return own_triples("ontology")


def test_the_table_of_classes_is_complete(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    said = {t for t in _links(ontology) if t[0] in classes and not str(t[2]).startswith(TERMS)}
    assert _rows("Classes", ontology) ^ said == set()


def test_the_table_of_properties_is_complete(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    alignments = read(ROOT / "ontology" / "alignments.ttl")
    said = {t for t in _links(alignments) if str(t[0]).startswith(TERMS) and t[0] not in classes}
    assert _rows("Properties that the alignments add", ontology) ^ said == set()


def _links(graph: Graph) -> set[tuple[object, object, object]]:
    return {(s, p, o) for p in _RELATIONS.values() for s, o in graph[:p]}


def _rows(heading: str, ontology: Graph) -> set[tuple[object, object, object]]:
    """The links of the table under a heading; more than one term in each of two cells stand in pairs."""
    text = (ROOT / "docs" / "alignments.md").read_text("utf-8")
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found: set[tuple[object, object, object]] = set()
    for ours, relation, theirs in re.findall(r"^\| (`mt:[^|]*) \| ([^|]*) \| ([^|]*) \|", section, re.MULTILINE):
        subjects, objects = re.findall(r"`([^`]*)`", ours), re.findall(r"`([^`]*)`", theirs)
        same = len(subjects) == len(objects) > 1
        pairs = zip(subjects, objects, strict=True) if same else ((s, o) for s in subjects for o in objects)
        found |= {(_expand(s, ontology), _RELATIONS[relation], _expand(o, ontology)) for s, o in pairs}
    return found


def _expand(name: str, ontology: Graph) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(str(dict(ontology.namespaces())[prefix]) + local)
