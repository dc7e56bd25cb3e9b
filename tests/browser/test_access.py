"""Each kind of page in each language: WCAG 2.2 AA by axe-core, in light and dark; no wider than a small telephone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.axe import COLOURS, violations
from tests.support.kinds import KINDS, LANGUAGES, file_of, loaded
from tests.support.overflow import overflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

TELEPHONE = 360  # CSS pixels
STYLE = Path(__file__).parents[2] / "publish/medtown/pages/assets/style.css"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", re.DOTALL)


@pytest.fixture(scope="module")
def site(medtown_site: Path, host: Callable[[Path], str]) -> str:
    """The address of MedTOWN's site."""
    return host(medtown_site)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One for all pages, as to start another takes longer than to look at most of them."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_read_it(kind: str, language: str, page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(site + file_of(KINDS[kind], language), wait_until=loaded(kind))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
    page.set_viewport_size({"width": TELEPHONE, "height": 800})
    assert overflow(page) == []


def test_nothing_but_colours_is_other_in_the_dark() -> None:
    """Which is why the rules on colours are the only ones to be asked again."""
    style = STYLE.read_text("utf-8")
    (dark,) = DARK.findall(style)
    assert style.count("prefers-color-scheme") == 1
    assert [
        line for line in dark.split(";") if line.strip() and not re.fullmatch(r"\s*--[a-z-]+: #[0-9a-f]{6}", line)
    ] == []
