from __future__ import annotations

import pytest

from medtown.data.prefixes import WELL_KNOWN, Name, Prefixes, iris_of, turtle_local


def test_the_earlier_source_wins_a_name_and_a_namespace() -> None:
    prefixes = Prefixes({"a": "http://one/"}, {"a": "http://two/", "b": "http://one/", "c": "http://three/"})
    own = {name: space for name, space in prefixes.namespaces.items() if name not in WELL_KNOWN}
    assert own == {"a": "http://one/", "c": "http://three/"}


def test_no_namespace_has_two_names() -> None:
    prefixes = Prefixes({"dct": WELL_KNOWN["dcterms"], "rdf": "http://mine/"})
    assert len(set(prefixes.namespaces.values())) == len(prefixes.namespaces)
    assert "dcterms" not in prefixes.namespaces
    assert prefixes.namespaces["rdf"] == "http://mine/"


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [
        ("a b", "http://x/"),
        ("-a", "http://x/"),
        ("a.", "http://x/"),
        ("a", "x/"),
        ("a", "http://x/ y"),
        ("a", ""),
    ],
)
def test_what_turtle_does_not_allow_is_left_out(prefix: str, namespace: str) -> None:
    assert Prefixes({prefix: namespace}).namespaces == WELL_KNOWN


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://x/a", Name("x", "a")),
        ("http://x/deep/a", Name("deep", "a")),
        ("http://x/deep/", Name("deep", "")),
        ("http://x/other/a", Name("x", "other/a")),
        ("http://x/deep/a#b", Name("deep", "a#b")),
        ("http://x/no-1", Name("odd", "1")),
        ("http://y/", None),
        ("urn:x", None),
    ],
)
def test_the_longest_namespace_is_taken(iri: str, name: Name | None) -> None:
    prefixes = Prefixes({"x": "http://x/", "deep": "http://x/deep/", "odd": "http://x/no-"})
    assert prefixes.split(iri) == name


@pytest.mark.parametrize(
    ("local", "written"),
    [
        ("", ""),
        ("a1", "a1"),
        ("1a", "1a"),
        ("été·", "été·"),
        ("a.b", "a.b"),
        ("a:b", "a:b"),
        ("%41", "%41"),
        ("a,b", r"a\,b"),
        (".a", r"\.a"),
        ("-a", r"\-a"),
        ("(~)", r"\(\~\)"),
        ("a.", None),
        ("a/b", None),
        ("a?b", None),
        ("a#b", None),
        ("·a", None),
        ("a\u00d7b", None),
    ],
)
def test_local_names_are_escaped_or_refused(local: str, written: str | None) -> None:
    assert turtle_local(local) == written


def test_iris_of_datatypes_count() -> None:
    terms = ["<http://a>", "_:b", '"c"', '"d"@en', '"e ^^<x>"', '"f"^^<http://g>']
    assert list(iris_of(terms)) == ["http://a", "http://g"]
