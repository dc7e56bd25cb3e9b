"""Nothing goes undocumented: every verb, option, error code and page of the manual."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest

from medtown.cli import VERBS
from tests.docs.test_examples import blocks

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ERROR_PAGES = sorted((DOCS / "errors").glob("MT*.md"))
_CODE = re.compile(r"\bMT\d{3}\b")
# Codes that no user can bring about; a test outside tests/docs does so instead.
# A fault of our own, which tests/cli/test_publish.py puts into the program; a bundle missing, which
# tests/site/test_assets.py hides.
_NOT_RUN = ("MT603", "MT901")


def test_every_error_code_has_a_page_and_every_page_a_code() -> None:
    used = {code for path in (ROOT / "publish/medtown").rglob("*.py") for code in _CODE.findall(path.read_text())}
    assert used == {page.stem for page in ERROR_PAGES}


@pytest.mark.parametrize("page", ERROR_PAGES, ids=lambda path: path.stem)
def test_an_error_page_says_what_it_means_shows_it_and_mends_it(page: Path) -> None:
    text = page.read_text()
    assert text.startswith(f"# {page.stem}: ")
    assert re.findall(r"^## .*", text, re.MULTILINE) == ["## Example", "## How to mend it"]


def _printed(page: Path) -> str:
    """What the examples of a page that are run print (test_examples.py makes sure that it is so)."""
    run = [block.text for block in blocks(page.read_text()) if (block.kind, block.action) == ("console", "run")]
    return "".join(line for text in run for line in text.splitlines(keepends=True) if not line.startswith(("$ ", "> ")))


@pytest.mark.parametrize("page", ERROR_PAGES, ids=lambda path: path.stem)
def test_an_error_page_has_an_example_that_is_run_and_prints_its_code(page: Path) -> None:
    assert (f"[{page.stem}]" in _printed(page)) is (page.stem not in _NOT_RUN)


@pytest.mark.parametrize("code", _NOT_RUN)
def test_a_code_without_an_example_that_is_run_has_a_test(code: str) -> None:
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path.parent != Path(__file__).parent]
    assert any(f"[{code}]" in path.read_text() for path in tests)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_page_that_names_its_options(verb: str) -> None:
    command: click.Command = importlib.import_module(f"medtown.cli.{verb.replace('-', '_')}").command
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
