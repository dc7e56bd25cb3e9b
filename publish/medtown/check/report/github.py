"""The report as GitHub workflow commands, which show each finding at its line of a pull request.

The form and its escapes: GitHub's documentation, "Workflow commands for GitHub Actions" ("Setting an error
message"), and `command.ts` of @actions/core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.check.report.lines import one_line

if TYPE_CHECKING:
    from medtown.check.finding import Finding
    from medtown.check.region import Region
    from medtown.check.report.view import View

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(view: View) -> str:
    """One workflow command a finding, then the summary as plain lines."""
    commands = (_command(finding, view) for finding in view.findings)
    return "\n".join([*commands, *view.closing(), ""])


def _command(finding: Finding, view: View) -> str:
    label = cut(one_line(finding.focus_label) or one_line(finding.focus or ""))
    title = f"{finding.code} {view.words.severity(finding)}{f': {label}' if label else ''}"
    properties = {"file": view.path(finding.at), **(_numbers(finding.at) if finding.at else {}), "title": title}
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(view.paragraph(finding))}"


def _numbers(at: Region) -> dict[str, int | None]:
    """Lines and columns; GitHub takes columns only where both are of one line."""
    lines = {"line": at.line, "endLine": at.last_line}
    return lines if at.last_line not in (None, at.line) else {**lines, "col": at.column, "endColumn": at.end_column}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
