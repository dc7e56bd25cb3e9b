"""Findings of any text, and views of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from medtown.check import Finding, Report, Severity
from medtown.check.region import Region, Related
from medtown.check.report.view import View

HERE = Path("/work/project")
FINDING = Finding("MT301", Severity.WARNING, "odd", at=Region(HERE / "graph/a.ttl", 7))

_ACTING = st.text(st.sampled_from("::,%3A\r\n=[x](1){0}<b>&\"'\x00\x1b"), max_size=20)  # what some format acts on
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | _ACTING
_NUMBERS = st.none() | st.integers(1, 10**6)
_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
_PATHS = _NAMES | st.text(st.sampled_from("::,%a\n #"), min_size=1, max_size=9)
REGIONS = st.builds(
    Region,
    _PATHS.map(lambda name: HERE / "graph" / name.replace("/", "-")),
    st.integers(1, 10**6),
    _NUMBERS,
    _NUMBERS,
    _NUMBERS,
)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(["MT201", "MT301", "MT305", "MT999"]),
    severity=st.sampled_from(Severity),
    message=_TEXTS,
    at=st.none() | REGIONS,
    focus=st.none() | st.just("<http://example.org/a>"),
    focus_label=_TEXTS,
    path_label=_TEXTS,
    value_label=_TEXTS,
    expected=_TEXTS,
    remedy=_TEXTS,
    suggestion=_TEXTS,
    related=st.lists(st.builds(Related, _TEXTS, REGIONS), max_size=2).map(tuple),
    is_fault=st.booleans(),
)
REPORTS = st.lists(FINDINGS, max_size=4).map(lambda findings: Report(tuple(findings), 2, 3))


def view_of(*findings: Finding, language: str = "en", **shown: Any) -> View:
    """The view of findings."""
    report = Report(findings, 1, 2, language)
    return View(report, HERE, findings, **shown)
