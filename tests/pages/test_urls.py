"""Addresses: from IRIs to the documents that describe them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medtown.pages.urls import Urls, encode_path, encode_segment, foreign_path, own_path, quoted

BASE = "https://e.org/lib/"


def documents(*iris: str, base: str = BASE) -> list[str]:
    """The documents of a site's IRIs, in their order."""
    urls = Urls(base, iris)
    return [str(urls.document(iri)) for iri in iris]


@pytest.mark.parametrize(
    ("iri", "document"),
    [
        # Things, and what is said of them.
        ("id/book/emma", "doc/book/emma"),
        ("id/book/emma/", "doc/book/emma/~0"),
        ("id/book//emma", "doc/book/~0/emma"),
        ("id/book/emma#cover", "doc/book/emma"),
        ("id/", "doc/id/~0"),
        ("id", "doc/id"),
        ("book/emma", "doc/book/emma"),
        ("emma", "doc/emma"),
        ("", "doc/~~base"),
        ("#top", "doc/~~base"),
        # Documents, which stand where their IRI says.
        ("set/library", "set/library"),
        ("set/graph/a%20b", "set/graph/a~20b"),
        ("def#Book", "def"),
        ("def", "def"),
        ("shapes#Book", "shapes"),
        ("terms#Book", "terms"),
        # Those would stand where the site has files of its own.
        ("doc/book/emma", "doc/doc/book/emma"),
        ("index#it", "doc/index"),
        ("Index#it", "doc/Index"),
        ("%69ndex#it", "doc/index"),
        ("assets/x#it", "doc/assets/x"),
        ("context#it", "doc/context"),
        ("site#it", "doc/site"),
        ("404#it", "doc/404"),
        # Nothing leaves the site.
        ("id/../../etc/passwd", "doc/~2e~2e/~2e~2e/etc/passwd"),
        ("id/%2e%2e/%2E%2E/x", "doc/~2e~2e/~2e~2e/x"),
        ("id/%2e./.%2e/x", "doc/~2e~2e/~2e~2e/x"),
        ("id/.", "doc/~2e"),
        ("id/a%2F..%2Fb", "doc/a~2f~2e~2e~2fb"),
        ("id/a%00b", "doc/a~00b"),
        ("id/a%5Cb", "doc/a~5cb"),
        ("id/C:%5Cx", "doc/C~3a~5cx"),
        ("id/.htaccess", "doc/~2ehtaccess"),
        ("id/a.html", "doc/a~2ehtml"),
        ("id/~root", "doc/~7eroot"),
        ("id/a?b=c&d", "doc/a~3fb~3dc~26d"),
        ("id/%FF%fe", "doc/~ff~fe"),
        ("id/%", "doc/~25"),
        ("id/%BAse", "doc/~base"),
        # Letters of every script stay.
        ("id/lieu/Université", "doc/lieu/Université"),
        ("id/lieu/Universit%C3%A9", "doc/lieu/Université"),
        ("id/place/حديقة", "doc/place/حديقة"),
        ("id/place/Καρδίτσα-2", "doc/place/Καρδίτσα-2"),
        ("id/place/e\u0301", "doc/place/e~cc~81"),
        ("id/place/\u202eabc", "doc/place/~e2~80~aeabc"),
    ],
)
def test_own_iris(iri: str, document: str) -> None:
    assert documents(f"{BASE}{iri}") == [document]


@pytest.mark.parametrize(
    ("iri", "document"),
    [
        ("http://www.wikidata.org/entity/Q1", "doc/~/http/www~2ewikidata~2eorg/entity/Q1"),
        ("https://e.org/", "doc/~/https/e~2eorg/~0"),
        ("https://e.org/libx", "doc/~/https/e~2eorg/libx"),
        ("https://e.org/other#a", "doc/~/https/e~2eorg/other~23a"),
        ("https://e.org/lib", "doc/~~base"),
        ("urn:isbn:1", "doc/~/urn/isbn~3a1"),
        ("mailto:a@e.org", "doc/~/mailto/a~40e~2eorg"),
        ("javascript:alert(1)", "doc/~/javascript/alert~281~29"),
        ("file:///etc/passwd", "doc/~/file/~0/etc/passwd"),
        ("http://x/../../y", "doc/~/http/x/~2e~2e/~2e~2e/y"),
    ],
)
def test_foreign_iris(iri: str, document: str) -> None:
    assert documents(iri) == [document]


@pytest.mark.parametrize(
    ("base", "iri", "document"),
    [
        ("http://e.org/x/ns#", "http://e.org/x/ns#Book", "ns"),
        ("http://e.org/x/ns#", "http://e.org/x/ns#../a", "ns"),
        ("http://e.org/x/ns#", "http://e.org/x/ns#", "ns"),
        ("http://e.org/x/ns#", "http://e.org/x/ns", "ns"),
        ("http://e.org/x/ns#", "http://e.org/x/nsx", "doc/~/http/e~2eorg/x/nsx"),
        ("http://e.org/query#", "http://e.org/query#Book", "doc/query"),
        ("http://e.org/#", "http://e.org/#Book", "doc/~~base"),
    ],
)
def test_a_base_that_ends_in_a_hash(base: str, iri: str, document: str) -> None:
    """All own IRIs are one document, as no server is told the fragment."""
    assert documents(iri, base=base) == [document]


def test_what_no_document_describes() -> None:
    urls = Urls(BASE, [f"{BASE}id/a"])
    assert urls.document(f"{BASE}id/b") is None
    assert [urls.is_own(iri) for iri in (f"{BASE}id/b", "https://e.org/lib", "https://e.org/")] == [True, False, False]


def test_an_iri_that_is_the_start_of_another() -> None:
    iris = [f"{BASE}id/a", f"{BASE}id/a/b", f"{BASE}id/a/b/c", f"{BASE}id/ab"]
    assert documents(*iris) == ["doc/a", "doc/a/b", "doc/a/b/c", "doc/ab"]


def test_names_that_differ_by_case_or_unicode_form_get_a_hash() -> None:
    names = ("walks", "Walks", "WALKS", "\u03a9x", "\u2126x", "stra\u00dfe", "strasse", "\u1100\u1161", "\uac00")
    iris = [f"{BASE}id/{name}" for name in names]
    found = documents(*iris)
    assert [re.sub(r"~~[0-9a-f]{12}\Z", "~~", path) for path in found] == [
        "doc/walks",
        "doc/Walks~~",
        "doc/WALKS~~",
        "doc/\u03a9x~~",
        "doc/\u2126x~~",
        "doc/stra\u00dfe~~",
        "doc/strasse",
        "doc/\u1100\u1161~~",
        "doc/\uac00",
    ]
    assert documents(*reversed(iris)) == found[::-1]
    assert Urls(BASE, iris).moved() == {iri: path for iri, path in zip(iris, found, strict=True) if "~~" in path}


def test_a_thing_and_another_iri_with_its_name_are_two_documents() -> None:
    for iris in ((f"{BASE}id/book/emma", f"{BASE}book/emma"), (f"{BASE}id/doc/a", f"{BASE}doc/a")):
        thing, other = documents(*iris)
        assert thing == f"doc/{iris[0].removeprefix(f'{BASE}id/')}"
        assert re.fullmatch(f"{thing}~~[0-9a-f]{{12}}", other)
        assert Urls(BASE, iris).moved() == {iris[1]: other}


def test_spellings_of_one_url_and_fragments_share_a_document() -> None:
    iris = [f"{BASE}id/é", f"{BASE}id/%C3%A9", f"{BASE}id/%c3%a9#a", f"{BASE}id/é#b"]
    assert documents(*iris) == ["doc/é"] * 4
    assert Urls(BASE, iris).moved() == {}


def test_moved_documents_are_found_by_the_iri_that_is_asked_for() -> None:
    urls = Urls(BASE, [f"{BASE}Terms#a", f"{BASE}terms#a"])
    assert urls.moved() == {f"{BASE}Terms": urls.document(f"{BASE}Terms#a")}


@pytest.mark.parametrize("letter", ["a", "é", "ح", "\U00020000", "."])
def test_long_names_are_cut_and_stay_apart(letter: str) -> None:
    one, two = documents(f"{BASE}id/{letter * 300}", f"{BASE}id/{letter * 301}")
    assert one != two
    for path in (one, two):
        assert re.fullmatch(r"doc/.{10,60}~~[0-9a-f]{12}", path)
        assert len(path.encode()) < 100


def test_a_path_of_very_many_segments_is_cut() -> None:
    one, two = documents(f"{BASE}id/{'abc/' * 2000}", f"{BASE}id/{'abc/' * 2001}")
    assert one != two
    assert re.fullmatch(r"doc/(abc/)+~~[0-9a-f]{12}", one)
    assert len(documents(f"data:text/plain;base64,{'x/y+' * 3000}")[0]) < 200


@pytest.mark.parametrize(
    ("path", "link"),
    [("doc/é", "doc/%C3%A9"), ("doc/~2e.html#a?b", "doc/~2e.html#a%3Fb"), ("doc/a\"<'&", "doc/a%22%3C%27%26")],
)
def test_paths_in_links(path: str, link: str) -> None:
    assert quoted(path) == link


_PIECES = st.sampled_from(
    (
        *("a", "A", "b", "é", "É", "e\u0301", "ß", "ss", "İ", "\u212b", "\u00c5", "ح", "Ω", "\u1100\u1161", "\uac00"),
        *("id", "doc", "set", "def", "index", "404", "x" * 190, "\u00e9" * 100, "-", "_", ":", "#", "?", "~", "~0"),
        *("/", "//", ".", "..", "~~", "~2e"),
        *("%2e", "%2E", "%2F", "%00", "%5C", "%C3%A9", "%E9", "%", "%25", "%BAse"),
    )
)
_RESTS = st.lists(_PIECES, max_size=6).map("".join)
_BASES = st.sampled_from((BASE, "http://e.org/ns#", "https://e.org/"))
_IRIS = st.builds(
    str.__add__,
    st.sampled_from(
        (BASE, f"{BASE}id/", "http://e.org/ns#", "http://e.org/", "https://e.org/lib", "urn:", "HTTP://e.org/")
    ),
    _RESTS,
)


@given(_BASES, st.lists(_IRIS, max_size=12))
@example(BASE, [f"{BASE}id/a", f"{BASE}a", f"{BASE}id/A", f"{BASE}A"])
@example(BASE, [f"{BASE}id/%BAse", BASE])
@example(BASE, [f"{BASE}doc/a", f"{BASE}id/doc/a", f"{BASE}ID/doc/a"])
@example(BASE, ["http://x/a", "http:x/a"])
def test_documents_are_apart_and_stay_in_the_site(base: str, iris: list[str]) -> None:
    urls = Urls(base, iris)
    by_file: defaultdict[str, set[str]] = defaultdict(set)
    for iri in iris:
        path = urls.document(iri)
        assert path is not None
        _check_segments(path)
        by_file[unicodedata.normalize("NFC", path).casefold()].add(_document_of(iri, base))
        if path not in ("def", "shapes", "set"):
            assert path.split("/")[0].casefold() not in {"index", "assets", "404"}
    assert [named for named in by_file.values() if len(named) > 1] == []


def _check_segments(path: str) -> None:
    assert not path.startswith("/")
    for segment in path.split("/"):
        assert segment
        assert not set(segment) & {"\0", "\\", ".", "%", ":"}
        assert len(segment.encode("utf-8", "surrogateescape")) <= 200


def _document_of(iri: str, base: str) -> str:
    """What an IRI is asked for by: percent-decoded, own ones without fragment; the base with or without its slash."""
    if iri.startswith(base):
        iri = iri.split("#", 1)[0]
    return unquote(base.rstrip("/#") if iri == base else iri, errors="surrogateescape")


@given(_RESTS)
def test_pieces_of_paths(rest: str) -> None:
    assert encode_path(rest) == "/".join(encode_segment(segment) for segment in rest.split("/"))
    for path in (own_path(rest), own_path(rest, is_hash_document=True), foreign_path(f"http://{rest}")):
        _check_segments(path)
