"""The page as a parser and as a browser sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from medtown.check import Finding, Report, Severity
from medtown.check.region import Region
from medtown.check.report import html
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of
from tests.support.webpages import Page as ParsedPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&lt;b&gt;{{ 7*7 }}</style></script>"
SCRIPT = (files("medtown.check.report") / "templates" / "report.js").read_text("utf-8").strip()[:60]
FINDINGS = (
    replace(FINDING, severity=Severity.VIOLATION, message="one", at=Region(HERE / "graph/a.ttl", 1)),
    replace(FINDING, severity=Severity.WARNING, message="two", at=Region(HERE / "graph/a.ttl", 2), code="MT305"),
    replace(FINDING, severity=Severity.WARNING, message="three", at=Region(HERE / "graph/b.ttl", 3)),
    replace(FINDING, severity=Severity.INFO, message="Four حديقة", at=None, code="MT306"),
)


def faults_of(written: str) -> list[str]:
    """What is wrong with a page, but for the one style and the one script that it holds."""
    page = ParsedPage("report.html", written)
    own = ("a style element: <style>", "a script element: <script>", f"a script with {SCRIPT!r}")
    faults = [fault for fault in page.faults if fault not in own]
    assert len(page.faults) == len(faults) + len(own)
    return faults


@given(REPORTS)
def test_any_text_stays_text(report: Report) -> None:
    written = html.write(View(report, HERE, report.findings))
    # The parser takes the data's own braces for an unfilled template.
    assert [fault for fault in faults_of(written) if not fault.startswith("the text ")] == []
    assert written.count("<article ") == len(report.findings)


def hostile(path: Path) -> Finding:
    path.write_text(f"{HOSTILE}\n")
    return replace(
        FINDING,
        message=HOSTILE,
        at=Region(path, 1, 3, 1, 20),
        focus=f"<http://e.org/{HOSTILE}>",
        focus_label=HOSTILE,
        value_label=HOSTILE,
        remedy=HOSTILE,
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_language_and_direction(language: str) -> None:
    written = html.write(view_of(FINDING, language=language))
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in written
    assert faults_of(written) == []


def test_nothing_found() -> None:
    written = html.write(view_of())
    assert faults_of(written) == []
    assert "<form" not in written
    assert '<p class="nothing">no findings</p>' in written


def test_no_link_leads_anywhere_but_to_the_manual() -> None:
    page = ParsedPage("report.html", html.write(view_of(*FINDINGS)))
    assert {reference.value for reference in page.references} == {
        "data:,",
        *(f"https://w3id.org/medtown/docs/errors/{code}.html" for code in ("MT301", "MT305", "MT306")),
    }


@pytest.fixture(params=[(1200, "light"), (390, "dark")], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that fails the test where something is said on the console, or a request goes out."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.on("request", lambda r: faults.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    yield opened
    context.close()
    assert faults == []


def show(page: Page, folder: Path, written: str) -> None:
    path = folder / "report.html"
    path.write_text(written, "utf-8")
    page.goto(path.as_uri(), wait_until="networkidle")


def shown(page: Page) -> list[str]:
    """The messages of the findings that can be seen, and the files above them."""
    texts = page.locator("h2:visible bdi, h3:visible bdi").all_inner_texts()
    return [re.sub(r"\s+", " ", text) for text in texts]


def test_filters(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, html.write(view_of(*FINDINGS)))
    everything = ["graph/a.ttl", "one", "two", "graph/b.ttl", "three", "no file", "Four حديقة"]
    assert shown(page) == everything
    page.get_by_label("warning").uncheck()
    assert shown(page) == ["graph/a.ttl", "one", "no file", "Four حديقة"]
    assert page.get_by_role("status").inner_text() == "2 of 4 findings shown"
    page.get_by_label("warning").check()
    page.get_by_label("Code").select_option("MT301")
    assert shown(page) == ["graph/a.ttl", "one", "graph/b.ttl", "three"]
    page.get_by_label("File").select_option("graph/b.ttl")
    assert shown(page) == ["graph/b.ttl", "three"]
    page.get_by_label("Code").select_option("")
    page.get_by_label("File").select_option("")
    page.get_by_label("Text").fill("حديقة  FOUR")
    assert shown(page) == ["no file", "Four حديقة"]
    page.get_by_label("Text").fill("")
    page.keyboard.press("Enter")
    assert shown(page) == everything


def test_without_javascript_it_is_a_list(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    show(opened, tmp_path, html.write(view_of(*FINDINGS)))
    assert opened.locator("article:visible").count() == len(FINDINGS)
    assert opened.locator("form:visible").count() == 0
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_hostile_label_does_not_act(page: Page, language: str, tmp_path: Path) -> None:
    written = html.write(view_of(hostile(tmp_path / "a.ttl"), language=language))
    show(page, tmp_path, written)
    assert page.locator("h3 bdi").inner_text() == HOSTILE
    assert page.locator("img").count() == 0
    assert page.locator("pre code").inner_text() == HOSTILE
    assert page.locator("pre mark").inner_text() == HOSTILE[2:19]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_policy_stops_what_is_not_ours(page: Page, browser: Browser, tmp_path: Path) -> None:
    """Were the escaping to fail, no script of the data would run."""
    written = html.write(view_of(FINDING)).replace("<h1>", "<img src=x onerror='document.title=1'><h1>", 1)
    context = browser.new_context()
    opened = context.new_page()
    show(opened, tmp_path, written.replace("</main>", "<script>document.title='acted'</script></main>"))
    assert opened.title().startswith("Validation report: ")
    context.close()
    show(page, tmp_path, html.write(view_of(FINDING)))
    assert page.locator("form:visible").count() == 1
