"""What the heads of pages tell programs, and that the server's Link header says the same."""

from __future__ import annotations

import http.client
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SDO

from tests.support.orchard import NASTY, write_orchard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command import Command

BASE = "https://example.net/g/"
RELATIONS = {"cite-as", "type", "license", "describedby", "item", "collection"}
PAGES = (
    "index",
    "dump/index",
    "doc/north",
    "doc/nasty",
    "def",
    "def/Orchard",
    "shapes",
    "set/orchards",
    "class/index",
    "profile",
)
ID = f"{BASE}id/"


class Head(HTMLParser):
    """The typed links, the meta elements and the JSON-LD of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.meta: dict[str, list[str]] = {}
        self.data: list[str] = []
        self._is_data = False
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a meta element, or that JSON-LD follows."""
        named = {name: value or "" for name, value in attrs}
        if tag == "link":
            self.links.append(named)
        elif tag == "meta":
            self.meta.setdefault(named.get("property", named.get("name", "")), []).append(named.get("content", ""))
        self._is_data = tag == "script" and named.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Note JSON-LD, which stands in its element as one text."""
        if self._is_data:
            self.data.append(data)
            self._is_data = False

    def related(self, address: str) -> set[tuple[str, str, str]]:
        """The links of Signposting: relation, absolute target, type."""
        found = ((rel, link) for link in self.links for rel in link["rel"].split())
        return {(rel, urljoin(address, link["href"]), link.get("type", "")) for rel, link in found if rel in RELATIONS}


def graph_of(page: Path) -> Graph:
    """A page's JSON-LD as RDF; a context that would have to be fetched is none of ours."""
    head = Head(page)
    [text] = head.data
    assert isinstance(json.loads(text)["@context"], dict)
    return Graph().parse(data=text, format="json-ld")


def test_a_resource_in_the_words_of_schema_org(orchard_site: Path) -> None:
    page, north, elvas = f"{BASE}doc/north.html", URIRef(f"{ID}north"), URIRef(f"{ID}elvas")
    expected = {
        (north, RDF.type, SDO.Place),  # a subclass of a subclass of it
        (north, SDO.name, Literal("North orchard")),
        (north, SDO.alternateName, Literal("Upper orchard")),
        (north, SDO.description, Literal("On the hill.")),
        (north, SDO.dateCreated, Literal("2021-03-04")),  # by rdfs:subPropertyOf
        (north, SDO.location, elvas),
        (north, SDO.spatialCoverage, elvas),
        (north, SDO.sameAs, URIRef("http://example.com/north")),
        (north, SDO.mainEntityOfPage, URIRef(page)),
        (north, SDO.url, URIRef(page)),
        (elvas, RDF.type, SDO.Place),
        (elvas, SDO.name, Literal("Elvas")),
    }
    assert set(graph_of(orchard_site / "doc/north.html")) == expected


def test_in_the_language_of_the_page(orchard_site: Path) -> None:
    found = graph_of(orchard_site / "doc/north.fr.html")
    assert set(found.objects(URIRef(f"{ID}north"), SDO.name)) == {Literal("Verger du nord")}
    assert set(found.objects(URIRef(f"{ID}north"), SDO.alternateName)) == {Literal("Upper orchard", lang="en")}
    assert set(found.objects(URIRef(f"{ID}north"), SDO.url)) == {URIRef(f"{BASE}doc/north.fr.html")}


@pytest.mark.parametrize(
    ("page", "thing", "types"),
    [
        ("doc/ana", "id/ana", {"Person"}),
        ("doc/autumn", "id/autumn", {"Event"}),
        ("doc/apple", "id/apple", {"Thing"}),
        ("def", "def", {"DefinedTermSet"}),
        ("def/Orchard", "def#Orchard", {"DefinedTerm"}),
        ("set/orchards", "set/orchards", {"Dataset"}),
        ("index", "set/orchards", {"Dataset"}),
    ],
)
def test_the_nearest_class(orchard_site: Path, page: str, thing: str, types: set[str]) -> None:
    found = graph_of(orchard_site / f"{page}.html").objects(URIRef(BASE + thing), RDF.type)
    assert set(found) == {SDO[name] for name in types}


def test_numbers_homepages_and_vocabularies(orchard_site: Path) -> None:
    elvas = graph_of(orchard_site / "doc/elvas.html")
    assert (URIRef(f"{ID}elvas"), SDO.latitude, Literal(38.88)) in elvas
    ana = graph_of(orchard_site / "doc/ana.html")
    assert set(ana.objects(URIRef(f"{ID}ana"), SDO.url)) == {URIRef("https://ana.example/")}
    for name in ("Orchard", "Meeting"):  # only the first says by which vocabulary it is defined
        found, term = graph_of(orchard_site / f"def/{name}.html"), URIRef(f"{BASE}def#{name}")
        assert set(found.objects(term, SDO.inDefinedTermSet)) == {URIRef(f"{BASE}def")}
        assert set(found.objects(term, SDO.termCode)) == {Literal(name)}


@pytest.mark.parametrize("page", ["index.html", "dump/index.html"])
def test_the_dataset_for_dataset_search(orchard_site: Path, page: str) -> None:
    found, dataset = graph_of(orchard_site / page), URIRef(f"{BASE}set/orchards")
    said = {p: set(found.objects(dataset, p)) for p in found.predicates(dataset)}
    assert said[SDO.name] == {Literal("Orchards")}
    assert 50 <= len(str(next(iter(said[SDO.description])))) <= 5000
    assert said[SDO.license] == {URIRef("https://creativecommons.org/licenses/by/4.0/")}
    assert said[SDO.creator] == {URIRef(f"{ID}ana")}
    assert said[SDO.keywords] == {Literal("trees"), Literal("fruit")}
    assert said[SDO.temporalCoverage] == {Literal("2020-01-01/2023-12-31")}
    assert said[SDO.spatialCoverage] == {URIRef(f"{ID}elvas")}
    assert said[SDO.datePublished] == {Literal("2026-01-05")}
    files = {str(url).removeprefix(BASE) for d in said[SDO.distribution] for url in found.objects(d, SDO.contentUrl)}
    assert files == {f"dump/{p.name}" for p in (orchard_site / "dump").glob("orchards.*")}
    sizes = {str(size) for d in said[SDO.distribution] for size in found.objects(d, SDO.contentSize)}
    assert f"{(orchard_site / 'dump/orchards.nq').stat().st_size} B" in sizes


def test_a_list_says_where_it_stands(orchard_site: Path) -> None:
    [text] = Head(orchard_site / "class/-Orchard.fr.html").data
    trail = json.loads(text)["breadcrumb"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in trail] == [
        (1, "Vergers", f"{BASE}index.fr.html"),
        (2, "Parcourir", f"{BASE}class/index.fr.html"),
        (3, "verger", f"{BASE}class/-Orchard.fr.html"),
    ]


def test_open_graph(orchard_site: Path) -> None:
    head = Head(orchard_site / "doc/north.fr.html")
    assert {name: said for name, said in head.meta.items() if name.startswith("og:") or name == "description"} == {
        "description": ["Sur la colline."],
        "og:description": ["Sur la colline."],
        "og:title": ["Verger du nord"],
        "og:type": ["article"],
        "og:url": [f"{BASE}doc/north.fr.html"],
        "og:site_name": ["Vergers"],
        "og:locale": ["fr"],
        "og:locale:alternate": ["en", "ar"],
    }
    assert [link["href"] for link in head.links if link["rel"] == "canonical"] == [f"{BASE}doc/north.fr.html"]


def test_a_picture_for_links_comes_from_the_theme(tmp_path: Path, medtown: Command, orchard_site: Path) -> None:
    assert "og:image" not in Head(orchard_site / "index.html").meta
    write_orchard(tmp_path / "project")
    (tmp_path / "project/theme/assets").mkdir(parents=True)
    (tmp_path / "project/theme/assets/card.png").write_bytes(b"PNG")
    done = medtown("--project", tmp_path / "project", "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert Head(tmp_path / "site/doc/north.html").meta["og:image"] == [f"{BASE}assets/card.png"]
    assert (tmp_path / "site/assets/card.png").read_bytes() == b"PNG"


def test_every_page_has_one_of_each(orchard_site: Path) -> None:
    for page in orchard_site.rglob("*.html"):
        if page.name.startswith("404"):
            assert "canonical" not in page.read_text("utf-8")
            continue
        head = Head(page)
        path = page.relative_to(orchard_site).as_posix()
        once = ("og:title", "og:type", "og:url", "og:site_name", "og:locale")
        assert [len(head.meta[name]) for name in once] == [1] * len(once), path
        assert len(head.meta.get("description", [])) <= 1, path
        assert [link["href"] for link in head.links if link["rel"] == "canonical"] == head.meta["og:url"], path
        assert len(head.data) <= 1, path


def test_a_nasty_title_stays_a_text(orchard_site: Path) -> None:
    page = orchard_site / "doc/nasty.html"
    head = Head(page)
    shown = NASTY.replace("\u202e", "")
    assert (head.meta["og:title"], head.meta["description"]) == ([shown], [shown])
    assert set(graph_of(page).objects(URIRef(f"{ID}nasty"), SDO.name)) == {Literal(shown)}
    text = page.read_text("utf-8")
    assert "\u202e" not in text
    assert re.findall(r"<script[^>]*>", text) == [
        '<script type="application/ld+json">',
        '<script type="module" src="../assets/site.js">',
    ]


def test_signposts(orchard_site: Path) -> None:
    related = Head(orchard_site / "doc/north.html").related(f"{BASE}doc/north.html")
    types = {
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
    }
    assert related == {
        ("cite-as", f"{ID}north", ""),
        ("license", "https://creativecommons.org/licenses/by/4.0/", ""),
        ("type", "https://schema.org/AboutPage", ""),
        ("type", f"{BASE}def#Orchard", ""),
        *(("describedby", f"{BASE}doc/north.{suffix}", media_type) for suffix, media_type in types.items()),
    }


def _sent(address: str) -> set[tuple[str, str, str]]:
    """The same of the Link header field of an answer."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.request("GET", parts.path)
    response = connection.getresponse()
    response.read()
    connection.close()
    found = set()
    for target, parameters in re.findall(r"<([^>]*)>((?:; \w+=\"[^\"]*\")*)", response.headers["Link"] or ""):
        said = dict(re.findall(r"; (\w+)=\"([^\"]*)\"", parameters))
        found |= {(rel, urljoin(address, target), said.get("type", "")) for rel in said["rel"].split()}
    return {link for link in found if link[0] in RELATIONS}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("suffix", [".html", ".ar.html", ""])
def test_the_server_says_the_same(orchard_site: Path, serve: Callable[[Path], str], page: str, suffix: str) -> None:
    address = f"{serve(orchard_site)}{page.removesuffix('index') if not suffix else page}{suffix}"
    told = Head(orchard_site / f"{page}.html").related(address)
    assert _sent(address) == told
    assert told


def test_the_server_of_a_minimal_site_says_the_same(minimal_site: Path, serve: Callable[[Path], str]) -> None:
    for page in sorted(minimal_site.rglob("*.html")):
        if not page.name.startswith("404"):
            address = f"{serve(minimal_site)}{page.relative_to(minimal_site).as_posix()}"
            assert _sent(address) == Head(page).related(address), page


def test_dumps_lead_to_their_page(orchard_site: Path, serve: Callable[[Path], str]) -> None:
    top = serve(orchard_site)
    assert _sent(f"{top}dump/orchards.nq.gz") == {
        ("license", "https://creativecommons.org/licenses/by/4.0/", ""),
        ("collection", f"{top}dump/index.html", "text/html"),
    }
