"""The stored queries through a real endpoint: as many ways to ask, one answer, and that is the expected one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from SPARQLWrapper import CSV, JSON, POST, SPARQLWrapper

from medtown.project import Project
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.promises import check_expectations
from medtown.sparql.stored import read_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.command import Command

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "queries"
PROJECT = Project(ROOT)
QUERIES = {path.stem: path for path in PROJECT.query_files}

Rows: TypeAlias = list[dict[str, Any]]


@pytest.fixture(scope="module")
def endpoint(medtown_site: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(medtown_site)}sparql"


def ask(endpoint: str, name: str, form: str) -> Any:
    """What SPARQLWrapper makes of the answer."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(QUERIES[name].read_text("utf-8"))
    client.setReturnFormat(form)
    client.setMethod(POST)
    return client.queryAndConvert()


@pytest.mark.parametrize("name", QUERIES)
def test_the_endpoint_the_command_and_the_site_agree(
    name: str, endpoint: str, medtown: Command, medtown_site: Path
) -> None:
    answer = ask(endpoint, name, JSON)
    done = medtown("--project", ROOT, "query", name, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    published = json.loads((medtown_site / "query" / f"{name}.json").read_bytes())
    for other in (json.loads(done.stdout), published):
        assert other["head"]["vars"] == answer["head"]["vars"]
        assert other["results"]["bindings"] == answer["results"]["bindings"]


@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_is_what_the_header_expects(name: str, endpoint: str) -> None:
    query = read_query(QUERIES[name], PROJECT.settings.prefixes)
    assert query.expected
    assert query.rows is not None
    answer = Answer(Kind.SELECT, json.dumps(ask(endpoint, name, JSON)).encode())
    assert check_expectations(query, answer) == []


@pytest.mark.parametrize("name", QUERIES)
def test_the_whole_answer(name: str, endpoint: str, *, updates_golden: bool) -> None:
    found: bytes = ask(endpoint, name, CSV)
    golden = GOLDEN / f"{name}.csv"
    if updates_golden:
        golden.write_bytes(found)
    assert found.decode().splitlines() == golden.read_text("utf-8").splitlines()


def test_there_is_no_golden_answer_without_a_query() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == QUERIES.keys()
