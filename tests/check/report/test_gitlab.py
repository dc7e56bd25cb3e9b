from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from medtown.check import Finding, Report, Severity
from medtown.check.report import gitlab
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of


def entries(*findings: Finding) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(gitlab.write(view_of(*findings)))
    return read


def test_an_entry() -> None:
    (entry,) = entries(replace(FINDING, focus="<http://e.org/a>", focus_label="A"))
    assert entry == {
        "description": "A: odd",
        "check_name": "MT301",
        "fingerprint": entry["fingerprint"],
        "severity": "minor",
        "location": {"path": "graph/a.ttl", "lines": {"begin": 7, "end": 7}},
    }


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"is_fault": True}, "blocker"),
        ({"severity": Severity.VIOLATION}, "major"),
        ({}, "minor"),
        ({"severity": Severity.INFO}, "info"),
    ],
)
def test_severities(changes: dict[str, Any], severity: str) -> None:
    assert entries(replace(FINDING, **changes))[0]["severity"] == severity


def test_a_fingerprint_that_repeats_gets_a_number() -> None:
    first, other, second, third = entries(FINDING, replace(FINDING, message="odder"), FINDING, FINDING)
    assert second["fingerprint"] == f"{first['fingerprint']}-2"
    assert third["fingerprint"] == f"{first['fingerprint']}-3"
    assert other["fingerprint"] != first["fingerprint"]


@given(REPORTS)
def test_gitlab_takes_each_entry(report: Report) -> None:
    """What gitlabhq's app/validators/json_schemas/codeclimate.json asks for, and its manual besides."""
    written = gitlab.write(View(report, HERE, report.findings))
    assert not written.startswith("\ufeff")
    found = json.loads(written)
    assert len(found) == len(report.findings)
    assert len({entry["fingerprint"] for entry in found}) == len(found)
    for entry in found:
        assert all(isinstance(entry[key], str) for key in ("description", "check_name", "fingerprint", "severity"))
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["path"]
        assert entry["location"]["lines"]["begin"] >= 1
        assert "\n" not in entry["description"]
