"""The report as GitHub workflow commands, which show each finding at its line of a pull request.

The form and its escapes: GitHub's documentation, "Workflow commands for GitHub Actions" ("Setting an error
message"), and `command.ts` of @actions/core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.check.report.lines import one_line, relative_path, summary

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.finding import Finding, Report

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, folder: Path) -> str:
    """One workflow command a finding, then the summary as a plain line."""
    commands = [f"{_command(finding, folder)}\n" for finding in report.findings]
    return f"{''.join(commands)}{summary(report)}\n"


def _command(finding: Finding, folder: Path) -> str:
    label = finding.focus_label or finding.focus or ""
    title = f"{finding.code} {finding.word}{f': {cut(one_line(label))}' if label else ''}"
    properties = {
        "file": relative_path(finding.file, folder) if finding.file else None,
        "line": finding.line,
        "col": finding.column,
        "title": title,
    }
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    details = (
        ("Property", finding.path_label),
        ("Value", finding.value_label),
        ("Expected", "" if finding.expected in finding.message else finding.expected),
        ("Remedy", finding.remedy),
    )
    lines = [one_line(finding.message), *(f"{name}: {one_line(text)}" for name, text in details if text)]
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
