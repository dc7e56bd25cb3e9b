"""The report on a small broken project in every format, as the real command writes it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.check.report.writers import WRITERS

if TYPE_CHECKING:
    from tests.support.command import Command

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
NAMES = {"json": "report.json", "html": "report.html", "turtle": "report.ttl", "jsonld": "report.jsonld"} | {
    "text": "report.txt",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "sarif": "report.sarif",
    "junit": "junit.xml",
}


@pytest.fixture(scope="module")
def written(medtown: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project's copy with a report in every format."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(HERE / "broken", folder, dirs_exist_ok=True)
    files = [option for form in WRITERS for option in ("--write", f"{form}={NAMES[form]}")]
    done = medtown("validate", *files, cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (folder / NAMES["text"]).read_text("utf-8")
    return folder


@pytest.mark.parametrize("form", WRITERS)
def test_a_format(form: str, written: Path, *, updates_golden: bool) -> None:
    # The manual's pages may change without a change of the format.
    found = re.sub('"markdown": "[^\n]*"', '"markdown": "…"', (written / NAMES[form]).read_text("utf-8"))
    golden = GOLDEN / NAMES[form]
    if updates_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_there_is_no_golden_file_without_a_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(NAMES.values())
    assert set(NAMES) == set(WRITERS)
