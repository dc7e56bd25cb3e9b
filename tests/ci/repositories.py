"""Real git repositories with a project in them, as a contributor and a CI service see them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"
GARDENS = "graph/gardens.ttl"

# The minimal project says nothing of these, which is a finding; here there is to be none at first.
SHAPES = """
shapes:Garden sh:property [ sh:path def:opened ] , [ sh:path def:near ] , [ sh:path def:opening ] .
shapes:Opening a sh:NodeShape ; sh:targetObjectsOf def:opening ;
  sh:property [ sh:path def:day ] , [ sh:path def:hours ] .
"""

GOOD_GARDEN = """
garden:mill-lane
  a def:Garden ;
  rdfs:label "Mill Lane garden"@en , "حديقة ممر الطاحونة"@ar ;
  def:area 90 .
"""
# The last line is at fault: an area is a whole number.
BAD_GARDEN = """
garden:hill-top
  a def:Garden ;
  rdfs:label "Hill top garden"@en ;
  def:area "large" .
"""
# No shape speaks of what it is near to: no more than an info.
PLAIN_GARDEN = GOOD_GARDEN.replace("def:area 90", "rdfs:seeAlso <https://example.org/>")
# What main gains meanwhile is no part of the request.
OTHER_GARDEN = """
garden:sea-view
  a def:Garden ;
  rdfs:label "Sea view garden"@en ;
  def:area 80 .
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without this machine's own settings; gives what it prints."""
    person = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **person, **GIT_SETTINGS},
    )
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout.strip()


GIT_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@dataclass(frozen=True)
class PullRequest:
    """A repository with a main branch, a branch `change` that left it, and GitHub's merge of both.

    `project` is the project folder's path in it; `left` is the commit where the branch left main.
    """

    origin: Path
    project: str
    left: str

    @property
    def head(self) -> str:
        """The last commit of the branch."""
        return git(self.origin, "rev-parse", "change")

    @property
    def tip(self) -> str:
        """The last commit of main."""
        return git(self.origin, "rev-parse", "main")

    def check_out_merge(self, workspace: Path) -> None:
        """Do what actions/checkout does on a pull request: the merge commit alone, without its history."""
        git(workspace, "init", "--quiet")
        git(workspace, "remote", "add", "origin", self.origin.as_uri())
        git(workspace, "fetch", "--quiet", "--no-tags", "--depth=1", "origin", "+refs/pull/7/merge")
        git(workspace, "checkout", "--quiet", "FETCH_HEAD")

    def check_out_branch(self, workspace: Path) -> None:
        """The branch itself, with all history."""
        git(workspace.parent, "clone", "--quiet", "--branch=change", self.origin.as_uri(), workspace.name)


def open_pull_request(origin: Path, *, main: str = "", change: str = "", project: str = ".") -> PullRequest:
    """Make a repository of the minimal project; texts are appended to its gardens, first on main, then on a branch."""
    gardens = origin / project / GARDENS
    shutil.copytree(MINIMAL, origin / project)
    _append(origin / project / "shapes/garden.ttl", SHAPES)
    _append(gardens, main)
    git(origin, "init", "--quiet")
    left = _commit(origin, "Begin")
    _append(gardens.with_name("other.ttl"), _prefixes(gardens) + OTHER_GARDEN)
    _commit(origin, "Go on meanwhile")
    git(origin, "checkout", "--quiet", "-b", "change", left)
    _append(gardens, change)
    _commit(origin, "Change")
    git(origin, "checkout", "--quiet", "--detach", "main")
    git(origin, "merge", "--quiet", "--no-ff", "-m", "Merge", "change")
    git(origin, "update-ref", "refs/pull/7/merge", "HEAD")
    git(origin, "checkout", "--quiet", "main")
    return PullRequest(origin, project, left)


def line_of(project: Path, text: str) -> int:
    """The number of the one line of the gardens that has a text."""
    lines = (project / GARDENS).read_text("utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if text in line)
    return number


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as output:
        output.write(text)


def _prefixes(file: Path) -> str:
    return "".join(line for line in file.read_text("utf-8").splitlines(keepends=True) if line.startswith("@prefix"))


def _commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")
