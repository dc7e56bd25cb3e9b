"""Typed links of files for robots, without a server: what a document is about is read off its N-Triples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medtown.http.folder import File, Folder, SiteSettings
from medtown.http.links import Link
from medtown.http.signposts import ABOUT_PAGE, signposts

BASE = "https://example.org/lib/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SETTINGS = SiteSettings(base=BASE, name="lib", languages=("en",), terms={"def/Book": f"{BASE}def#Book"})
TRIPLES = f"""\
<{BASE}id/walks> {TYPE} <{BASE}def#Book> .
<{BASE}id/walks> {TYPE} _:b0 .
<{BASE}id/walks> {TYPE} <{BASE}d\u00e9f#\\u0041> .
<{BASE}id/walks> <{BASE}def#kind> <{BASE}def#Paper> .
<{BASE}id/walks-2> {TYPE} <{BASE}def#Other> .
"""


def folder(files: dict[str, str], settings: SiteSettings = SETTINGS) -> Folder:
    made = {path: File(path, text.encode(), "text/plain", "", '"1"') for path, text in files.items()}
    documents: dict[str, tuple[File, ...]] = {}
    for path, file in made.items():
        documents[path.rpartition(".")[0]] = (*documents.get(path.rpartition(".")[0], ()), file)
    return Folder(settings, made, documents)


def links(site: Folder, path: str) -> list[Link]:
    return list(signposts(site, site.files[path], path.rpartition(".")[0]))


def test_a_page_is_about_the_first_subject_of_its_data() -> None:
    site = folder({"doc/walks.html": "", "doc/walks.nt": TRIPLES})
    assert links(site, "doc/walks.html") == [
        Link(f"{BASE}id/walks", "cite-as"),
        Link(ABOUT_PAGE, "type"),
        Link(f"{BASE}def#Book", "type"),
        Link(f"{BASE}d%C3%A9f#A", "type"),
    ]
    assert links(site, "doc/walks.nt") == []


@pytest.mark.parametrize("triples", ["", "_:b0 <http://e.org/p> <http://e.org/o> .\n", "# nothing\n"])
def test_a_page_that_is_about_no_resource(triples: str) -> None:
    assert links(folder({"doc/x.html": "", "doc/x.nt": triples}), "doc/x.html") == []


def test_an_answer_to_a_query_is_about_nothing() -> None:
    assert links(folder({"query/x.html": "", "query/x.nt": TRIPLES}), "query/x.html") == []


def test_a_term_has_its_data_in_its_vocabulary() -> None:
    triples = f"<{BASE}def> {TYPE} <http://e.org/Voc> .\n<{BASE}def#Book> {TYPE} <http://e.org/Class> .\n"
    site = folder({"def.html": "", "def.nt": triples, "def/Book.html": ""})
    assert links(site, "def/Book.html") == [
        Link(f"{BASE}def#Book", "cite-as"),
        Link(ABOUT_PAGE, "type"),
        Link("http://e.org/Class", "type"),
        Link("../def.nt", "describedby", "text/plain"),
    ]


@pytest.mark.parametrize("licence", ["", "CC BY", "javascript:alert(1)"])
def test_a_licence_that_is_no_address(licence: str) -> None:
    site = folder({"doc/x.html": ""}, replace(SETTINGS, licence=licence))
    assert links(site, "doc/x.html") == []


def test_a_header_field_holds_any_iri() -> None:
    triples = f'<{BASE}id/\u0627\\u0022\\u003E> <{BASE}p> "x" .\n'
    [about, _] = links(folder({"doc/x.html": "", "doc/x.nt": triples}), "doc/x.html")
    assert about.target == f"{BASE}id/%D8%A7%22%3E"


def test_the_dataset_and_its_dumps() -> None:
    settings = replace(SETTINGS, dataset=f"{BASE}set/lib", licence="https://e.org/by")
    files = {"index.html": "", "dump/index.html": "", "dump/lib.nq": "", "dump/other.nq": "", "set/lib.nt": ""}
    site = folder(files, settings)
    assert [(link.relation, link.target) for link in links(site, "dump/index.html")] == [
        ("license", "https://e.org/by"),
        ("cite-as", f"{BASE}set/lib"),
        ("type", ABOUT_PAGE),
        ("describedby", "../void.ttl"),
        ("item", "../dump/lib.nq"),
    ]
    assert links(site, "dump/lib.nq") == [
        Link("https://e.org/by", "license"),
        Link("index.html", "collection", "text/html"),
    ]
    assert links(site, "dump/other.nq") == [Link("https://e.org/by", "license")]
