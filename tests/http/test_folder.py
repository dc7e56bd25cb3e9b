"""A published site in memory."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError
from medtown.http.folder import Folder, SiteSettings, read_folder, read_site_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_settings(folder: Folder) -> None:
    assert folder.settings == SiteSettings(
        base="https://example.org/lib/",
        name="lib",
        languages=("en", "fr"),
        moved={"https://example.org/lib/id/book/WALKS": "doc/book/WALKS~~0a1b2c"},
        prefixes={"book": "https://example.org/lib/id/book/", "v": "https://example.org/lib/def#"},
    )


def test_documents_group_files_by_type_and_language(folder: Folder) -> None:
    assert {name: [file.path for file in found] for name, found in folder.documents.items()} == {
        "404": ["404.html", "404.fr.html"],
        "class/index": ["class/index.html"],
        "def": ["def.html", "def.ttl"],
        "doc/book/WALKS~~0a1b2c": ["doc/book/WALKS~~0a1b2c.html"],
        "doc/book/a~2eb": ["doc/book/a~2eb.html"],
        "doc/book/café": ["doc/book/café.html"],
        "doc/book/walks": [
            "doc/book/walks.html",
            "doc/book/walks.fr.html",
            "doc/book/walks.ttl",
            "doc/book/walks.jsonld",
            "doc/book/walks.nt",
            "doc/book/walks.rdf",
        ],
        "doc/long": ["doc/long.html"],
        "dump/lib": ["dump/lib.nq"],
        "index": ["index.html", "index.fr.html"],
        "query/all": ["query/all.html", "query/all.json", "query/all.csv", "query/all.rq"],
        "query/index": ["query/index.html"],
        "set/lib": ["set/lib.html"],
        "site": ["site.json"],
        "void": ["void.ttl"],
    }


@pytest.mark.parametrize(
    ("path", "content_type", "language"),
    [
        ("doc/book/walks.html", "text/html; charset=utf-8", "en"),
        ("doc/book/walks.fr.html", "text/html; charset=utf-8", "fr"),
        ("doc/book/walks.ttl", "text/turtle; charset=utf-8", ""),
        ("doc/book/walks.jsonld", "application/ld+json", ""),
        ("doc/book/walks.nt", "application/n-triples", ""),
        ("doc/book/walks.rdf", "application/rdf+xml; charset=utf-8", ""),
        ("query/all.json", "application/sparql-results+json", ""),
        ("query/all.rq", "application/sparql-query; charset=utf-8", ""),
        ("site.json", "application/json", ""),
        ("assets/style.css", "text/css; charset=utf-8", ""),
    ],
)
def test_types_and_languages(folder: Folder, path: str, content_type: str, language: str) -> None:
    file = folder.files[path]
    assert (file.content_type, file.language) == (content_type, language)


def test_long_texts_are_packed_and_short_ones_are_not(folder: Folder) -> None:
    packed = folder.files["doc/long.html"].packed
    assert packed is not None
    assert gzip.decompress(packed) == folder.files["doc/long.html"].body
    assert folder.files["doc/book/walks.html"].packed is None


def test_types_that_the_path_gives(tmp_path: Path) -> None:
    (tmp_path / "site.json").write_text('{"base": "http://x/", "name": "x", "languages": ["en"]}')
    for name in (".well-known/void", "query/a.xml", "a.xml", "b", "c.HTML"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert {path: file.content_type for path, file in read_folder(tmp_path).files.items()} == {
        ".well-known/void": "text/turtle; charset=utf-8",
        "a.xml": "application/xml; charset=utf-8",
        "b": "application/octet-stream",
        "c.HTML": "text/html; charset=utf-8",
        "query/a.xml": "application/sparql-results+xml; charset=utf-8",
        "site.json": "application/json",
    }


def test_a_link_out_of_the_site_is_not_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (site / "site.json").write_text('{"base": "http://x/", "name": "x", "languages": ["en"]}')
    (site / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (site / "all").symlink_to(tmp_path)
    assert set(read_folder(site).files) == {"site.json"}


def test_no_site(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_site_settings(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: error: no published site there: it has no site.json [MT501]\n"
        "  Write the site with `medtown publish`, or name its folder with --site."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("{}", "KeyError: 'base'"),
        ("[]", "TypeError: list indices must be integers or slices, not str"),
        ('{"base": 1, "name": "x", "languages": []}', "TypeError: 1 is no text"),
        ('{"base": "x", "name": "x", "languages": 3}', "TypeError: 'int' object is not iterable"),
        (
            '{"base": "x", "name": "x", "languages": ["en"], "moved": []}',
            "AttributeError: 'list' object has no attribute 'items'",
        ),
    ],
)
def test_a_damaged_site(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "site.json").write_text(text)
    with pytest.raises(InputError) as caught:
        read_site_settings(tmp_path)
    assert (caught.value.code, caught.value.message) == ("MT503", f"damaged: {message}")
