from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.links import check_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.names import Names
    from medtown.table import Table

BASE = "http://example.org/"
DEFINED = (
    ":p a :C . :C a :C . :seville a :C . <http://example.org/id/place/bath> a :C . <http://example.org/def#t> a :C .\n"
)


@pytest.mark.parametrize(
    "used",
    [
        ":seville",
        "<http://example.org/>",
        "<http://example.org>",
        "<http://example.org/set/0>",
        "<http://example.org/def>",
        "<http://example.org/def#>",
        "<http://other.org/x>",
        '"http://example.org/id/x"',
    ],
)
def test_what_needs_no_definition(used: str, table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    data = table(f"{DEFINED}:seville :p {used} .")
    assert list(check_links(data, table(), names(data), BASE)) == []


def test_pages_and_services_need_no_definition(table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    data = table(f"{DEFINED}:seville <http://xmlns.com/foaf/0.1/page> <http://example.org/about> .")
    assert list(check_links(data, table(), names(data), BASE)) == []


def test_what_only_the_shapes_define_is_defined(table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    data, shapes = table(DEFINED, ":seville :p :Shape ."), table(":Shape a sh:NodeShape .")
    assert list(check_links(data, shapes, names(data), BASE)) == []


@pytest.mark.parametrize(
    ("used", "message", "expected"),
    [
        (":p :sevile", ":sevile is defined nowhere", "did you mean :seville?"),
        (":p :bath", ":bath is defined nowhere", "did you mean <http://example.org/id/place/bath>?"),
        (":p :zzz", ":zzz is defined nowhere", ""),
        (":q :seville", ":q is defined nowhere", ""),
        (":p :x, :x2 ; :p :x", ":x is defined nowhere (used 2 times in this file, here first)", ""),
    ],
)
def test_what_is_defined_nowhere(
    used: str, message: str, expected: str, table: Callable[..., Table], names: Callable[[Table], Names]
) -> None:
    data = table(f"{DEFINED}:seville {used} .")
    first = next(iter(check_links(data, table(), names(data), BASE)))
    assert (first.message, first.line) == (message, 6)
    assert first.expected.endswith(expected)
    assert bool(first.expected) == bool(expected)


def test_each_file_is_told_of_once(table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    data = table(DEFINED, ":seville :p :x .\n:C :p :x .", ":seville :p :x .")
    found = list(check_links(data, table(), names(data), BASE))
    assert [(finding.file and finding.file.name, finding.line) for finding in found] == [
        ("1.ttl", 5),
        ("2.ttl", 5),
    ]
