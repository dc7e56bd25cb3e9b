"""The forms in a real browser, from a plain file server: what they give is accepted, what is missing is told."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import MINIMAL, ROOT
from tests.support.axe import violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.support.command import Command

    Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page; the test fails where the console has an error, or anything is asked of another host."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def start(address: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        page = contexts[-1].new_page()
        host = urlsplit(address).netloc
        page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("request", lambda r: None if urlsplit(r.url).netloc in (host, "") else faults.append(r.url))
        page.goto(address, wait_until="networkidle")
        return page

    yield start
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def medtown_address(medtown_site: Path, host: Callable[[Path], str]) -> str:
    return host(medtown_site)


@pytest.fixture(scope="module")
def minimal_address(minimal_site: Path, host: Callable[[Path], str]) -> str:
    return host(minimal_site)


def _field(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def _choose(page: Page, name: str, typed: str, label: str) -> None:
    """Type a part of a name, see the whole one proposed, and take it."""
    field = _field(page, name)
    field.fill(typed)
    page.locator(f"datalist#{field.get_attribute('list')} option[value='{label}']").wait_for(state="attached")
    field.fill(label)


def _made(page: Page, heading: str = "Your text") -> str:
    """Press the button and take the text that the form gives, to whose heading the focus has gone."""
    page.locator("form.contribute button[type=submit]").click()
    page.locator(".made").wait_for()
    assert page.evaluate("document.activeElement.textContent") == heading
    return page.locator("#turtle").input_value()


def _refused(page: Page) -> list[str]:
    """Press the button and take what the summary says, to which the focus has gone."""
    page.locator("form.contribute button[type=submit]").click()
    page.locator(".faults").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('faults')")
    assert page.locator(".made").is_hidden()
    return page.locator(".faults li").all_inner_texts()


def _check_accepted(command: Command, text: str, to: Path) -> None:
    """What `medtown validate` says of a copy of the project to which a text was added."""
    for folder in ("graph", "ontology", "shapes"):
        shutil.copytree(ROOT / folder, to / folder)
    (to / "graph" / "added.ttl").write_text(text, "utf-8")
    done = command("--project", to, "validate")
    assert done.returncode == 0, done.stdout + done.stderr


def _fill_event(page: Page) -> None:
    _field(page, "name (English)").fill('Opening of the "Garden" \\ of Example Street')
    _field(page, "name (French)").fill("Ouverture du jardin de la rue Exemple")
    _field(page, "description (English)").fill("A meal.")
    _field(page, "part of project").select_option(label="MedTOWN")
    _choose(page, "organisers", "for peace", "Assembly of Cooperation for Peace")
    _field(page, "start").fill("2023-03-25")
    _field(page, "end").fill("2023-03")
    _choose(page, "place", "sev", "Seville")
    _choose(page, "sources", "launch", "acpp.com: launch of MedTOWN")


def test_an_event_is_accepted(visit: Open, medtown_address: str, medtown: Command, tmp_path: Path) -> None:
    page = visit(f"{medtown_address}contribute/schema-Event.html")
    _fill_event(page)
    text = _made(page)
    assert "event:opening-of-the-garden-of-example-street\n  a schema:Event ;" in text
    assert 'schema:endDate "2023-03"^^xsd:gYearMonth' in text
    assert "@prefix org:" not in text  # only those in use
    _check_accepted(medtown, text, tmp_path)


def test_an_organisation_is_accepted(visit: Open, medtown_address: str, medtown: Command, tmp_path: Path) -> None:
    """In French, with what is folded away, a second value, and an address that is written anew."""
    page = visit(f"{medtown_address}contribute/mt-SSEEntity.fr.html", width=360)
    _field(page, "nom (français)").fill("Coopérative Exemple")
    page.locator(".field", has_text="nom").locator("button.add").first.click()
    _field(page, "nom (anglais)").fill("Example Cooperative")
    for summary in page.locator("form details summary").all():
        summary.click()
    _field(page, "site web").fill("https://example.org/a?b=(c)")
    _field(page, "formes juridiques").select_option(index=1)
    _choose(page, "pays ou territoire", "esp", "Espagne")
    assert _refused(page) == ["sources — À remplir."]
    _choose(page, "sources", "lancement", "acpp.com : lancement de MedTOWN")
    _field(page, "note (anglais)").fill("Made up.")
    _field(page, "note (français)").fill("Inventée.")
    assert page.locator("#iri-1").input_value().endswith("/id/organisation/example-cooperative")
    page.locator("#iri-1").fill("https://w3id.org/medtown/id/organisation/acpp")
    assert len(_refused(page)) == 1
    page.locator("#iri-1").fill("https://w3id.org/medtown/id/organisation/example")
    text = _made(page, "Votre texte")
    assert "org_:example\n  a mt:SSEEntity , org:Organization ;" in text
    _check_accepted(medtown, text, tmp_path)


def test_a_missing_name_is_told_where_it_is_missing(visit: Open, medtown_address: str) -> None:
    page = visit(f"{medtown_address}contribute/schema-Event.html")
    _fill_event(page)
    _field(page, "name (French)").fill("")
    (fault,) = _refused(page)
    assert fault == "name (French) — Write it in this language too: French."
    assert _field(page, "name (French)").get_attribute("aria-invalid") == "true"
    assert _field(page, "name (English)").get_attribute("aria-invalid") is None
    told = page.locator(".field", has=_field(page, "name (French)")).locator(".fault")
    assert told.inner_text() == "Write it in this language too: French."
    page.locator(".faults li a").click()
    assert page.evaluate("document.activeElement.ariaLabel") == "name (French)"
    page.keyboard.type("Ouverture")
    assert 'Ouverture"@fr' in _made(page)


WRONG = [
    ("start", "2023-02-30", "Write a date as in: 2023-05-31, 2023-05, 2023."),
    ("organisers", "nobody", "Choose one from the list, or write the whole address (IRI) of something new."),
    ("website", "example.org", "Write a whole address that begins with https://."),
]


def test_what_is_wrong_is_told(visit: Open, medtown_address: str) -> None:
    page = visit(f"{medtown_address}contribute/schema-Event.html")
    _fill_event(page)
    folded = page.locator("details", has=_field(page, "website")).locator("summary")
    folded.click()
    for name, value, _ in WRONG:
        _field(page, name).fill(value)
    folded.click()
    assert sorted(_refused(page)) == sorted(f"{name} — {message}" for name, _, message in WRONG)
    assert _field(page, "website").is_visible()


def test_by_keyboard_alone(visit: Open, minimal_address: str) -> None:
    page = visit(f"{minimal_address}contribute/def-Garden.html")
    _tab_to(page, "label (English)")
    page.keyboard.type("Elm Street")
    _tab_to(page, "Add another: label")
    page.keyboard.press("Enter")
    page.keyboard.type("حديقة")
    _tab_to(page, "area (m²)")
    page.keyboard.type("٢٤٠")  # Arabic digits are digits too
    page.keyboard.press("Enter")
    page.locator(".made").wait_for()
    text = page.locator("#turtle").input_value()
    assert text.endswith(
        'garden:elm-street\n  a def:Garden ;\n  rdfs:label\n    "Elm Street"@en ,\n    "حديقة"@ar ;\n  def:area 240 .\n'
    )


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = "e => e.ariaLabel ?? e.labels?.[0]?.textContent ?? ''"
        if page.evaluate(f"({focused})(document.activeElement)") == name:
            return
    pytest.fail(f"Tab does not reach {name}")


def test_a_foreign_project_in_arabic(visit: Open, minimal_address: str) -> None:
    page = visit(f"{minimal_address}contribute/index.ar.html", width=360)
    page.locator("ul.cards a").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("getComputedStyle(document.querySelector('form.contribute')).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    row = page.locator(".row").first
    text, language = row.locator("input").bounding_box(), row.locator("select").bounding_box()
    assert text
    assert language
    assert text["x"] > language["x"]
    assert page.locator("#iri-1").evaluate("e => getComputedStyle(e).direction") == "ltr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_for_everybody(visit: Open, medtown_address: str, scheme: Literal["light", "dark"]) -> None:
    """With axe: the list, a form with all that it can show, its faults, its text."""
    for width, path in ((1280, "contribute/index.html"), (360, "contribute/schema-Event.fr.html")):
        page = visit(medtown_address + path, width=width, scheme=scheme)
        assert violations(page) == []
    page = visit(f"{medtown_address}contribute/schema-Event.html", width=360, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    _refused(page)
    assert violations(page) == []
    _fill_event(page)
    _made(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_the_page_says_what_to_do(browser: Browser, medtown_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{medtown_address}contribute/schema-Event.html")
    assert page.locator("form.contribute").is_hidden()
    page.get_by_role("link", name="How to contribute without a form").click()
    assert page.url == f"{medtown_address}docs/contribute.html"
    context.close()


FORGES = {
    "https://github.com/gardens/facts": ("https://github.com/gardens/facts/new/main/graph", "filename", "value"),
    "https://gitlab.com/gardens/facts": ("https://gitlab.com/gardens/facts/-/new/main/graph", "file_name", ""),
}


@pytest.mark.parametrize("repository", FORGES)
def test_a_new_file_is_proposed(
    repository: str, visit: Open, medtown: Command, host: Callable[[Path], str], tmp_path: Path
) -> None:
    """The link holds the text where the forge takes it; where it does not, the page says to paste it."""
    shutil.copytree(MINIMAL, tmp_path / "project")
    settings = tmp_path / "project" / "graph" / "dataset.ttl"
    statement = f"  <https://schema.org/codeRepository> <{repository}> ;\n  void:uriSpace"
    settings.write_text(settings.read_text("utf-8").replace("  void:uriSpace", statement), "utf-8")
    done = medtown("--project", tmp_path / "project", "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = visit(f"{host(tmp_path / 'site')}contribute/def-Garden.html")
    _field(page, "label (English)").fill("Elm & Oak + #1")
    text = _made(page)
    address, name, content = FORGES[repository]
    link = urlsplit(page.get_by_role("link", name="Propose as a new file").get_attribute("href") or "")
    assert f"{link.scheme}://{link.netloc}{link.path}" == address
    expected = {name: ["garden-elm-oak-1.ttl"]} | ({content: [text]} if content else {})
    assert parse_qs(link.query) == expected
    assert page.locator("#paste").is_visible() == (content == "")
    _field(page, "label (English)").fill("long " * 2000)
    assert page.locator(".made").is_hidden()  # it would no longer be what stands in the form
    _made(page)
    assert page.locator("#paste").is_visible()


def test_without_a_forge_a_text_is_copied_or_downloaded(visit: Open, minimal_address: str) -> None:
    page = visit(f"{minimal_address}contribute/def-Garden.html")
    _field(page, "label (English)").fill("Elm Street")
    text = _made(page)
    assert page.get_by_role("link", name="Propose as a new file").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Download", exact=True).click()
    assert download.value.suggested_filename == "garden-elm-street.ttl"
    assert download.value.path().read_text("utf-8") == text
    assert re.match(r"@prefix def: <.*> \.\n@prefix garden:", text)
