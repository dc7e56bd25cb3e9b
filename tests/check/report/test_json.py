from __future__ import annotations

import json as stdlib_json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given

from medtown.check import Finding, Report, Severity
from medtown.check.region import Region, Related
from medtown.check.report import json
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of

MANUAL = Path(__file__).parents[3] / "docs/validate.md"


def read(*findings: Finding, **shown: Any) -> dict[str, Any]:
    document: dict[str, Any] = stdlib_json.loads(json.write(view_of(*findings, **shown)))
    return document


def test_places() -> None:
    related = (Related("see", Region(HERE / "b.ttl", 2, 3, 2, 5)),)
    (found,) = read(replace(FINDING, at=Region(HERE / "a.ttl", 7, 1, 9, 4), related=related))["findings"]
    place = {"file": "a.ttl", "line": 7, "column": 1, "last_line": 9, "end_column": 4}
    assert {key: found[key] for key in place} == place
    assert found["related"] == [
        {"message": "see", "file": "b.ttl", "line": 2, "column": 3, "last_line": 2, "end_column": 5}
    ]


def test_a_finding_about_no_file() -> None:
    (found,) = read(replace(FINDING, at=None))["findings"]
    assert [found[key] for key in ("file", "line", "column", "last_line", "end_column")] == [None] * 5


def test_what_is_new() -> None:
    old, new = (replace(FINDING, is_fault=True, message=message) for message in ("old", "new"))
    document = read(old, new, FINDING, known=3, known_faults=frozenset({old.fingerprint}))
    assert [found["is_new"] for found in document["findings"]] == [False, True, True]
    assert (document["summary"]["known"], document["summary"]["untouched"]) == (3, None)
    assert [found["is_new"] for found in read(FINDING)["findings"]] == [None]


def test_a_huge_value_is_cut() -> None:
    written = json.write(view_of(replace(FINDING, value=f'"{"x" * 20_000_000}"')))
    assert len(written) < 12_000


@given(REPORTS)
def test_any_report_is_one_object_that_utf_8_can_hold(report: Report) -> None:
    document = stdlib_json.loads(json.write(View(report, HERE, report.findings)).encode())
    assert [found["message"] for found in document["findings"]] == [finding.message for finding in report.findings]
    assert document["summary"]["warnings"] == report.counts[Severity.WARNING]


def test_the_manual_names_every_field_and_no_other() -> None:
    section = MANUAL.read_text("utf-8").partition("\n## JSON\n")[2].partition("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    document = read(replace(FINDING, related=(Related("see", Region(HERE)),)))
    fields = {*document["summary"], *document["findings"][0], *document["findings"][0]["related"][0]}
    assert named == fields
