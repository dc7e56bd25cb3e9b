from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.types import check_types

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context


@pytest.mark.parametrize(
    ("first", "second", "messages"),
    [
        (":x a :A .", ":x a :A .", []),
        (":x a :A, :B .", ":x a :B, :C .", []),
        (":x a :A . :A rdfs:subClassOf :M . :M rdfs:subClassOf :B .", ":x a :B .", []),
        (":x a :B .", ":x a :A . :A rdfs:subClassOf :M . :M rdfs:subClassOf :B .", []),
        (":x a :A . :y a :A .", ":y a :A .", []),
        ("[] a :A .", "[] a :B .", []),
        (":A rdfs:subClassOf :A . :x a :A .", ":x a :B .", [":x is :B here, but :A in 0.ttl:5"]),
        (":x a :A, :B .", ":x a :C . :C rdfs:subClassOf :D .", [":x is :C here, but :A + :B in 0.ttl:5"]),
        (
            ":x a :A . :A rdfs:subClassOf :T .",
            ":x a :B . :B rdfs:subClassOf :T .",
            [":x is :B here, but :A in 0.ttl:5"],
        ),
    ],
)
def test_types(first: str, second: str, messages: list[str], context: Callable[..., Context]) -> None:
    found = list(check_types(context({"graph/0.ttl": first, "graph/1.ttl": second})))
    assert [finding.message for finding in found] == messages
    assert all(finding.file is not None and finding.file.name == "1.ttl" and finding.line == 5 for finding in found)
