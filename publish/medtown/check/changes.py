"""Findings on lines that a change touches, apart from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from medtown.check.finding import Finding
    from medtown.check.region import Region
    from medtown.git import Touched


def divide(findings: Iterable[Finding], touched: Mapping[Path, Touched]) -> tuple[list[Finding], list[Finding]]:
    """The findings that a change touches, and the others; `touched` is as medtown.git.touched_lines gives it."""
    on_change: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        (on_change if _is_touched(finding, touched) else others).append(finding)
    return on_change, others


def _is_touched(finding: Finding, touched: Mapping[Path, Touched]) -> bool:
    """Whether a change touches a finding, or another place that has a part in it; one without a place counts."""
    if finding.at is None:
        return True
    regions = (finding.at, *(related.at for related in finding.related))
    return any(_overlaps(region, touched) for region in regions)


def _overlaps(region: Region, touched: Mapping[Path, Touched]) -> bool:
    lines = touched.get(region.file.resolve())
    if lines is None:
        return False
    return region.line is None or lines.overlaps(region.line, region.last_line or region.line)
