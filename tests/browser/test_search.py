"""Search in a real browser, from a plain file server: names in all scripts, filters, the keyboard, the address."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest

from tests.conftest import ROOT
from tests.support.axe import violations
from tests.support.keyboard import tab_to
from tests.support.kinds import file_of
from tests.support.node import run_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_PREFIXES = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX mt: <https://w3id.org/medtown/def#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def site(medtown_site: Path, host: Callable[[Path], str]) -> str:
    """The address of MedTOWN's site."""
    return host(medtown_site)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """What MedTOWN's pages are made of."""
    store = ox.Store()
    for folder in ("graph", "ontology"):
        for file in sorted((ROOT / folder).glob("*.ttl")):
            store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


@contextmanager
def _opened(browser: Browser, width: int) -> Iterator[Page]:
    """A page that fails the test where the console says something or the window scrolls sideways."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text))
    page.on("pageerror", lambda e: faults.append(str(e)))
    yield page
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
    assert faults == []


@pytest.fixture(params=[1280, 360])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with _opened(browser, request.param) as opened:
        yield opened


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    with _opened(browser, 1280) as opened:
        yield opened


def _search(page: Page, address: str, language: str, **asked: str) -> None:
    query = "&".join(f"{key}={quote(value)}" for key, value in asked.items())
    page.goto(f"{address}{file_of('search/index', language)}?{query}")
    _wait(page)


def _wait(page: Page) -> None:
    """Wait until a number of results is told, or that there is none for what was asked, which stands isolated."""
    page.locator("#search-count", has_text=re.compile("[0-9\u2068]")).wait_for()


def _paths(page: Page) -> list[str]:
    """The things that are shown, as site paths without suffix."""
    links = page.eval_on_selector_all("#search-results a", "all => all.map(a => a.getAttribute('href'))")
    return [link.removeprefix("../").split(".", 1)[0] for link in links]


def _total(page: Page) -> int:
    return int("".join(filter(str.isdigit, page.inner_text("#search-count"))))


def _counts(page: Page, facet: str) -> dict[str, int]:
    """The counts of all values of a filter that lead to something."""
    values: dict[str, str] = page.evaluate(
        """facet => Object.fromEntries([...document.querySelectorAll(`input[name="${facet}"]`)]
            .map(box => [box.value, box.closest("li").querySelector(".count").textContent]))""",
        facet,
    )
    return {value: n for value, count in values.items() if (n := int("".join(filter(str.isdigit, count))))}


def _asked(store: ox.Store, pattern: str) -> dict[str, int]:
    """For each `?value` of a SPARQL pattern, by its IRI, the number of its things."""
    found = store.query(f"{_PREFIXES} SELECT ?value (COUNT(DISTINCT ?thing) AS ?n) {{ {pattern} }} GROUP BY ?value")
    assert isinstance(found, ox.QuerySolutions)
    return {row["value"].value: int(row["n"].value) for row in found}


def _end(iri: str) -> str:
    return re.split("[#/]", iri)[-1]


def _name(store: ox.Store, iri: str, language: str) -> str:
    found = store.query(f'{_PREFIXES} SELECT ?n {{ <{iri}> skos:prefLabel ?n FILTER(lang(?n) = "{language}") }}')
    assert isinstance(found, ox.QuerySolutions)
    return str(next(iter(found))["n"].value)


def _organisation(store: ox.Store) -> str:
    """An organisation that has names in Arabic, Greek and French, each with letters that people write without marks."""
    found = store.query(
        _PREFIXES
        + """SELECT ?o { ?o a org:Organization ; skos:prefLabel ?ar , ?el , ?fr
        FILTER(lang(?ar) = "ar" && lang(?el) = "el" && lang(?fr) = "fr")
        FILTER(REGEX(?ar, "[أإآة]") && REGEX(?el, "[άέήίόύώ]") && REGEX(?fr, "[éèàâ]")) } ORDER BY ?o LIMIT 1"""
    )
    assert isinstance(found, ox.QuerySolutions)
    return str(next(iter(found))["o"].value)


_WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "without accents": lambda name: _without_marks(name).translate(str.maketrans("ةى", "هي")),
    "in capitals": str.upper,
    "beginnings": lambda name: " ".join(word[: max(4, len(word) - 2)] for word in name.split()),
}


@pytest.mark.parametrize("language", ["ar", "el", "fr"])
@pytest.mark.parametrize("way", _WAYS)
def test_an_organisation_by_its_names(wide: Page, site: str, store: ox.Store, language: str, way: str) -> None:
    """On a page in a fourth language."""
    organisation = _organisation(store)
    asked = _WAYS[way](_name(store, organisation, language))
    _search(wide, site, "pt", q=asked)
    assert _paths(wide)[0] == organisation.replace("https://w3id.org/medtown/id/", "doc/")


def test_the_name_by_which_a_thing_was_found_is_told(wide: Page, site: str, store: ox.Store) -> None:
    """Where it is not the title, in its language and with the words marked."""
    name = _name(store, _organisation(store), "ar")
    _search(wide, site, "pt", q=name)
    told = wide.locator("#search-results > li").first.locator("[lang=ar]")
    assert told.inner_text() == name
    assert told.locator("mark").count() == len(name.split())


def _without_marks(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def test_arabic_with_marks_and_without_the_article(wide: Page, site: str, store: ox.Store) -> None:
    found = store.query(
        _PREFIXES + 'SELECT ?o ?n { ?o a org:Organization ; skos:prefLabel ?n FILTER(REGEX(?n, "^ال")) } ORDER BY ?o'
    )
    assert isinstance(found, ox.QuerySolutions)
    row = next(iter(found))
    path = row["o"].value.replace("https://w3id.org/medtown/id/", "doc/")
    words = [word.removeprefix("ال") for word in row["n"].value.split()]
    _search(wide, site, "ar", q=" ".join(f"{word[:2]}\u0651{word[2:]}" for word in words))
    assert _paths(wide)[0] == path


@pytest.mark.parametrize(
    ("facet", "pattern"),
    [
        ("class", "?thing a ?value"),
        ("mt-policyArea", "?thing mt:policyArea ?value"),
        ("mt-phase", "?thing mt:phase ?value"),
    ],
)
def test_counts_are_those_of_the_graph(wide: Page, site: str, store: ox.Store, facet: str, pattern: str) -> None:
    _search(wide, site, "en", q="")
    counts, expected = _counts(wide, facet), _asked(store, f"{pattern} FILTER(ISIRI(?thing))")
    assert len(counts) > 1
    assert sorted(counts.values()) == sorted(expected.values())
    assert {key for key in counts if not key.endswith(tuple(map(_end, expected)))} == set()


def test_counts_of_countries(wide: Page, site: str, store: ox.Store) -> None:
    """Those of the project's events, which are in places, which are in countries."""
    _search(wide, site, "en", **{"class": "schema-Event"})
    expected = _asked(
        store,
        "?thing a schema:Event ; dcterms:spatial|schema:location ?place . ?place dcterms:isPartOf* ?value "
        'FILTER(CONTAINS(STR(?value), "/authority/country/"))',
    )
    assert _counts(wide, "place") == {f"country-{_end(iri)}": n for iri, n in expected.items()}


def test_filters_narrow_one_another(page: Page, site: str, store: ox.Store) -> None:
    """Values of one filter are alternatives; its own counts stay, those of the others follow."""
    country = "{} ?thing a org:Organization ; dcterms:spatial/dcterms:isPartOf* {}"
    prefix = "<http://publications.europa.eu/resource/authority/country/{}>"
    _search(page, site, "en", **{"class": "org-Organization", "place": "country-PRT"})
    portugal, classes, places = _total(page), _counts(page, "class"), _counts(page, "place")
    assert portugal == places["country-PRT"] == classes["org-Organization"]
    in_portugal = _asked(store, country.format("?thing a ?value .", prefix.format("PRT")))
    assert classes["mt-SSEEntity"] == in_portugal["https://w3id.org/medtown/def#SSEEntity"]
    page.evaluate("document.querySelector('[value=country-GRC]').click()")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["class"], sorted(asked["place"])) == (["org-Organization"], ["country-GRC", "country-PRT"])
    assert _total(page) == portugal + places["country-GRC"]
    assert _counts(page, "place") == places
    assert _counts(page, "class") != classes
    page.go_back()
    _wait(page)
    assert _total(page) == portugal
    assert not page.is_checked("[value=country-GRC]")


def test_the_address_restores_the_search(page: Page, site: str) -> None:
    _search(page, site, "fr", q="séville", place="country-ESP", year="2022")
    assert page.input_value("#search-field") == "séville"
    boxes = page.eval_on_selector_all("#search-filters :checked", "all => all.map(box => box.value)")
    assert sorted(boxes) == ["2022", "country-ESP"]
    shown, total = _paths(page), _total(page)
    assert total == len(shown)
    page.reload()
    _wait(page)
    assert (_paths(page), _total(page)) == (shown, total)
    assert page.locator("#search-results mark").count() > 0


def test_the_language_switch_keeps_the_search(page: Page, site: str) -> None:
    _search(page, site, "en", q="Seville", place="country-ESP")
    total = _total(page)
    page.locator(".languages summary").click()
    page.locator('.languages a[hreflang="fr"]').click()
    page.wait_for_url("**/search/index.fr.html?*")
    _wait(page)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Seville"], "place": ["country-ESP"]}
    assert page.get_attribute("html", "lang") == "fr"
    assert 0 < _total(page) <= total * 2


def test_by_keyboard_alone(page: Page, site: str) -> None:
    """From the field of any page's header: type, Enter, Tab to a filter, space, Tab to a result, Enter."""
    page.goto(site + file_of("class/index", "en"))
    tab_to(page, ".find input")
    page.keyboard.type("Seville")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=Seville")
    _wait(page)
    everything = _total(page)
    narrow = page.viewport_size is not None and page.viewport_size["width"] < 800
    if narrow:
        tab_to(page, "#search-narrow > summary")
        page.keyboard.press("Enter")
    tab_to(page, "#search-filters input[name=class]")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    assert 0 < _total(page) < everything
    first = _paths(page)[0]
    tab_to(page, "#search-results a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{file_of(first, 'en')}")


def test_more_results_and_more_values(page: Page, site: str) -> None:
    _search(page, site, "en", **{"class": "org-Organization"})
    total, first = _total(page), len(_paths(page))
    assert first < total
    page.click("#search-more")
    assert len(_paths(page)) > first
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('#search-results > li')[20]"
    )
    page.evaluate("document.querySelector('#search-narrow').open = true")
    seen = page.locator("input[name=class]:visible").count()
    page.locator("#search-filters .quiet").first.click()
    assert page.locator("input[name=class]:visible").count() > seen
    page.click("#search-clear")
    assert urlsplit(page.url).query == ""
    assert _total(page) > total


def test_what_is_misspelt(page: Page, site: str) -> None:
    """A letter or two wrong is found all the same; what is far from all leads to the nearest names, or to the lists."""
    _search(page, site, "en", q="Sevlile")
    assert "doc/place/seville" in _paths(page)
    assert page.is_hidden("#search-lists")
    one = _total(page)
    _search(page, site, "en", q="Sevlile Huevla")  # both, not one of them
    assert 0 < _total(page) < one
    _search(page, site, "en", q="xqzxqz")
    assert _paths(page) == []
    assert "xqzxqz" in page.inner_text("#search-count")
    assert page.is_visible("#search-lists")
    _search(page, site, "en", q="Sxmvxlle")
    assert _paths(page) == []
    assert page.locator("#search-near a").count() > 0


def test_nothing_is_loaded_before_it_is_used(page: Page, site: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.goto(site + file_of("search/index", "en"), wait_until="networkidle")
    assert [path for path in loaded if path.endswith(".json")] == []
    page.focus("#search-field")
    _wait(page)
    assert [path for path in loaded if path.endswith(".json")] == ["/search/names.json", "/search/en.json"]


def test_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + file_of("search/index", "fr"))
    assert page.is_visible("#search-without")
    assert page.is_hidden("#search-form")
    page.click("#search-lists a[href*='a-z']")
    assert page.locator(".letter a").count() > 100
    context.close()


def test_a_failure_is_told(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/names.json", lambda route: route.abort())
    page.goto(site + file_of("search/index", "en") + "?q=Seville")
    page.locator("#search-count", has_text="could not").wait_for()
    page.unroute("**/names.json")
    page.click("#search-form button")
    _wait(page)
    assert "doc/place/seville" in _paths(page)
    context.close()


def test_a_small_project(page: Page, minimal_site: Path, host: Callable[[Path], str]) -> None:
    _search(page, host(minimal_site), "ar", q="البَلّوط")
    assert _paths(page) == ["doc/garden/oak-street"]
    assert page.evaluate("getComputedStyle(document.querySelector('#search-results a')).direction") == "rtl"
    _search(page, host(minimal_site), "ar", q="oak")
    assert _paths(page) == ["doc/garden/oak-street"]
    assert page.inner_text("#search-results [lang=en]").startswith("Oak")


@pytest.mark.parametrize("asked", ["q=Seville&place=country-ESP", "q=Sxmvxlle", "q=xqzxqz"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_violation_of_wcag(page: Page, site: str, language: str, asked: str) -> None:
    page.goto(f"{site}{file_of('search/index', language)}?{asked}")
    _wait(page)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert violations(page) == []


FOLDED = [
    ("Économie sociale", "economie sociale"),
    ("l\u2019Économie qu'il d\u2018Andalousie", "economie il andalousie"),
    ("Œuvre", "oeuvre"),
    ("Straße STRASSE", "strasse strasse"),
    ("Δήμος ΔΗΜΟΣ δήμου", "δημοσ δημοσ δημου"),
    ("الجمعيّة والتنمية للتعاون", "جمعيه تنميه تعاون"),
    ("إشبيلية أشبيليه آسيا", "اشبيليه اشبيليه اسيا"),
    ("مدرســة على", "مدرسه علي"),
    ("الله وال", "الله وال"),
    ("١٢ ۳۴ 2021", "12 34 2021"),
    ("ﻻ ﬁn", "لا fin"),
    ("Beitillu/Beitlo (2023)", "beitillu beitlo 2023"),
    ("«…» — ", ""),
]


def test_words_are_folded() -> None:
    """The table of what counts as the same word, in Node."""
    script = """const {words} = await import(process.cwd() + "/src/shared/fold.ts");
        console.log(JSON.stringify(JSON.parse(process.argv[1]).map(text => words(text).join(" "))));"""
    done = run_node(["--input-type=module", "-e", script, json.dumps([text for text, _ in FOLDED])])
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [folded for _, folded in FOLDED]


@pytest.mark.parametrize(("language", "asked"), [("ar", "Seville"), ("en", "Séville"), ("fr", "إشبيلية")])
def test_what_has_the_whole_name_comes_before_what_mentions_it(
    page: Page, site: str, language: str, asked: str
) -> None:
    page.goto(f"{site}{file_of('search/index', language)}?q={quote(asked)}")
    _wait(page)
    assert _paths(page)[0] == "doc/place/seville"
