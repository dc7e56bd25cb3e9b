"""MT1xx and MT2xx: each file's first error where files can't be read or are not Turtle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, finding_of
from medtown.table.read import first_errors
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from medtown.errors import InputError
    from medtown.project import Project

FOLDERS = ("ontology", "graph", "shapes")

# What the parser's words most often come from.
_CAUSES = {
    "has not been declared": "Declare the prefix at the top of the file, or correct its spelling.",
    "A dot is expected": "End the statement before this place with a dot, or look for a `;` or `,` too few.",
    "is not a valid RDF object": "A value is missing or misspelt: text needs quotes, a list no last comma.",
    "Unexpected end": "The file ends inside a statement: close the string, bracket or IRI, and write a dot.",
    "Line jumps are not allowed": "Close the string on its line, or use triple quotes for several lines.",
    "is not a valid subject": "Look for a bare quote inside a string, or a dot too many before this place.",
    "Invalid IRI code point": "Write the IRI without spaces, quotes or control characters (a space is %20).",
    "beginning of a prefix name": "A name that holds a slash can't be prefixed: write the whole IRI in <…>.",
    "language subtag": "A language tag is such as en, fr or pt-br.",
    "A subtag may be": "A language tag is such as en, fr or pt-br.",
}


def check_files(project: Project, first: InputError) -> Iterator[Finding]:
    """The first error of every file, given the one that stopped the reading of the project."""
    errors = first_errors(turtle_files(project))
    if not any(error.file == first.file for error in errors):
        errors.insert(0, first)
    for error in errors:
        yield with_cause(finding_of(error))


def turtle_files(project: Project) -> Iterator[TurtleFile]:
    """All Turtle files, found without the settings (which may be what is broken); dangling links included."""
    for folder in FOLDERS:
        yield from (TurtleFile(path, "") for path in sorted((project.root / folder).rglob("*.ttl")) if _is_meant(path))


def with_cause(finding: Finding) -> Finding:
    """The finding with the usual cause of its syntax error as remedy, where one is known."""
    causes = (cause for words, cause in _CAUSES.items() if words in finding.message)
    return replace(finding, remedy=next(causes, finding.remedy)) if finding.code == "MT201" else finding


def _is_meant(path: Path) -> bool:
    return (path.is_file() or path.is_symlink()) and not path.name.startswith(".")
