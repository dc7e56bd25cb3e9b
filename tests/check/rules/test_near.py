from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.near import check_near

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.context import Context


@pytest.mark.parametrize(
    ("wrong", "suggestion"),
    [
        ("https://example.org/id/a", ":a"),
        ("http://www.example.org/id/a", ":a"),
        ("https://www.Example.ORG/id/a", ":a"),
        ("http:/example.org/id/a", ":a"),
        ("http:///example.org/id/a", ":a"),
        ("http://examplee.org/id/a", ":a"),
        ("http://exmaple.org/id/a/b", "<http://example.org/id/a/b>"),
        ("http://example.orgg/id/a", ":a"),
        ("http://exampleorg/id/a", ":a"),
        ("http://example.orgid/a", ":a"),
        ("http://example.org#id/a", ":a"),
        ("https://example.org", "<http://example.org>"),
        ("https://example.org/", "<http://example.org/>"),
    ],
)
def test_starts_that_are_nearly_the_base(wrong: str, suggestion: str, context: Callable[..., Context]) -> None:
    (finding,) = check_near(context(f":a :p <{wrong}> ."))
    assert (finding.code, finding.suggestion) == ("MT307", suggestion)
    assert finding.at
    assert finding.at[1:] == (5, 7, 5, 9 + len(wrong))


@pytest.mark.parametrize(
    "iri",
    [
        "http://example.org/id/b",
        "http://example.org//id/a",  # starts with the base: an empty segment (MT304)
        "http://example.org",
        "http://example.com/id/a",
        "http://example2.org/id/a",
        "http://ex.org/id/a",
        "http://other.net/example.org/id/a",
        "http://example.org.uk/id/a",
        "http://example.organic/id",
        "urn:example",
    ],
)
def test_other_starts(iri: str, context: Callable[..., Context]) -> None:
    assert list(check_near(context(f":a :p <{iri}> ."))) == []


@pytest.mark.parametrize(
    "predicate",
    ["http://www.w3.org/2002/07/owl#sameAs", "http://xmlns.com/foaf/0.1/homepage", "http://purl.org/dc/terms/replaces"],
)
def test_what_may_be_said_of_other_addresses(predicate: str, context: Callable[..., Context]) -> None:
    assert list(check_near(context(f":a <{predicate}> <https://www.example.org/a> ."))) == []


def test_every_part_counts_once_a_start_and_file(context: Callable[..., Context]) -> None:
    near = "<https://example.org/id/{}>".format
    files = {
        "graph/0.ttl": f"{near('a')} a :C ; :p {near('b')} .\n:a {near('p')} <http://www.example.org/id/b> .",
        "shapes/0.ttl": f":S sh:path {near('p')} .",
    }
    found = [(f.file and f.file.parent.name, f.line, f.message, f.suggestion) for f in check_near(context(files))]
    message = "<https://example.org/> is not the project's base, but nearly"
    assert found == [
        ("graph", 5, f"{message} (3 IRIs of this file start so, here first)", ":a"),
        ("graph", 6, "<http://www.example.org/> is not the project's base, but nearly", ":b"),
        ("shapes", 5, message, ":p"),
    ]


def test_a_wrong_prefix_is_mended_where_it_is_declared(context: Callable[..., Context]) -> None:
    (finding,) = check_near(context("@prefix e: <https://example.org/id/> .\n:a :p e:b, e:c ."))
    assert finding.at
    assert (finding.at[1:], finding.suggestion) == ((5, 12, 5, 37), "<http://example.org/id/>")
    assert finding.expected == "<http://example.org/id/b>, as the base is <http://example.org/>"
    assert finding.value == "<https://example.org/id/b>"


def test_a_wrong_prefix_that_is_written_in_another_way_stays(context: Callable[..., Context]) -> None:
    text = "@base <https://example.org/> . @prefix e: <id/> .\n:a :p e:b ."
    (finding,) = check_near(context(text))
    assert finding.at
    assert (finding.at[1:], finding.suggestion) == ((6, 7, 6, 10), ":b")
