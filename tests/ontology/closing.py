"""What follows: the closure of triples under RDFS and OWL 2 RL, and what a person would find wrong with it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from owlrl import DeductiveClosure, OWLRL_Semantics, RDFS_Semantics
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef

from tests.ontology.reading import BASE, VOCABULARIES, iris, namespace, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

SEMANTICS = {"RDFS": RDFS_Semantics, "OWL RL": OWLRL_Semantics}
PROBE = "urn:probe:"
_OWN = (f"{BASE}id/", f"{BASE}def", f"{BASE}set/", f"{BASE}shapes")
_RDFS_AXIOMS = {RDF.type, RDF.first, RDF.rest, RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf}
_BINDING = (RDFS.domain, RDFS.range, OWL.inverseOf, OWL.equivalentProperty, OWL.propertyDisjointWith)
_TRAITS = {
    *(OWL.AsymmetricProperty, OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty),
    *(OWL.SymmetricProperty, OWL.TransitiveProperty),
}
# Statements about a vocabulary, not about what its terms mean.
_ADMINISTRATIVE = {OWL.imports, OWL.priorVersion, OWL.versionIRI}
_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # how owlrl reports a contradiction
_MT = f"{BASE}def#"
_LARGE = "schemaorg-30.0-https.ttl"
_SCHEMAS = ("https://schema.org/", "http://schema.org/")  # FOAF equates some classes of the second with its own


def _iris(*names: str) -> frozenset[URIRef]:
    return frozenset(map(URIRef, names))


# Kinds of thing that exclude each other, whatever a vocabulary may say. Each is a handful of classes.
KINDS = {
    "agent": _iris(
        *("http://xmlns.com/foaf/0.1/Agent", "http://www.w3.org/ns/prov#Agent", "http://purl.org/dc/terms/Agent")
    ),
    "call": _iris(f"{_MT}SubgrantCall"),
    "class": _iris(str(RDFS.Class), str(OWL.Class)),
    "concept": _iris("http://www.w3.org/2004/02/skos/core#Concept"),
    "currency": _iris(f"{_MT}ComplementaryCurrency"),
    "disagreement": _iris(f"{_MT}Disagreement"),
    "document": _iris("http://xmlns.com/foaf/0.1/Document", f"{_MT}Source"),
    "event": _iris(*(f"{s}Event" for s in _SCHEMAS), "http://data.europa.eu/m8g/PublicEvent", f"{_MT}Training"),
    "figure": _iris("http://purl.org/linked-data/cube#Observation", f"{_MT}Observation"),
    "indicator": _iris(f"{_MT}Indicator"),
    "law": _iris("http://data.europa.eu/eli/ontology#LegalResource"),
    "organisation": _iris(
        *(f"{s}Organization" for s in _SCHEMAS),
        *("http://www.w3.org/ns/org#Organization", "http://xmlns.com/foaf/0.1/Organization"),
        *("http://www.w3.org/ns/prov#Organization", "http://data.europa.eu/s66#Organisation"),
    ),
    "output": _iris(f"{_MT}KnowledgeOutput"),
    "person": _iris(
        *(f"{s}Person" for s in _SCHEMAS),
        *("http://xmlns.com/foaf/0.1/Person", "http://www.w3.org/ns/prov#Person"),
    ),
    "place": _iris(
        *(f"{s}Place" for s in _SCHEMAS), "http://purl.org/dc/terms/Location", "http://www.w3.org/ns/prov#Location"
    ),
    "policy": _iris(f"{_MT}SocialPolicy"),
    "process": _iris(f"{_MT}CoProductionProcess", f"{_MT}Stage"),
    "programme": _iris(f"{_MT}FundingProgramme"),
    "project": _iris(f"{_MT}CooperationProject", "http://xmlns.com/foaf/0.1/Project"),
    "property": _iris(str(RDF.Property), str(OWL.ObjectProperty), str(OWL.DatatypeProperty)),
    "relation": _iris(
        *("http://www.w3.org/ns/prov#Influence", "http://www.w3.org/ns/org#Membership", f"{_MT}Participation")
    ),
    "scheme": _iris("http://www.w3.org/2004/02/skos/core#ConceptScheme"),
    "service": _iris("http://purl.org/vocab/cpsv#PublicService", "https://schema.org/Service"),
    "statement": _iris(str(RDF.Statement)),
}
_SAME_KIND = ({"agent", "organisation"}, {"agent", "person"})


class Closed(NamedTuple):
    """Triples with all that follows from them."""

    graph: Graph
    types: dict[URIRef, frozenset[URIRef]]


def axioms(vocabs: Path, used: Iterable[str]) -> Graph:
    """What other vocabularies say, each of its own terms, without labels and comments.

    Of schema.org, which has a thousand classes, only the used terms, their equivalents and what is above them.
    """
    found = Graph(bind_namespaces="none")
    spaces: dict[str, set[str]] = {}
    for space, files in VOCABULARIES.items():
        for file in files:
            spaces.setdefault(file, set()).add(space)
    for file, its_own in sorted(spaces.items(), key=lambda item: item[0] == _LARGE):
        # Blank nodes are parts of axioms; those that no axiom leads to do no harm.
        whole = read(vocabs / file)
        above = _above(whole, {*used, *iris(found)}) if file == _LARGE else None
        for s, p, o in whole:
            is_its_own = isinstance(s, BNode) or namespace(str(s), its_own)
            if _is_axiom(p, o) and is_its_own and (above is None or s in above):
                found.add((s, p, o))
    return found


def _above(vocabulary: Graph, used: set[str]) -> set[Node]:
    """Terms, their equivalents, and all that they are under."""
    start = {URIRef(term) for term in used} | {s for s, o in vocabulary[: OWL.equivalentClass] if str(o) in used}
    up = (RDFS.subClassOf, RDFS.subPropertyOf)
    return {
        above for term in start for p in up for above in vocabulary.transitive_objects(term, p) if above is not None
    }


def _is_axiom(predicate: object, obj: object) -> bool:
    return (
        predicate not in _ADMINISTRATIVE
        and not isinstance(obj, Literal)
        and (predicate in _RDFS_AXIOMS or str(predicate).startswith(str(OWL)))
    )


def premises(own: Graph, vocabulary: Graph, *more: tuple[URIRef, URIRef, URIRef]) -> Graph:
    """Own triples with axioms, and a probe: one more instance of each class, of which nothing else is said.

    Left out is that from which nothing follows, which is more than half: texts, and what is said with properties that
    no axiom binds to a class or to one another.
    """
    graph = Graph(bind_namespaces="none")
    graph += vocabulary
    for triple in (*own, *more):
        if _is_axiom(triple[1], triple[2]):
            graph.add(triple)
    telling = _telling(graph)
    for s, p, o in (*own, *more):
        if p in telling and not (isinstance(o, Literal) and o.language):
            graph.add((s, p, o))
    for cls in asserted_classes(own):
        graph.add((URIRef(PROBE + cls), RDF.type, cls))
    return graph


def _telling(axioms: Graph) -> set[Node]:
    """The properties from whose statements something follows: those that axioms bind, and those below them."""
    bound = {s for p in _BINDING for s in axioms.subjects(p)}
    bound |= {o for p in (OWL.inverseOf, OWL.onProperty, RDF.first) for o in axioms.objects(None, p)}
    bound |= {s for s, trait in axioms[: RDF.type] if trait in _TRAITS}
    return {below for p in bound for below in axioms.transitive_subjects(RDFS.subPropertyOf, p) if below is not None}


def asserted_classes(own: Graph) -> list[URIRef]:
    """The own classes, and those of others that own things are said to be instances of."""
    declared = {term for term in own.subjects(RDF.type, OWL.Class) if isinstance(term, URIRef)}
    things = {term for term in own.subjects(RDF.type) if str(term).startswith(f"{BASE}id/")}
    used = {cls for thing in things for cls in own.objects(thing, RDF.type) if isinstance(cls, URIRef)}
    return sorted(declared | used)


def close(premises: Graph, semantics: str) -> Closed:
    """All that follows from triples, which are not changed."""
    graph = Graph(bind_namespaces="none")
    graph += premises
    DeductiveClosure(SEMANTICS[semantics], axiomatic_triples=False, datatype_axioms=False).expand(graph)
    things = {s for s in graph.subjects(RDF.type, unique=True) if isinstance(s, URIRef)}
    types = {s: frozenset(o for o in graph.objects(s, RDF.type) if isinstance(o, URIRef)) for s in things}
    return Closed(graph, types)


def faults(closed: Closed) -> list[str]:
    """What must not follow, in words: two kinds in one, two disjoint classes, a contradiction, two that are one."""
    return sorted({*_mixtures(closed), *_disjoint(closed.graph), *_contradictions(closed.graph), *_same(closed.graph)})


def _mixtures(closed: Closed) -> Iterator[str]:
    for thing, types in closed.types.items():
        if not str(thing).startswith((PROBE, *_OWN)):
            continue
        kinds = [name for name, classes in KINDS.items() if classes & types]
        for pair in combinations(kinds, 2):
            if set(pair) not in _SAME_KIND:
                yield f"{thing} is of two kinds: {pair[0]} and {pair[1]}"


def _disjoint(graph: Graph) -> Iterator[str]:
    for one, other in graph.subject_objects(OWL.disjointWith):
        both = set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other))
        yield from (f"{thing} is {one} and {other}, which are disjoint" for thing in both)


def _contradictions(graph: Graph) -> Iterator[str]:
    yield from (f"contradiction: {message}" for message in graph.objects(None, _ERROR))
    yield from (f"{thing} is owl:Nothing" for thing in graph.subjects(RDF.type, OWL.Nothing))


def _same(graph: Graph) -> Iterator[str]:
    for one, other in graph.subject_objects(OWL.sameAs):
        if one != other and all(str(term).startswith(_OWN) for term in (one, other)):
            yield f"{min(str(one), str(other))} would be the same as {max(str(one), str(other))}"


def sample(own: Graph) -> Graph:
    """A small part that stands for all: the ontology, and all of one thing of each class and with each property."""
    found = Graph(bind_namespaces="none")
    described: dict[Node, list[tuple[Node, Node, Node]]] = {}
    for triple in own:
        described.setdefault(triple[0], []).append(triple)
    seen: set[Node] = set()
    for thing in sorted(described, key=str):
        features = {o if p == RDF.type else p for _, p, o in described[thing]}
        if str(thing).startswith(_MT) or not features <= seen:
            seen |= features
            for triple in described[thing]:
                found.add(triple)
    return found
