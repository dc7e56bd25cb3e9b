"""Running queries: datasets, kinds of answers, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.engine import Dataset, run

if TYPE_CHECKING:
    import pyoxigraph as ox

COUNT = "SELECT (COUNT(*) AS ?n) {0} WHERE {{ {1} }}"
INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"


def count(store: ox.Store, source: str = "", pattern: str = "?s ?p ?o", dataset: Dataset | None = None) -> str:
    row = run(store, COUNT.format(source, pattern), dataset=dataset).rows[0]
    return str(row[0]).removesuffix(INTEGER)


def test_the_default_graph_is_the_union(store: ox.Store) -> None:
    assert count(store) == '"4"'
    assert count(store, pattern="GRAPH ?g { ?s ?p ?o }") == '"5"'


def test_a_dataset_of_the_query(store: ox.Store) -> None:
    assert count(store, "FROM <http://e/g1>") == '"2"'
    assert count(store, "FROM <http://e/none>") == '"0"'
    assert count(store, "FROM NAMED <http://e/g1>", "GRAPH ?g { ?s ?p ?o }") == '"2"'
    assert count(store, "FROM NAMED <http://e/g1>") == '"0"'


def test_a_dataset_of_the_request_comes_first(store: ox.Store) -> None:
    one = Dataset(default=("http://e/g1",))
    assert count(store, dataset=one) == '"2"'
    assert count(store, "FROM <http://e/none>", dataset=one) == '"2"'
    assert count(store, pattern="GRAPH ?g { ?s ?p ?o }", dataset=one) == '"0"'
    named = Dataset(named=("http://e/g2",))
    assert count(store, dataset=named) == '"0"'
    assert count(store, pattern="GRAPH ?g { ?s ?p ?o }", dataset=named) == '"3"'
    assert count(store, dataset=Dataset()) == '"4"'


def test_a_table_of_solutions(store: ox.Store) -> None:
    answer = run(store, "SELECT ?s ?o ?none { ?s <http://e/q> ?o }")
    assert (answer.kind, answer.variables, answer.rows, answer.count) == (
        Kind.SELECT,
        ("s", "o", "none"),
        [("<http://e/b>", "_:f0b0", None)],
        1,
    )


def test_all_variables_stand_as_the_query_names_them(store: ox.Store) -> None:
    assert run(store, "SELECT DISTINCT * { ?s <http://e/q> ?o OPTIONAL { ?o ?é ?a } }").variables == (
        "s",
        "o",
        "é",
        "a",
    )
    assert run(store, "PREFIX e: <http://e/> select*{ ?z e:q ?b }").rows == [("<http://e/b>", "_:f0b0")]
    assert run(store, "SELECT ?b ?a { VALUES (?a ?b) { (1 2) } }").variables == ("b", "a")


def test_relative_iris(store: ox.Store) -> None:
    assert run(store, "ASK { <a> <p> 1 }", base="http://e/").value
    assert run(store, "BASE <http://e/> ASK { <a> <p> 1 }", base="http://other/").value
    assert not run(store, "ASK { <a> <p> 1 }", base="http://other/", dataset=Dataset(("http://e/g1",))).value


def test_yes_or_no(store: ox.Store) -> None:
    yes, no = run(store, "ASK { ?s ?p 1 }"), run(store, "ASK { ?s ?p 2 }")
    assert (yes.kind, yes.value, no.value, yes.count) == (Kind.ASK, True, False, 1)
    with pytest.raises(TypeError):
        _ = yes.rows


def test_a_graph(store: ox.Store) -> None:
    answer = run(store, "CONSTRUCT { ?s <http://e/r> 1 . <http://e/0> <http://e/r> 2 } { ?s ?p ?o }")
    assert answer == Answer(
        Kind.GRAPH,
        f'<http://e/0> <http://e/r> "2"{INTEGER} .\n<http://e/a> <http://e/r> "1"{INTEGER} .\n'
        f'<http://e/b> <http://e/r> "1"{INTEGER} .\n_:f0b0 <http://e/r> "1"{INTEGER} .\n'.encode(),
    )
    assert [str(triple.subject) for triple in answer.triples] == [
        "<http://e/0>",
        "<http://e/a>",
        "<http://e/b>",
        "_:f0b0",
    ]
    assert run(store, "DESCRIBE <http://e/a>").count == 2
    with pytest.raises(TypeError):
        _ = answer.value
    with pytest.raises(TypeError):
        _ = run(store, "ASK {}").triples


@pytest.mark.parametrize(
    ("query", "code", "line", "column", "message"),
    [
        ("SELECT * {\n ?s ?p \n}", "MT401", 3, 2, "SPARQL syntax near line 3, column 2, after '}'"),
        (
            "SELECT *\n{ ?s foo:bar ?o }",
            "MT401",
            2,
            13,
            "SPARQL syntax near line 2, column 13, after '{ ?s foo:bar': the prefix of this name is not declared",
        ),
        (
            "SELECT * { ?s <rel> ?o }",
            "MT401",
            1,
            20,
            "SPARQL syntax near line 1, column 20, after 'SELECT * { ?s <rel>': this IRI is ill-formed or relative",
        ),
        ("", "MT401", 1, 1, "SPARQL syntax near line 1, column 1, after ''"),
        ("# c\nDELETE WHERE { ?s ?p ?o }", "MT404", 2, 1, "this is an update (DELETE), and the data is read-only"),
        (
            "PREFIX e: <http://e/>\n INSERT DATA { e:a e:b 1 }",
            "MT404",
            2,
            2,
            "this is an update (INSERT), and the data is read-only",
        ),
        (
            "SELECT * {\n  SERVICE <http://h/> { ?s ?p ?o } }",
            "MT405",
            2,
            3,
            "the query calls another endpoint (SERVICE), which is switched off here",
        ),
    ],
)
def test_errors(store: ox.Store, query: str, code: str, line: int, column: int, message: str) -> None:  # noqa: PLR0913, PLR0917
    with pytest.raises(InputError) as caught:
        run(store, query, file=Path("queries/x.rq"))
    error = caught.value
    assert (error.code, error.line, error.column, error.message) == (code, line, column, message)
    assert error.place == f"queries/x.rq:{line}:{column}"
