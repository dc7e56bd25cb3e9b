from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from rich.cells import cell_len

from medtown.check import Report, Severity
from medtown.check.region import Region, Related
from medtown.check.report import text
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of

if TYPE_CHECKING:
    from pathlib import Path

LINK = "https://w3id.org/medtown/docs/errors"
END = f"MT301  {LINK}/MT301.html\n\nno violations, 1 warning in 1 file (2 triples)\n"


def test_a_place_and_a_message() -> None:
    assert text.write(view_of(FINDING)) == f"graph/a.ttl:7: warning: odd [MT301]\n\n{END}"


def test_nothing_found() -> None:
    assert text.write(view_of()) == "no violations in 1 file (2 triples)\n"


def test_colour_is_only_on_the_word_and_on_what_points(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("a b c\n")
    view = view_of(replace(FINDING, at=Region(path, 1, 3, 1, 4)))
    plain = text.write(view)
    assert plain == f"{path}:1:3: warning: odd [MT301]\n  1 | a b c\n    |   ^\n\n{END}"
    coloured = plain.replace("3: warning", "3: \x1b[33;1mwarning\x1b[0m").replace("^", "\x1b[33;1m^\x1b[0m")
    assert text.write(replace(view, has_colour=True)) == coloured


@pytest.mark.parametrize(
    ("line", "place", "under"),
    [
        ("\ta\tb c", (1, 4, 1, 5), "\t \t^"),
        ("\ta\tb c", (1, 2, 1, 5), "\t^\t^"),
        ("川岸 b", (1, 4, 1, 5), "     ^"),
        ("川岸 b", (1, 2, 1, 3), "  ^^"),
        ("e\u0301 b", (1, 4, 1, 5), "  ^"),
        ("a b\nc", (1, 3, 2, 2), "  ^ … to line 2"),
        ("a", (1, 2), " ^"),
    ],
)
def test_what_points_stands_under_the_place(line: str, place: tuple[int, ...], under: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(line)
    shown = text.write(view_of(replace(FINDING, at=Region(path, *place)))).splitlines()
    assert shown[2] == f"    | {under}"


def test_details_stand_under_each_other_with_related_places_last() -> None:
    related = (Related("the other", Region(HERE / "b.ttl", 3, 4, 3, 5)), Related("a third", Region(HERE / "c.ttl")))
    finding = replace(FINDING, path_label="p", expected="e", remedy="r", related=related)
    assert text.write(view_of(finding)) == (
        "graph/a.ttl:7: warning: odd [MT301]\n"
        "  property  p\n"
        "  expected  e\n"
        "  remedy    r\n"
        "  see       b.ttl:3:4: the other\n"
        f"  see       c.ttl: a third\n\n{END}"
    )


def test_infos_have_a_line_each() -> None:
    info = replace(FINDING, severity=Severity.INFO, remedy="r")
    other = replace(info, code="MT322", message="odder")
    written = text.write(view_of(info, other, FINDING, info))
    assert written == (
        "graph/a.ttl:7: info: odd [MT301]\n"
        "graph/a.ttl:7: info: odder [MT322]\n\n"
        "graph/a.ttl:7: warning: odd [MT301]\n\n"
        "graph/a.ttl:7: info: odd [MT301]\n\n"
        f"MT301  {LINK}/MT301.html\n"
        f"MT322  {LINK}/MT322.html\n\n"
        "no violations, 1 warning, 3 infos in 1 file (2 triples)\n"
    )


def test_what_is_not_shown_is_counted() -> None:
    report = Report((FINDING, FINDING), 1, 2)
    written = text.write(View(report, HERE, (FINDING,), known=1200, untouched=1))
    assert written.endswith(
        "no violations, 2 warnings in 1 file (2 triples)\n"
        "1,200 known findings not shown\n"
        "1 more finding on lines that this change does not touch\n"
    )


def test_names_are_padded_by_their_width_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(replace(FINDING, path_label="p", value_label="v"))
    monkeypatch.setattr(view.words, "details", lambda _: [("川", "p"), ("abcd", "v")])
    first, second = text.write(view).splitlines()[1:3]
    assert (first, second) == ("  川    p", "  abcd  v")
    assert cell_len(first) == cell_len(second)


@given(REPORTS)
def test_no_text_acts_on_a_terminal_or_adds_a_line(report: Report) -> None:
    lines = text.write(View(report, HERE, report.findings)).split("\n")
    assert all(len(line.splitlines()) <= 1 and "\x1b" not in line for line in lines)
    heads = [line for line in lines if line and not line.startswith(("  ", "MT")) and line.endswith("]")]
    assert len(heads) >= len(report.findings)
