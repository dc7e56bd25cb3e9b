from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.finding import Severity
from medtown.check.rules.iris import check_iris, fault_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context

BASE = "http://example.org/"


@pytest.mark.parametrize(
    "iri",
    [
        "id/a",
        "id/a.b/c",
        "id/...",
        "id/v1.0",
        "def#a.ttl",
        "def#a?b",
        "id/caf%C3%A9",
        "id/%2525",
        f"id/{'a' * 178}",
        "",
        "id/",
    ],
)
def test_iris_that_are_fine(iri: str) -> None:
    assert fault_of(BASE + iri, len(BASE)) is None


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        ("id/../a", "dot segment"),
        ("id/.", "dot segment"),
        ("id/%2E%2e/a", "dot segment"),
        ("id/.%2e", "dot segment"),
        ("id/a%00", "%00"),
        ("id/a.TTL", "ends in .TTL"),
        ("id/a.html#b", "ends in .html"),
        (f"id/{'a' * 200}", "222 characters"),
        ("id/a?b=..", "query string"),
        ("id//a", "empty segment"),
        ("/id/a", "empty segment"),
        ("id/a%20b", "space"),
        ("id/a%0Ab#c", "space"),
    ],
)
def test_iris_that_are_hard_to_publish(iri: str, words: str) -> None:
    fault = fault_of(BASE + iri, len(BASE))
    assert fault is not None
    assert words in fault[0]


def described(context: Callable[..., Context], *subjects: str, dataset: str = "") -> Context:
    """A project with these subjects, each on its line from line 5 on."""
    return context("".join(f"{subject} a :A .\n" for subject in subjects), dataset=dataset)


def test_iris_that_look_alike(context: Callable[..., Context]) -> None:
    subjects = (
        ":a", ":b", ":B", "<http://example.org/id/caf%C3%A9>", "<http://example.org/id/cafe\u0301>",
        "<http://example.org/def#a>", "<http://example.org/def#A>", "<http://other.org/x>", "<http://other.org/X>",
    )  # fmt: skip
    found = [(finding.focus, finding.line) for finding in check_iris(described(context, *subjects))]
    assert found == [("<http://example.org/id/B>", 7), ("<http://example.org/id/cafe\u0301>", 9)]


def test_a_slash_at_the_end_is_for_namespaces(context: Callable[..., Context]) -> None:
    paths = ("", "def/", "def/A", "voc/", "voc/#A", "id/place/", "id/a", "id/a/b/", "id/a/b/c/d")
    found = list(check_iris(described(context, *(f"<{BASE}{path}>" for path in paths))))
    assert [(finding.focus, finding.line, finding.severity) for finding in found] == [
        (f"<{BASE}id/place/>", 10, Severity.WARNING)
    ]
    assert found[0].message == "the IRI ends in a slash, so it looks like a folder and is easily written without"


def test_the_base_itself_may_end_in_a_slash(context: Callable[..., Context]) -> None:
    dataset = (
        "<http://example.org/> a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/title> 'L' ;\n"
        "  <http://rdfs.org/ns/void#uriSpace> 'http://example.org/' ."
    )
    assert list(check_iris(context({"graph/dataset.ttl": dataset}))) == []


VERSION = "names a version: the next one will need another IRI"
NUMBER = "is numbered: people can't tell what it names, and numbers get lost"
OWNED = "<http://example.org/set/library> <http://purl.org/dc/terms/publisher> <http://example.org/id/org/acme> ."


@pytest.mark.parametrize(
    ("paths", "severity", "message"),
    [
        (["acme/x", "acme/y"], Severity.WARNING, "names its owner, who may change (as 2 IRIs of this path do)"),
        (["~ann/x"], Severity.WARNING, "names its owner, who may change"),
        (["id/v2/x"], Severity.INFO, VERSION),
        (["id/plan/plan-v2"], Severity.INFO, VERSION),
        (["def/1.0.3#A", "def/1.0.3#B"], Severity.INFO, f"{VERSION} (as 2 IRIs of this path do)"),
        (["id/place/17", "id/place/18", "id/place/x"], Severity.INFO, f"{NUMBER} (as 2 IRIs of this path do)"),
        (["id/place/place-17"], Severity.INFO, NUMBER),
    ],
)
def test_parts_that_change_sooner_than_the_thing(
    paths: list[str], severity: Severity, message: str, context: Callable[..., Context]
) -> None:
    (found,) = check_iris(described(context, *(f"<{BASE}{path}>" for path in paths), dataset=OWNED))
    assert (found.severity, found.message) == (severity, f"<{BASE}{paths[0]}> {message}")
    assert found.line == 5


@pytest.mark.parametrize(
    "path",
    [
        "id/org/acme",
        "id/acme",
        "set/library/1.0.0",
        "id/event/2023",
        "id/law/30-2018",
        "id/venue",
        "id/v",
        "id/covid-19",
        "def#v2",
        "id/place/1990s",
        "id/b~c/d",
    ],
)
def test_parts_that_stay(path: str, context: Callable[..., Context]) -> None:
    found = list(check_iris(described(context, f"<{BASE}{path}>", dataset=OWNED)))
    assert [finding.message for finding in found] == []


@pytest.mark.parametrize(
    "statement",
    [
        "<http://example.org/def> owl:versionIRI <http://example.org/def/1.0.3> .",
        "<http://example.org/def> owl:priorVersion <http://example.org/def/1.0.3> .",
        "<http://example.org/def/1.0.3> <http://purl.org/dc/terms/isVersionOf> <http://example.org/def> .",
        "<http://example.org/def/1.0.3> <http://www.w3.org/ns/dcat#isVersionOf> <http://example.org/def> .",
        "<http://example.org/x> <http://www.w3.org/ns/dcat#previousVersion> <http://example.org/def/1.0.3> .",
    ],
)
def test_what_is_a_version_may_be_named_so(statement: str, context: Callable[..., Context]) -> None:
    said = f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{statement}"
    versions = described(context, "<http://example.org/def/1.0.3>", "<http://example.org/def/1.0.4>", dataset=said)
    (found,) = check_iris(versions)
    assert found.focus == "<http://example.org/def/1.0.4>"
