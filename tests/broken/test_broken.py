"""Mistakes that people make, each found with its code at its place.

`<family>/<case>/` holds files that are laid over `project/`, and `expected.txt`: a line a finding, with its severity,
code, file, first line and column, last line and end column, and its message. `--update-golden` writes it anew; read it
before you commit.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.command import Command

HERE = Path(__file__).parent
CASES = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.glob("*/*/expected.txt"))
_LEAST_CASES = 60


def line_of(finding: dict[str, Any]) -> str:
    """A finding as `expected.txt` has it."""
    word = "error" if finding["is_fault"] else finding["severity"]
    start = ":".join(str(finding[key]) for key in ("file", "line", "column") if finding[key] is not None)
    end = ":".join(str(finding[key]) for key in ("last_line", "end_column") if finding[key] is not None)
    return f"{word} {finding['code']} {start}{f' to {end}' if end else ''} {finding['message']}\n"


def test_there_are_enough_and_each_differs() -> None:
    assert len(CASES) >= _LEAST_CASES
    assert len({_content(HERE / case) for case in CASES}) == len(CASES)


def _content(case: Path) -> tuple[bytes, ...]:
    return tuple(sorted(file.read_bytes() for file in case.rglob("*.*") if file.name != "expected.txt"))


def test_the_project_below_them_is_fine(medtown: Command) -> None:
    done = medtown("--project", HERE / "project", "validate", "--fail-on", "info")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_found_at_its_place(
    case: str,
    tmp_path: Path,
    medtown: Command,
    updates_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    shutil.copytree(HERE / "project", tmp_path / "project")
    shutil.copytree(HERE / case, tmp_path / "project", dirs_exist_ok=True)
    golden = tmp_path / "project" / "expected.txt"
    expected = golden.read_text("utf-8")
    golden.unlink()
    done = medtown("validate", "--format", "json", cwd=tmp_path / "project")
    report = json.loads(done.stdout)
    found = "".join(line_of(finding) for finding in report["findings"])
    if updates_golden:
        (HERE / case / "expected.txt").write_text(found, "utf-8")
    else:
        assert found == expected
    summary = report["summary"]
    assert done.returncode == (2 if summary["faults"] else 1 if summary["violations"] else 0)
    assert done.stderr == ""
