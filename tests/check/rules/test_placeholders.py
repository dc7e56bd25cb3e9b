from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.placeholders import check_placeholders, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context


@pytest.mark.parametrize(
    ("term", "is_one"),
    [
        ('"TODO"', True),
        ('"TODO"@en', True),
        ('"TODO"^^<http://www.w3.org/2001/XMLSchema#date>', True),
        ("<http://example.org/id/place/TODO>", True),
        ("<http://example.org/def#TODO>", True),
        ('"TODO: write this"', False),
        ('"todo"', False),
        ('"TODO \\"@en"', False),
        ("<http://example.org/id/TODOS>", False),
        ("<http://example.org/TODO/a>", False),
        ("_:TODO", False),
    ],
)
def test_placeholders(term: str, is_one: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_placeholder(term) is is_one


def test_every_statement_with_one_is_told_of(context: Callable[..., Context]) -> None:
    files = {
        "graph/0.ttl": ':TODO a :A ;\n  :p "TODO", :TODO .\n:b :p "TODO"@fr ;\n  :TODO "x" .',
        "shapes/0.ttl": ':S sh:name "TODO" .',
    }
    found = [(f.code, f.message, f.line, f.at and f.at.column) for f in check_placeholders(context(files))]
    assert found == [
        ("MT313", ":TODO still stands here", 5, 1),
        ("MT313", '"TODO" still stands here', 6, 6),
        ("MT313", ":TODO still stands here", 6, 14),
        ("MT313", '"TODO"@fr still stands here', 7, 7),
        ("MT313", ":TODO still stands here", 8, 3),
        ("MT313", '"TODO" still stands here', 5, 12),
    ]
