"""The manual's examples, run.

A comment stands before each `python` and `console` block of docs/:

    <!-- run: tests/sites/minimal -->    run it in a copy of that folder, which the page's later blocks share
    <!-- run: . -->                      run it in the repository's root itself
    <!-- no-run: reason -->              don't

In a `console` block a line that starts with `$ ` is run by bash (`> ` goes on with it); what follows is what it prints,
errors included. In a `python` block `>>> ` starts a statement as in doctest; a block without one is run whole. All
blocks of a page share their names. In expected output `…` stands for any text.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
_LONGEST = 120  # seconds
_BLOCK = re.compile(
    r"^(?:<!-- (?P<action>run|no-run): (?P<what>[^\n]+) -->\n+)?"
    r"^```(?P<kind>python|console)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)


class Block(NamedTuple):
    """An example: the line it starts on, its language, what its comment says (None: no comment) and its text."""

    line: int
    kind: str
    action: str | None
    what: str
    text: str


class AnyText(doctest.OutputChecker):
    """Compares output in which `…` stands for any text."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:  # noqa: ARG002 - doctest's signature
        """Whether the output is what the page shows."""
        return matches(want, got)


def blocks(text: str) -> list[Block]:
    """The examples of a page."""
    return [
        Block(text.count("\n", 0, m.start("kind")) + 1, m["kind"], m["action"], m["what"] or "", m["text"])
        for m in _BLOCK.finditer(text)
    ]


def matches(expected: str, found: str) -> bool:
    """Whether an output is the expected one, of which each `…` stands for any text."""
    return re.fullmatch(".*?".join(map(re.escape, expected.split("…"))), found, re.DOTALL) is not None


PAGES = {
    path.relative_to(ROOT).as_posix(): blocks(path.read_text("utf-8"))
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
}


@pytest.mark.parametrize("page", [name for name, found in PAGES.items() if found])
def test_examples(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    for block in PAGES[page]:
        place = f"{page}:{block.line}"
        assert block.action, f"{place}: no comment says in which folder this example runs"
        if block.action == "run":
            folder = _folder(block.what, tmp_path)
            if block.kind == "console":
                _run_console(block.text, folder, place)
            else:
                monkeypatch.chdir(folder)
                _run_python(block, names, place)


def _folder(name: str, copies: Path) -> Path:
    """The folder that a comment names: the root itself, or this page's copy of another."""
    if name == ".":
        return ROOT
    copy = copies / name
    if not copy.exists():
        shutil.copytree(ROOT / name, copy)
    return copy


def _run_console(text: str, folder: Path, place: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands = list(_COMMAND.finditer(text))
    assert commands, f"{place}: no line starts with '$ '"
    for match in commands:
        done = subprocess.run(
            ["bash", "-c", match["command"].replace("\n> ", "\n")],
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_LONGEST,
            check=False,
        )
        expected = match["output"]
        assert matches(expected, done.stdout), (
            f"{place}: {match['command']}\nexpected:\n{expected}\nfound:\n{done.stdout}"
        )


def _run_python(block: Block, names: dict[str, Any], place: str) -> None:
    if ">>> " not in block.text:
        exec(compile(block.text, place, "exec"), names)  # noqa: S102 - that is what a reader would do
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, place, place, block.line)
    report: list[str] = []
    doctest.DocTestRunner(AnyText()).run(test, out=report.append, clear_globs=False)
    names |= test.globs
    assert not report, "".join(report)


@pytest.mark.parametrize(
    ("expected", "found", "is_match"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a", False),
        ("a … c\n", "a b\nb c\n", True),
        ("a … c\n", "a b\n", False),
        ("…", "", True),
        (".*", "ab", False),
        ("", "a", False),
    ],
)
def test_expected_output(expected: str, found: str, is_match: bool) -> None:  # noqa: FBT001 - a column of the table
    assert matches(expected, found) is is_match


def test_blocks_are_found() -> None:
    text = "# A\n\n<!-- run: a/b -->\n```console\n$ one\ntwo\n```\n\n```python\nx = 1\n```\n\n```sh\nno\n```\n"
    assert blocks(text) == [
        Block(4, "console", "run", "a/b", "$ one\ntwo\n"),
        Block(9, "python", None, "", "x = 1\n"),
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("console", "$ echo one\ntwo\n"),
        ("console", "$ true\n$ echo one\n"),
        ("console", "$ echo one >&2\n"),
        ("console", "echo one\n"),
        ("python", ">>> 1 + 1\n3\n"),
        ("python", "assert False\n"),
    ],
)
def test_an_example_that_is_wrong_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, text: str) -> None:
    monkeypatch.setitem(PAGES, "page", [Block(1, kind, "run", "tests/sites/minimal", text)])
    with pytest.raises(AssertionError):
        test_examples("page", tmp_path, monkeypatch)


def test_an_example_without_a_comment_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAGES, "page", [Block(7, "console", None, "", "$ true\n")])
    with pytest.raises(AssertionError, match="page:7: no comment says in which folder this example runs"):
        test_examples("page", tmp_path, monkeypatch)


def test_examples_that_are_right_share_their_names_and_their_folder(tmp_path: Path) -> None:
    _run_console("$ echo one > file\n$ cat file; echo 'two'\none\ntwo\n$ echo a \\\n> b\na b\n", tmp_path, "page:1")
    _run_console("$ cat file\no…e\n", tmp_path, "page:1")
    names: dict[str, Any] = {}
    _run_python(Block(1, "python", "run", ".", "x = 1\n"), names, "page:1")
    _run_python(Block(1, "python", "run", ".", ">>> y = x + 1\n>>> y\n2\n"), names, "page:1")
    _run_python(Block(1, "python", "run", ".", ">>> print('a', y)\na …\n"), names, "page:1")
