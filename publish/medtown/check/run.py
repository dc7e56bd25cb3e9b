"""All checks of a project, in one Report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Report, finding_of
from medtown.check.iris import check_iris
from medtown.check.links import check_links
from medtown.check.names import Names
from medtown.check.shacl import check_shapes
from medtown.check.syntax import check_files, turtle_files
from medtown.check.types import check_types
from medtown.errors import InputError
from medtown.table.read import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.project import Project
    from medtown.table.table import Table


@dataclass(frozen=True)
class Checked:
    """A Report and what was read for it, so that no one reads it again.

    `data` is the ontology and the graph, `shapes` the shapes; both are empty where the report holds faults.
    """

    report: Report
    data: Table
    shapes: Table


def check(project: Project, language: str | None = None) -> Checked:
    """Check a project; messages and labels come in `language`, else in the project's first language.

    What can't be read becomes a fault in the report, not an exception, and then nothing else is checked.
    """
    try:
        data = read_table([*project.ontology_files, *project.graph_files])
        shapes = read_table(project.shapes_files)
        languages = project.settings.languages
    except InputError as error:
        return _unread(project, error)
    prefixes = project.settings.prefixes | data.prefixes | shapes.prefixes
    names = Names(data, prefixes, language or languages[0], languages)
    findings = _findings(project, data, shapes, names)
    return Checked(_report(findings, len(data.graphs) + len(shapes.graphs), data, shapes, prefixes), data, shapes)


def _findings(project: Project, data: Table, shapes: Table, names: Names) -> list[Finding]:
    base = project.settings.base
    links = list(check_links(data, shapes, names, base))
    findings = [*check_types(data, names), *check_iris(data, names, base), *links]
    try:
        results = check_shapes(data, shapes, names, project.root / "shapes")
    except InputError as error:
        return [*findings, finding_of(error)]
    return findings + _without_echoes(results, links)


def _without_echoes(results: list[Finding], links: list[Finding]) -> list[Finding]:
    """Leave out what shapes say of a triple whose IRI is defined nowhere: one mistake, one finding."""
    told = {(link.focus, link.path, link.value) for link in links}
    return [result for result in results if (result.focus, result.path, result.value) not in told]


def _unread(project: Project, error: InputError) -> Checked:
    nothing = read_table([])
    files = sum(1 for _ in turtle_files(project))
    return Checked(_report(check_files(project, error), files, nothing, nothing, {}), nothing, nothing)


def _report(findings: Iterable[Finding], files: int, data: Table, shapes: Table, prefixes: dict[str, str]) -> Report:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return Report(ordered, files, len(data) + len(shapes), prefixes)
