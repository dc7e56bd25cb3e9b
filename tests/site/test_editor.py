"""The page to ask in SPARQL in whole sites: its examples, the names it completes, the endpoint that a project names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

DATASET = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/g/set/g> a void:Dataset ; void:sparqlEndpoint <{0}> ;
  dcterms:title "Gardens"@en ; void:uriSpace "https://example.net/g/" .
"""
QUERY = "# title@en: {0}\n\nASK {{}}\n"


def published(command: Command, project: Path, to: Path) -> Path:
    done = command("--project", project, "publish", "-o", to)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def policy(site: Path) -> str:
    page = (site / "query" / "editor.html").read_text("utf-8")
    return page.partition('Content-Security-Policy" content="')[2].partition('"')[0].replace("&#39;", "'")


def settings(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "site.json").read_bytes())
    return found


def test_names_of_a_small_project(minimal_site: Path) -> None:
    terms = json.loads((minimal_site / "query" / "terms.json").read_bytes())
    assert list(terms) == ["prefixes", "classes", "properties"]
    assert terms["prefixes"]["garden"] == "https://example.net/gardens/id/garden/"
    classes, properties = dict(terms["classes"]), dict(terms["properties"])
    assert classes["https://example.net/gardens/def#Garden"] == {"en": "garden", "ar": "حديقة"}
    assert "https://example.net/gardens/def#area" in properties
    used = "https://example.net/gardens/def#near"
    assert list(properties).index("http://www.w3.org/2000/01/rdf-schema#label") < list(properties).index(used)


def test_its_first_query_is_answered(minimal_site: Path) -> None:
    page = (minimal_site / "query" / "editor.html").read_text("utf-8")
    query = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    query = query.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    store = ox.Store()
    store.load(path=minimal_site / "dump" / "gardens.nt", format=ox.RdfFormat.N_TRIPLES)
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    rows = {row["class"].value: (row["label"] and row["label"].value, row["things"].value) for row in answer}
    assert rows["https://example.net/gardens/def#Garden"] == ("garden", "2")
    assert rows["http://rdfs.org/ns/void#Dataset"] == (None, "1")


def test_data_without_names_of_classes(project: Write, medtown: Command, tmp_path: Path) -> None:
    site = published(medtown, project({}), tmp_path / "site")
    assert "SELECT ?class (COUNT(?thing) AS ?things)" in (site / "query" / "editor.html").read_text("utf-8")
    assert "Examples" not in (site / "query" / "editor.html").read_text("utf-8")
    assert settings(site)["endpoint"] == ""
    assert "connect-src 'self';" in policy(site)
    assert page_faults(read_site(site)) + link_faults(read_site(site)) == []


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        ("https://sparql.example.org/query", "https://sparql.example.org"),
        ("http://127.0.0.1:7878/a?b=;c", "http://127.0.0.1:7878"),
        ("http://[::1]:7878/", "http://[::1]:7878"),
    ],
)
def test_an_endpoint_elsewhere(endpoint: str, origin: str, project: Write, medtown: Command, tmp_path: Path) -> None:
    site = published(medtown, project({"graph/dataset.ttl": DATASET.format(endpoint)}), tmp_path / "site")
    assert settings(site)["endpoint"] == endpoint
    assert f"connect-src 'self' {origin};" in policy(site)
    assert origin not in (site / "index.html").read_text("utf-8").partition("</head>")[0]
    assert f"void:sparqlEndpoint <{endpoint}>" in (site / "void.ttl").read_text("utf-8")


@pytest.mark.parametrize("endpoint", ["ftp://example.org/", "http://example.org;script-src%20*/", "sparql"])
def test_an_endpoint_that_can_be_none(endpoint: str, project: Write, medtown: Command, tmp_path: Path) -> None:
    folder = project({"graph/dataset.ttl": f"@base <urn:x:> .\n{DATASET.format(endpoint)}"})
    done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
    assert done.returncode == 2
    assert "void:sparqlEndpoint that is an http(s) IRI" in done.stdout
    assert "[MT103]" in done.stdout


def test_stored_queries_of_the_page_s_own_names(project: Write, medtown: Command, tmp_path: Path) -> None:
    names = ("index", "editor", "terms", "other")
    site = published(medtown, project({f"queries/{n}.rq": QUERY.format(n) for n in names}), tmp_path / "site")
    found = read_site(site)
    assert "Ask in SPARQL" in found.pages["query/editor.html"].title
    assert {f"query/{n}.html" for n in ("~index", "~editor", "~terms", "other")} <= found.pages.keys()
    assert {f"query/{n}.json" for n in ("~index", "~editor", "~terms", "other")} <= found.files
    assert "prefixes" in json.loads((site / "query" / "terms.json").read_bytes())
    assert {f"stored={n}" for n in ("~index", "~editor", "~terms", "other")} <= found.pages["query/editor.html"].ids
    assert page_faults(found) + link_faults(found) == []
