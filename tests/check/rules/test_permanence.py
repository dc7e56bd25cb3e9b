from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.finding import Severity
from medtown.check.rules.permanence import check_permanence

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context

VOCABULARIES = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
RELEASED = "# 1.0.0\nhttp://example.org/id/emma\nhttp://example.org/id/jane\nhttp://example.org/set/library\n"


def project(data: str, shapes: str = "", released: str = RELEASED) -> dict[str, str]:
    return {"graph/0.ttl": VOCABULARIES + data, "shapes/0.ttl": shapes, "releases/1.0.0.iris": released}


@pytest.mark.parametrize(
    ("data", "shapes"),
    [
        (":emma a :B . :jane a :B . :new a :B .", ""),
        (":emma a :B .", ":jane a sh:NodeShape ."),
        (":emma a :B . :jane owl:deprecated true .", ""),
    ],
)
def test_what_is_still_there(data: str, shapes: str, context: Callable[..., Context]) -> None:
    assert list(check_permanence(context(project(data, shapes)))) == []


def test_a_project_without_releases(context: Callable[..., Context]) -> None:
    assert list(check_permanence(context(":emma a :B ."))) == []


@pytest.mark.parametrize(
    ("data", "expected", "tombstone"),
    [
        (
            ":emma :knows :jane .",
            "that a published IRI stays",
            ":jane owl:deprecated true .",
        ),
        (
            ":emma a :B . :janet rdfs:label 'Jane' .",
            "that a published IRI stays; was it renamed to :janet (Jane)?",
            ":jane owl:deprecated true ; dcterms:isReplacedBy :janet .",
        ),
        (
            ":emma a :B . <http://example.org/id/person/jane> a :B . <http://a.org/jane> a :B .",
            "that a published IRI stays; was it renamed to <http://example.org/id/person/jane>?",
            ":jane owl:deprecated true ; dcterms:isReplacedBy <http://example.org/id/person/jane> .",
        ),
    ],
)
def test_what_is_gone(data: str, expected: str, tombstone: str, context: Callable[..., Context]) -> None:
    (finding,) = check_permanence(context(project(data)))
    assert (finding.code, finding.severity) == ("MT312", Severity.VIOLATION)
    assert finding.message == ":jane was published in release 1.0.0 and is gone"
    assert finding.expected == expected
    assert finding.remedy == f"Put it back, or leave a tombstone in graph/: {tombstone}"
    assert finding.at
    assert finding.at.file.name == "1.0.0.iris"
    assert finding.at[1:] == (3, 1, 3, 27)


def test_the_last_release_alone_counts(context: Callable[..., Context]) -> None:
    files = project(":emma a :B .") | {"releases/1.1.0.iris": "http://example.org/id/emma\n"}
    assert list(check_permanence(context(files))) == []


def test_a_list_that_cannot_be_read_is_a_fault(context: Callable[..., Context]) -> None:
    (fault,) = check_permanence(context(project(":emma a :B .", released="http://example.org/id/emma\nemma\n")))
    assert (fault.code, fault.is_fault, fault.line) == ("MT314", True, 2)
