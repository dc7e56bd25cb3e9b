"""The map in a real browser, from a plain file server: its marks are those of the graph, and keys alone work it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from medtown.pages.readings.where import Where
from medtown.project import Project
from medtown.table import read_table
from medtown.table.terms import iri_value, parse_literal
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from medtown.table import Table

    Open = Callable[..., Page]

LANGUAGES = ("en", "fr", "ar")
_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page; the test fails where the console has an error, or anything is asked of another host."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def start(address: str, *, width: int = 1280, scripts: bool = True) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts))
        page = contexts[-1].new_page()
        host = urlsplit(address).netloc
        page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("request", lambda r: None if urlsplit(r.url).netloc in (host, "") else faults.append(r.url))
        page.on("response", lambda r: faults.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
        page.goto(address, wait_until="networkidle")
        return page

    yield start
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def table() -> Table:
    """MedTOWN's own files."""
    files = Project.open(ROOT)
    return read_table([*files.ontology_files, *files.graph_files])


@pytest.fixture(scope="module")
def address(medtown_site: Path, host: Callable[[Path], str]) -> str:
    return host(medtown_site)


def _file(language: str) -> str:
    return "map/index.html" if language == "en" else f"map/index.{language}.html"


def _marks(page: Page) -> dict[str, int]:
    """The marks that are drawn: what an assistive technology calls each, and its number."""
    found = {}
    for mark in page.locator("#map .mark").all():
        name = mark.locator(".name").text_content() or ""
        found[name] = int((mark.locator(".number").text_content() or "").replace(",", ""))
        assert page.locator("#map").get_by_role("button", name=f"{name} {found[name]}", exact=False).count() >= 1
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_those_of_the_graph(language: str, visit: Open, address: str, medtown_site: Path) -> None:
    page = visit(address + _file(language))
    spots = json.loads((medtown_site / "map" / f"{language}.json").read_text("utf-8"))["spots"]
    assert len(spots) > 30
    assert _marks(page) == {spot["name"]: spot["size"] for spot in spots if spot["size"]}
    assert page.get_attribute("#map-without", "hidden") is not None
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == (
        "rtl" if language == "ar" else "ltr"
    )


def test_the_coordinates_are_those_of_the_files(medtown_site: Path, table: Table) -> None:
    """Every place with coordinates is in the one file; those at which something is are drawn by the other."""
    stated = {
        iri_value(table.terms[number]): [_degrees(table, number, name) for name in ("lat", "long")]
        for number in table.subject_ids()
        if table.values(number, f"<{_GEO}lat>")
    }
    assert json.loads((medtown_site / "map" / "places.json").read_text("utf-8")) == stated
    assert len(stated) == 23
    where = Where(table)
    things = (number for number in table.subject_ids() if not where.is_mere_place(number))
    used = {where.spot(place) for thing in things for place in where.narrowest(thing)} - {None}
    spots = json.loads((medtown_site / "map" / "en.json").read_text("utf-8"))["spots"]
    drawn = sorted(spot["at"] for spot in spots if "at" in spot and spot["size"])
    assert drawn == sorted(stated[iri_value(table.terms[place])] for place in used if place is not None)


def _degrees(table: Table, number: int, name: str) -> float:
    return float(parse_literal(table.terms[table.values(number, f"<{_GEO}{name}>")[0]]).lexical)


def test_no_mark_covers_another(visit: Open, address: str) -> None:
    for width in (1280, 360):
        page = visit(address + _file("en"), width=width)
        boxes = [mark.bounding_box() for mark in page.locator("#map .mark").all()]
        found = [box for box in boxes if box]
        assert len(found) == len(boxes)
        for index, one in enumerate(found):
            for other in found[index + 1 :]:
                across = abs(one["x"] + one["width"] / 2 - other["x"] - other["width"] / 2)
                down = abs(one["y"] + one["height"] / 2 - other["y"] - other["height"] / 2)
                assert max(across, down) > (one["width"] + other["width"]) / 2 - 1, (one, other)


def test_keys_alone_open_and_leave_a_mark(visit: Open, address: str) -> None:
    page = visit(address + _file("en"))
    page.locator("#map-whole").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("#map .mark:focus .name").filter(has_text=re.compile("^Seville$")).count():
            break
    else:
        pytest.fail("Tab does not come to Seville")
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "map-title"
    assert page.locator("#map-title").inner_text() == "Seville"
    number = int(page.locator("#map .mark.chosen .number").inner_text())
    assert page.locator("#map-things li").count() == number > 10
    link = page.locator("#map-things li a").first.evaluate("a => a.href")
    assert page.request.get(link).status == 200
    page.keyboard.press("Tab")  # the link of the place
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(":focus .name").text_content() == "Seville"
    assert page.locator("#map-things .legend").count() == 1
    page.keyboard.press(" ")
    assert page.locator("#map-title").inner_text() == "Seville"
    page.get_by_role("button", name="Close").click()
    assert page.locator("#map .mark.chosen").count() == 0


def test_a_class_narrows_the_marks(visit: Open, address: str, medtown_site: Path) -> None:
    page = visit(address + _file("fr"))
    marks = json.loads((medtown_site / "map" / "fr.json").read_text("utf-8"))
    kind = next(number for number, kind in enumerate(marks["kinds"]) if kind["name"] == "projet pilote")
    page.select_option("#map-kind", str(kind))
    expected = {spot["name"]: spot["sizes"][str(kind)] for spot in marks["spots"] if str(kind) in spot["sizes"]}
    assert _marks(page) == expected
    assert 1 < len(expected) < sum(spot["size"] > 0 for spot in marks["spots"])
    page.locator("#map .mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#map-things li").count() == next(iter(expected.values()))
    page.select_option("#map-kind", "")
    assert len(_marks(page)) == sum(spot["size"] > 0 for spot in marks["spots"])


def test_what_is_known_by_country_says_so(visit: Open, address: str) -> None:
    page = visit(address + _file("en"))
    spain = page.get_by_role("button", name=re.compile(r"^Spain \d+ No exact position is known$"))
    assert "in" in (spain.get_attribute("class") or "").split()
    spain.focus()
    page.keyboard.press("Enter")
    assert page.locator("#map-things p").first.inner_text() == "No exact position is known"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_telephone_shows_it_without_scrolling_sideways(language: str, visit: Open, address: str) -> None:
    page = visit(address + _file(language), width=360)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("#map .mark").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_without_scripts_the_list_says_the_same(visit: Open, address: str, medtown_site: Path) -> None:
    page = visit(address + _file("en"), scripts=False)
    assert page.locator("#map-without").is_visible()
    assert not page.locator("#atlas").is_visible()
    listed = {name for spot in page.locator(".spot summary").all() if (name := (spot.text_content() or "").strip())}
    spots = json.loads((medtown_site / "map" / "en.json").read_text("utf-8"))["spots"]
    expected = {f"{spot['name']} {spot['size']}" for spot in spots if "shapes" not in spot and spot["size"]}
    assert expected <= listed
    page.locator(".spot summary").first.click()
    assert page.locator(".spot[open] li a").first.is_visible()


def test_the_answer_of_a_question_is_drawn(visit: Open, address: str) -> None:
    """As its header asks; keys alone show what is at a mark."""
    page = visit(f"{address}query/co-producing-authorities.fr.html")
    marks = _marks(page)
    assert marks["Séville"] == 2
    assert sum(marks.values()) == page.locator("tbody tr td:first-child a").evaluate_all(
        "links => new Set(links.map(link => link.href)).size"
    )
    page.locator("#map .mark", has_text="Séville").focus()
    page.keyboard.press("Enter")
    assert page.locator("#map-title").inner_text() == "Séville"
    assert "Mairie de Séville" in page.locator("#map-things li").all_inner_texts()
