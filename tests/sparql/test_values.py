"""Equality of terms for expectations."""

from __future__ import annotations

import pytest

from medtown.sparql.values import same_value

X = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("found", "expected", "same"),
    [
        ("<http://a>", "<http://a>", True),
        ("<http://a>", "<http://b>", False),
        ("<http://a>", '"http://a"', False),
        (None, '""', False),
        (f'"10"^^<{X}decimal>', f'"10.0"^^<{X}double>', True),
        (f'"10"^^<{X}integer>', f'"1e1"^^<{X}double>', True),
        (f'"10"^^<{X}integer>', f'"11"^^<{X}integer>', False),
        (f'"x"^^<{X}integer>', f'"y"^^<{X}integer>', False),
        (f'"10"^^<{X}integer>', '"10"', False),
        ('"a"@pt-br', '"a"@pt-BR', True),
        ('"a"@pt', '"a"@en', False),
        ('"a"', '"a"@en', False),
        (f'"2020"^^<{X}gYear>', f'"2020"^^<{X}gYear>', True),
    ],
)
def test_same_value(found: str | None, expected: str, *, same: bool) -> None:
    assert same_value(found, expected) is same
