"""The site of a project with a rich ontology and shapes of every kind, published once a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.orchard import write_orchard

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command


@pytest.fixture(scope="session")
def orchard_site(tmp_path_factory: pytest.TempPathFactory, medtown: Command) -> Path:
    folder = tmp_path_factory.mktemp("orchard")
    write_orchard(folder / "project")
    done = medtown("--project", folder / "project", "publish", "-o", folder / "site")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return folder / "site"
