"""`medtown validate` where a part of the project is empty or missing: the exit code, and the codes that say so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.command import Command

PROJECT = Path(__file__).parents[1] / "broken/project"


@pytest.mark.parametrize(
    ("missing", "exit_code", "codes"),
    [
        (("shapes/",), 0, {"MT306", "MT311"}),
        (("shapes",), 0, {"MT306", "MT311"}),
        (("ontology", "queries"), 1, {"MT305"}),
        (("queries/",), 0, set()),
        (("graph/town.ttl", "shapes", "queries"), 0, {"MT306"}),
        (("graph/town.ttl",), 1, {"MT331", "MT321"}),
        (("graph/",), 2, {"MT102"}),
        (("graph/", "ontology/", "shapes/"), 2, {"MT104"}),
        (("graph",), 2, None),
    ],
)
def test_what_is_missing(
    tmp_path: Path, medtown: Command, missing: tuple[str, ...], exit_code: int, codes: set[str] | None
) -> None:
    """A folder with a slash is left empty, one without is not there; `None`: there is nothing to report on."""
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project)
    for name in missing:
        shutil.rmtree(project / name) if (project / name).is_dir() else (project / name).unlink()
        if name.endswith("/"):
            (project / name).mkdir()
    done = medtown("--project", project, "validate", "--format", "json")
    assert done.returncode == exit_code, done.stdout + done.stderr
    if codes is None:
        assert "[MT101]" in done.stderr
    else:
        assert {finding["code"] for finding in json.loads(done.stdout)["findings"]} == codes
