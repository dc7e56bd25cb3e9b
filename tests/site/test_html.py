"""Valid HTML by html-validate: one page of each kind in every language."""

from __future__ import annotations

from pathlib import Path

from tests.support.kinds import KINDS, LANGUAGES, file_of
from tests.support.node import package, run_node

CONFIGURATION = Path(__file__).parent / "htmlvalidate.json"


def _validate(files: list[Path]) -> tuple[int, str]:
    tool = package("html-validate/bin/html-validate.mjs")
    done = run_node([tool, "--config", CONFIGURATION, "--formatter", "text", *files])
    return done.returncode, done.stdout + done.stderr


def test_every_kind_of_page_is_valid(medtown_site: Path) -> None:
    files = [medtown_site / file_of(path, language) for path in KINDS.values() for language in LANGUAGES]
    assert [file for file in files if not file.is_file()] == []
    assert _validate(files) == (0, "")


def test_the_pages_of_a_foreign_project_are_valid(minimal_site: Path) -> None:
    assert _validate(sorted(minimal_site.rglob("*.html"))) == (0, "")


def test_a_mistake_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html>\n<html lang="en"><head><title>T</title></head><body><p><div></div></p></body></html>'
    )
    code, told = _validate([page])
    assert code == 1
    assert "[close-order]" in told
