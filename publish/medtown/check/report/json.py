"""The report as JSON, for programs; docs/validate.md documents its fields, which stay as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.check.report.lines import relative_path

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.finding import Finding, Report

LONGEST_VALUE = 10_000  # characters of a term; a longer literal is cut


def write(report: Report, folder: Path) -> str:
    """The report as one JSON object; what is not known is null."""
    document = {
        "summary": {
            "faults": report.faults,
            "violations": report.counts[Severity.VIOLATION],
            "warnings": report.counts[Severity.WARNING],
            "infos": report.counts[Severity.INFO],
            "files": report.files,
            "triples": report.triples,
        },
        "findings": [_object(finding, folder) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding, folder: Path) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "is_fault": finding.is_fault,
        "message": finding.message,
        "file": relative_path(finding.file, folder) if finding.file else None,
        "line": finding.line,
        "column": finding.column,
        "focus": finding.focus,
        "focus_label": finding.focus_label or None,
        "path": finding.path,
        "path_label": finding.path_label or None,
        "value": cut(finding.value, LONGEST_VALUE) if finding.value else None,
        "value_label": finding.value_label or None,
        "expected": finding.expected or None,
        "remedy": finding.remedy or None,
        "shape": finding.shape,
    }
