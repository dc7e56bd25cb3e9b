"""What follows from the ontology, its alignments and the graph, together with the vocabularies that they use.

Set MEDTOWN_SUITES to the folder beside the vocabularies. `--update-golden` writes types.txt anew; each new line then
wants its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import FOAF, ORG, OWL, RDF, RDFS, SKOS, Graph, URIRef

from tests.ontology.closing import PROBE, SEMANTICS, Closed, asserted_classes, axioms, close, faults, premises, sample
from tests.ontology.reading import BASE, TERMS, VOCABULARIES, iris, own_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).with_name("types.txt")
_TRIVIAL = {OWL.Thing, RDFS.Resource}
_MISSING = "reason missing"


class Line(NamedTuple):
    """One line of the golden file: a type that follows, and from what."""

    cls: str
    origin: str  # "class": it follows from the class alone; "graph": from what the graph says of some instances
    type: str


@pytest.fixture(scope="module")
def own() -> Graph:
    return own_triples("ontology", "graph")


@pytest.fixture(scope="module")
def vocabulary(vocabs: Path, own: Graph) -> Graph:
    return axioms(vocabs, iris(own) | {str(bad) for (_, _, bad), _ in _BAD.values()})


@pytest.fixture(scope="module")
def closures(own: Graph, vocabulary: Graph) -> dict[str, Closed]:
    """The whole graph closed under each semantics."""
    whole = premises(own, vocabulary)
    return {name: close(whole, name) for name in SEMANTICS}


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_nothing_false_follows(closures: dict[str, Closed], semantics: str) -> None:
    assert faults(closures[semantics]) == []


def test_each_class_has_the_types_that_were_intended(
    closures: dict[str, Closed], own: Graph, request: pytest.FixtureRequest
) -> None:
    found = set(_types(closures["OWL RL"], own))
    if request.getfixturevalue("updates_golden"):
        _write_golden(found, _read_golden(), own)
    reasons = _read_golden()
    assert {"not intended": sorted(found - reasons.keys()), "gone": sorted(reasons.keys() - found)} == {
        "not intended": [],
        "gone": [],
    }
    assert [line for line, reason in reasons.items() if reason in ("", _MISSING)] == []


def test_no_foreign_term_gets_a_new_meaning(own: Graph) -> None:
    foreign = {s for s, p, _ in own if p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)}
    assert sorted(str(s) for s in foreign if not str(s).startswith(TERMS)) == []
    claims = (OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch, OWL.disjointWith)
    assert [(s, p, o) for claim in claims for s, p, o in own.triples((None, claim, None))] == []
    alignments = Graph().parse(Path(__file__).parents[2] / "ontology" / "alignments.ttl")
    assert [s for s in alignments.subjects(unique=True) if not str(s).startswith(BASE)] == []


def test_mappings_keep_the_rules_of_skos(closures: dict[str, Closed]) -> None:
    """SKOS Reference, S27 and S46: a pair is hierarchical, associative or exact, never two of these."""
    graph = closures["OWL RL"].graph
    by = {p: set(graph.subject_objects(p)) for p in (SKOS.broaderTransitive, SKOS.related, SKOS.exactMatch)}
    up = by[SKOS.broaderTransitive] | {(o, s) for s, o in by[SKOS.broaderTransitive]}
    assert by[SKOS.related] & up == set()
    assert {pair for pair in by[SKOS.exactMatch] if pair[0] != pair[1]} & (up | by[SKOS.related]) == set()


_BAD = {
    "a source that acts": (
        (TERMS + "Source", RDFS.subClassOf, "http://xmlns.com/foaf/0.1/Agent"),
        "two kinds: agent and document",
    ),
    "a group that is a person": (
        (TERMS + "CitizenGroup", RDFS.subClassOf, "http://xmlns.com/foaf/0.1/Person"),
        "two kinds: organisation and person",
    ),
    "a project that is an organisation": (
        (TERMS + "CooperationProject", RDFS.subClassOf, "https://schema.org/Project"),
        "two kinds: organisation and project",
    ),
    "a participation that acts": (
        (TERMS + "onBehalfOf", RDFS.subPropertyOf, "http://www.w3.org/ns/prov#actedOnBehalfOf"),
        "two kinds: agent and relation",
    ),
    "a mapping between classes": (
        (TERMS + "SSEEntity", SKOS.closeMatch, "http://purl.org/essglobal/vocab/SSEInitiative"),
        "def#SSEEntity is of two kinds: class and concept",
    ),
    "one thing with two names": (
        (f"{BASE}id/organisation/acpp", OWL.sameAs, f"{BASE}id/organisation/aacid"),
        "would be the same as",
    ),
}


@pytest.mark.parametrize("case", _BAD)
def test_a_false_alignment_is_caught(case: str, own: Graph, vocabulary: Graph) -> None:
    (s, p, o), expected = _BAD[case]
    closed = close(premises(sample(own), vocabulary, (URIRef(s), URIRef(p), URIRef(o))), "RDFS")
    assert [fault for fault in faults(closed) if expected in fault]


def test_disjoint_classes_are_a_contradiction_in_owl(vocabulary: Graph) -> None:
    source = URIRef(f"{BASE}id/source/a")
    few = Graph()
    for triple in vocabulary:
        if str(triple[0]).startswith((str(FOAF), str(ORG))):
            few.add(triple)
    few += [(source, RDF.type, FOAF.Document), (source, RDF.type, ORG.Organization)]
    found = faults(close(few, "OWL RL"))
    assert any("which are disjoint" in fault for fault in found)
    assert any("contradiction: " in fault for fault in found)


def test_an_unintended_type_shows_as_a_difference(own: Graph, vocabulary: Graph) -> None:
    unit = "http://www.w3.org/ns/org#OrganizationalUnit"
    bad = (URIRef(TERMS + "SSEEntity"), RDFS.subClassOf, URIRef("http://purl.org/essglobal/vocab/SSEInitiative"))
    part = sample(own)
    closed = close(premises(part, vocabulary, bad), "RDFS")
    assert (
        Line("mt:SSEEntity", "class", _short(URIRef(unit), part)) in set(_types(closed, part)) - _read_golden().keys()
    )


def _types(closed: Closed, own: Graph) -> Iterator[Line]:
    """The types that follow for each class's instances, without the class itself and what every thing is."""
    for cls in asserted_classes(own):
        name, by_class = _short(cls, own), closed.types[URIRef(PROBE + cls)]
        yield from (Line(name, "class", _short(t, own)) for t in by_class - _TRIVIAL - {cls})
        things = [thing for thing in own.subjects(RDF.type, cls) if str(thing).startswith(f"{BASE}id/")]
        asserted = {t for thing in things for t in own.objects(thing, RDF.type)}
        asserted |= {t for kind in asserted for t in closed.types.get(URIRef(PROBE + str(kind)), ())}
        by_graph = {t for thing in things for t in closed.types.get(URIRef(str(thing)), ())}
        yield from (Line(name, "graph", _short(t, own)) for t in by_graph - by_class - asserted - _TRIVIAL)


def _short(term: URIRef, own: Graph) -> str:
    spaces = {str(space): prefix for prefix, space in own.namespaces()} | _MORE_PREFIXES
    space = max((space for space in spaces if term.startswith(space)), key=len, default=None)
    return str(term) if space is None else f"{spaces[space]}:{term.removeprefix(space)}"


_MORE_PREFIXES = {
    space: prefix
    for prefix, space in {
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "mt": TERMS,
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
    }.items()
    if space in VOCABULARIES or space == TERMS
}


def _read_golden() -> dict[Line, str]:
    """The lines of the golden file with their reasons."""
    lines: dict[Line, str] = {}
    cls = ""
    for text in GOLDEN.read_text("utf-8").splitlines() if GOLDEN.exists() else ():
        if not text.startswith((" ", "#")):
            cls = text
        elif text.startswith(" "):
            fact, _, reason = text.partition(" # ")
            origin, name = fact.split()
            lines[Line(cls, origin, name)] = reason.strip()
    return lines


def _write_golden(found: set[Line], reasons: dict[Line, str], own: Graph) -> None:
    text = [
        "# The types that follow for the instances of each class, in RDFS and OWL 2 RL, with what they follow from:",
        "# the class alone, or what the graph says of some instances. After each, why that is right.",
    ]
    for cls in asserted_classes(own):
        text.append(_short(cls, own))
        lines = sorted(line for line in found if line.cls == _short(cls, own))
        text += [f"  {line.origin}  {line.type}  # {reasons.get(line) or _MISSING}" for line in lines]
    GOLDEN.write_text("\n".join(text) + "\n", "utf-8")
