from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medtown.check.spelling import Lookalikes, as_written, is_misspelt, split_iri


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        ("http://e.org/a/b", ("http://e.org/a/", "b")),
        ("http://e.org/a#b", ("http://e.org/a#", "b")),
        ("http://e.org/a/", ("http://e.org/a/", "")),
        ("urn:x:y", ("", "urn:x:y")),
    ],
)
def test_split(iri: str, parts: tuple[str, str]) -> None:
    assert split_iri(iri) == parts


@pytest.mark.parametrize(
    ("prefixes", "written"),
    [
        ({}, "<http://e.org/a/b>"),
        ({"": "http://e.org/a/"}, ":b"),
        ({"a": "http://e.org/", "b": "http://e.org/a/", "c": "http://e.org/a/"}, "b:b"),
        ({"a": "http://e.org/"}, "<http://e.org/a/b>"),
        ({"a": "http://other.org/", "b": ""}, "<http://e.org/a/b>"),
    ],
)
def test_as_written(prefixes: dict[str, str], written: str) -> None:
    assert as_written("http://e.org/a/b", prefixes) == written


NAMESPACES = {"": "http://e.org/", "a": "http://e.org/a/", "b": "http://e.org/a/b#", "c": "http://e.org/a/b#c"}


def is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text))
    except ValueError:
        return False


@given(st.sampled_from(["http://e.org/", "http://e.org/a/", "http://e.org/a/b#c"]), st.text())
def test_a_parser_reads_what_is_written(start: str, rest: str) -> None:
    assume(is_iri(start + rest))
    iri = ox.NamedNode(start + rest)
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMESPACES.items())
    text = f"{prefixes}{as_written(iri.value, NAMESPACES)} a a: ."
    (quad,) = ox.parse(text, format=ox.RdfFormat.TURTLE)
    assert quad.subject == iri


@pytest.mark.parametrize(
    ("found", "is_slip"),
    [
        ("http://e.org/medtown/", False),
        ("https://www.E.org/Medtown", True),
        ("http://e.org//medtown/", True),
        ("http://e.orgmedtown/", True),
        ("http://e.org/medtwon/", True),
        ("http://e.org/medtow/", True),
        ("http://e.org/metdwon/", True),
        ("http://e.org/mdtwn/", True),
        ("http://e.org/medtown2/", False),
        ("http://e.org/meadow/", False),
        ("http://e.net/medtown/", False),
        ("http://f.org/medtown/", False),
        ("http://e.org/medtown/a/", False),
        ("http://e.orgs/medtwon/", False),
    ],
)
def test_is_misspelt(found: str, is_slip: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_misspelt(found, "http://e.org/medtown/") is is_slip


def test_long_parts_may_not_have_more_errors_than_short_ones() -> None:
    right = "http://e.org/mediterranean-towns/"
    assert is_misspelt("http://e.org/mediteranean-town/", right)
    assert not is_misspelt("http://e.org/mediteranean-twn/", right)


@pytest.mark.parametrize(("one", "other"), [("a/v1/", "a/v2/"), ("2004/02/core#", "2004/03/core#"), ("oa#", "org#")])
def test_other_versions_and_short_names_are_others(one: str, other: str) -> None:
    assert not is_misspelt(f"http://e.org/{one}", f"http://e.org/{other}")


OWN = ("http://e.org/a/jane", "http://e.org/a/emma", "http://e.org/b/bath", "http://e.org/c/bath")


@pytest.mark.parametrize(
    ("iri", "similar"),
    [
        ("http://e.org/a/jnae", "http://e.org/a/jane"),
        ("http://e.org/a/bath", "http://e.org/b/bath"),
        ("http://e.org/a/bahtt", None),
        ("http://e.org/z/jnae", None),
    ],
)
def test_lookalikes(iri: str, similar: str | None) -> None:
    assert Lookalikes(OWN).similar(iri) == similar


def test_only_the_first_questions_are_answered() -> None:
    lookalikes = Lookalikes(OWN)
    answers = [lookalikes.similar("http://e.org/a/jnae") for _ in range(300)]
    assert answers == ["http://e.org/a/jane"] * 200 + [None] * 100
