from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.iris import check_iris, fault_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.names import Names
    from medtown.table import Table

BASE = "http://example.org/"


@pytest.mark.parametrize(
    "iri",
    [
        "id/a",
        "id/a.b/c",
        "id/...",
        "id/v1.0",
        "def#a.ttl",
        "id/caf%C3%A9",
        "id/%2525",
        f"id/{'a' * 178}",
        "id/a?b=..",
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
    ],
)
def test_iris_that_are_hard_to_publish(iri: str, words: str) -> None:
    fault = fault_of(BASE + iri, len(BASE))
    assert fault is not None
    assert words in fault[0]


def test_iris_that_look_alike(table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    subjects = (
        ":a", ":b", ":B", "<http://example.org/id/caf%C3%A9>", "<http://example.org/id/cafe\u0301>",
        "<http://example.org/def#a>", "<http://example.org/def#A>", "<http://other.org/x>", "<http://other.org/X>",
    )  # fmt: skip
    data = table("".join(f"{subject} :p :A .\n" for subject in subjects))
    found = [(finding.focus, finding.line) for finding in check_iris(data, names(data), BASE)]
    assert found == [("<http://example.org/id/B>", 7), ("<http://example.org/id/cafe\u0301>", 9)]
