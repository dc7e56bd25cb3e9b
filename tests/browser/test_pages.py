"""Pages in a real browser: nothing fails to load, nothing overflows, the keyboard and the language switch work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.keyboard import tab_to
from tests.support.kinds import KINDS, file_of, loaded
from tests.support.overflow import overflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

WIDTHS = (1280, 360)  # CSS pixels: a desktop, a small telephone
HEIGHT = 800


class View(NamedTuple):
    """A page under test, without language and suffix, how wide it is seen, and the language to switch to."""

    width: int
    site: str
    kind: str
    path: str
    language: str
    other: str


MINIMAL_PAGES = ("index", "doc/garden/oak-street", "def", "query/large-gardens", "model")
VIEWS = [
    *(
        View(width, "medtown", kind, path, *pair)
        for kind, path in KINDS.items()
        for width, pair in zip(WIDTHS, (("en", "ar"), ("ar", "fr")), strict=True)
        if kind != "missing"
    ),
    *(View(width, "minimal", path, path, "ar", "en") for path in MINIMAL_PAGES for width in WIDTHS),
]


@pytest.fixture(scope="session")
def addresses(medtown_site: Path, minimal_site: Path, serve: Callable[[Path], str]) -> dict[str, str]:
    return {"medtown": serve(medtown_site), "minimal": serve(minimal_site)}


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that fails the test where the console has an error or a request does not succeed."""
    context = browser.new_context(viewport={"width": request.param, "height": HEIGHT})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: faults.append(str(e)))
    opened.on("requestfailed", lambda r: None if _was_left(r) else faults.append(f"{r.url}: {r.failure}"))
    opened.on("response", lambda r: faults.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
    yield opened
    context.close()
    assert faults == []


def _was_left(request: Request) -> bool:
    """Whether the page was left while its icon, for which no load event waits, was on its way."""
    return request.failure == "net::ERR_ABORTED" and request.url.endswith("/icon.svg")


@pytest.mark.parametrize(
    ("page", "view"),
    [(view.width, view) for view in VIEWS],
    indirect=["page"],
    ids=[f"{v.site}/{file_of(v.path, v.language)}-{v.width}" for v in VIEWS],
)
def test_a_page(view: View, page: Page, addresses: dict[str, str]) -> None:
    address = addresses[view.site] + file_of(view.path, view.language)
    page.goto(address, wait_until=loaded(view.kind))
    assert page.get_attribute("html", "lang") == view.language
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == (
        "rtl" if view.language == "ar" else "ltr"
    )
    assert overflow(page) == []
    _check_skip_link(page)
    page.locator(".languages summary").click()
    page.locator(f'.languages a[hreflang="{view.other}"]').click()
    page.wait_for_url("**#content")
    page.wait_for_load_state(loaded(view.kind))
    assert page.url == f"{addresses[view.site]}{file_of(view.path, view.other)}#content"  # where the reader was
    assert page.get_attribute("html", "lang") == view.other


def _check_skip_link(page: Page) -> None:
    """The first Tab reaches it, it shows then, and Enter leads past the navigation."""
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("class") == "skip"
    box = focused.bounding_box()
    assert box is not None
    width = page.evaluate("document.documentElement.clientWidth")
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector(':target')?.id === 'content'")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('header')")


@pytest.mark.parametrize(("site", "language"), [("medtown", "en"), ("medtown", "fr"), ("minimal", "ar")])
def test_the_data_model(site: str, language: str, page: Page, addresses: dict[str, str]) -> None:
    """The picture scrolls in its own frame, its texts hide nothing, and its boxes lead to pages that exist."""
    page.goto(addresses[site] + file_of("model", language))
    assert page.locator(".diagram svg").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.diagram')).overflowX") == "auto"
    assert page.evaluate(_DRAWN_OVER) == []
    titles = page.locator(".diagram .title").all_text_contents()
    told = page.locator("section.term h3").all_text_contents()
    assert len(set(titles)) == len(titles) > 0
    assert set(titles) <= set(told)  # those that would be a name alone are in the text only
    assert len(titles) > len(told) * 0.8
    links = page.evaluate("[...document.querySelectorAll('.diagram a, .term a')].map(a => a.href.baseVal ?? a.href)")
    assert len(links) >= len(titles)
    for link in sorted({page.evaluate("link => new URL(link, document.baseURI).href", link) for link in links}):
        assert page.request.get(link).status == 200, link


# What lies over something else: a text past its box, a label over a label or a box, a line through a box.
_DRAWN_OVER = """() => {
    const found = [], all = (query, root = document) => [...root.querySelectorAll(query)];
    const boxes = all(".diagram rect").map(e => e.getBBox());
    const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const holds = (a, x, y) => x > a.x + 2 && x < a.x + a.width - 2 && y > a.y + 2 && y < a.y + a.height - 2;
    // A text's box has room above and below its letters.
    const letters = e => { const b = e.getBBox(); return new DOMRect(b.x, b.y + 3, b.width, b.height - 6); };
    for (const box of all(".diagram .box")) {
        const frame = box.querySelector("rect").getBBox(), texts = all("text", box).map(letters);
        if (texts.some(t => t.x < frame.x || t.x + t.width > frame.x + frame.width)) found.push(box.textContent);
        if (texts.some((t, n) => texts.slice(n + 1).some(other => meet(t, other)))) found.push(box.textContent);
    }
    const labels = all(".diagram .label").map(letters);
    labels.forEach((label, n) => {
        if ([...boxes, ...labels.slice(n + 1)].some(other => meet(label, other))) found.push("label " + n);
    });
    for (const line of all(".diagram path[marker-end]"))
        for (let at = 4; at < line.getTotalLength() - 4; at += 3) {
            const point = line.getPointAtLength(at);
            if (boxes.some(box => holds(box, point.x, point.y))) { found.push("line at " + at); break; }
        }
    return found;
}"""


def test_a_wrong_address_shows_the_page_for_it(browser: Browser, addresses: dict[str, str]) -> None:
    """With its style, below any path, and with a skip link that stays on it."""
    context = browser.new_context(viewport={"width": 360, "height": HEIGHT})
    opened = context.new_page()
    failed: list[str] = []
    opened.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    address = f"{addresses['medtown']}doc/none/of/this"
    opened.goto(address, wait_until="networkidle")
    assert failed == [address]
    assert overflow(opened) == []
    _check_skip_link(opened)
    assert opened.url == f"{address}#content"
    context.close()


def test_an_identifier_leads_to_its_page(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['medtown']}id/project/medtown", wait_until="networkidle")
    assert page.url == f"{addresses['medtown']}doc/project/medtown"
    assert page.locator("h1").inner_text() == "MedTOWN"


def test_the_language_is_switched_by_keyboard_alone(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['medtown']}doc/project/medtown.html")
    tab_to(page, ".languages summary")
    page.keyboard.press("Enter")
    tab_to(page, ".languages a[hreflang=ar]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/medtown.ar.html")
    assert page.get_attribute("html", "dir") == "rtl"
