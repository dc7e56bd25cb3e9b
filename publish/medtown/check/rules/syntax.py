"""MT1xx and MT2xx: what is wrong with files that can't be read or are not Turtle."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph

from medtown.check.finding import Finding, Severity, finding_of
from medtown.check.region import Region, Related
from medtown.check.source import read_lines
from medtown.check.syntax.causes import Known, diagnose
from medtown.check.syntax.complaint import complaints
from medtown.table.read import first_errors
from medtown.turtle_file import TurtleFile, has_byte_order_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from medtown.check.context import Context
    from medtown.check.syntax.complaint import Complaint
    from medtown.errors import InputError
    from medtown.i18n import Texts
    from medtown.project import Project

FOLDERS = ("ontology", "graph", "shapes")
_SYNTAX = ("MT201", "MT202")
_DECLARED = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)


def check_files(project: Project, first: InputError, texts: Texts) -> Iterator[Finding]:
    """The errors of every file, given the one that stopped the reading of the project."""
    files = list(turtle_files(project))
    errors = first_errors(files)
    if not any(error.file == first.file for error in errors):
        errors.insert(0, first)
    prefixes = well_known_prefixes() | _declared(files)
    for error in errors:
        if error.code in _SYNTAX and error.file is not None:
            yield from syntax_findings(error.file, prefixes, texts)
        else:
            yield finding_of(error)


def check_marks(context: Context) -> Iterator[Finding]:
    """MT205: warn of files that start with a byte-order mark, which some tools take for part of the first word."""
    say = context.names.say
    for graph in (*context.data.graphs, *context.shapes.graphs):
        if has_byte_order_mark(graph.path):
            yield Finding(
                "MT205",
                Severity.WARNING,
                say("the file starts with a byte-order mark (U+FEFF)"),
                at=Region(graph.path, 1, 1, 1, 2),
                remedy=say("Save the file as UTF-8 without it; other tools stumble over it."),
            )


def syntax_findings(path: Path, prefixes: dict[str, str], texts: Texts, text: str | None = None) -> Iterator[Finding]:
    """What is wrong with the syntax of one file; `prefixes` are those that its author may have meant.

    `text` takes the place of what the file holds: that of an editor that has not saved it.
    """
    for complaint in complaints(path, text):
        yield _finding(path, complaint, prefixes, texts)


@cache
def well_known_prefixes() -> dict[str, str]:
    """The prefixes that rdflib knows."""
    return {prefix: str(space) for prefix, space in Graph(bind_namespaces="rdflib").namespaces()}


def turtle_files(project: Project) -> Iterator[TurtleFile]:
    """All Turtle files, found without the settings (which may be what is broken); dangling links included."""
    for folder in FOLDERS:
        yield from (TurtleFile(path, "") for path in sorted((project.root / folder).rglob("*.ttl")) if _is_meant(path))


def _finding(path: Path, complaint: Complaint, prefixes: dict[str, str], texts: Texts) -> Finding:
    declared = tuple(prefix for prefix, _ in _DECLARED.findall("\n".join(complaint.lines)))
    diagnosis = diagnose(complaint, Known(prefixes, declared))
    see = diagnosis.see
    start, end = diagnosis.columns or (complaint.column, complaint.end_column)
    return Finding(
        diagnosis.code,
        Severity.VIOLATION,
        texts.translated(diagnosis.message),
        at=Region(path, complaint.line, start, complaint.line, end),
        remedy=texts.translated(diagnosis.remedy),
        suggestion=diagnosis.suggestion,
        related=(Related(texts.translated(see[1]), Region(path, see[0])),) if see else (),
        is_fault=True,
    )


def _declared(files: list[TurtleFile]) -> dict[str, str]:
    """The prefixes that the project's own files declare."""
    found: dict[str, str] = {}
    for file in files:
        text = "\n".join(read_lines(file.path))
        found |= {prefix: space for prefix, space in _DECLARED.findall(text) if prefix}
    return found


def _is_meant(path: Path) -> bool:
    return (path.is_file() or path.is_symlink()) and not path.name.startswith(".")
