"""A folder's files as of a revision, and the lines touched since, in real repositories."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtown.errors import InputError
from medtown.git import WHOLE, Touched, export, touched_lines
from tests.support.repository import commit, git, make_repository

if TYPE_CHECKING:
    from pathlib import Path

TEN = "".join(f"{number}\n" for number in range(1, 11))
ODD_NAMES = (
    "a b.ttl",
    " .ttl",
    "حدائق.ttl",
    'a "quoted".ttl',
    "back\\slash.ttl",
    "tab\t.ttl",
    "tab at the end\t",
    "new\nline.ttl",
    "b/a.ttl",
    "*.ttl",
    ":(top)a.ttl",
    "-a.ttl",
    "é'$(echo).ttl",
    "+++ a.ttl",
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def ranges(folder: Path, revision: str = "HEAD") -> dict[str, tuple[tuple[int, int], ...]]:
    """The touched ranges by path in the folder; `...` of a whole file as WHOLE.ranges."""
    found = touched_lines(revision, folder)
    assert all(path.is_absolute() for path in found)
    return {path.relative_to(folder.resolve()).as_posix(): touched.ranges for path, touched in found.items()}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit: ten lines in lines.ttl."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "a repository"
    write(folder, "lines.ttl", TEN)
    make_repository(folder)
    return folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEN, None),
        (TEN.replace("3\n", "three\n"), ((3, 3),)),
        (TEN.replace("3\n4\n", "three\nfour\n").replace("9\n", "nine\n"), ((3, 4), (9, 9))),
        (TEN.replace("3\n", "3\n3a\n3b\n"), ((4, 5),)),
        (f"0\n{TEN}", ((1, 1),)),
        (f"{TEN}11\n", ((11, 11),)),
        (TEN.replace("3\n4\n", ""), ((2, 3),)),
        (TEN.removeprefix("1\n"), ((1, 1),)),
        (TEN.removesuffix("10\n"), ((9, 10),)),
        (TEN.replace("2\n", "").replace("4\n", "four\n"), ((1, 2), (3, 3))),
        (TEN.removesuffix("\n"), ((10, 10),)),
        (TEN.replace("5\n", "5\r\n"), ((5, 5),)),
        (TEN.replace("2\n", "++ b/x\n@@ -1 +1 @@\n").replace("9\n", "-- a\n"), ((2, 3), (10, 10))),
        ("", ((1, 1),)),
    ],
)
def test_touched_lines(repository: Path, text: str, expected: tuple[tuple[int, int], ...] | None) -> None:
    write(repository, "lines.ttl", text)
    wanted = {"lines.ttl": expected} if expected else {}
    assert ranges(repository) == wanted
    git(repository, "add", "--all")
    assert ranges(repository) == wanted


def test_lines_that_look_like_a_patch_may_go(repository: Path) -> None:
    write(repository, "lines.ttl", "-- a/x\n++ b/y\n@@ -1 +1 @@\n1\n2\n")
    write(repository, "other.ttl", "1\n")
    commit(repository)
    write(repository, "lines.ttl", "1\n2\n3")
    write(repository, "other.ttl", "2\n")
    assert ranges(repository) == {"lines.ttl": ((1, 1), (3, 3)), "other.ttl": ((1, 1),)}


def test_a_file_that_git_takes_for_binary(repository: Path) -> None:
    write(repository, "lines.ttl", TEN.replace("3\n", "\0\n"))
    assert ranges(repository) == {"lines.ttl": ((3, 3),)}


def test_files_that_come_and_go(repository: Path) -> None:
    write(repository, ".gitignore", "ignored.ttl\n")
    commit(repository)
    git(repository, "tag", "old")
    (repository / "lines.ttl").unlink()
    for name in ("ignored.ttl", "followed.ttl", "new/unknown.ttl"):
        write(repository, name, "1\n2\n")
    write(repository, "empty.ttl", "")
    git(repository, "add", "followed.ttl")
    nested = repository / "nested"
    nested.mkdir()
    git(nested, "init", "--quiet")
    write(nested, "a.ttl", "1\n")
    assert ranges(repository) == {
        "empty.ttl": WHOLE.ranges,
        "followed.ttl": ((1, 2),),
        "new/unknown.ttl": WHOLE.ranges,
    }
    assert ranges(nested.parent / "new", "old") == {"unknown.ttl": WHOLE.ranges}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names(repository: Path, tmp_path: Path, name: str) -> None:
    write(repository, f"{name}/{name}", TEN)
    assert ranges(repository) == {f"{name}/{name}": WHOLE.ranges}
    commit(repository)
    write(repository, f"{name}/{name}", TEN.replace("4\n", ""))
    assert ranges(repository) == ranges(repository, "main") == {f"{name}/{name}": ((3, 4),)}
    assert ranges(repository / name) == {name: ((3, 4),)}
    export("main", repository / name, tmp_path)
    assert (tmp_path / name).read_text() == TEN


def test_only_the_folder_counts(repository: Path) -> None:
    write(repository, "project/graph/a.ttl", "1\n")
    commit(repository)
    write(repository, "project/graph/a.ttl", "2\n")
    write(repository, "lines.ttl", "")
    write(repository, "unknown.ttl", "")
    assert ranges(repository / "project") == {"graph/a.ttl": ((1, 1),)}


def test_links_count_as_what_they_lead_to(repository: Path) -> None:
    write(repository, "a.ttl", "1\n2\n")
    write(repository, "b.ttl", "1\n2\n")
    (repository / "link.ttl").symlink_to("a.ttl")
    commit(repository)
    write(repository, "a.ttl", "1\n3\n")
    assert ranges(repository) == {"a.ttl": ((2, 2),)}
    (repository / "link.ttl").unlink()
    (repository / "link.ttl").symlink_to("b.ttl")
    assert ranges(repository) == {"a.ttl": ((2, 2),), "b.ttl": WHOLE.ranges}
    (repository.parent / "another way").symlink_to(repository)
    assert touched_lines("HEAD", repository.parent / "another way") == touched_lines("HEAD", repository)


def test_no_configuration_and_no_variable_of_git_disturbs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository / "b" / "حدائق"
    write(folder, "gone.ttl", TEN)
    write(folder, "a.ttl", TEN)
    commit(repository)
    write(folder, "a.ttl", TEN.replace("2\n", "two\n").replace("5\n", "five\n"))
    (folder / "gone.ttl").rename(folder / "come.ttl")
    git(repository, "add", "--all")
    for name, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.relative": "true",
        "diff.context": "5",
        "diff.interHunkContext": "9",
        "diff.external": "false",
        "diff.renames": "copies",
        "color.ui": "always",
        "core.quotePath": "true",
        "core.pager": "false",
    }.items():
        git(repository, "config", name, value)
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=7")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.chdir(folder)
    assert ranges(folder) == {"a.ttl": ((2, 2), (5, 5)), "come.ttl": ((1, 10),)}


_LINES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(_LINES, _LINES)
def test_what_is_not_touched_was_there_before(repository: Path, old: list[str], new: list[str]) -> None:
    write(repository, "lines.ttl", "".join(f"{line}\n" for line in old))
    commit(repository)
    path = write(repository, "lines.ttl", "".join(f"{line}\n" for line in new))
    touched = touched_lines("HEAD", repository).get(path, Touched(()))
    untouched = [line for number, line in enumerate(new, 1) if not touched.overlaps(number, number)]
    left = iter(old)
    assert all(line in left for line in untouched)  # in the same order
    assert bool(touched.ranges) == (old != new)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(1, 1, False), (1, 2, True), (3, 3, True), (4, 5, True), (5, 8, False), (1, 99, True), (10, 20, False)],
)
def test_overlaps(first: int, last: int, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Touched(((2, 4), (9, 9))).overlaps(first, last) is expected
    assert WHOLE.overlaps(first, last)


def test_export(repository: Path, tmp_path: Path) -> None:
    write(repository, "project/graph/a.ttl", "one\n")
    write(repository, "project/.data/b.ttl", "two\r\n")
    write(repository, ".hidden/c.ttl", "three\n")
    (repository / "project/link.ttl").symlink_to("graph/a.ttl")
    commit(repository)
    git(repository, "tag", "first")
    first = git(repository, "rev-parse", "HEAD")
    write(repository, "project/graph/a.ttl", "three\n")
    write(repository, "project/graph/new.ttl", "four\n")
    commit(repository)
    for number, revision in enumerate(("first", first, first[:9], "HEAD~1", "main^")):
        copy = tmp_path / str(number)
        copy.mkdir()
        export(revision, repository / "project", copy)
        files = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
        assert files == [".data/b.ttl", "graph/a.ttl", "link.ttl"]
        assert (copy / "link.ttl").read_text() == "one\n"
        assert (copy / ".data/b.ttl").read_bytes() == b"two\r\n"
    for name, folder, expected in (
        ("whole", repository, "lines.ttl"),
        ("hidden", repository / ".hidden", "c.ttl"),
    ):
        copy = tmp_path / name
        copy.mkdir()
        export("first", folder, copy)
        assert (copy / expected).is_file()


def fault(revision: str, folder: Path, destination: Path) -> str:
    """What export complains of; touched_lines says the same, where it is about git or the revision."""
    with pytest.raises(InputError) as found:
        export(revision, folder, destination)
    assert (found.value.code, bool(found.value.remedy)) == ("MT107", True)
    return found.value.message


@pytest.mark.parametrize(
    "revision", ["nowhere", "-h", "--output=x", "", "HEAD:lines.ttl", "a\0b", "HEAD..HEAD", "حديقة"]
)
def test_no_such_revision(repository: Path, tmp_path: Path, revision: str) -> None:
    shown = revision or '""'
    expected = f"there is no git revision {shown} in {repository.resolve()}"
    assert fault(revision, repository, tmp_path / "copy") == expected
    with pytest.raises(InputError, match=re.escape(expected)):
        touched_lines(revision, repository)
    assert git(repository, "status", "--porcelain") == ""


def test_no_such_folder_then(repository: Path, tmp_path: Path) -> None:
    write(repository, "project/a.ttl", "1\n")
    assert fault("HEAD", repository / "project", tmp_path) == "the git revision HEAD holds no folder project"
    assert ranges(repository / "project") == {"a.ttl": WHOLE.ranges}


def test_no_repository(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    words = "this folder is in no git repository that can be read: "
    assert fault("HEAD", tmp_path / "elsewhere", tmp_path).startswith(f"{words}not a git repository")
    assert fault("HEAD", repository / "nowhere", tmp_path).startswith(f"{words}cannot change to ")
    assert fault("HEAD", repository / ".git", tmp_path).startswith(f"{words}this operation must be run in a work tree")


def test_no_commit_yet(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "empty")
    assert fault("HEAD", tmp_path / "empty", tmp_path) == f"there is no git revision HEAD in {tmp_path / 'empty'}"
    assert repository.is_dir()


def test_no_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fault("HEAD", repository, tmp_path) == "git can't be run: No such file or directory"


def test_a_broken_repository(repository: Path, tmp_path: Path) -> None:
    tree = git(repository, "rev-parse", "HEAD:lines.ttl")
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert fault("HEAD", repository, tmp_path).startswith("git failed: ")


@pytest.mark.parametrize("target", ["/etc/hostname", "../../lines.ttl"])
def test_a_link_out_of_the_folder_is_not_unpacked(repository: Path, tmp_path: Path, target: str) -> None:
    (repository / "project").mkdir()
    (repository / "project/link.ttl").symlink_to(target)
    commit(repository)
    copy = tmp_path / "copy"
    copy.mkdir()
    words = "link.ttl of the git revision HEAD can't be unpacked: it is a link out of the folder"
    assert fault("HEAD", repository / "project", copy) == words
    assert list(copy.iterdir()) == []
