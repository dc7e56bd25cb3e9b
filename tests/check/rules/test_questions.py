"""MT331, and the faults of stored queries (MT4xx), as `medtown validate` reports them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from medtown.check import check
from medtown.check.context import Options
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix def: <https://example.net/g/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
FACTS = f'{PREFIXES}def:Plot a rdfs:Class .\n:a a def:Plot ; rdfs:label "A" .\n:b a def:Plot ; rdfs:label "B" .\n'
SELECT = """\

PREFIX def: <https://example.net/g/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?plot ?label { ?plot a def:Plot ; rdfs:label ?label }
"""

Found = list[tuple[str, str, str, int | None, str]]


@pytest.fixture
def answers(project: Callable[[Mapping[str, str]], Path]) -> Callable[..., Found]:
    """The findings on the queries given by name, on two plots."""

    def find(queries: Mapping[str, str], language: str = "en") -> Found:
        folder = project({"graph/a.ttl": FACTS, **{f"queries/{name}.rq": text for name, text in queries.items()}})
        findings = check(Project(folder), Options(language)).report.findings
        read = [finding for finding in findings if finding.file and finding.file.suffix == ".rq"]
        return [(f.code, f.word, f.file.name if f.file else "", f.line, f.message) for f in read]

    return find


@pytest.mark.parametrize(
    "header",
    ["# title: Plots", '# title: Plots\n# expect-rows: 2\n# expect: ?label="B"', "# title: Plots\n# expect-rows: >= 1"],
)
def test_an_answer_that_keeps_its_promises(header: str, answers: Callable[..., Found]) -> None:
    assert answers({"plots": header + SELECT}) == []


@pytest.mark.parametrize(
    ("promise", "message"),
    [
        ("expect-rows: 3", "expected 3 rows, found 2"),
        ("expect-rows: >= 3", "expected at least 3 rows, found 2"),
        ("expect-rows: 1", "expected 1 row, found 2"),
        ('expect: ?label="C"', 'no row of the answer has ?label="C"'),
        ("expect: true", "expected true, but this is no ASK query"),
    ],
)
def test_an_answer_that_breaks_a_promise(promise: str, message: str, answers: Callable[..., Found]) -> None:
    found = answers({"plots": f"# title@fr: Parcelles\n# title@en: Plots\n# {promise}\n{SELECT}"})
    assert found == [("MT331", "violation", "plots.rq", 3, f"the question “Plots”: {message}")]


def test_yes_or_no(answers: Callable[..., Found]) -> None:
    found = answers({"any": "# title: Any?\n# expect: false\n\nASK { ?s ?p ?o }\n"})
    assert found == [("MT331", "violation", "any.rq", 2, "the question “Any?”: expected false, found true")]


def test_each_promise_is_told_of_at_its_line(answers: Callable[..., Found]) -> None:
    header = '# title: Plots\n# expect: ?label="C"\n# expect-rows: 9\n# expect: ?label="A"\n# expect: ?label="D"'
    assert [found[3] for found in answers({"plots": header + SELECT})] == [2, 3, 5]


def test_every_query_that_fails_is_told_of(answers: Callable[..., Found]) -> None:
    found = answers(
        {
            "a-syntax": "# title: A\n\nSELECT ?x {\n  ?x no:prefix ?y\n}\n",
            "b-header": "# titel: B\n\nSELECT ?x { ?x ?y ?z }\n",
            "c-fine": f"# title: C\n{SELECT}",
            "d-update": "# title: D\n\nDELETE WHERE { ?s ?p ?o }\n",
            "e-elsewhere": "# title: E\n\nSELECT ?x {\n  SERVICE <http://example.org/> { ?x ?y ?z }\n}\n",
            "f-promise": f"# title: F\n# expect-rows: 0\n{SELECT}",
        }
    )
    assert [(code, word, file, line) for code, word, file, line, _ in found] == [
        ("MT401", "error", "a-syntax.rq", 4),
        ("MT403", "error", "b-header.rq", 1),
        ("MT404", "error", "d-update.rq", 3),
        ("MT405", "error", "e-elsewhere.rq", 4),
        ("MT331", "violation", "f-promise.rq", 2),
    ]


def test_the_answers_are_kept_for_the_site(project: Callable[[Mapping[str, str]], Path]) -> None:
    queries = {"queries/b.rq": f"# title: B\n{SELECT}", "queries/a.rq": "# title: A\n\nASK { ?s ?p\n"}
    checked = check(Project(project({"graph/a.ttl": FACTS, **queries})))
    assert [(query.name, answer and answer.count) for query, answer in checked.answers] == [("b", 2)]


def test_what_is_not_for_asking_here_is_kept_without_an_answer(project: Callable[[Mapping[str, str]], Path]) -> None:
    federated = "SELECT ?x {\n  SERVICE <http://example.org/> { ?x ?y ?z }\n}\n"
    query = f"# title: Far\n# not-asked: It calls example.org.\n# expect-rows: 3\n\n{federated}"
    checked = check(Project(project({"graph/a.ttl": FACTS, "queries/far.rq": query})))
    assert [finding for finding in checked.report.findings if finding.code in ("MT331", "MT405")] == []
    assert [(query.name, answer) for query, answer in checked.answers] == [("far", None)]


def test_the_real_command(project: Callable[[Mapping[str, str]], Path], medtown: Command) -> None:
    folder = project({"graph/a.ttl": FACTS, "queries/plots.rq": f"# title: Plots\n# expect-rows: 3\n{SELECT}"})
    done = medtown("--project", folder, "validate", "--format", "json", cwd=folder)
    findings: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    assert (done.returncode, done.stderr) == (1, "")
    found = [finding for finding in findings if finding["code"] == "MT331"]
    assert [(f["severity"], f["file"], f["line"], f["column"], f["message"]) for f in found] == [
        ("violation", "queries/plots.rq", 2, None, "the question “Plots”: expected 3 rows, found 2")
    ]
