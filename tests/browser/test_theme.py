"""A project's own look: its folder theme/ goes before our templates and files of the same names."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.command import Command

FOOTER = '<footer><p class="own">{{ site_title }}: {{ _("Licence:") }} {{ texts.name }}</p></footer>\n'
STYLE = ":root { --accent: rgb(120, 0, 80); }\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory, medtown: Command) -> Path:
    """The minimal project's site with a theme."""
    folder = tmp_path_factory.mktemp("themed")
    shutil.copytree(MINIMAL, folder / "project")
    theme = folder / "project" / "theme"
    for name, text in (
        ("templates/footer.html.jinja", FOOTER),
        ("assets/theme.css", STYLE),
        ("assets/icon.svg", ICON),
    ):
        file = theme / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    done = medtown("--project", folder / "project", "publish", "-o", folder / "site")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return folder / "site"


def test_a_foreign_project_has_its_own_look(themed: Path, browser: Browser, host: Callable[[Path], str]) -> None:
    assert (themed / "assets" / "icon.svg").read_text("utf-8") == ICON
    page = browser.new_page()
    page.goto(f"{host(themed)}doc/garden/oak-street.ar.html", wait_until="networkidle")
    assert page.locator("footer").inner_html().startswith('<p class="own">')
    assert page.evaluate("getComputedStyle(document.querySelector('main a')).color") == "rgb(120, 0, 80)"
    page.close()


def test_the_rest_is_as_it_is_without_a_theme(themed: Path, minimal_site: Path) -> None:
    names = [{file.relative_to(site).as_posix() for file in site.rglob("*")} for site in (themed, minimal_site)]
    assert names[0] - names[1] == {"assets/theme.css"}
    assert names[1] <= names[0]
    for name in ("doc/garden/oak-street.html", "index.ar.html"):
        own, plain = ((site / name).read_text("utf-8") for site in (themed, minimal_site))
        assert '<link rel="stylesheet" href="' in own
        assert _without_frame(own) == _without_frame(plain), name


def _without_frame(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_a_template_with_a_mistake_is_named(tmp_path: Path, medtown: Command) -> None:
    shutil.copytree(MINIMAL, tmp_path / "project")
    folder = tmp_path / "project" / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "footer.html.jinja").write_text("<footer>\n{% if %}</footer>\n", "utf-8")
    done = medtown("--project", tmp_path / "project", "publish", "-o", tmp_path / "site")
    assert done.returncode == 2
    assert "footer.html.jinja:2: error:" in done.stderr
    assert "[MT604]" in done.stderr
    assert not (tmp_path / "site").exists()
