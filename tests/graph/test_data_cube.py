"""The figures are a well-formed data cube: the integrity constraints of RDF Data Cube, and a few of our own.

Source: The RDF Data Cube Vocabulary, W3C Recommendation, 16 January 2014: sections 10.1 (normalisation) and 11.1 (IC-1
to IC-21). The queries here are our own; each is true where its constraint is broken, as in the Recommendation.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[2]

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX e: <http://e/>
PREFIX mt: <https://w3id.org/medtown/def#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

# What the short forms of the vocabulary stand for, and our subclasses of its classes. The constraints presuppose it.
NORMALISE = """
INSERT { ?property a ?kind . ?component qb:componentProperty ?property } WHERE {
  VALUES (?short ?kind) {
    (qb:dimension qb:DimensionProperty) (qb:measure qb:MeasureProperty) (qb:attribute qb:AttributeProperty)
  }
  ?component ?short ?property
} ;
INSERT { ?set a qb:DataSet . ?observation a qb:Observation } WHERE { ?observation qb:dataSet ?set } ;
INSERT { ?structure a qb:DataStructureDefinition } WHERE { ?set qb:structure ?structure } ;
INSERT { ?observation a qb:Observation } WHERE { ?observation a/rdfs:subClassOf+ qb:Observation }
"""

# From an observation to a component that its structure lists.
_COMPONENT = (
    "?observation qb:dataSet/qb:structure/qb:component ?component . ?component qb:componentProperty ?property ."
)


class Constraint(NamedTuple):
    """A constraint: its name, what it says, the query that is true where it is broken, and an update that breaks it."""

    name: str
    says: str
    broken: str
    breaks: str


W3C = [
    Constraint(
        "IC-1",
        "Every observation belongs to exactly one data set.",
        """?observation a qb:Observation .
        OPTIONAL { ?observation qb:dataSet ?one }
        OPTIONAL { ?observation qb:dataSet ?other . FILTER (?other != ?one) }
        FILTER (!BOUND(?one) || BOUND(?other))""",
        "DELETE DATA { e:o1 qb:dataSet e:set }",
    ),
    Constraint(
        "IC-2",
        "Every data set has exactly one structure.",
        """?set a qb:DataSet .
        OPTIONAL { ?set qb:structure ?one }
        OPTIONAL { ?set qb:structure ?other . FILTER (?other != ?one) }
        FILTER (!BOUND(?one) || BOUND(?other))""",
        "INSERT DATA { e:set qb:structure e:other . e:other qb:component e:c1 , e:c3 }",
    ),
    Constraint(
        "IC-3",
        "Every structure has at least one measure.",
        """?structure a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?structure qb:component/qb:componentProperty/a qb:MeasureProperty }""",
        "DELETE DATA { e:structure qb:component e:c3 }",
    ),
    Constraint(
        "IC-4",
        "Every dimension has a range.",
        "?dimension a qb:DimensionProperty . FILTER NOT EXISTS { ?dimension rdfs:range ?any }",
        "DELETE DATA { e:place rdfs:range rdfs:Resource }",
    ),
    Constraint(
        "IC-5",
        "Every dimension whose values are concepts has a code list.",
        """?dimension a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?dimension qb:codeList ?any }""",
        "DELETE DATA { e:status qb:codeList e:statuses }",
    ),
    Constraint(
        "IC-6",
        "Only attributes may be optional.",
        """?structure qb:component ?component .
        ?component qb:componentRequired false ; qb:componentProperty ?property .
        FILTER NOT EXISTS { ?property a qb:AttributeProperty }""",
        "INSERT DATA { e:c1 qb:componentRequired false }",
    ),
    Constraint(
        "IC-11",
        "Every observation has a value for each dimension.",
        f"{_COMPONENT} ?property a qb:DimensionProperty . FILTER NOT EXISTS {{ ?observation ?property ?any }}",
        "DELETE DATA { e:o1 e:place e:here }",
    ),
    Constraint(
        "IC-12",
        "No two observations of a data set have the same values for all dimensions.",
        """?one qb:dataSet ?set . ?other qb:dataSet ?set . FILTER (STR(?one) < STR(?other))
        FILTER NOT EXISTS {
          ?set qb:structure/qb:component/qb:componentProperty ?property . ?property a qb:DimensionProperty .
          ?one ?property ?value . FILTER NOT EXISTS { ?other ?property ?value }
        }""",
        "DELETE DATA { e:o2 e:place e:there } ; INSERT DATA { e:o2 e:place e:here }",
    ),
    Constraint(
        "IC-13",
        "Every observation has a value for each required attribute.",
        f"{_COMPONENT} ?component qb:componentRequired true . FILTER NOT EXISTS {{ ?observation ?property ?any }}",
        "DELETE DATA { e:o1 e:unit e:metres }",
    ),
    Constraint(
        "IC-14",
        "Every observation has a value for each measure, as there is no measure dimension.",
        f"{_COMPONENT} ?property a qb:MeasureProperty . FILTER NOT EXISTS {{ ?observation ?property ?any }}",
        "DELETE DATA { e:o1 e:value 1 }",
    ),
    Constraint(
        "IC-19",
        "Every value of a coded dimension is a concept of its code list.",
        f"""{_COMPONENT} ?property a qb:DimensionProperty ; qb:codeList ?list .
        ?list a skos:ConceptScheme . ?observation ?property ?value .
        FILTER NOT EXISTS {{ ?value a skos:Concept ; skos:inScheme ?list }}""",
        "DELETE DATA { e:about skos:inScheme e:statuses }",
    ),
]

# Those that have nothing to hold for, why, and the query that is true as soon as they have.
NOT_APPLICABLE = [
    ("IC-7 to IC-10 and IC-18", "there are no slices", "?x qb:slice|qb:sliceKey|qb:sliceStructure|qb:observation ?y"),
    ("IC-15 to IC-17", "there is one measure, and no dimension names it", "?x ?p qb:measureType"),
    ("IC-20 and IC-21", "no code list is a hierarchy of its own making", "?x qb:parentChildProperty ?y"),
]

OURS = [
    Constraint(
        "one value",
        "Every observation has only one value for each dimension and measure.",
        f"""{_COMPONENT} VALUES ?kind {{ qb:DimensionProperty qb:MeasureProperty }} ?property a ?kind .
        ?observation ?property ?one , ?other . FILTER (?one != ?other)""",
        "INSERT DATA { e:o1 e:place e:there }",
    ),
    Constraint(
        "one unit",
        "All observations of an indicator have one unit.",
        """?one mt:indicator ?indicator ; mt:unit ?unit . ?other mt:indicator ?indicator ; mt:unit ?another .
        FILTER (?unit != ?another)""",
        "INSERT DATA { e:o1 mt:indicator e:i ; mt:unit e:metres . e:o2 mt:indicator e:i ; mt:unit e:miles }",
    ),
    Constraint(
        "coded attributes",
        "Every value of a coded attribute is a concept of its code list.",
        f"""{_COMPONENT} ?property a qb:AttributeProperty ; qb:codeList ?list . ?observation ?property ?value .
        FILTER NOT EXISTS {{ ?value a skos:Concept ; skos:inScheme ?list }}""",
        "DELETE DATA { e:o1 e:unit e:metres } ; INSERT DATA { e:o1 e:unit e:miles }",
    ),
    Constraint(
        "main source",
        "The main source of a figure is one of its sources.",
        "?one mt:mainSource ?main . FILTER NOT EXISTS { ?one dcterms:source ?main }",
        "INSERT DATA { e:o1 mt:mainSource e:page }",
    ),
    Constraint(
        "periods",
        "Every period is a period of time, and has a start or an end unless it is the one not stated.",
        """?one mt:period ?period .
        FILTER (NOT EXISTS { ?period a dcterms:PeriodOfTime } || (!STRENDS(STR(?period), "/not-stated") && NOT EXISTS {
          ?period <http://www.w3.org/ns/dcat#startDate>|<http://www.w3.org/ns/dcat#endDate> ?any
        }))""",
        "INSERT DATA { e:o1 mt:period e:whenever . e:whenever a dcterms:PeriodOfTime }",
    ),
]

SMALL = """
e:set a qb:DataSet ; qb:structure e:structure .
e:structure a qb:DataStructureDefinition ; qb:component e:c1 , e:c2 , e:c3 , e:c4 , e:c5 .
e:c1 qb:dimension e:place .
e:c2 qb:dimension e:status .
e:c3 qb:measure e:value .
e:c4 qb:attribute e:unit ; qb:componentRequired true .
e:c5 qb:attribute rdfs:comment ; qb:componentRequired false .
e:place rdfs:range rdfs:Resource .
e:status rdfs:range skos:Concept ; qb:codeList e:statuses .
e:unit rdfs:range skos:Concept ; qb:codeList e:units .
e:statuses a skos:ConceptScheme .
e:units a skos:ConceptScheme .
e:about a skos:Concept ; skos:inScheme e:statuses .
e:metres a skos:Concept ; skos:inScheme e:units .
e:Count rdfs:subClassOf qb:Observation .
e:o1 a e:Count ; qb:dataSet e:set ; e:place e:here ; e:status e:about ; e:value 1 ; e:unit e:metres .
e:o2 a e:Count ; qb:dataSet e:set ; e:place e:there ; e:status e:about ; e:value 1 ; e:unit e:metres .
"""


@pytest.fixture(scope="module")
def whole() -> ox.Store:
    """The whole graph and its ontology, normalised."""
    store = ox.Store()
    for file in sorted([*ROOT.glob("graph/*.ttl"), *ROOT.glob("ontology/*.ttl")]):
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    store.update(PREFIXES + NORMALISE)
    return store


def small(change: str = "") -> ox.Store:
    """A small cube that keeps every constraint, with a change, normalised."""
    store = ox.Store()
    store.update(f"{PREFIXES} INSERT DATA {{ {SMALL} }}")
    if change:
        store.update(PREFIXES + change)
    store.update(PREFIXES + NORMALISE)
    return store


def holds(store: ox.Store, pattern: str) -> bool:
    """Whether a pattern is found."""
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}"))


def shown(store: ox.Store, pattern: str) -> str:
    """The first places where a pattern is found, for the message of a failing test."""
    found = store.query(f"{PREFIXES} SELECT * {{ {pattern} }} LIMIT 5")
    assert isinstance(found, ox.QuerySolutions)
    return "\n".join(str(solution) for solution in found)


ALL = [pytest.param(constraint, id=constraint.name) for constraint in W3C + OURS]


@pytest.mark.parametrize("constraint", ALL)
def test_figures_keep_the_constraint(whole: ox.Store, constraint: Constraint) -> None:
    assert not holds(whole, constraint.broken), f"{constraint.says}\n{shown(whole, constraint.broken)}"


@pytest.mark.parametrize("constraint", ALL)
def test_constraint_tells_a_broken_cube_from_a_sound_one(constraint: Constraint) -> None:
    assert not holds(small(), constraint.broken)
    assert holds(small(constraint.breaks), constraint.broken)


@pytest.mark.parametrize(("names", "why", "premise"), NOT_APPLICABLE)
def test_constraints_left_out_have_nothing_to_hold_for(whole: ox.Store, names: str, why: str, premise: str) -> None:
    assert not holds(whole, premise), f"{names} must now be written: it is no longer so that {why}"


@pytest.mark.parametrize(
    "premise_met",
    [
        "INSERT DATA { e:set qb:slice e:slice }",
        "INSERT DATA { e:structure qb:component [ qb:dimension qb:measureType ] }",
        "INSERT DATA { e:statuses a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower }",
    ],
)
def test_premise_of_a_constraint_left_out_can_be_met(premise_met: str) -> None:
    met = [names for names, _, premise in NOT_APPLICABLE if holds(small(premise_met), premise)]
    assert len(met) == 1
    assert not [names for names, _, premise in NOT_APPLICABLE if holds(small(), premise)]


def test_every_observation_of_the_graph_is_in_the_cube(whole: ox.Store) -> None:
    figures = "<https://w3id.org/medtown/set/figures>"
    assert holds(whole, f"?one a mt:Observation ; qb:dataSet {figures}")
    assert not holds(whole, f"?one a mt:Observation . FILTER NOT EXISTS {{ ?one qb:dataSet {figures} }}")
