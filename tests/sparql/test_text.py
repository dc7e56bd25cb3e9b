"""What a query's text shows before it runs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.sparql.text import line_and_column, prologue, service_call


@pytest.mark.parametrize(
    ("query", "form", "prefixes"),
    [
        ("SELECT * {}", "SELECT", {}),
        ("  ask{}", "ASK", {}),
        (
            "PREFIX a: <http://a/> prefix : <http://b/#>\nBASE <http://c/> SELECT*{}",
            "SELECT",
            {"a": "http://a/", "": "http://b/#"},
        ),
        ("# PREFIX x: <http://x/>\nPREFIX y-1.z:#c\n<http://y/> # d\nDESCRIBE <x>", "DESCRIBE", {"y-1.z": "http://y/"}),
        ("\ufeffCONSTRUCT {} {}", "CONSTRUCT", {}),
        ("INSERT DATA {}", "INSERT", {}),
        ("prefixed:name", "PREFIXED", {}),
        ("PREFIX a: nothing SELECT", "", {}),
        ("", "", {}),
        ("# only a comment", "", {}),
        ("{", "", {}),
    ],
)
def test_prologue(query: str, form: str, prefixes: dict[str, str]) -> None:
    found = prologue(query)
    assert (found.form, found.prefixes) == (form, prefixes)
    assert query[found.start :].upper().startswith(form)


CALLS = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?a ?b ?c } }",
    "select * { SeRvIcE#c {\n?x#d\n{ ?a ?b ?c } }",
    "SELECT * { SERVICE<http://h/>{} }",
    "SELECT * { ?s ?p 1SERVICE ?x {} }",
    "SELECT * { ?s ?p trueSERVICE ?x {} }",
    'SELECT * { ?s ?p "x"SERVICE ?x {} }',
    "SELECT * { ?s ?p <http://e/x>SERVICE $x {} }",
    "PREFIX ex: <http://e/> SELECT * { SERVICE ex:h { } }",
    "PREFIX ex: <http://e/> SELECT * { SERVICEex:h {} }",
    "PREFIX ex: <http://e/> SELECT * { SERVICE SILENTex:h {} }",
    "PREFIX : <http://e/> SELECT * { SERVICE:h {} }",
    "PREFIX ex: <http://e/> SELECT * { SERVICE ex:a\\#b {} }",
    # Two readings: `<'>` is no IRI here, and the call is not in a string.
    "SELECT * { ?s ?p ?o FILTER(str(?o)<'>') SERVICE ?x { ?a ?b 'x' } }",
    # Not a call, but refused: the price of being sure.
    "SELECT * {} # SERVICE <http://h/> {",
]
NO_CALLS = [
    "# the service <http://h/> is open\nSELECT * {}",
    "SELECT * { ?s ?p 'a service <http://h/>' }",
    "SELECT ?service { ?service ?p ?x { } }",
    "SELECT * { GRAPH ?service { ?s ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * { VALUES ?s { service:a } { service:b ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * { GRAPH service:a { ?s ?p ?o } }",
    "PREFIX ex: <http://e/> SELECT * { ?s a ex:Service . { ?s ex:SERVICE ?o } }",
    "# title: which services {are} there?\nSELECT * { ?s <http://e/service> 'a service' }",
]


@pytest.mark.parametrize("query", CALLS)
def test_calls_are_found(query: str) -> None:
    assert service_call(query) is not None


@pytest.mark.parametrize("query", NO_CALLS)
def test_other_services_are_not(query: str) -> None:
    assert service_call(query) is None


PIECES = st.sampled_from(
    [
        *(
            "SELECT * { ",
            "?s ?p ",
            "1",
            "true",
            "'x'",
            '"',
            "'",
            "<'>",
            "<",
            ">",
            "<http://h/>",
            "FILTER(",
            ")",
            "{",
            "}",
        ),
        *(
            "SERVICE",
            "service ",
            "SILENT",
            " ",
            "\n",
            "#",
            "?x",
            "ex:h",
            ":h",
            "\\",
            "PREFIX ex: <http://e/> ",
            "} }",
            ".",
        ),
        *("'a'<'>'", "'''", " { ?a ?b 'x' } }"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_query_that_runs_hides_a_call(query: str) -> None:
    """What the engine would call, the text shows: without SERVICE handling, evaluation must not fail on a service."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal("true", datatype=None)))
    if service_call(query) is not None:
        return
    try:
        found = store.query(query)
        if not isinstance(found, ox.QueryBoolean):
            list(found)
    except SyntaxError:
        return
    except (RuntimeError, OSError) as fault:
        assert "service" not in str(fault).lower()  # noqa: PT017 - only some runs raise


@given(st.text(max_size=200))
def test_any_text_is_read(query: str) -> None:
    found = prologue(query)
    assert 0 <= found.start <= len(query)
    at = service_call(query)
    assert at is None or query[at : at + 7].upper() == "SERVICE"


def test_long_texts_take_no_time() -> None:
    for text in ("#" * 500_000, '"' * 500_001, "'''" * 200_000, "SERVICE " * 60_000, "<" * 500_000, "PREFIX " * 70_000):
        assert prologue(text).prefixes == {}
        assert service_call(text) is None


def test_line_and_column() -> None:
    assert [line_and_column("ab\ncd", at) for at in (0, 1, 3, 4)] == [(1, 1), (1, 2), (2, 1), (2, 2)]
