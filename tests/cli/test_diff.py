"""`medtown diff` as people run it: whole outputs and exit codes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MINIMAL
from tests.support.repository import commit, git, make_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

DUMP = MINIMAL.with_name("minimal.expected") / "dump"
TEXT = """\
Added (1)
  North garden (garden) garden:north

Removed (1)
  Oak Street garden (garden) garden:oak-street

Changed (2)
  River bank garden (garden) garden:river-bank
    area (m²)
      - 095
      + 96
    opening hours
      - [day: "Saturday"@en, "السبت"@ar; hours: ("9-12" "14-18")]
      + [day: "Saturday"@en, "السبت"@ar; hours: ("9-12" "14-19")]
  (sh:NodeShape) shapes:Garden
    sh:targetClass
      - garden
      + near

1 added, 1 removed, 2 changed
"""
MARKDOWN = """\
**1 added, 1 removed, 1 changed**

### Added (1)

- North garden (garden) `garden:north`

### Removed (1)

- Oak Street garden (garden) `garden:oak-street`

### Changed (1)

- River bank garden (garden) `garden:river-bank`
  <details><summary>2 properties</summary>

  ```diff
   area (m²)
  - 095
  + 96
   opening hours
  - [day: "Saturday"@en, "السبت"@ar; hours: ("9-12" "14-18")]
  + [day: "Saturday"@en, "السبت"@ar; hours: ("9-12" "14-19")]
  ```

  </details>
"""


@pytest.fixture
def gardens(tmp_path: Path) -> Path:
    """The minimal project, below the top of a repository."""
    folder = tmp_path / "a repository" / "my gardens"
    shutil.copytree(MINIMAL, folder)
    make_repository(folder.parent)
    return folder


def edit(folder: Path) -> None:
    """Add, remove and change a resource; move one to another file, which is no difference."""
    path = folder / "graph/gardens.ttl"
    prefixes, _oak_street, river_bank = path.read_text().replace("095", "96").replace("14-18", "14-19").split("\n\n")
    path.write_text(f'{prefixes}\n\ngarden:north a def:Garden ; rdfs:label "North garden"@en .\n')
    (folder / "graph/moved.ttl").write_text(f"{prefixes}\n\n{river_bank}")


def test_the_working_folder_against_a_revision(medtown: Command, gardens: Path) -> None:
    assert medtown("diff", "HEAD", cwd=gardens).stdout == "no differences\n"
    edit(gardens)
    done = medtown("diff", "main", "--format", "markdown", cwd=gardens)
    assert (done.returncode, done.stdout, done.stderr) == (0, MARKDOWN, "")
    shapes = gardens / "shapes/garden.ttl"
    shapes.write_text(shapes.read_text().replace("sh:targetClass def:Garden", "sh:targetClass def:near"))
    done = medtown("--project", gardens, "diff", "main")
    assert (done.returncode, done.stdout, done.stderr) == (0, TEXT, "")
    assert git(gardens, "status", "--porcelain", "--untracked-files=all").split("\n") == [
        'M "my gardens/graph/gardens.ttl"',
        ' M "my gardens/shapes/garden.ttl"',
        '?? "my gardens/graph/moved.ttl"',
    ]


def test_two_revisions_and_the_other_way_round(medtown: Command, gardens: Path) -> None:
    edit(gardens)
    commit(gardens)
    git(gardens, "branch", "edited")
    git(gardens, "checkout", "--quiet", "HEAD~1")
    assert medtown("diff", "main~1", "edited", "--format=markdown", cwd=gardens).stdout == MARKDOWN
    back = medtown("diff", "edited", "HEAD", cwd=gardens).stdout
    assert back.startswith("Added (1)\n  Oak Street garden")
    assert back.endswith("      - 96\n      + 095\n    opening hours\n" + back[back.index("      - [day") :])


def test_folders_and_dumps(medtown: Command, gardens: Path, tmp_path: Path) -> None:
    edit(gardens)
    done = medtown("diff", MINIMAL, gardens, "--format", "markdown")
    assert (done.returncode, done.stdout, done.stderr) == (0, MARKDOWN, "")
    for suffix in ("nt", "ttl", "jsonld", "rdf"):
        done = medtown("diff", DUMP / "gardens.nq", DUMP / f"gardens.{suffix}", cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "no differences\n", "")
    done = medtown("diff", DUMP / "gardens.nq", gardens)
    assert "\n  (sh:NodeShape) shapes:Garden\n" in done.stdout  # dumps hold no shapes


def test_dumps_take_names_and_language_from_the_project(medtown: Command, gardens: Path, tmp_path: Path) -> None:
    triple = "<https://example.net/gardens/id/garden/x> <https://example.net/gardens/def#area> {} .\n"
    for name, value in (("old.nt", '"1"'), ("new.nt", '"2"')):
        (tmp_path / name).write_text(triple.format(value))
    done = medtown("--project", gardens, "diff", tmp_path / "old.nt", tmp_path / "new.nt")
    assert done.stdout.split("\n")[1:3] == ["  garden:x", "    def:area"]
    done = medtown("diff", tmp_path / "old.nt", gardens, "--lang", "ar")
    assert "حديقة شارع البلوط (حديقة) garden:oak-street" in done.stdout


def test_json_to_a_file(medtown: Command, gardens: Path, tmp_path: Path) -> None:
    edit(gardens)
    path = tmp_path / "new folder" / "diff.json"
    done = medtown("--project", gardens, "diff", "HEAD", "--format", "json", "--output", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = json.loads(path.read_text("utf-8"))
    assert (found["old"], found["new"], found["language"]) == ("HEAD", str(gardens), "en")
    assert found["summary"] == {"added": 1, "removed": 1, "changed": 1, "triples_added": 11, "triples_removed": 15}
    assert [(r["change"], r["label"]) for r in found["resources"]] == [
        ("added", "North garden"),
        ("removed", "Oak Street garden"),
        ("changed", "River bank garden"),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "error: there is no git revision nowhere in "),
        (("--", "-h"), "error: there is no git revision -h in "),
        (("HEAD", "graph/dataset.tt"), "error: there is no git revision graph/dataset.tt in "),
        (("graph",), "graph: error: this folder is not a project: it has no folder graph/ [MT101]"),
        (("HEAD", "queries/large-gardens.rq"), "queries/large-gardens.rq: error: the end of this file's name tells of"),
        (("HEAD~1",), "HEAD~1:graph/gardens.ttl:8:3: error: Turtle syntax: "),
        (("HEAD", "--output", "graph"), "Usage: medtown diff "),
        (("HEAD", "--format", "xml"), "Usage: medtown diff "),
        ((), "Usage: medtown diff "),
    ],
)
def test_what_cannot_be_read(medtown: Command, gardens: Path, arguments: tuple[str, ...], message: str) -> None:
    path = gardens / "graph/gardens.ttl"
    right = path.read_text()
    path.write_text(right.replace("a def:Garden ;", "a def:Garden", 1))
    commit(gardens)
    path.write_text(right)
    commit(gardens)
    done = medtown("diff", *arguments, cwd=gardens)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(message), done.stderr


def test_without_git(medtown: Command, gardens: Path, tmp_path: Path) -> None:
    done = medtown("diff", "HEAD", cwd=gardens, env={"PATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: git can't be run: No such file or directory [MT107]\n")
    assert medtown("diff", MINIMAL, cwd=gardens, env={"PATH": str(tmp_path)}).stdout == "no differences\n"
    shutil.copytree(MINIMAL, tmp_path / "alone")
    done = medtown("diff", "HEAD", cwd=tmp_path / "alone", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert done.stderr.split(": ")[1:3] == ["error", "this folder is in no git repository that can be read"]
