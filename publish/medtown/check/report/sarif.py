"""The report as SARIF 2.1.0 (OASIS), which code scanning and editors read.

Sections are those of the standard. What GitHub's code scanning asks for beyond it is here too ("SARIF support for
code scanning"): each result has a file, each rule a short and a full description and a help text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from medtown import __version__
from medtown.check.finding import Severity
from medtown.check.report.lines import one_line, relative_uri
from medtown.check.report.manual import page_of
from medtown.errors import MANUAL, help_link

if TYPE_CHECKING:
    from medtown.check.finding import Finding
    from medtown.check.region import Region
    from medtown.check.report.view import View

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "SRCROOT"
_NOWHERE = "."  # GitHub refuses a whole file for one result without a location
_LANGUAGE = re.compile(r"[a-zA-Z]{2}(?:-[a-zA-Z]{2})?\Z")  # what section 3.14.7 has a form for


def write(view: View) -> str:
    """A log with one run."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(view)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(view: View) -> dict[str, Any]:
    report = view.report
    codes = sorted({finding.code for finding in view.findings})
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": _driver(codes)},
        "invocations": [{"exitCode": int(view.exit_code), "executionSuccessful": not report.faults}],
        # Without its address (section 3.14.14), so that the log is the same on every machine.
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which medtown ran."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, view, codes, seen) for finding in view.findings],
        "properties": _known(known=view.known, untouched=view.untouched, files=report.files, triples=report.triples),
    }
    return {**run, "language": report.language} if _LANGUAGE.match(report.language) else run


def _driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "medtown",
        "semanticVersion": __version__,
        "informationUri": MANUAL,
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> dict[str, Any]:
    """What the manual says of a code (section 3.49)."""
    page = page_of(code)
    title = {"text": _message(page.title)}
    return {
        "id": code,
        "shortDescription": title,
        "fullDescription": title,
        "helpUri": help_link(code),
        "help": {
            "text": _message(f"{page.title}: {help_link(code)}"),
            **({"markdown": page.text} if page.text else {}),
        },
    }


def _result(finding: Finding, view: View, codes: list[str], seen: Counter[str]) -> dict[str, Any]:
    seen[finding.fingerprint] += 1
    is_new = view.is_new(finding)
    result = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": _message("\n".join(view.words.sentences(finding)))},
        "locations": [_location(finding.at, view, finding)],
        "relatedLocations": [
            {**_location(related.at, view), "message": {"text": _message(one_line(related.message))}}
            for related in dict.fromkeys(finding.related)
        ],
        "partialFingerprints": {
            "medtown/v1": finding.fingerprint,
            # The name under which GitHub looks for one; it tells alike results apart by the number at its end.
            "primaryLocationLineHash": f"{finding.fingerprint}:{seen[finding.fingerprint]}",
        },
        "fixes": _fixes(finding, view),
        "baselineState": None if is_new is None else "new" if is_new else "unchanged",
    }
    return {name: value for name, value in result.items() if value not in (None, [])}


def _location(at: Region | None, view: View, finding: Finding | None = None) -> dict[str, Any]:
    """A place (section 3.28), for a finding with the node that it is about."""
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(at, view)}}
    if at is not None and at.line is not None:
        location["physicalLocation"]["region"] = _region(at)
    if finding is not None and finding.focus:
        names = {"name": one_line(finding.focus_label), "fullyQualifiedName": one_line(finding.focus)}
        location["logicalLocations"] = [{**{key: name for key, name in names.items() if name}, "kind": "resource"}]
    return location


def _artifact(at: Region | None, view: View) -> dict[str, str]:
    uri = relative_uri(at.file, view.folder) if at else _NOWHERE
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _region(at: Region) -> dict[str, int]:
    return _known(startLine=at.line, startColumn=at.column, endLine=at.last_line, endColumn=at.end_column)


def _fixes(finding: Finding, view: View) -> list[dict[str, Any]]:
    """The suggestion in the place of the region (section 3.55), where the whole region is known."""
    at = finding.at
    if at is None or not finding.suggestion or None in at:
        return []
    replacement = {"deletedRegion": _region(at), "insertedContent": {"text": finding.suggestion}}
    return [{"artifactChanges": [{"artifactLocation": _artifact(at, view), "replacements": [replacement]}]}]


def _message(text: str) -> str:
    """A message string in which nothing is a placeholder or an embedded link (sections 3.11.5 and 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _known(**values: int | None) -> dict[str, int]:
    return {name: value for name, value in values.items() if value is not None}
