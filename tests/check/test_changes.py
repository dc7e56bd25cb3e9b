from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from medtown.check import Finding, Severity
from medtown.check.changes import divide
from medtown.check.region import Region, Related
from medtown.git import WHOLE, Touched

FINDING = Finding("MT301", Severity.VIOLATION, "odd")


@pytest.fixture
def touched(tmp_path: Path) -> dict[Path, Touched]:
    """Lines 3 and 4 of one file, and the whole of another."""
    folder = tmp_path.resolve()
    return {folder / "a.ttl": Touched(((3, 4),)), folder / "new.ttl": WHOLE}


@pytest.mark.parametrize(
    ("name", "numbers", "is_touched"),
    [
        ("a.ttl", (3,), True),
        ("a.ttl", (4, 9), True),
        ("a.ttl", (2,), False),
        ("a.ttl", (5, 1, 6, 2), False),
        ("a.ttl", (1, 1, 3, 2), True),
        ("a.ttl", (1, 1, 9, 2), True),
        ("a.ttl", (), True),
        ("new.ttl", (7,), True),
        ("b.ttl", (3,), False),
        ("b.ttl", (), False),
    ],
)
def test_what_a_change_touches(
    name: str,
    numbers: tuple[int, ...],
    is_touched: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
    touched: dict[Path, Touched],
) -> None:
    finding = replace(FINDING, at=Region(tmp_path / name, *numbers))
    assert divide([finding], touched) == (([finding], []) if is_touched else ([], [finding]))


def test_a_related_place_counts(tmp_path: Path, touched: dict[Path, Touched]) -> None:
    related = (Related("the other", Region(tmp_path / "b.ttl", 3)), Related("a third", Region(tmp_path / "a.ttl", 3)))
    finding = replace(FINDING, at=Region(tmp_path / "b.ttl", 9), related=related)
    assert divide([finding], touched) == ([finding], [])
    other = replace(finding, related=related[:1])
    assert divide([other], touched) == ([], [other])


def test_a_finding_without_a_place_counts(touched: dict[Path, Touched]) -> None:
    assert divide([FINDING], touched) == ([FINDING], [])


def test_a_path_may_be_written_in_another_way(
    tmp_path: Path, touched: dict[Path, Touched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    finding = replace(FINDING, at=Region(Path("link/a.ttl"), 3))
    assert divide([finding], touched) == ([finding], [])


def test_order_is_kept(tmp_path: Path, touched: dict[Path, Touched]) -> None:
    findings = [replace(FINDING, at=Region(tmp_path / "a.ttl", line)) for line in (9, 4, 1, 3)]
    assert divide(findings, touched) == ([findings[1], findings[3]], [findings[0], findings[2]])
