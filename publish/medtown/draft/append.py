"""Appending a draft to a file of the project: missing prefixes in the header, the block at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from medtown.check.source.tokens import tokens
from medtown.errors import InputError
from medtown.i18n import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from medtown.draft.draft import Draft
    from medtown.project import Project
    from medtown.turtle_file import TurtleFile

_BOM = "\ufeff"


class Appended(NamedTuple):
    """The new text of a file, and the line on which the added block begins."""

    text: str
    line: int


class _Directive(NamedTuple):
    """A directive of a Turtle file: the name that it declares (empty: a base), and its offsets as in a slice."""

    name: str
    start: int
    end: int


def graph_file(project: Project, path: Path) -> TurtleFile:
    """The file of graph/ that a path means, from the working folder or from the project's.

    Raises InputError MT110 where it is none.
    """
    meant = {candidate.resolve() for candidate in (path, project.root / path)}
    for file in project.graph_files:
        if file.path.resolve() in meant:
            return file
    raise InputError(
        "MT110",
        say("is no Turtle file in the project's folder graph/"),
        remedy=say(
            "Name one that is there. To start another, send the block to it: medtown new CLASS > graph/FILE.ttl"
        ),
        file=path,
    )


def append(path: Path, draft: Draft) -> Appended:
    """What a Turtle file that can be parsed becomes when a draft is added to it; the file itself stays as it is."""
    old = path.read_bytes().decode()
    mark = _BOM if old.startswith(_BOM) else ""
    newline = "\r\n" if "\r\n" in old else "\n"
    headed = _with_prefixes(old.removeprefix(_BOM), draft.missing, newline).rstrip()
    start = f"{headed}{newline}{newline}" if headed else ""
    text = start + draft.block.replace("\n", newline)
    _parse(text)
    return Appended(mark + text, start.count("\n") + 1)


def _parse(text: str) -> None:
    """Make sure that nobody is handed a file that can't be read. Raises SyntaxError."""
    for _ in ox.parse(text, format=ox.RdfFormat.TURTLE):
        pass


def _with_prefixes(text: str, prefixes: Mapping[str, str], newline: str) -> str:
    """A Turtle text that declares some prefixes more before its first statement, by the alphabet as far as it goes."""
    for prefix, namespace in prefixes.items():
        header, end = _header(text)
        line = f"@prefix {prefix}: <{namespace}> ."
        later = next((directive for directive in header if directive.name > f"{prefix}:"), None)
        if later:
            at, added = later.start, f"{line}{newline}"
        elif header:
            at, added = header[-1].end, f"{newline}{line}"
        else:
            at, added = end, f"{line}{newline}{newline}"
            if end == len(text) and text and not text.endswith("\n"):
                added = newline + added  # the file ends in a comment
        text = text[:at] + added + text[at:]
    return text


def _header(text: str) -> tuple[list[_Directive], int]:
    """The directives before the first statement, and where that begins (Turtle, section 6.5, productions 1 to 6)."""
    header: list[_Directive] = []
    each = tokens(text)
    for token in each:
        if token.kind != "directive":
            return header, token.start
        name = next(each).text if token.text.lower().endswith("prefix") else ""
        last = next(each)
        if token.text.startswith("@"):
            last = next(each)  # the full stop
        header.append(_Directive(name, token.start, last.end))
    return header, len(text)
