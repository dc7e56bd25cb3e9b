"""The report as JSON, for programs; docs/validate.md documents its fields, which stay as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.errors import help_link

if TYPE_CHECKING:
    from medtown.check.finding import Finding
    from medtown.check.region import Region
    from medtown.check.report.view import View

LONGEST_VALUE = 10_000  # characters of a term; a longer literal is cut


def write(view: View) -> str:
    """The report as one JSON object; what is not known is null."""
    document = {"summary": _summary(view), "findings": [_object(finding, view) for finding in view.findings]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _summary(view: View) -> dict[str, Any]:
    report = view.report
    return {
        "faults": report.faults,
        "violations": report.counts[Severity.VIOLATION],
        "warnings": report.counts[Severity.WARNING],
        "infos": report.counts[Severity.INFO],
        "known": view.known,
        "untouched": view.untouched,
        "files": report.files,
        "triples": report.triples,
        "language": report.language,
    }


def _object(finding: Finding, view: View) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "is_fault": finding.is_fault,
        "is_new": view.is_new(finding),
        "message": finding.message,
        **_place(finding.at, view),
        "focus": finding.focus,
        "focus_label": finding.focus_label or None,
        "path": finding.path,
        "path_label": finding.path_label or None,
        "value": cut(finding.value, LONGEST_VALUE) if finding.value else None,
        "value_label": finding.value_label or None,
        "expected": finding.expected or None,
        "suggestion": finding.suggestion or None,
        "remedy": finding.remedy or None,
        "shape": finding.shape,
        "related": [{"message": related.message, **_place(related.at, view)} for related in finding.related],
        "help": help_link(finding.code),
        "fingerprint": finding.fingerprint,
    }


def _place(at: Region | None, view: View) -> dict[str, Any]:
    return {
        "file": view.path(at),
        "line": at.line if at else None,
        "column": at.column if at else None,
        "last_line": at.last_line if at else None,
        "end_column": at.end_column if at else None,
    }
