"""What git knows of a folder: its files as of a revision, and the lines touched since one.

The real `git` does the work, never by way of a shell. Options of people's own configuration that change what it prints
are overruled (git-config, "diff.*").
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medtown.errors import InputError
from medtown.i18n.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

# A hook of git sets these for its own repository; here the folder alone says which repository is meant.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_DIFF_OPTS")
_DIFF = (
    *("-c", "diff.relative=false"),
    *("diff", "--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", "--text"),
    *("--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all"),
)
_HUNK = re.compile(rb"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPED = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))


@dataclass(frozen=True)
class Touched:
    """The lines of a file that were touched: ranges from a first to a last line, both 1-based and included."""

    ranges: tuple[tuple[int, int], ...]

    def overlaps(self, first: int, last: int) -> bool:
        """Whether any of the lines from `first` to `last` was touched."""
        return any(start <= last and first <= end for start, end in self.ranges)


WHOLE = Touched(((1, sys.maxsize),))


def export(revision: str, folder: Path, destination: Path) -> None:
    """Write the files of a folder as of a revision into an existing folder, as `git archive` gives them.

    Raises InputError MT107: no git, no repository, no such revision, no such folder in it, or a link out of the folder.
    """
    top = _top(folder)
    commit = _commit(revision, top)
    name = folder.resolve().relative_to(top).as_posix()
    tree = f"{commit}:{'' if name == '.' else name}"
    if _run(top, "cat-file", "-t", tree).stdout != b"tree\n":
        raise InputError(
            "MT107",
            say("the git revision {revision} holds no folder {folder}", revision=revision, folder=name),
            remedy=say("Name a revision in which the folder was there already."),
        )
    with tempfile.TemporaryDirectory() as beside:
        archive = Path(beside) / "archive.tar"
        _git(top, "archive", "--format=tar", f"--output={archive}", tree)
        _unpack(archive, destination, revision)


def touched_lines(revision: str, folder: Path) -> dict[Path, Touched]:
    """The lines of a folder's files that differ in the working tree from a revision, by absolute path.

    Of lines that were only deleted, those on both sides of the gap count. Files that git does not follow yet, and
    does not ignore, count whole. Raises InputError MT107: no git, no repository, no such revision.
    """
    top = _top(folder)
    commit = _commit(revision, top)
    ranges: dict[Path, list[tuple[int, int]]] = {}
    for name, lines in _hunks(_git(folder, *_DIFF, commit, "--", ".")):
        path = top / os.fsdecode(name)
        # The text of a link is its target: where that changed, all that it leads to has.
        ranges.setdefault(path.resolve(), []).extend(WHOLE.ranges if path.is_symlink() else (lines,))
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ".")
    for name in new.split(b"\0"):
        if name and not name.endswith(b"/"):  # a slash: a repository of its own
            ranges[(top / os.fsdecode(name)).resolve()] = list(WHOLE.ranges)
    return {path: Touched(tuple(ranges[path])) for path in sorted(ranges)}


def _top(folder: Path) -> Path:
    """The top folder of the working tree that holds a folder."""
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise InputError(
            "MT107",
            say("this folder is in no git repository that can be read: {words}", words=_words(done.stderr)),
            remedy=say("Go to a folder that git knows (`git status` shows whether it does)."),
            file=folder,
        )
    return Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve()


def _commit(revision: str, top: Path) -> str:
    """The full name of the commit that a revision stands for."""
    # git would take a leading hyphen for an option; neither a branch nor a tag can begin with one.
    if revision and revision[0] != "-" and "\0" not in revision:
        done = _run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not done.returncode:
            return done.stdout.decode().strip()
    raise InputError(
        "MT107",
        say("there is no git revision {revision} in {folder}", revision=revision or '""', folder=top),
        remedy=say("Name a branch, a tag or a commit. Is it elsewhere still? Then fetch it first, with its history."),
    )


def _git(folder: Path, *arguments: str) -> bytes:
    """What a git command prints. Raises InputError MT107 where it fails."""
    done = _run(folder, *arguments)
    if done.returncode:
        raise InputError(
            "MT107",
            say("git failed: {words}", words=_words(done.stderr)),
            remedy=say("Mend what git complains of; `git fsck` checks a repository."),
            file=folder,
        )
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(folder.resolve()), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603 - no shell
    except OSError as fault:
        raise InputError(
            "MT107",
            say("git can't be run: {words}", words=fault.strerror or fault),
            remedy=say("Install git (https://git-scm.com) and see that it is on the PATH."),
        ) from None


def _words(stderr: bytes) -> str:
    """The first line of git's complaint."""
    return next(iter(stderr.decode(errors="replace").splitlines()), "").removeprefix("fatal: ")


def _unpack(archive: Path, destination: Path, revision: str) -> None:
    """Unpack a tar file of git's, whose names are clean; its links may lead nowhere but into the destination.

    tarfile's own filter for this is not in every Python 3.11.
    """
    with tarfile.open(archive) as files:
        for member in files:
            path = destination / member.name
            content = files.extractfile(member) if member.isfile() else None
            if member.isdir():
                path.mkdir(parents=True, exist_ok=True)
            elif content is not None:
                path.write_bytes(content.read())
            elif _stays_below(destination, path.parent / member.linkname):
                path.symlink_to(member.linkname)
            else:
                raise InputError(
                    "MT107",
                    say(
                        "{name} of the git revision {revision} can't be unpacked: it is a link out of the folder",
                        name=member.name,
                        revision=revision,
                    ),
                    remedy=say("Compare with a checkout of that revision instead: `git worktree add` makes one."),
                )


def _stays_below(folder: Path, path: Path) -> bool:
    return Path(os.path.normpath(path)).is_relative_to(folder)


def _hunks(patch: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The name of the file and the touched lines of each hunk of a patch without context."""
    name, body = b"", 0
    for line in patch.split(b"\n"):
        if body:  # a line of a hunk may look like a header; "\ No newline at end of file" is not counted
            body -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif match := _HUNK.match(line):
            old, new = (1 if match[side] is None else int(match[side]) for side in ("old", "new"))
            body = old + new
            start = int(match["start"])
            if name:
                yield name, (start, start + new - 1) if new else (max(start, 1), start + 1)


def _name(written: bytes) -> bytes:
    """The name of a file as a patch's header writes it; empty for /dev/null (git-diff, "-z"; git-config, quotePath)."""
    written = written.removesuffix(b"\t")  # ends a name with a space in it, for the sake of GNU patch
    if written == b"/dev/null":
        return b""
    plain = _ESCAPE.sub(_unescaped, written[1:-1]) if written.startswith(b'"') else written
    return plain.removeprefix(b"b/")


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) if len(code) > 1 else _ESCAPED[code[0]]])
