"""What a page costs its reader: the bytes that the server sends, and that it reads whole without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.support.kinds import FILLED, KINDS, LANGUAGES, file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

HEAVIEST = 60_000  # bytes over the wire, with style and scripts, without images (issue 5)
# What is a page of a resource, of the vocabulary or of an answer: read by everybody, so it is light.
LIGHT = [kind for kind in KINDS if kind not in {*FILLED, "missing"}]


@pytest.fixture(scope="module")
def served(medtown_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of MedTOWN's site at `medtown serve`, which packs what it sends."""
    return serve(medtown_site)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps nothing of what it has seen."""
    context = browser.new_context()
    opened = context.new_page()
    context.new_cdp_session(opened).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield opened
    context.close()


def _sent(page: Page, address: str, until: Literal["load", "networkidle"] = "load") -> dict[str, int]:
    """The bytes of body and header fields of each request of a page, images left out."""
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", keep)
    page.goto(address, wait_until=until)
    page.remove_listener("requestfinished", keep)
    sizes = {r.url: r.sizes() for r in requests if r.resource_type != "image"}
    return {url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()}


@pytest.mark.parametrize("kind", LIGHT)
def test_a_page_is_light(kind: str, page: Page, served: str) -> None:
    for language in LANGUAGES:
        sent = _sent(page, served + file_of(KINDS[kind], language))
        assert any(url.endswith("style.css") for url in sent)
        assert sum(sent.values()) <= HEAVIEST, sent


def test_every_resource_is_light(medtown_site: Path, page: Page, served: str) -> None:
    """The heaviest documents of all, by the size of their files."""
    files = sorted((medtown_site / "doc").rglob("*.html"), key=lambda file: -file.stat().st_size)
    for file in files[:12]:
        sent = _sent(page, served + file.relative_to(medtown_site).as_posix())
        assert sum(sent.values()) <= HEAVIEST, sent


@pytest.mark.parametrize("kind", LIGHT)
def test_a_page_reads_whole_without_scripts(kind: str, browser: Browser, served: str) -> None:
    """Nothing that a reader sees is made by a script, save the buttons that copy a text."""
    read = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(served + file_of(KINDS[kind], "fr"))
        read.append(" ".join((page.locator("main").text_content() or "").split()))
        context.close()
    assert read[0] == read[1]
    assert read[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_engine_is_fetched_when_a_query_is_run_and_not_before(language: str, page: Page, served: str) -> None:
    sent = _sent(page, served + file_of(KINDS["editor"], language), "networkidle")
    assert [url for url in sent if "wasm" in url or "dump" in url or "worker" in url] == []
