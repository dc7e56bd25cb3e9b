"""The ontology against the catalogue of pitfalls of OOPS! (https://oops.linkeddata.es/catalogue.jsp), P02 to P41.

Each test names the pitfalls it looks for. Left to people, because no program can tell: P01 (two meanings in one name),
P07 and P21 (two ideas or a remainder in one class), P14 to P16 and P33 (class expressions and chains: there are none),
P18 (a domain or range too narrow: the closure of the graph in test_closure.py shows it), P23 (what the language has
already), P37 (the ontology on the web: tests/site). P10, classes not declared disjoint, is answered by the kinds in
closing.py. P12 and P30 ask for equivalences; docs/alignments.md says why there are none.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef

from tests.ontology.reading import BASE, ROOT, TERMS, iris, own_triples, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

ONTOLOGY = URIRef(f"{BASE}def")
LANGUAGES = {"ar", "el", "en", "es", "fr", "pt"}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
TERM_KINDS = (OWL.Class, *PROPERTY_KINDS)

# P11: properties that say nothing of one end, and why.
OPEN_ON_PURPOSE = {
    ("about", "domain"): "figures, disagreements and statements speak of things",
    ("capacity", "domain"): "a participation or an org:Membership has it",
    ("concernsService", "range"): "a service or a policy",
    ("coProduces", "range"): "a service or a policy",
    ("forCountry", "range"): "a country of the EU's table, which calls it a concept",
    ("inferenceNote", "domain"): "we may conclude something of anything",
    ("inspiredBy", "domain"): "a process or a currency",
    ("inspiredBy", "range"): "a practice of any kind, such as a currency",
    ("jurisdiction", "range"): "a country of the EU's table, which calls it a concept",
    ("leadOrganisation", "domain"): "a process, a project or a programme",
    ("outcome", "domain"): "a process or a project",
    ("ownTranslation", "domain"): "anything with texts",
    ("partOfProject", "domain"): "whatever is done, held or made within a project",
    ("participationIn", "range"): "a process, an event or a project",
    ("phase", "domain"): "a stage, a participation, or a whole process or service",
    ("policyArea", "domain"): "a process, a service, a policy or an event",
    ("targetGroup", "domain"): "a process, a project, a service or a training",
    ("technologyProvider", "domain"): "a currency or an output",
    ("thematicPriority", "domain"): "a programme or a project",
}
_HEADER = (
    *(DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.publisher, DCTERMS.license, DCTERMS.created),
    *(DCTERMS.modified, DCTERMS.language, DCTERMS.bibliographicCitation, OWL.versionInfo, OWL.versionIRI),
    *(OWL.priorVersion, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return own_triples("ontology")


@pytest.fixture(scope="module")
def terms(ontology: Graph) -> list[URIRef]:
    """The own classes and properties."""
    return sorted(_typed(ontology, TERM_KINDS))


def test_each_term_is_labelled_and_defined(ontology: Graph, terms: list[URIRef]) -> None:
    """P08 (annotations missing) and P20 (annotations misused)."""
    assert [t for t in terms if not all((t, p, None) in ontology for p in (RDFS.label, SKOS.definition))] == []
    concepts = sorted(_typed(ontology, (SKOS.Concept, SKOS.ConceptScheme)))
    assert [c for c in concepts if not all((c, p, None) in ontology for p in (SKOS.prefLabel, SKOS.definition))] == []
    texts = (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition, SKOS.scopeNote, SKOS.example)
    empty = [s for p in texts for s, text in ontology[:p] if not isinstance(text, Literal) or not str(text).strip()]
    assert empty == []
    backwards = [t for t in terms for d in ontology[t : SKOS.definition] if d in set(ontology[t : RDFS.label])]
    assert backwards == []


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.prefLabel, SKOS.definition])
def test_each_text_is_there_in_six_languages(ontology: Graph, predicate: URIRef) -> None:
    """P08, for each language."""
    found: dict[str, set[str]] = {}
    for subject, text in ontology[:predicate]:
        found.setdefault(str(subject), set()).add(str(getattr(text, "language", None)))
    wanting = {s: sorted(LANGUAGES - tags) for s, tags in found.items() if s != str(ONTOLOGY) and not tags >= LANGUAGES}
    assert wanting == {}


@pytest.mark.parametrize("kinds", [(OWL.Class,), PROPERTY_KINDS, (SKOS.Concept,), (SKOS.ConceptScheme,)], ids=str)
def test_no_two_terms_have_one_label(ontology: Graph, kinds: tuple[URIRef, ...]) -> None:
    """P32 (several classes with one label) and P02 (synonyms as classes). Concepts: within one scheme."""
    names: Counter[tuple[str, ...]] = Counter()
    for term in _typed(ontology, kinds):
        scheme = str(ontology.value(term, SKOS.inScheme) or "")
        labels = {*ontology[term : RDFS.label], *ontology[term : SKOS.prefLabel]}
        names.update({(scheme, str(label).casefold(), str(getattr(label, "language", ""))) for label in labels})
    assert [name for name, count in names.items() if count > 1] == []


def test_each_property_has_a_decision_on_its_ends(ontology: Graph) -> None:
    """P11 (domain or range missing) and P19 (several, which OWL takes together)."""
    properties = sorted(_typed(ontology, PROPERTY_KINDS))
    ends = {"domain": RDFS.domain, "range": RDFS.range}
    count = {(_name(p), end): len(set(ontology[p:of])) for p in properties for end, of in ends.items()}
    assert {key for key, n in count.items() if n == 0} == OPEN_ON_PURPOSE.keys()
    assert {key for key, n in count.items() if n > 1} == set()


def test_an_object_property_does_not_lead_to_texts(ontology: Graph) -> None:
    """P35 (property not typed), P11, and OWL 2 DL, section 5.8.1: one IRI, one kind of property."""
    graph = own_triples("graph")
    for term in _typed(ontology, (OWL.ObjectProperty,)):
        assert [o for o in graph.objects(None, term) if isinstance(o, Literal)] == [], term
    for term in _typed(ontology, (OWL.DatatypeProperty,)):
        assert [o for o in graph.objects(None, term) if not isinstance(o, Literal)] == [], term


def test_a_property_is_under_properties_of_its_kind(ontology: Graph, vocabs: Path) -> None:
    """P20, and OWL 2 DL: no data property under an annotation property, such as all notes of SKOS are."""
    copies = ("skos.ttl", "org.ttl", "prov-o.ttl", "dublin-core-terms.ttl", "cpev-1.1.1.ttl", "eli-1.2.ttl")
    theirs = Graph()
    for name in copies:
        theirs += read(vocabs / name)
    wrong = []
    for term, above in ontology[: RDFS.subPropertyOf]:
        ours, kinds = _kinds(ontology, term), _kinds(theirs, above) | _kinds(ontology, above)
        if kinds and not ours & kinds:
            wrong.append((_name(term), str(above)))
    assert wrong == []


def test_inverses_are_sane(ontology: Graph) -> None:
    """P05, P25, P26 (inverses that are wrong, own, or of a symmetric property); P13: none is declared but where used.

    SPARQL's ^ follows each property backwards, so an inverse that the graph does not write would only be one more name.
    """
    for one, other in ontology[: OWL.inverseOf]:
        assert one != other
        assert (one, RDF.type, OWL.SymmetricProperty) not in ontology
        ends = (ontology.value(one, RDFS.domain), ontology.value(one, RDFS.range))
        assert ends == (ontology.value(other, RDFS.range), ontology.value(other, RDFS.domain))


def test_no_property_claims_more_than_it_is(ontology: Graph) -> None:
    """P27, P28, P29, P31 (equivalences, symmetry, transitivity that are wrong) and P33 (chains): none is claimed."""
    claims = (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs, OWL.propertyChainAxiom)
    assert [t for claim in claims for t in ontology.triples((None, claim, None))] == []
    traits = (OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.FunctionalProperty, OWL.InverseFunctionalProperty)
    assert sorted(_typed(ontology, traits)) == []


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader], ids=str)
def test_no_hierarchy_runs_in_circles(ontology: Graph, predicate: URIRef) -> None:
    """P06 (cycles), P24 (definitions that need themselves), P03 (a property that says "is" instead of a subclass)."""
    starts = set(ontology.subjects(predicate))
    circles = [
        s for s in starts for above in ontology[s:predicate] if s in set(ontology.transitive_objects(above, predicate))
    ]
    assert circles == []
    assert [t for t in _typed(ontology, PROPERTY_KINDS) if re.fullmatch("is|isA|isKindOf|type", _name(t))] == []


def test_no_class_is_an_instance_of_a_class(ontology: Graph) -> None:
    """P17 (specialised too far): no own thing is both a class and an instance of an own class."""
    own_classes = set(_typed(ontology, (OWL.Class,)))
    assert [c for c in own_classes if set(ontology[c : RDF.type]) & own_classes] == []


def test_no_own_term_is_undeclared(ontology: Graph, terms: list[URIRef]) -> None:
    """P34 and P35 (class or property not typed): in the ontology, the graph, the shapes and the questions."""
    used = {iri for iri in iris(own_triples("ontology", "graph", "shapes")) if iri.startswith(TERMS)}
    for path in sorted((ROOT / "queries").glob("*.rq")):
        text = re.sub(r"#.*", "", path.read_text("utf-8"))
        used |= {TERMS + name for name in re.findall(r"\bmt:([\w-]+)", text)}
    assert sorted(used - set(map(str, terms)) - {TERMS}) == []
    assert [t for t in terms if {*ontology[t : RDFS.isDefinedBy]} != {ONTOLOGY}] == []


def test_each_term_is_used_or_connected(ontology: Graph, terms: list[URIRef]) -> None:
    """P04 (not connected): each class is the end of a property, above or below a class, or has instances."""
    whole = own_triples("ontology", "graph", "shapes")
    links = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDF.type, URIRef("http://www.w3.org/ns/shacl#targetClass"))
    connected = {o for link in links for o in whole.objects(None, link)} | set(whole.subjects(RDFS.subClassOf))
    assert [t for t in terms if t in set(_typed(ontology, (OWL.Class,))) and t not in connected] == []


def test_no_term_is_of_two_kinds(ontology: Graph, terms: list[URIRef]) -> None:
    assert [t for t in terms if len(_kinds(ontology, t)) != 1] == []
    concepts = set(_typed(ontology, (SKOS.Concept, SKOS.ConceptScheme)))
    assert concepts & set(terms) == set()


def test_the_header_says_what_it_must(ontology: Graph) -> None:
    """P38 (no owl:Ontology), P39 (namespace unclear), P41 (no licence)."""
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    assert [p for p in _HEADER if (ONTOLOGY, p, None) not in ontology] == []
    assert ontology.value(ONTOLOGY, VANN.preferredNamespaceUri) == Literal(TERMS)
    assert ontology.value(ONTOLOGY, VANN.preferredNamespacePrefix) == Literal("mt")
    assert set(ontology[ONTOLOGY : DCTERMS.license]) == {URIRef("https://creativecommons.org/licenses/by/4.0/")}
    version = ontology.value(ONTOLOGY, OWL.versionInfo)
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert ontology.value(ONTOLOGY, OWL.priorVersion) != ontology.value(ONTOLOGY, OWL.versionIRI)
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {getattr(text, "language", None) for text in ontology[ONTOLOGY:predicate]} == LANGUAGES


def test_no_namespace_is_hijacked(ontology: Graph) -> None:
    """P40: nothing is declared in, or said of, a namespace that is not ours."""
    assert sorted({str(s) for s in ontology.subjects() if isinstance(s, URIRef) and not str(s).startswith(BASE)}) == []


def test_names_are_of_one_style(ontology: Graph) -> None:
    """P22 (naming) and P36 (file extensions in IRIs)."""
    wrong = [c for c in _typed(ontology, (OWL.Class,)) if not re.fullmatch(r"[A-Z][A-Za-z]+", _name(c))]
    wrong += [p for p in _typed(ontology, PROPERTY_KINDS) if not re.fullmatch(r"[a-z][A-Za-z]+", _name(p))]
    concepts = _typed(ontology, (SKOS.Concept, SKOS.ConceptScheme))
    pattern = rf"{re.escape(BASE)}id/[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*"
    wrong += [c for c in concepts if not re.fullmatch(pattern, str(c))]
    assert wrong == []
    files = r"\.(html?|owl|rdf|ttl|xml|jsonld|nt|n3)$"
    assert [i for i in iris(own_triples("ontology")) if i.startswith(BASE) and re.search(files, i)] == []


def test_each_concept_is_in_place(ontology: Graph) -> None:
    """Schemes whole: each concept in one scheme, a top concept or under one; what is declared at both ends agrees."""
    schemes = set(_typed(ontology, (SKOS.ConceptScheme,)))
    for concept in _typed(ontology, (SKOS.Concept,)):
        assert len(set(ontology[concept : SKOS.inScheme])) == 1, concept
        assert set(ontology[concept : SKOS.inScheme]) <= schemes, concept
        assert ((concept, SKOS.topConceptOf, None) in ontology) != ((concept, SKOS.broader, None) in ontology), concept
        for above in ontology[concept : SKOS.broader]:
            assert set(ontology[above : SKOS.inScheme]) == set(ontology[concept : SKOS.inScheme]), concept
    down = {(s, o) for s, o in ontology[: SKOS.hasTopConcept]}
    assert down == {(o, s) for s, o in ontology[: SKOS.topConceptOf]}
    assert schemes == {s for s, _ in down}


def _typed(graph: Graph, kinds: Iterable[URIRef]) -> Iterator[URIRef]:
    """Own things of some kinds."""
    for kind in kinds:
        yield from (s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and str(s).startswith(BASE))


def _kinds(graph: Graph, term: Node) -> set[URIRef]:
    return {kind for kind in TERM_KINDS if (term, RDF.type, kind) in graph}


def _name(term: object) -> str:
    return str(term).removeprefix(TERMS)
