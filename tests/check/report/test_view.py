from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from medtown.check import Checked, Finding, Report, Severity
from medtown.check.region import Region
from medtown.check.report.view import View
from medtown.errors import Exit
from medtown.git import Touched
from medtown.table.read import read_table
from tests.check.report.views import FINDING, HERE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VIOLATION = replace(FINDING, severity=Severity.VIOLATION, message="bad")
FAULT = replace(VIOLATION, is_fault=True, message="worse", at=Region(HERE / "graph/z.ttl", 1))
ALL = (FINDING, VIOLATION, FAULT)
TOUCHED = {(HERE / "graph/a.ttl").resolve(): Touched(((7, 7),))}
UNTOUCHED = {(HERE / "graph/a.ttl").resolve(): Touched(((8, 9),))}


def view_of(
    *findings: Finding,
    baseline: Mapping[str, int] | None = None,
    touched: Mapping[Path, Touched] | None = None,
    fail_on: Severity = Severity.VIOLATION,
) -> View:
    nothing = read_table([])
    checked = Checked(Report(findings, 1, 2), nothing, nothing)
    return View.of(checked, HERE, baseline=baseline, touched=touched, fail_on=fail_on)


def fingerprints(*findings: Finding) -> dict[str, int]:
    return {finding.fingerprint: 1 for finding in findings}


def test_all_is_shown() -> None:
    view = view_of(*ALL)
    assert (view.findings, view.report.findings, view.known, view.untouched) == (ALL, ALL, None, None)


def test_what_the_baseline_knows_neither_counts_nor_fails_but_for_faults() -> None:
    view = view_of(*ALL, baseline=fingerprints(*ALL))
    assert (view.findings, view.report.findings, view.known) == ((FAULT,), (FAULT,), 2)
    assert view.is_new(FAULT) is False
    view = view_of(*ALL, baseline=fingerprints(VIOLATION))
    assert (view.findings, view.known, view.is_new(FAULT)) == ((FINDING, FAULT), 1, True)
    assert view_of(VIOLATION, baseline=fingerprints(VIOLATION)).exit_code == Exit.FINE


def test_what_a_change_does_not_touch_counts_and_fails_but_is_not_shown() -> None:
    view = view_of(FINDING, VIOLATION, touched=UNTOUCHED)
    assert (view.findings, view.report.findings, view.untouched) == ((), (FINDING, VIOLATION), 2)
    assert view.exit_code == Exit.VIOLATIONS


def test_what_a_change_touches_comes_first_and_faults_are_always_shown() -> None:
    view = view_of(FAULT, FINDING, VIOLATION, touched=TOUCHED)
    assert (view.findings, view.untouched) == ((FINDING, VIOLATION, FAULT), 0)


def test_baseline_and_change_together() -> None:
    view = view_of(*ALL, baseline=fingerprints(FINDING), touched=UNTOUCHED)
    assert (view.findings, view.known, view.untouched) == ((FAULT,), 1, 1)


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ((), Severity.INFO, Exit.FINE),
        ((FINDING,), Severity.VIOLATION, Exit.FINE),
        ((FINDING,), Severity.WARNING, Exit.VIOLATIONS),
        ((FINDING,), Severity.INFO, Exit.VIOLATIONS),
        (ALL, Severity.VIOLATION, Exit.BAD_INPUT),
    ],
)
def test_exit_code(findings: tuple[Finding, ...], fail_on: Severity, code: Exit) -> None:
    assert view_of(*findings, fail_on=fail_on).exit_code == code


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (None, ""),
        (Region(HERE / "a\x1b.ttl"), "a�.ttl"),
        (Region(HERE / "a  b.ttl", 3), "a  b.ttl:3"),
        (Region(HERE / "a.ttl", 3, 4, 5, 6), "a.ttl:3:4"),
    ],
)
def test_places(region: Region | None, expected: str) -> None:
    assert view_of().place(region) == expected
