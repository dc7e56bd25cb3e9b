"""The stored queries through a real endpoint: as many ways to ask, one answer, and that is the expected one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from medtown.project import Project
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.promises import check_expectations
from medtown.sparql.stored import read_queries
from medtown.sparql.text import prologue

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.command import Command

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "queries"
PROJECT = Project(ROOT)
QUERIES = {
    query.name: query for query in read_queries(PROJECT.query_files, PROJECT.settings.prefixes) if not query.not_asked
}
KINDS = {"SELECT": Kind.SELECT, "ASK": Kind.ASK, "CONSTRUCT": Kind.GRAPH, "DESCRIBE": Kind.GRAPH}


@pytest.fixture(scope="module")
def endpoint(medtown_site: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(medtown_site)}sparql"


def ask(endpoint: str, name: str, form: str) -> Any:
    """What SPARQLWrapper makes of the answer."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(QUERIES[name].source)
    client.setReturnFormat(form)
    client.setMethod(POST)
    return client.queryAndConvert()


def kind_of(name: str) -> Kind:
    return KINDS[prologue(QUERIES[name].source).form]


def answer_of(endpoint: str, name: str) -> Answer:
    kind = kind_of(name)
    if kind is Kind.GRAPH:
        return Answer.of_triples(quad.triple for quad in ox.parse(ask(endpoint, name, TURTLE), ox.RdfFormat.TURTLE))
    return Answer(kind, json.dumps(ask(endpoint, name, JSON)).encode())


@pytest.mark.parametrize("name", QUERIES)
def test_the_endpoint_the_command_and_the_site_agree(
    name: str, endpoint: str, medtown: Command, medtown_site: Path
) -> None:
    suffix = "nt" if kind_of(name) is Kind.GRAPH else "json"
    done = medtown("--project", ROOT, "query", name, "--format", suffix)
    assert (done.returncode, done.stderr) == (0, "")
    published = (medtown_site / "query" / f"{name}.{suffix}").read_text("utf-8")
    for other in (done.stdout, published):
        if suffix == "nt":
            assert other == answer_of(endpoint, name).data.decode()
        else:
            assert json.loads(other) == ask(endpoint, name, JSON)


@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_is_what_the_header_expects(name: str, endpoint: str) -> None:
    assert check_expectations(QUERIES[name], answer_of(endpoint, name)) == []


@pytest.mark.parametrize("name", QUERIES)
def test_the_whole_answer(name: str, endpoint: str) -> None:
    """The golden files are written by tests/sparql/test_medtown_queries.py."""
    kind = kind_of(name)
    if kind is Kind.SELECT:
        found: bytes = ask(endpoint, name, CSV)
        assert found.decode().splitlines() == (GOLDEN / f"{name}.csv").read_text("utf-8").splitlines()
    elif kind is Kind.GRAPH:
        assert answer_of(endpoint, name).data == (GOLDEN / f"{name}.nt").read_bytes()
    else:
        assert ask(endpoint, name, JSON) == json.loads((GOLDEN / f"{name}.json").read_bytes())
