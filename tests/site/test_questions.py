"""The pages of stored questions: chart, table, what was asked of which data, and the list of all."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

ROOT = Path(__file__).parents[2]
LANGUAGES = ("", ".fr", ".es", ".pt", ".el", ".ar")
DATASET = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.net/g/set/g> a void:Dataset ; dcterms:title "Gardens"@en , "Jardins"@fr ;
  dcterms:language "en" , "fr" ; void:uriSpace "https://example.net/g/" ;
  dcat:version "1.4" ; dcterms:modified "2026-03-01"^^xsd:date .
"""
ONTOLOGY = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.net/g/def> a owl:Ontology ; rdfs:label "Words"@en , "Mots"@fr .
<https://example.net/g/def#Garden> a owl:Class ; rdfs:label "garden"@en , "jardin"@fr .
<https://example.net/g/def#trees> a owl:DatatypeProperty ; rdfs:label "trees"@en , "arbres"@fr .
<https://example.net/g/def#year> a owl:DatatypeProperty .
"""
TREES = """\
# title@en: Trees in each garden
# title@fr: Arbres de chaque jardin
# audience@en: Gardener
# audience@fr: Jardinière
# column-year@fr: année
# chart: bar ?garden ?trees

PREFIX def: <https://example.net/g/def#>
SELECT ?garden ?trees ?year ?someWord { ?garden def:trees ?trees ; def:year ?year } ORDER BY ?trees
"""
COUNTS = """\
# title: Gardens of each year
# chart: line ?year

PREFIX def: <https://example.net/g/def#>
SELECT ?garden ?year { ?garden def:year ?year } ORDER BY ?year
"""
CHART = re.compile(r"^# chart: ([a-z]+)", re.MULTILINE)
TWICE = """\
# title: Trees twice
# chart: bar ?garden ?trees
PREFIX def: <https://example.net/g/def#>
SELECT ?garden ?trees ?time { ?garden def:trees ?trees VALUES ?time { 1 2 } }
"""
MAP = "# title: Where\n# chart: map ?x\nSELECT ?x { ?x a <https://example.net/g/def#Garden> } LIMIT 1\n"


def _gardens(count: int) -> str:
    return "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + "".join(
        f'<https://example.net/g/id/garden-{n}> a <https://example.net/g/def#Garden> ; rdfs:label "Garden {n}" ;'
        f' <https://example.net/g/def#trees> {n} ; <https://example.net/g/def#year> "{2001 + n % 3 * 2}" .\n'
        for n in range(count)
    )


@pytest.fixture
def pages(project: Write, medtown: Command, tmp_path: Path) -> Callable[..., Callable[[str], str]]:
    """Publishes a project of gardens with these questions and gives its pages' texts by path."""

    def publish(count: int, **queries: str) -> Callable[[str], str]:
        files = {f"queries/{name}.rq": text for name, text in queries.items()}
        graph = {"graph/dataset.ttl": DATASET, "graph/gardens.ttl": _gardens(count), "ontology/def.ttl": ONTOLOGY}
        done = medtown("--project", project({**files, **graph}), "publish", "-o", tmp_path / "site")
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        site = read_site(tmp_path / "site")
        assert [fault for fault in (*page_faults(site), *link_faults(site)) if fault.startswith("query/")] == []
        return lambda path: (tmp_path / "site" / path).read_text("utf-8")

    return publish


def _text(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def test_the_page_of_a_question(pages: Callable[..., Callable[[str], str]]) -> None:
    page = pages(3, trees=TREES)
    english, french = page("query/trees.html"), page("query/trees.fr.html")
    assert "trees, by garden" in _text(english)
    assert "Garden 0 0 Garden 1 1 Garden 2 2" in _text(english)  # the chart, in the order of the rows
    assert english.index("<figure") < english.index("<table")
    assert re.findall(r"<th [^>]*>(.*?)</th>", english) == ["garden", "trees", "year", "some word"]
    assert re.findall(r"<th [^>]*>(.*?)</th>", french) == ["jardin", "arbres", "année", "some word"]
    assert "Answer 3 rows" in _text(english)
    assert "CSV" in _text(english)
    assert "as CSV" not in _text(english)
    digest = hashlib.sha256(TREES.encode()).hexdigest()
    assert f"<code>{digest[:12]}</code>" in english
    assert digest in _text(french)
    assert digest == hashlib.sha256(page("query/trees.rq").encode()).hexdigest()
    assert "1.4 March 1, 2026" in _text(english)
    assert "1.4 1 mars 2026" in _text(french)
    assert "Jardinière" in _text(french)
    assert 'query/editor.html#stored=trees"' in english


def test_a_long_answer_is_cut_and_its_files_hold_all(pages: Callable[..., Callable[[str], str]]) -> None:
    page = pages(1234, trees=TREES)
    english = page("query/trees.html")
    assert english.count("<tr>") == 201
    assert "Here are the first 200 rows. All 1,234 rows as CSV" in _text(english)
    assert 'href="../query/trees.csv"' in english
    assert len(page("query/trees.csv").splitlines()) == 1235
    assert "…and 1,214 more" in _text(english)


def test_rows_are_counted_where_a_chart_has_no_numbers(pages: Callable[..., Callable[[str], str]]) -> None:
    page = pages(10, counts=COUNTS)
    html = page("query/counts.html")
    assert "Number of rows, by year" in _text(html)
    assert "<desc>2001: 4, 2002: 0, 2003: 3, 2004: 0, 2005: 3</desc>" in html


def test_rows_that_say_the_same_again_give_one_bar_and_no_line_has_two_numbers_of_a_year(
    pages: Callable[..., Callable[[str], str]],
) -> None:
    line = COUNTS.replace("line ?year", "line ?year ?number").replace("?year {", "?year (1 + 1 AS ?number) {")
    unlike = line.replace("(1 + 1 AS ?number) {", "?number {").replace("} ORDER", "; def:trees ?number } ORDER")
    page = pages(6, twice=TWICE, line=line, unlike=unlike)
    assert page("query/twice.html").count("<li><div") == 6
    assert "<desc>2001: 2, 2003: 2, 2005: 2</desc>" in page("query/line.html")
    assert "<figure" not in page("query/unlike.html")


def test_the_list_says_how_long_answers_are_and_which_have_a_chart(
    pages: Callable[..., Callable[[str], str]],
) -> None:
    page = pages(5, trees=TREES, where=MAP, ask="# title: Any?\n# expect: true\nASK { ?s ?p ?o }\n")
    text = _text(page("query/index.html"))
    assert "Gardener Trees in each garden 5 rows with a chart" in text
    assert "Where 1 row" in text
    assert text.count("row") == 2  # a yes has none
    assert text.count("with a chart") == 1
    assert "<figure" not in page("query/where.html")


def test_every_chart_of_medtown_is_drawn_in_every_language(medtown_site: Path) -> None:
    found = ((path.stem, CHART.search(path.read_text("utf-8"))) for path in (ROOT / "queries").glob("*.rq"))
    charts = {name: match[1] for name, match in found if match}
    assert len(charts) >= 8
    assert set(charts.values()) == {"bar", "line", "map"}
    for name, kind in charts.items():
        for language in LANGUAGES:
            html = (medtown_site / f"query/{name}{language}.html").read_text("utf-8")
            assert html.count('<figure class="chart') == (kind != "map"), (name, language)
            assert html.count('<div class="atlas"') == (kind == "map"), (name, language)


def test_the_map_of_an_answer_holds_what_has_a_place(medtown_site: Path) -> None:
    html = (medtown_site / "query/co-producing-authorities.ar.html").read_text("utf-8")
    marks = json.loads(re.findall(r'<script type="application/json" id="marks">(.*?)</script>', html)[0])
    seville = next(spot for spot in marks["spots"] if spot["name"] == "إشبيلية")
    assert seville["href"] == "../doc/place/seville.ar.html"
    assert (seville["size"], len(seville["at"])) == (2, 2)
    assert "../doc/organisation/ayuntamiento-de-sevilla.ar.html" in [thing["href"] for thing in seville["things"]]


def test_figures_stand_on_the_pages_of_indicators_projects_and_observations(medtown_site: Path) -> None:
    for language in LANGUAGES:
        indicator = (medtown_site / f"doc/indicator/pilot-projects{language}.html").read_text("utf-8")
        assert indicator.count('<figure class="chart bars">') == 1
        assert '<section class="cube">' in (medtown_site / f"doc/project/medtown{language}.html").read_text("utf-8")
        own = (medtown_site / f"doc/observation/eni-cbc-med-countries{language}.html").read_text("utf-8")
        assert re.search(r'<div class="figure-itself">\s*<p><b><data value="13">13</data></b>', own)


def test_every_column_of_medtown_has_its_heading_in_each_script(medtown_site: Path) -> None:
    for suffix, letters in ((".ar", "[\u0621-\u064a]"), (".el", "[\u0370-\u03ff]")):
        pages = [(path, path.read_text("utf-8")) for path in (medtown_site / "query").glob(f"*{suffix}.html")]
        headings = {(path.name, name) for path, html in pages for name in re.findall("<th [^>]*>(.*?)</th>", html)}
        assert len(headings) > 150
        assert {(path, name) for path, name in headings if not re.search(letters, name)} == set()
