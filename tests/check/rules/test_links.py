from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.links import check_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context

DEFINED = (
    ":p a :C . :C a :C . :seville a :C . <http://example.org/id/place/bath> a :C . <http://example.org/def#t> a :C .\n"
)


@pytest.mark.parametrize(
    "used",
    [
        ":seville",
        "<http://example.org/>",
        "<http://example.org>",
        "<http://example.org/set/graph/0>",
        "<http://example.org/def>",
        "<http://example.org/def#>",
        "<http://other.org/x>",
        '"http://example.org/id/x"',
        ":TODO",
    ],
)
def test_what_needs_no_definition(used: str, context: Callable[..., Context]) -> None:
    assert list(check_links(context(f"{DEFINED}:seville :p {used} ."))) == []


def test_pages_and_services_need_no_definition(context: Callable[..., Context]) -> None:
    page = "<http://xmlns.com/foaf/0.1/page> <http://example.org/about>"
    assert list(check_links(context(f"{DEFINED}:seville {page} ."))) == []


def test_what_only_the_shapes_define_is_defined(context: Callable[..., Context]) -> None:
    files = {"graph/0.ttl": f"{DEFINED}:seville :p :Shape .", "shapes/0.ttl": ":Shape a sh:NodeShape ."}
    assert list(check_links(context(files))) == []


@pytest.mark.parametrize(
    ("used", "message", "expected", "suggestion"),
    [
        (":p :sevile", ":sevile is defined nowhere", "did you mean :seville?", ":seville"),
        (
            ":p :bath",
            ":bath is defined nowhere",
            "did you mean <http://example.org/id/place/bath>?",
            "<http://example.org/id/place/bath>",
        ),
        (":p :zzz", ":zzz is defined nowhere", "", ""),
        (":q :seville", ":q is defined nowhere", "", ""),
        (":p :x, :x2 ; :p :x", ":x is defined nowhere (used 2 times in this file, here first)", "", ""),
    ],
)
def test_what_is_defined_nowhere(
    used: str, message: str, expected: str, suggestion: str, context: Callable[..., Context]
) -> None:
    first = next(iter(check_links(context(f"{DEFINED}:seville {used} ."))))
    assert (first.message, first.line, first.suggestion) == (message, 6, suggestion)
    assert first.expected.endswith(expected)
    assert bool(first.expected) == bool(expected)


def test_a_suggestion_uses_the_prefixes_of_its_own_file(context: Callable[..., Context]) -> None:
    other = "@prefix e: <http://example.org/id/> . @prefix : <http://example.org/def#> . e:seville e:p e:sevile ."
    (finding,) = check_links(context({"graph/0.ttl": DEFINED, "graph/1.ttl": other}))
    assert finding.suggestion == "e:seville"


def test_each_file_is_told_of_once(context: Callable[..., Context]) -> None:
    files = {"graph/0.ttl": DEFINED, "graph/1.ttl": ":seville :p :x .\n:C :p :x .", "graph/2.ttl": ":seville :p :x ."}
    found = list(check_links(context(files)))
    assert [(finding.file and finding.file.name, finding.line) for finding in found] == [
        ("1.ttl", 5),
        ("2.ttl", 5),
    ]


def test_property_and_value_of_one_triple_each_have_their_place(context: Callable[..., Context]) -> None:
    found = list(check_links(context(f"{DEFINED}:seville :q :x .")))
    assert [(finding.message, finding.at and finding.at[1:]) for finding in found] == [
        (":q is defined nowhere", (6, 10, 6, 12)),
        (":x is defined nowhere", (6, 13, 6, 15)),
    ]
