"""What the two names of `medtown diff` stand for."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from medtown.diff.side import read_project, read_side
from medtown.errors import InputError
from medtown.project import Project
from tests.conftest import MINIMAL
from tests.support.repository import commit, make_repository

if TYPE_CHECKING:
    from pathlib import Path

DUMP = MINIMAL.with_name("minimal.expected") / "dump" / "gardens.nq"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project below the top of a repository, whose last commit is a mistake; the working folder is right again."""
    project = tmp_path / "repository" / "my project"
    shutil.copytree(MINIMAL, project)
    make_repository(tmp_path / "repository")
    (project / "graph/gardens.ttl").write_text("\n\nno Turtle\n")
    commit(project)
    shutil.copy(MINIMAL / "graph/gardens.ttl", project / "graph/gardens.ttl")
    return project


def test_a_project_a_dump_and_a_revision(folder: Path) -> None:
    project = Project.open(folder)
    whole = read_project(".", project)
    assert [graph.path.relative_to(folder).as_posix() for graph in whole.table.graphs] == [
        "ontology/gardens.ttl",
        "graph/dataset.ttl",
        "graph/gardens.ttl",
        "shapes/garden.ttl",
    ]
    assert (whole.name, whole.settings) == (".", project.settings)
    by_name = read_side(str(folder), lambda: pytest.fail("no revision is asked for"))
    dump = read_side(str(DUMP), lambda: pytest.fail("no revision is asked for"))
    revision = read_side("HEAD~1", lambda: project)
    assert (dump.name, dump.settings) == (str(DUMP), None)
    assert (revision.name, revision.settings) == ("HEAD~1", project.settings)
    assert set(by_name.table.triples()) == set(revision.table.triples()) == set(whole.table.triples())
    assert len(dump.table) == 59


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError, match=r"a: error: can't be read: File name too long \[MT105\]"):
        read_side("a" * 5000, lambda: pytest.fail("no revision is asked for"))


@pytest.mark.parametrize(
    ("name", "files", "message"),
    [
        ("main", {}, "main:graph/gardens.ttl:3:1: error: Turtle syntax: "),
        (
            "main",
            {"graph/dataset.ttl": ""},
            "main:graph/dataset.ttl: error: the settings need exactly one void:uriSpace",
        ),
        ("main", {"graph": None}, "main: error: this folder is not a project"),
        ("other", {}, "error: there is no git revision other in "),
    ],
)
def test_a_revision_that_cannot_be_read(folder: Path, name: str, files: dict[str, str | None], message: str) -> None:
    for path, text in files.items():
        if text is None:
            shutil.rmtree(folder / path)
        else:
            (folder / path).write_text(text)
    if files:
        commit(folder)
    with pytest.raises(InputError, match=f"^{re.escape(message)}") as found:
        read_side(name, lambda: Project(folder))
    assert found.value.remedy
