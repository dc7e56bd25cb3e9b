"""Nothing goes undocumented: every verb, option, error code and page of the manual."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest

from medtown.cli import VERBS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_CODE = re.compile(r"\bMT\d{3}\b")


def test_every_error_code_has_a_page_and_every_page_a_code() -> None:
    used = {code for path in (ROOT / "publish/medtown").rglob("*.py") for code in _CODE.findall(path.read_text())}
    pages = {path.stem for path in (DOCS / "errors").glob("MT*.md")}
    assert used == pages


@pytest.mark.parametrize("page", sorted((DOCS / "errors").glob("MT*.md")), ids=lambda path: path.stem)
def test_an_error_page_says_what_it_means_shows_it_and_mends_it(page: Path) -> None:
    text = page.read_text()
    assert text.startswith(f"# {page.stem}: ")
    assert re.findall(r"^## .*", text, re.MULTILINE) == ["## Example", "## How to mend it"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_page_that_names_its_options(verb: str) -> None:
    command: click.Command = importlib.import_module(f"medtown.cli.{verb}").command
    text = (DOCS / f"{verb}.md").read_text()
    options = [option.opts[0] for option in command.params if isinstance(option, click.Option)]
    assert [option for option in options if option not in text] == []


def test_the_readme_leads_to_every_page_of_the_manual() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [page.name for page in DOCS.glob("*.md") if f"docs/{page.name}" not in readme] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
