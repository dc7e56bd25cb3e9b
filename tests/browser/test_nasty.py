"""Values that would act in a page stay text: in a real browser, from a plain file server, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.table.terms import RDF, literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.support.command import Command

BASE = "https://example.net/g/"
SCRIPT = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload=alert(1) {{ 7*7 }}"
RLO, LRE, RLI, FSI, PDF = "\u202e", "\u202a", "\u2067", "\u2068", "\u202c"
# Words whose places on the page must be those in the text.
ORDERED = f"alpha {RLO}beta {RLI}gamma {LRE}delta{PDF} epsilon {FSI}zeta"
WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
OUTSIDE = "http://192.0.2.1/"
HTML = f"""<h1 onclick="alert(1)">Formatted <em>title</em></h1><p style="position:fixed" class="top" id="content">read
<a href="https://example.org/more" onclick="alert(1)" target="_top">more</a> <a href="javascript:alert(1)">act</a></p>
<img src="{OUTSIDE}a.png" onerror="alert(1)"><script>alert(1)</script><style>body {{ display: none }}</style>
<link rel="stylesheet" href="{OUTSIDE}a.css"><iframe src="{OUTSIDE}"></iframe><video src="{OUTSIDE}a.mp4"></video>
<svg onload="alert(1)"><image href="{OUTSIDE}a.png"></image></svg><form action="{OUTSIDE}"><input autofocus></form>
<meta http-equiv="refresh" content="0;url={OUTSIDE}"><base href="{OUTSIDE}"><p>{ORDERED}"""
WIDE = ("W" * 90, "Ω" * 90, "漢" * 90, "حديقة " * 20, "many words of a usual length " * 9)
FACTS = f"""\
@prefix : <{BASE}id/> .
@prefix def: <{BASE}def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
def:Plant rdfs:label {literal(SCRIPT)} . def:note rdfs:label {literal(ORDERED)} . def:near rdfs:label "near" .
def:many rdfs:label {literal(SCRIPT)} .
:s a def:Plant ; rdfs:label {literal(SCRIPT, "en")} , {literal(ORDERED, "ar")} ; rdfs:comment {literal(ORDERED)} ;
  def:note {literal(SCRIPT)} , {literal(ORDERED)} , {literal(ORDERED, "ar")} , {literal(HTML, "", f"{RDF}HTML")} ,
    {literal("word " * 200_000)} , {literal("x" * 1_000_000)} , {literal("javascript:alert(1)")} ,
    {literal(SCRIPT, "", f"{RDF}JSON")} , {literal("https://example.org/page")} ;
  def:near <javascript:alert(1)> , <data:text/html,alert> , <vbscript:x> ,
    <https://example.org/{ORDERED.replace(" ", "-")}> .
<javascript:alert(1)> a def:Plant ; rdfs:label "a described one" .
{"".join(f":w{k} a def:Plant ; rdfs:label {literal(label)} ; def:near :s . " for k, label in enumerate(WIDE))}
{"".join(f":s def:many {literal(f'{k} {SCRIPT}')} . " for k in range(60))}
"""
SET = f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<{BASE}set/g> a void:Dataset ; dcterms:title {literal(SCRIPT)} ; dcterms:description {literal(ORDERED)} ;
  void:uriSpace "{BASE}" ; dcterms:language "en", "fr", "ar" .
"""
QUERY = (
    f"# title: {SCRIPT}\n# description: {ORDERED}\n\nSELECT ?thing ?note {{ ?thing <{BASE}def#note> ?note }} LIMIT 20\n"
)
PAGES = (
    "index",
    "doc/s",
    "doc/s~~list",
    "doc/~/javascript/alert~281~29",
    "def",
    "class/index",
    "class/def-Plant",
    "query/q",
)
LANGUAGES = ("en", "fr", "ar")
WIDTHS = (1280, 360)  # CSS pixels


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, medtown: Command) -> Path:
    folder = tmp_path_factory.mktemp("nasty")
    for name, text in {"graph/dataset.ttl": SET, "graph/a.ttl": FACTS, "queries/q.rq": QUERY}.items():
        (folder / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "project" / name).write_text(text, "utf-8")
    done = medtown("--project", folder / "project", "publish", "-o", folder / "site")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, site: Path, host: Callable[[Path], str]) -> Iterator[Page]:
    """A page that fails the test where something acts: a dialog, a forbidden thing, a request to another host."""
    address = host(site)
    context = browser.new_context(viewport={"width": request.param, "height": 800}, base_url=address)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error(`${e.violatedDirective} ${e.blockedURI}`))"
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda e: faults.append(str(e)))
    opened.on("dialog", lambda d: faults.append(d.message))
    opened.on("dialog", lambda d: d.dismiss())
    opened.on("popup", lambda p: faults.append(p.url))
    opened.on("request", lambda r: None if r.url.startswith((address, "data:")) else faults.append(r.url))
    yield opened
    context.close()
    assert faults == []


def _file(site: Path, path: str, language: str) -> str:
    if path.endswith("~~list"):
        (found,) = site.glob(f"{path.removesuffix('list')}to-many-*[0-9a-f].html")
        path = found.relative_to(site).as_posix().removesuffix(".html")
    return f"{path}.html" if language == "en" else f"{path}.{language}.html"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_acts(path: str, language: str, page: Page, site: Path) -> None:
    page.goto(_file(site, path, language))
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert (
        page.evaluate("[...document.querySelectorAll('iframe, video, object, embed, base, style, [style]')].length")
        == 0
    )
    schemes = page.evaluate(
        "[...document.querySelectorAll('a')].map(a => new URL(a.href.baseVal ?? a.href, document.baseURI).protocol)"
    )
    assert set(schemes) <= {"http:", "https:", "mailto:"}
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate(_OUT_OF_ORDER, [*WORDS]) == []
    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)") is False


# The texts that hold all the words but not one after the other from left to right, lines from above to below.
_OUT_OF_ORDER = """words => {
    const found = [];
    for (const element of document.querySelectorAll("h1, p, dd, li, a, td, th, dt, text")) {
        if (!element.checkVisibility() || !words.every(word => element.textContent.includes(word))) continue;
        const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), places = new Map();
        while (nodes.nextNode())
            for (const word of words) {
                const at = nodes.currentNode.data.indexOf(word);
                if (at < 0 || places.has(word)) continue;
                const range = document.createRange();
                range.setStart(nodes.currentNode, at);
                range.setEnd(nodes.currentNode, at + word.length);
                const boxes = [...range.getClientRects()];
                // Letters run from left to right too.
                range.setEnd(nodes.currentNode, at + 1);
                places.set(word, { box: boxes[0], first: range.getBoundingClientRect() });
            }
        const boxes = words.map(word => places.get(word));
        const isAfter = (a, b) => b.box.top > a.box.top + 5 || b.box.left >= a.box.right - 1;
        if (!boxes.every((place, n) => place?.box && Math.abs(place.first.left - place.box.left) < 2
                && (n === 0 || isAfter(boxes[n - 1], place)))) found.push(element.outerHTML.slice(0, 200));
    }
    return found;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown(language: str, page: Page, site: Path) -> None:
    """Markup as the text that it is; HTML literals as formatted text; of long texts the first part."""
    page.goto(_file(site, "doc/s", language))
    notes = page.locator("dd").all_text_contents()
    assert SCRIPT in "".join(notes)
    assert any("U+202E" in note for note in notes)
    block = page.locator(".formatted")
    assert block.locator("em").inner_text() == "title"
    assert block.get_by_text("more").get_attribute("href") == "https://example.org/more"
    assert block.get_by_text("more").get_attribute("rel") == "nofollow noopener noreferrer"
    assert block.get_by_text("act").get_attribute("href") is None
    assert block.locator("[class]:not(.control), [id], [style], img, h1").count() == 0
    assert page.locator(".cut").count() == 2
    assert max(map(len, notes)) < 2_200


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stay_in_the_boxes_of_the_neighbours(language: str, page: Page, site: Path) -> None:
    page.goto(_file(site, "doc/s", language))
    assert page.locator(".neighbours a").count() > len(WIDE)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".neighbours a, .neighbours g.self")].filter(part => {
            const frame = (part.querySelector("rect") ?? part.previousElementSibling).getBoundingClientRect();
            return [...part.querySelectorAll("text")].some(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left || box.right > frame.right || box.top < frame.top - 2
                    || box.bottom > frame.bottom + 2;
            });
        }).map(part => part.textContent)"""
    )
    assert outside == []
    scroll = page.locator(".neighbours .scroll")
    scroll.focus()
    assert page.evaluate("document.activeElement.matches('.neighbours .scroll')")
