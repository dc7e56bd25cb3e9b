"""Errors as people read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from medtown.errors import Exit, InputError


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({}, ""),
        ({"file": Path("graph/a.ttl")}, "graph/a.ttl: "),
        ({"file": Path("graph/a.ttl"), "line": 3}, "graph/a.ttl:3: "),
        ({"file": Path("graph/a.ttl"), "line": 3, "column": 7}, "graph/a.ttl:3:7: "),
        ({"line": 3, "column": 7}, ""),
    ],
)
def test_the_text_of_an_error(place: dict[str, Path | int], text: str) -> None:
    error = InputError("MT201", "is wrong", remedy="Mend it.", **place)  # type: ignore[arg-type]
    assert str(error) == f"{text}error: is wrong [MT201]\n  Mend it."
    assert error.args == ("is wrong",)


def test_exit_codes() -> None:
    assert {code.name: int(code) for code in Exit} == {"FINE": 0, "VIOLATIONS": 1, "BAD_INPUT": 2, "OUR_FAULT": 3}
