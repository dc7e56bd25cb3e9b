"""The report as GitLab reads code quality: it shows each finding in a merge request.

GitLab's documentation, "Code Quality", "Code Quality report format"; a file that it doesn't like it leaves out
without a word.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.check.report.lines import one_line

if TYPE_CHECKING:
    from medtown.check.finding import Finding
    from medtown.check.report.view import View

_SEVERITIES = {Severity.VIOLATION: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOWHERE = "."  # a path has to be given


def write(view: View) -> str:
    """The findings as one JSON array."""
    seen: Counter[str] = Counter()
    return json.dumps([_object(finding, view, seen) for finding in view.findings], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding, view: View, seen: Counter[str]) -> dict[str, Any]:
    seen[finding.fingerprint] += 1
    ordinal = seen[finding.fingerprint]
    label = cut(one_line(finding.focus_label))
    line = finding.line or 1
    return {
        "description": f"{f'{label}: ' if label else ''}{one_line(finding.message)}",
        "check_name": finding.code,
        # Of several findings with one fingerprint GitLab would show the first alone.
        "fingerprint": finding.fingerprint if ordinal == 1 else f"{finding.fingerprint}-{ordinal}",
        "severity": "blocker" if finding.is_fault else _SEVERITIES[finding.severity],
        "location": {
            "path": view.path(finding.at) or _NOWHERE,
            "lines": {"begin": line, "end": (finding.at.last_line if finding.at else None) or line},
        },
    }
