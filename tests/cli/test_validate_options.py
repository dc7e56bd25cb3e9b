"""The options of `medtown validate` as people use them: formats, files, a baseline, a change."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from medtown.check.report.writers import WRITERS
from tests.cli.test_validate import FILES, PREFIXES, Changes, validate, write_project
from tests.support.command import with_link

if TYPE_CHECKING:
    from pathlib import Path

WARNING = {"graph/more.ttl": f"{PREFIXES}:Emma a v:Novel ; rdfs:label 'x' ; v:author :jane .\n"}
VIOLATION = ("v:author :jane", "v:author :bath")
BAD_AUTHOR = "graph/books.ttl:9:12: violation: expected a value of class v:Author (author) [MT301]"


def broken(folder: Path, changes: Changes | None = None) -> Path:
    """A project with one violation, in line 9 of graph/books.ttl."""
    return write_project(folder, {"graph/books.ttl": VIOLATION, **(changes or {})})


def heads(output: str) -> list[str]:
    """The first line of each finding in the report's text."""
    return [line for line in output.splitlines() if line.endswith("]") and not line.startswith(" ")]


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_holds_what_is_printed(form: str, tmp_path: Path) -> None:
    project = broken(tmp_path)
    printed = validate(project, "--format", form, "--write", f"{form}=report")
    assert (printed.returncode, printed.stderr) == (1, "")
    assert (project / "report").read_text("utf-8") == printed.stdout


def test_several_files_at_once(tmp_path: Path) -> None:
    project = broken(tmp_path)
    done = validate(project, "--write", "json=a=b.json", "--write", "github=g.txt", "--write", "json=c.json")
    assert heads(done.stdout) == [BAD_AUTHOR]
    assert (project / "a=b.json").read_bytes() == (project / "c.json").read_bytes()
    assert (project / "g.txt").read_text("utf-8").startswith("::error file=graph/books.ttl,line=9,")


@pytest.mark.parametrize("given", ["xml=report.xml", "json", "json=", "=report.json", ""])
def test_what_is_no_format_and_file(given: str, tmp_path: Path) -> None:
    done = validate(broken(tmp_path), "--write", given)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Invalid value for '--write': give FORMAT=FILE, where FORMAT is one of {', '.join(WRITERS)}." in done.stderr


@pytest.mark.parametrize(
    ("name", "reason"), [("/proc/none/report.json", "No such file or directory"), ("graph", "Is a directory")]
)
def test_a_file_that_cannot_be_written_does_not_hide_the_findings(name: str, reason: str, tmp_path: Path) -> None:
    done = validate(broken(tmp_path), "--write", f"json={name}")
    assert (done.returncode, heads(done.stdout)) == (2, [BAD_AUTHOR])
    assert done.stderr == with_link(
        f"{name}: error: can't be written: {reason} [MT602]\n  Check the disk and your permissions.\n"
    )


def test_a_file_is_replaced_whole_with_its_permissions_and_through_a_link(tmp_path: Path) -> None:
    project = broken(tmp_path)
    old, link = project / "old.json", project / "link.json"
    old.write_text("x" * 1_000_000)
    old.chmod(0o640)
    link.symlink_to(old.name)
    assert validate(project, "--write", "json=link.json").returncode == 1
    assert link.is_symlink()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert json.loads(old.read_bytes())["summary"]["violations"] == 1
    assert [path.name for path in project.iterdir() if path.name.startswith(".")] == []


def test_a_new_file_has_usual_permissions(tmp_path: Path) -> None:
    project = broken(tmp_path)
    validate(project, "--write", "json=new.json")
    (project / "usual").touch()
    assert (project / "new.json").stat().st_mode == (project / "usual").stat().st_mode


def test_the_folders_above_a_file_are_made(tmp_path: Path) -> None:
    project = broken(tmp_path)
    assert validate(project, "--write", "json=a/b/report.json").returncode == 1
    assert json.loads((project / "a/b/report.json").read_bytes())["summary"]["violations"] == 1


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    done = validate(broken(tmp_path), "--write", "gitlab=/dev/stdout")
    assert '"check_name": "MT301"' in done.stdout
    assert done.stdout.endswith("1 violation in 4 files (55 triples)\n")


@pytest.mark.parametrize(
    ("changes", "fail_on", "code"),
    [
        ({}, "info", 0),
        (WARNING, "violation", 0),
        (WARNING, "warning", 1),
        ({"shapes/book.ttl": None}, "warning", 0),
        ({"shapes/book.ttl": None}, "info", 1),
        ({"graph/books.ttl": VIOLATION}, "violation", 1),
        ({"graph/books.ttl": "odd"}, "violation", 2),
    ],
)
def test_what_fails(changes: Changes, fail_on: str, code: int, tmp_path: Path) -> None:
    assert validate(write_project(tmp_path, changes), "--fail-on", fail_on).returncode == code


def test_an_unknown_severity(tmp_path: Path) -> None:
    assert validate(write_project(tmp_path), "--fail-on", "error").returncode == 2


def test_a_baseline_leaves_what_is_new(tmp_path: Path) -> None:
    project = broken(tmp_path)
    assert validate(project, "--write", "json=base.json").returncode == 1
    done = validate(project, "--baseline", "base.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "no violations in 4 files (55 triples)\n1 known finding not shown\n"
    # The old mistake has moved, and there is a new one.
    books = FILES["graph/books.ttl"].replace(*VIOLATION).replace(":emma a v:Novel", "# moved\n\n:emma a v:Novel")
    write_project(project, {"graph/books.ttl": books.replace('  rdfs:label "Emma" ;\n', "")})
    done = validate(project, "--baseline", "base.json")
    assert heads(done.stdout) == ["graph/books.ttl:9:1: violation: A book needs a title. [MT301]"]
    assert done.stdout.endswith("1 violation in 4 files (54 triples)\n1 known finding not shown\n")
    assert done.returncode == 1


def test_a_fault_fails_though_it_is_known(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"graph/books.ttl": "odd"})
    assert validate(project, "--write", "json=base.json").returncode == 2
    done = validate(project, "--baseline", "base.json", "--format", "json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, finding["is_fault"], finding["is_new"]) == (2, True, False)


def test_a_baseline_that_is_none(tmp_path: Path) -> None:
    project = broken(tmp_path)
    (project / "base.json").write_text("{}")
    done = validate(project, "--baseline", "base.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == with_link(
        "base.json: error: the baseline is no report of medtown validate [MT109]\n"
        "  Write one: medtown validate --write json=FILE\n"
    )


def git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false", *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **identity})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose project, in a folder of it, was committed with one violation."""
    project = broken(tmp_path / "a project")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "x")
    return project


def test_a_change_shows_what_it_touches(repository: Path) -> None:
    books = FILES["graph/books.ttl"].replace(*VIOLATION)
    write_project(repository, {"graph/books.ttl": f"{books}\n:persuasion a v:Novel ;\n  v:author :jane .\n"})
    done = validate(repository, "--changed-since", "HEAD")
    assert heads(done.stdout) == ["graph/books.ttl:19:1: violation: A book needs a title. [MT301]"]
    assert done.stdout.endswith(
        "2 violations in 4 files (57 triples)\n1 more finding on lines that this change does not touch\n"
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_what_a_change_does_not_touch_fails_all_the_same(repository: Path) -> None:
    done = validate(repository, "--changed-since", "main")
    assert done.stdout == (
        "1 violation in 4 files (55 triples)\n1 more finding on lines that this change does not touch\n"
    )
    assert done.returncode == 1


def test_a_change_and_a_baseline(repository: Path) -> None:
    validate(repository, "--write", "json=../base.json")
    write_project(repository, {"graph/books.ttl": VIOLATION, **WARNING})
    done = validate(repository, "--changed-since", "HEAD", "--baseline", "../base.json", "--format", "json")
    document = json.loads(done.stdout)
    assert [found["file"] for found in document["findings"]] == ["graph/more.ttl"]
    assert (document["summary"]["known"], document["summary"]["untouched"], done.returncode) == (1, 0, 0)


def test_an_unknown_revision(repository: Path) -> None:
    done = validate(repository, "--changed-since", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "[MT107]" in done.stderr


def test_colour_is_used_on_a_terminal_only(tmp_path: Path) -> None:
    project = broken(tmp_path)
    command = f"{sys.executable} -m medtown --project {project} validate --write text={project}/report.txt"
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    for no_color in ("", "1"):
        done = subprocess.run(
            ["script", "--quiet", "--return", "--command", command, "/dev/null"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**environment, "NO_COLOR": no_color},
        )
        assert done.returncode == 1
        assert ("\x1b[31;1mviolation\x1b[0m" in done.stdout) is not bool(no_color)
        assert "\x1b" not in (project / "report.txt").read_text("utf-8")
