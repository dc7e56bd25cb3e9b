"""Queries in the page, from a plain file server: the same answers as elsewhere, by mouse and by keyboard alone."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from medtown.sparql.text import prologue
from tests.site.test_endpoint import QUERIES, ROOT
from tests.support.axe import violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Response

    from tests.support.command import Command

LONGEST_WAIT = 60_000  # milliseconds
WEIGHT = 250_000  # bytes of scripts in gzip before a query runs
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ODD = 'SELECT ("حديقة & #\\"%41+ ü" AS ?x) {}'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where the console has an error, or something can't be fetched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: faults.append(str(e)))
    opened.on("response", lambda r: faults.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def medtown_address(medtown_site: Path, host: Callable[[Path], str]) -> str:
    return f"{host(medtown_site)}query/editor.html"


def top(address: str) -> str:
    """The address of the site that has a page."""
    return address.rpartition("query/")[0]


def open_with(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}#query={quote(query)}", wait_until="networkidle")
    assert written(page) == query


def written(page: Page) -> str:
    """What stands in the editor."""
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def run(page: Page) -> None:
    page.click("#run")
    wait_for_end(page)


def wait_for_end(page: Page) -> None:
    page.wait_for_selector("#answer[aria-busy=false]", timeout=LONGEST_WAIT)


def wait_for_text(page: Page, place: str, text: str) -> None:
    """Wait by Playwright's own means: what it would evaluate in the page, the policy refuses."""
    from playwright.sync_api import expect  # noqa: PLC0415 - not where there is no browser

    expect(page.locator(place)).to_contain_text(text, timeout=LONGEST_WAIT)


def answer(page: Page, query: str, address: str) -> str:
    """Run a query on a fresh page; what the page says of its answer."""
    open_with(page, address, query)
    run(page)
    return page.inner_text("#answer")


def downloaded(page: Page, suffix: str) -> str:
    """The answer on the page in a file format, by its button."""
    with page.expect_download(timeout=LONGEST_WAIT) as waiting:
        page.click(f"[data-format={suffix}]")
    assert waiting.value.suggested_filename.endswith(f".{suffix}")
    return Path(waiting.value.path()).read_text("utf-8")


def rows(results: dict[str, Any]) -> Counter[str]:
    return Counter(json.dumps(row, sort_keys=True) for row in results["results"]["bindings"])


def test_the_stored_queries_have_the_answers_of_the_command(page: Page, medtown_address: str, medtown: Command) -> None:
    """All in one page, one after another, each by its link."""
    page.goto(medtown_address, wait_until="networkidle")
    links = page.locator(".examples a")
    names = [link.get_attribute("href").removeprefix("#stored=") for link in links.all()]  # type: ignore[union-attr]
    assert sorted(names) == sorted(QUERIES)
    for name, query in QUERIES.items():
        page.click(f'a[href="#stored={name}"]')
        wait_for_text(page, ".CodeMirror-code", f"# {query.title('en')}")
        run(page)
        is_graph = prologue(query.source).form in ("CONSTRUCT", "DESCRIBE")
        suffix = "nt" if is_graph else "json"
        done = medtown("--project", ROOT, "query", name, "--format", suffix)
        found = downloaded(page, suffix)
        if is_graph:
            assert sorted(found.splitlines()) == sorted(done.stdout.splitlines()), name
            assert page.locator("tbody tr").count() == len(done.stdout.splitlines())
            continue
        here, there = json.loads(found), json.loads(done.stdout)
        assert here["head"] == there["head"], name
        if "results" in there:
            assert rows(here) == rows(there), name
            assert page.locator("tbody tr").count() == len(there["results"]["bindings"]), name
        if "ORDER BY" in query.text or "results" not in there:
            assert here == there, name


def test_the_engine_comes_when_it_is_used(page: Page, medtown_address: str) -> None:
    fetched: list[Response] = []
    page.on("response", lambda response: fetched.extend([response]))  # a built-in method alone is refused
    page.goto(medtown_address, wait_until="networkidle")
    with page.expect_response("**/query/terms.json", timeout=LONGEST_WAIT):
        page.click(".CodeMirror")
    page.wait_for_timeout(500)  # in which the engine would be asked for, too
    asked = [response.url for response in fetched]
    assert [url for url in asked if "/dump/" in url or ".wasm" in url or "worker" in url] == []
    assert all(url.startswith(top(medtown_address)) for url in asked)
    scripts = [response.body() for response in fetched if response.url.endswith(".js")]
    assert 0 < sum(len(gzip.compress(script)) for script in scripts) <= WEIGHT
    run(page)
    asked = [response.url for response in fetched]
    assert sum(url.endswith("/oxigraph.wasm") for url in asked) == 1
    assert sum(url.endswith(".nq.gz") for url in asked) == 1


def test_an_endless_query_is_stopped(page: Page, medtown_address: str) -> None:
    fetched: list[str] = []
    page.on("response", lambda response: fetched.append(response.url))
    open_with(page, medtown_address, ENDLESS)
    page.click("#run")
    wait_for_text(page, "#status", "Asking")
    assert page.get_attribute("#run", "aria-disabled") == "true"
    page.wait_for_timeout(1000)
    assert page.get_attribute("#answer", "aria-busy") == "true"
    page.click("#stop")
    wait_for_end(page)
    assert page.inner_text("#status") == "Stopped."
    assert page.locator("#progress").is_hidden()
    page.evaluate("location.hash = '#query=' + encodeURIComponent('ASK { ?s ?p ?o }')")
    wait_for_text(page, ".CodeMirror-code", "ASK { ?s ?p ?o }")
    run(page)
    assert page.inner_text("#shown p.lead") == "Yes"
    assert sum(url.endswith((".wasm", ".nq.gz")) for url in fetched) == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT * { ?z ?p ?a FILTER (ISBLANK(?z)) } ORDER BY ?z ?p ?a",
        "SELECT ?p ?o { <set/medtown> ?p ?o }",
    ],
    ids=["named graphs", "blank nodes", "relative IRIs"],
)
def test_the_data_is_that_of_the_command(
    page: Page, medtown_address: str, medtown: Command, tmp_path: Path, query: str
) -> None:
    file = tmp_path / "query.rq"
    file.write_text(query)
    answer(page, query, medtown_address)
    for suffix in ("json", "csv", "tsv"):
        done = medtown("--project", ROOT, "query", file, "--format", suffix)
        here, there = downloaded(page, suffix), done.stdout
        if suffix == "json":
            assert json.loads(here) == json.loads(there)
        elif "ORDER BY" in query:
            assert here == there
        else:
            assert sorted(here.splitlines()) == sorted(there.splitlines())


def test_by_keyboard_alone(page: Page, medtown_address: str) -> None:
    page.goto(medtown_address, wait_until="networkidle")
    inside = "document.getElementById('written').contains(document.activeElement)"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            break
    assert page.evaluate(inside)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c } GROUP BY ?c")
    page.keyboard.press("Control+Enter")
    wait_for_end(page)
    assert page.inner_text("#status").startswith("Rows: ")
    assert page.evaluate(inside)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tab-table"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(inside)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "link"
    page.focus("#tab-table")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-chart"
    assert page.locator("#panel-table").is_hidden()
    page.wait_for_selector("#panel-chart canvas")
    page.keyboard.press("Home")
    assert page.get_attribute("#tab-table", "aria-selected") == "true"
    assert page.locator("#panel-chart").is_hidden()


def test_a_link_brings_the_query_back(page: Page, medtown_address: str) -> None:
    page.goto(medtown_address, wait_until="networkidle")
    page.click(".CodeMirror")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(ODD)
    page.click("#link")
    wait_for_text(page, "#link", "Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{medtown_address}#query=")
    assert link.isascii()
    page.goto("about:blank")
    page.goto(link, wait_until="networkidle")
    assert written(page) == ODD
    run(page)
    assert page.inner_text("tbody td") == 'حديقة & #"%41+ ü'
    # The language switch keeps it, and a stored question has a short link while it is as it was.
    page.locator("details.languages summary").click()
    page.click('a[hreflang="ar"]')
    page.wait_for_load_state("networkidle")
    assert written(page) == ODD
    page.click('a[href="#stored=disagreements"]')
    wait_for_text(page, ".CodeMirror-code", f"# {QUERIES['disagreements'].title('ar')}")
    page.click("#link")
    page.wait_for_timeout(100)
    assert page.url.endswith("editor.ar.html#stored=disagreements")
    page.click(".CodeMirror")
    page.keyboard.insert_text("# mine\n")
    page.click("#link")
    page.wait_for_timeout(100)
    assert "#query=" in page.url
    page.goto(f"{medtown_address}#stored=none-of-these", wait_until="networkidle")
    page.reload()
    page.wait_for_selector("#fault p")
    assert page.inner_text("#fault") == "There is no stored question of this name: none-of-these"


def test_downloads_hold_all(page: Page, medtown_address: str, medtown_site: Path) -> None:
    text = answer(page, "SELECT * { ?thing ?b ?a }", medtown_address)
    found = re.search(r"Rows: ([\d,]+)\. The first 1,000 are shown; downloads hold all\.", text)
    assert found
    count = int(found[1].replace(",", ""))
    assert page.locator("tbody tr").count() == 1000
    assert page.locator("thead th").all_inner_texts() == ["thing", "b", "a"]
    tsv = downloaded(page, "tsv")
    assert tsv.startswith("?thing\t?b\t?a\n")
    assert len(tsv.splitlines()) == count + 1
    assert downloaded(page, "csv").startswith("thing,b,a\n")
    results = json.loads(downloaded(page, "json"))
    assert results["head"]["vars"] == ["thing", "b", "a"]
    assert len(results["results"]["bindings"]) == count
    # The default graph is the union of the files, each triple once, as in the N-Triples dump.
    assert count == len((medtown_site / "dump" / "medtown.nt").read_text("utf-8").splitlines())


def test_a_graph(page: Page, medtown_address: str) -> None:
    answer(page, "DESCRIBE <id/project/medtown>", medtown_address)
    formats = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
    graphs = [set(map(str, ox.parse(downloaded(page, s), format=f))) for s, f in formats.items()]
    assert len(graphs[0]) == page.locator("tbody tr").count() > 0
    assert graphs[0] == graphs[1] == graphs[2]
    page.click("#tab-network")
    page.wait_for_selector("#panel-network svg circle")
    hrefs = page.evaluate("[...document.querySelectorAll('#panel-network li a')].map(a => a.href)")
    own = [href for href in hrefs if href.startswith(top(medtown_address))]
    assert f"{top(medtown_address)}doc/project/medtown.html" in own
    for href in own:
        assert page.request.get(href).status == 200, href


PLACES = """PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label ?lat ?long { ?x geo:lat ?lat ; geo:long ?long ; skos:prefLabel ?label FILTER (LANG(?label) = "en") }"""
SEATS = """PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?seat (COUNT(?x) AS ?things) { ?x ?in ?seat . ?seat a <http://purl.org/dc/terms/Location> } GROUP BY ?seat"""


@pytest.mark.parametrize(("query", "name"), [(PLACES, "Seville"), (SEATS, "Seville")])
def test_an_answer_on_the_map(page: Page, medtown_address: str, query: str, name: str) -> None:
    """By coordinates in its columns, or by what the site's map knows of the things that it names."""
    answer(page, query, medtown_address)
    rows = page.locator("tbody tr").count()
    page.click("#tab-map")
    page.wait_for_selector("#panel-map .mark")
    found = re.fullmatch(r"Rows with a place: (\d+) of (\d+)", page.inner_text("#panel-map .legend >> nth=0"))
    assert found
    assert 15 < int(found[1]) <= int(found[2]) == rows
    page.locator("#panel-map .mark", has_text=name).first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel-map #map-title").inner_text() == name


def test_an_answer_without_places_says_so(page: Page, medtown_address: str) -> None:
    answer(page, "SELECT * { <set/medtown> ?p ?value } LIMIT 3", medtown_address)
    assert page.locator("#tab-map").count() == 0
    answer(page, "SELECT ?x { ?x a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }", medtown_address)
    page.click("#tab-map")
    page.get_by_text("The data does not say where these are.").wait_for()
    assert page.locator("#panel-map .mark").count() == 0


def test_own_identifiers_lead_to_pages(page: Page, medtown_address: str) -> None:
    answer(page, "SELECT DISTINCT ?x { ?x ?p ?o FILTER (ISIRI(?x)) }", medtown_address)
    hrefs = page.evaluate("[...document.querySelectorAll('tbody a')].map(a => a.href)")
    own = {href.split("#")[0] for href in hrefs if href.startswith(top(medtown_address))}
    assert len(own) > 500
    assert [href for href in sorted(own) if page.request.get(href).status != 200] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "SELECT * {\n  ?s ex:p ?o }",
            "The query has a mistake near line 2, column 11, after “?s ex:p”.",
        ),
        ("SELECT * { ?s ?p", "The query has a mistake near line 1, column"),
        ("# x\nINSERT DATA { <a:a> <b:b> 1 }", "This would change data (INSERT)"),
        ("SELECT * {\n SERVICE SILENT <http://x/> { ?s ?p ?o } }", "Line 2, column 2: the query calls another"),
    ],
)
def test_what_is_wrong_is_told(page: Page, medtown_address: str, query: str, words: str) -> None:
    answer(page, query, medtown_address)
    assert page.inner_text("#fault").startswith(words)
    assert page.get_attribute("#fault", "role") == "alert"
    page.evaluate("location.hash = '#query=' + encodeURIComponent('ASK {}')")
    wait_for_text(page, ".CodeMirror-code", "ASK {}")
    run(page)
    assert page.inner_text("#shown p.lead") == "Yes"
    assert page.inner_text("#fault") == ""


def test_names_are_completed_from_the_data(page: Page, medtown_address: str) -> None:
    page.goto(medtown_address, wait_until="networkidle")
    page.click(".CodeMirror")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT * { ?x a Demonstr")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    assert page.locator(".CodeMirror-hint").first.inner_text().split() == [
        *("mt:DemonstrativeAction", "demonstrative", "action"),
    ]
    page.keyboard.press("Enter")
    wait_for_text(page, ".CodeMirror-code", "PREFIX mt: <https://w3id.org/medtown/def#>")
    page.keyboard.type(" ; currency")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    hints = page.locator(".CodeMirror-hint").all_inner_texts()
    assert hints
    assert all("currency" in hint.lower() or "curren" in hint.lower() for hint in hints)
    page.keyboard.press("Escape")
    page.keyboard.type(" . ?x }}")
    wait_for_text(page, "#slip", "Something is wrong in line 2.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_is_accessible(browser: Browser, medtown_address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(medtown_address, wait_until="networkidle")
    run(page)
    page.wait_for_selector("tbody tr")
    assert violations(page) == []
    page.click("#tab-chart")
    page.wait_for_selector("canvas")
    for kind in ("line", "pie"):
        page.check(f"input[value={kind}]")
        assert page.locator("canvas").count() == 1
    assert violations(page) == []
    page.click('a[href="#stored=technique-construct"]')
    wait_for_text(page, ".CodeMirror-code", "CONSTRUCT {")
    run(page)
    page.click("#tab-network")
    page.wait_for_selector("svg circle")
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_small_project_in_arabic(page: Page, minimal_site: Path, host: Callable[[Path], str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host(minimal_site)}query/editor.ar.html", wait_until="networkidle")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.CodeMirror')).direction") == "ltr"
    run(page)
    assert page.locator("tbody tr").count() > 0
    page.click("#tab-chart")
    page.wait_for_selector("canvas")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.locator("#where").is_hidden()


def test_the_endpoint_of_the_server(page: Page, medtown_site: Path, serve: Callable[[Path], str]) -> None:
    address = serve(medtown_site)
    fetched: list[tuple[str, str]] = []
    page.on("request", lambda request: fetched.append((request.method, request.url)))
    page.goto(f"{address}query/editor", wait_until="networkidle")
    assert page.inner_text("#endpoint") == f"{address}sparql"
    page.check("input[value=endpoint]")
    run(page)
    page.wait_for_selector("tbody tr")
    there = page.inner_text("tbody")
    assert ("POST", f"{address}sparql") in fetched
    assert not any(url.endswith((".wasm", ".nq.gz")) for _, url in fetched)
    assert downloaded(page, "csv").startswith("class,label,things\n")
    page.check("input[value=here]")
    run(page)
    page.wait_for_selector("tbody tr")
    assert page.inner_text("tbody") == there
    assert any(url.endswith(".nq.gz") for _, url in fetched)


def test_a_mistake_at_the_endpoint(browser: Browser, medtown_site: Path, serve: Callable[[Path], str]) -> None:
    page = browser.new_context().new_page()  # the browser itself tells its console of the status 400
    page.goto(f"{serve(medtown_site)}query/editor#query=SELECT%20%2A%20%7B", wait_until="networkidle")
    page.check("input[value=endpoint]")
    run(page)
    assert "SPARQL syntax near line 1" in page.inner_text("#fault")
    page.context.close()


def test_without_scripts(browser: Browser, medtown_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(medtown_address)
    assert "This page needs JavaScript." in page.inner_text("main")
    assert page.locator("noscript a").count() == 2
    assert page.locator("#ask").is_hidden()
    assert page.locator(".examples a").count() == len(QUERIES)
    page.context.close()
