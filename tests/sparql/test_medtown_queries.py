"""MedTOWN's stored queries: what their headers promise, their whole answers, and a second engine that agrees.

tests/queries/ holds the whole answers: NAME.csv of a SELECT query, NAME.nt of a CONSTRUCT query, NAME.json of an ASK
query. tests/site/test_endpoint.py asks the same at a real endpoint.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from SPARQLWrapper import SPARQLWrapper

from medtown.project import Project
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.engine import run
from medtown.sparql.promises import check_expectations
from medtown.sparql.results import write
from medtown.sparql.store import store_from_table
from medtown.sparql.stored import StoredQuery, read_queries
from medtown.sparql.text import prologue
from medtown.table import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "queries"
PROJECT = Project(ROOT)
QUERIES = {query.name: query for query in read_queries(PROJECT.query_files, PROJECT.settings.prefixes)}
ASKED = [name for name, query in QUERIES.items() if not query.not_asked]
GOLDEN_FORMATS = {Kind.SELECT: "csv", Kind.GRAPH: "nt", Kind.ASK: "json"}
TECHNIQUES = ("SPARQL techniques", "Techniques SPARQL")
AUDIENCES = {
    ("Researcher", "Chercheuse, chercheur"),
    ("Public officer", "Agent public"),
    ("EU project", "Projet européen"),
    ("Contributor", "Contributeur"),
    TECHNIQUES,
}
LANGUAGES = sorted(PROJECT.settings.languages)

# A term without its datatype, for engines differ in the types that they work out: kind, text, language.
Cell: TypeAlias = tuple[str, str, str] | None


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return store_from_table(read_table([*PROJECT.ontology_files, *PROJECT.graph_files]))


@pytest.fixture(scope="module")
def reversed_store(store: ox.Store) -> ox.Store:
    """The same triples, added in another order, which is the order in which a query that sets none finds them."""
    found = ox.Store()
    for quad in sorted(store, key=lambda quad: str(quad)[::-1]):
        found.add(quad)
    return found


@pytest.fixture(scope="module")
def graph() -> Iterator[rdflib.Graph]:
    """The union of all files, with lexical forms as they are written."""
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it complains of forms that are not ours to change
    found = rdflib.Graph()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        for folder in ("graph", "ontology"):
            for path in sorted((ROOT / folder).glob("*.ttl")):
                found.parse(path)
        yield found


def test_every_competency_question_has_one_query() -> None:
    assert sorted(int(query.question) for query in QUERIES.values() if query.question) == list(range(1, 27))


def test_there_are_ten_techniques_and_one_yes_or_no_question() -> None:
    techniques = [query for query in QUERIES.values() if query.audiences["en"] == TECHNIQUES[0]]
    assert all(query.name.startswith("technique-") and not query.question for query in techniques)
    assert [query.name for query in techniques if query.truth is not None] == ["technique-negation"]
    assert len(techniques) == 11
    assert len(QUERIES) == 26 + len(techniques)


@pytest.mark.parametrize("name", QUERIES)
def test_a_header_says_all_in_every_language(name: str) -> None:
    query = QUERIES[name]
    for texts in (query.titles, query.descriptions, query.audiences):
        assert sorted(texts) == LANGUAGES
    assert (query.audiences["en"], query.audiences["fr"]) in AUDIENCES
    assert not query.not_asked or sorted(query.not_asked) == LANGUAGES


@pytest.mark.parametrize("name", ASKED)
def test_the_answer_is_what_the_header_promises(name: str, store: ox.Store) -> None:
    query = QUERIES[name]
    answer = run(store, query.source, base=PROJECT.settings.base)
    assert check_expectations(query, answer) == []
    assert _pins_content(query, answer)


def _pins_content(query: StoredQuery, answer: Answer) -> bool:
    """Whether the header would notice an answer with other content: a table needs two rows that must be there."""
    if answer.kind is Kind.SELECT:
        return query.rows is not None and len(query.expected) >= 2
    return query.truth is not None or query.rows is not None


@pytest.mark.parametrize("name", ASKED)
def test_the_whole_answer(name: str, store: ox.Store, *, updates_golden: bool) -> None:
    answer = run(store, QUERIES[name].source, base=PROJECT.settings.base)
    suffix = GOLDEN_FORMATS[answer.kind]
    found = write(answer, suffix, PROJECT.settings.prefixes)
    golden = GOLDEN / f"{name}.{suffix}"
    if updates_golden:
        golden.write_bytes(found)
    assert found.decode().splitlines() == golden.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ASKED)
def test_the_order_of_rows_is_settled(name: str, store: ox.Store, reversed_store: ox.Store) -> None:
    query = QUERIES[name].source
    assert run(reversed_store, query).data == run(store, query).data


@pytest.mark.parametrize("name", QUERIES)
def test_rdflib_agrees(name: str, store: ox.Store, graph: rdflib.Graph) -> None:
    """Rows as sets, for only ORDER BY on plain text sorts alike everywhere; what is not asked is parsed at least."""
    query = QUERIES[name]
    if query.not_asked:
        assert prepareQuery(query.source).algebra is not None
        return
    answer = run(store, query.source, base=PROJECT.settings.base)
    found = graph.query(query.source)
    if answer.kind is Kind.ASK:
        assert found.askAnswer is answer.value
    elif answer.kind is Kind.GRAPH:
        assert found.graph is not None
        assert {tuple(map(_rdflib_cell, triple)) for triple in found.graph} == {
            tuple(map(_cell, (triple.subject, triple.predicate, triple.object))) for triple in answer.triples
        }
    else:
        variables = [rdflib.Variable(name) for name in answer.variables]
        rows = [tuple(_rdflib_cell(row.get(variable)) for variable in variables) for row in found.bindings]
        expected = [tuple(map(_cell, row)) for row in answer.solutions()]
        assert (len(rows), set(rows)) == (len(expected), set(expected))


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell:
    if term is None:
        return None
    assert isinstance(term, ox.NamedNode | ox.Literal), "an answer without blank nodes can be compared"
    if isinstance(term, ox.NamedNode):
        return "iri", term.value, ""
    return "literal", term.value, (term.language or "").lower()


def _rdflib_cell(term: object) -> Cell:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return "literal", str(term), (term.language or "").lower()
    assert isinstance(term, rdflib.URIRef)
    return "iri", str(term), ""


@pytest.mark.parametrize("name", ASKED)
def test_sparqlwrapper_sends_it_as_what_it_is(name: str) -> None:
    """It guesses from the first keyword it meets, in a comment too: "drop" there makes a query an update."""
    client = SPARQLWrapper("http://localhost/sparql")
    client.setQuery(QUERIES[name].source)
    assert client.queryType == prologue(QUERIES[name].source).form


def test_there_is_no_golden_answer_without_a_query() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(ASKED)
