"""All checks of a project, in one Report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from medtown.check.context import Context, Options
from medtown.check.finding import Finding, Report, finding_of
from medtown.check.names import Names
from medtown.check.rules.coverage import check_coverage
from medtown.check.rules.iris import check_iris
from medtown.check.rules.links import check_links
from medtown.check.rules.near import check_near
from medtown.check.rules.ontology import check_ontology
from medtown.check.rules.permanence import check_permanence
from medtown.check.rules.placeholders import check_placeholders
from medtown.check.rules.questions import check_questions
from medtown.check.rules.shacl import check_shapes
from medtown.check.rules.syntax import check_files, check_marks, turtle_files
from medtown.check.rules.terms import check_terms
from medtown.check.rules.types import check_types
from medtown.errors import InputError
from medtown.table.read import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph

    from medtown.check.context import Rule
    from medtown.check.rules.questions import Answered
    from medtown.i18n import Texts
    from medtown.project import Project
    from medtown.table.table import Table

# Syntax comes before them; SHACL and the questions, which give more than findings, after them.
_RULES: tuple[Rule, ...] = (
    check_marks,
    check_types,
    check_iris,
    check_links,
    check_near,
    check_terms,
    check_ontology,
    check_permanence,
    check_placeholders,
)


@dataclass(frozen=True)
class Checked:
    """A Report and what was read for it, so that no one reads it again.

    `data` is the ontology and the graph, `shapes` the shapes; both are empty where the report holds faults of
    reading. `results` is SHACL's own report; None where there are no shapes, or none that can be used. `answers`
    are those of the stored queries that could be asked.
    """

    report: Report
    data: Table
    shapes: Table
    results: Graph | None = None
    answers: tuple[Answered, ...] = ()


def check(project: Project, options: Options | None = None) -> Checked:
    """Check a project.

    What can't be read becomes a fault in the report, not an exception, and then nothing else is checked.
    """
    options = options or Options()
    try:
        context = Context.read(project, options)
    except InputError as error:
        return _unread(project, error, options.language or "en")
    findings, results = _findings(context)
    shortfalls, answers = check_questions(context)
    anchored = (replace(finding, anchor=context.anchor(finding)) for finding in findings + shortfalls)
    triples = len(context.data) + len(context.shapes)
    report = _report(anchored, context.files, triples, context.names)
    return Checked(report, context.data, context.shapes, results, answers)


def _findings(context: Context) -> tuple[list[Finding], Graph | None]:
    findings = [finding for rule in _RULES for finding in rule(context)]
    try:
        shacl, results = check_shapes(context)
    except InputError as error:
        return [*findings, finding_of(error)], None
    # What is covered can be told only of shapes that can be used.
    coverage = [] if results is None else list(check_coverage(context))
    return [*findings, *shacl, *coverage], results


def _unread(project: Project, error: InputError, language: str) -> Checked:
    nothing = read_table([])
    paths = tuple(file.path for file in turtle_files(project))
    names = Names(nothing, {}, language, (language,))
    return Checked(_report(check_files(project, error, names.texts), paths, 0, names), nothing, nothing)


def _report(findings: Iterable[Finding], paths: tuple[Path, ...], triples: int, names: Names) -> Report:
    """The findings in order; a fault's texts are translated here, as where it arose no language was known."""
    ordered = sorted((_in_language(finding, names.texts) for finding in findings), key=lambda finding: finding.order)
    return Report(tuple(ordered), len(paths), triples, names.texts.language, names.prefixes, paths)


def _in_language(finding: Finding, texts: Texts) -> Finding:
    if not finding.is_fault:
        return finding
    return replace(finding, message=texts.translated(finding.message), remedy=texts.translated(finding.remedy))
