"""The pre-commit hook, installed by pre-commit itself in a contributor's repository (pip needs its package index)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from tests.ci.repositories import BAD_GARDEN, GARDENS, GIT_SETTINGS, MINIMAL, git, line_of
from tests.ci.runner import ROOT
from tests.ci.test_files import SNIPPETS

if TYPE_CHECKING:
    from pathlib import Path


def test_the_hook_stops_a_bad_commit_and_lets_a_good_one_pass(tmp_path: Path) -> None:
    software = _software(tmp_path / "software")
    project = tmp_path / "contributor" / "gardens"
    shutil.copytree(MINIMAL, project)
    (project / "notes.txt").write_text("\N{EM DASH}\n", encoding="utf-8")
    _configure(project.parent, software)
    git(project.parent, "init", "--quiet")
    git(project.parent, "add", "--all")
    good = _run_hook(project.parent, tmp_path)
    assert good.returncode == 0, good.stdout + good.stderr
    with (project / GARDENS).open("a", encoding="utf-8") as gardens:
        gardens.write(BAD_GARDEN)
    git(project.parent, "add", "--all")
    bad = _run_hook(project.parent, tmp_path)
    assert bad.returncode == 1
    assert f"gardens/{GARDENS}:{line_of(project, 'large')}:" in bad.stdout


def _software(folder: Path) -> Path:
    """A repository of this software as it stands in the working tree, which stays as it is."""
    git(folder.parent, "init", "--quiet", "--bare", folder.name)
    here = (f"--git-dir={folder}", f"--work-tree={ROOT}")
    git(ROOT, *here, "add", "--all")
    git(ROOT, *here, "commit", "--quiet", "-m", "Software")
    return folder


def _configure(folder: Path, software: Path) -> None:
    """Write the manual's snippet, with this software, for a project in a subfolder."""
    config = YAML(typ="safe").load(SNIPPETS[".pre-commit-config.yaml"])
    (repository,) = config["repos"]
    repository |= {"repo": software.as_uri(), "rev": git(software, "rev-parse", "HEAD")}
    repository["hooks"][0]["args"] = ["--project", "gardens", "validate"]
    with (folder / ".pre-commit-config.yaml").open("w", encoding="utf-8") as output:
        YAML(typ="safe").dump(config, output)


def _run_hook(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **GIT_SETTINGS, "PRE_COMMIT_HOME": str(home / "pre-commit")}
    environment.pop("PYTHONPATH", None)  # the hook must do with what pre-commit installed
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=environment,
        timeout=600,
    )
