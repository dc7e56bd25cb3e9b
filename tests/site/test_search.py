"""The search page's files, and the names from A to Z, in whole sites."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.support.kinds import LANGUAGES, file_of
from tests.support.webpages import Page, link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

_HEAVIEST = 150_000  # bytes, packed: all that a search in one language loads beside the page
_MOST_NAMES = 500


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_loads_little(medtown_site: Path, language: str) -> None:
    files = (medtown_site / "search" / f"{name}.json" for name in ("names", language))
    assert sum(map(_packed, files)) < _HEAVIEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_leads_to_its_page(medtown_site: Path, language: str) -> None:
    pages: dict[str, Page] = {}
    for path in _json(medtown_site / "search" / "names.json")["paths"]:
        stem, _, anchor = unquote(path).partition("#")
        name = file_of(stem, language) if stem.isascii() else stem
        if name not in pages:
            pages[name] = Page(name, (medtown_site / name).read_text("utf-8"))
        assert not anchor or anchor in pages[name].ids, path


def test_columns_belong_together(medtown_site: Path) -> None:
    shared = _json(medtown_site / "search" / "names.json")
    columns = [shared[name] for name in ("names", "kinds", "weights", "years", "places")]
    for language in LANGUAGES:
        own = _json(medtown_site / "search" / f"{language}.json")
        assert {len(column) for column in (*columns, own["titles"], own["texts"])} == {len(shared["paths"])}
        assert [len(facet["ids"]) for facet in shared["facets"]] == [len(facet["values"]) for facet in own["facets"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_names_stand_in_the_list_once(medtown_site: Path, language: str) -> None:
    """Of MedTOWN all things have names."""
    suffix = ".html" if language == LANGUAGES[0] else f".{language}.html"
    pages = [file for file in (medtown_site / "a-z").iterdir() if file.name.split(".", 1)[1] == suffix[1:]]
    listed: list[str] = []
    for file in pages:
        links = [v for v in _items(Page(f"a-z/{file.name}", file.read_text("utf-8"))) if v]
        assert 0 < len(links) <= _MOST_NAMES
        listed += links
    paths = _json(medtown_site / "search" / "names.json")["paths"]
    expected = [
        f"../{stem}{suffix}{'#' if anchor else ''}{anchor}" for stem, _, anchor in (p.partition("#") for p in paths)
    ]
    assert sorted(listed) == sorted(expected)


def _items(page: Page) -> list[str]:
    """The links to resources: those that go up and down again and are none of the frame's."""
    frame = ("../index", "../class/", "../dump/", "../query/", "../map/", "../timeline/", "../docs/", "../assets/")
    rooms = ("../search/", "../a-z/", "../model.", "../profile.", "../contribute/", "../void.ttl", "../.well-known")
    body = [r.value for r in page.references if r.tag == "a"]
    return [
        value for value in body[_first_item(body) :] if value.startswith("../") and not value.startswith(frame + rooms)
    ]


def _first_item(links: list[str]) -> int:
    """Past the frame and the letters, whose links are the last ones with an anchor `l1`, `l2` and so on."""
    return max(n for n, value in enumerate(links) if value.rpartition("#")[2].removeprefix("l").isdigit()) + 1


def test_a_small_project(minimal_site: Path) -> None:
    shared, own = (_json(minimal_site / "search" / f"{name}.json") for name in ("names", "ar"))
    oak = shared["paths"].index("doc/garden/oak-street")
    assert shared["names"][oak][2 * own["titles"][oak]] == "حديقة شارع البلوط"
    assert shared["years"][oak] == []  # `opened` is a property of its own vocabulary
    assert [facet["key"] for facet in shared["facets"]] == ["class"]
    assert link_faults(read_site(minimal_site)) == []


def test_a_project_without_classes_dates_and_shapes(
    project: Callable[[Mapping[str, str | bytes]], Path], medtown: Command, tmp_path: Path
) -> None:
    text = "<https://example.net/g/id/é> <http://purl.org/dc/terms/relation> <https://example.net/g/set/g> ."
    folder = project({"graph/x.ttl": text})
    done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(tmp_path / "site")
    assert page_faults(site) + link_faults(site) == []
    shared = _json(tmp_path / "site" / "search" / "names.json")
    assert shared["facets"] == []
    assert ["é", ""] in shared["names"]


def test_an_ontology_named_search_leaves_room(
    project: Callable[[Mapping[str, str | bytes]], Path], medtown: Command, tmp_path: Path
) -> None:
    """Its document goes below doc/, as those of other names that the site itself takes."""
    text = '<https://example.net/g/search#x> <http://www.w3.org/2000/01/rdf-schema#label> "X" .'
    done = medtown("--project", project({"graph/x.ttl": text}), "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "doc" / "search.html").is_file()
