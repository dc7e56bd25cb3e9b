from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from medtown.check import Finding, Report, Severity
from medtown.check.finding import finding_of
from medtown.check.region import Region
from medtown.errors import Exit, InputError

FAULT = finding_of(InputError("MT201", "odd", remedy="mend", file=Path("a.ttl"), line=3, column=4))
VIOLATION, WARNING, INFO = (Finding("MT301", severity, "odd") for severity in Severity)
ABOUT_A_NODE = Finding(
    "MT301",
    Severity.VIOLATION,
    "odd",
    at=Region(Path("a.ttl"), 3),
    focus="<http://e.org/a>",
    focus_label="A",
    path="<http://e.org/p>",
    value='"v"',
    shape="<http://e.org/S>",
)


def test_severities_are_ordered_from_the_gravest() -> None:
    assert sorted(Severity) == [Severity.VIOLATION, Severity.WARNING, Severity.INFO]


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ((), Severity.INFO, Exit.FINE),
        ((WARNING, INFO), Severity.VIOLATION, Exit.FINE),
        ((WARNING, INFO), Severity.WARNING, Exit.VIOLATIONS),
        ((INFO,), Severity.WARNING, Exit.FINE),
        ((INFO,), Severity.INFO, Exit.VIOLATIONS),
        ((WARNING, VIOLATION), Severity.VIOLATION, Exit.VIOLATIONS),
        ((VIOLATION, FAULT), Severity.VIOLATION, Exit.BAD_INPUT),
    ],
)
def test_exit_code(findings: tuple[Finding, ...], fail_on: Severity, code: Exit) -> None:
    assert Report(findings, files=1, triples=1).exit_code(fail_on) == code


def test_a_fault_keeps_all_of_its_error_and_counts_apart() -> None:
    assert (FAULT.code, FAULT.message, FAULT.remedy) == ("MT201", "odd", "mend")
    assert (FAULT.at, FAULT.word) == (Region(Path("a.ttl"), 3, 4), "error")
    report = Report((FAULT, VIOLATION), files=1, triples=1)
    assert (report.faults, report.counts[Severity.VIOLATION]) == (1, 1)


def test_order_is_by_place_with_numbers_as_numbers_then_code_then_message() -> None:
    def finding(file: str, line: int, column: int, code: str, message: str) -> Finding:
        return Finding(code, Severity.INFO, message, at=Region(Path(file), line, column))

    ordered = [
        finding("a.ttl", 9, 1, "MT305", "b"),
        finding("a.ttl", 10, 9, "MT305", "b"),
        finding("a.ttl", 10, 10, "MT301", "b"),
        finding("a.ttl", 10, 10, "MT305", "a"),
        finding("a.ttl", 10, 10, "MT305", "b"),
        finding("b.ttl", 1, 1, "MT301", "a"),
    ]
    mixed = [ordered[place] for place in (3, 5, 1, 4, 0, 2)]
    assert sorted(mixed, key=lambda found: found.order) == ordered


@pytest.mark.parametrize(
    "changes",
    [{"at": Region(Path("b.ttl"), 9)}, {"message": "in another language"}, {"focus_label": "B"}, {"remedy": "mend"}],
)
def test_a_fingerprint_stays_when_lines_and_words_change(changes: dict[str, object]) -> None:
    assert replace(ABOUT_A_NODE, **changes).fingerprint == ABOUT_A_NODE.fingerprint  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "MT305"},
        {"focus": "<http://e.org/b>"},
        {"path": "<http://e.org/q>"},
        {"value": '"w"'},
        {"shape": "<http://e.org/T>"},
    ],
)
def test_a_fingerprint_tells_findings_apart(changes: dict[str, str]) -> None:
    assert replace(ABOUT_A_NODE, **changes).fingerprint != ABOUT_A_NODE.fingerprint  # type: ignore[arg-type]


def test_labels_of_blank_nodes_make_no_difference() -> None:
    def about(focus: str, anchor: str, value: str) -> str:
        return replace(ABOUT_A_NODE, focus=focus, anchor=anchor, value=value).fingerprint

    assert about("_:f0b1", "<a> <p>", "_:f0b2") == about("_:f0b7", "<a> <p>", "_:f0b9")
    assert about("_:f0b1", "<a> <p>", "_:f0b2") != about("_:f0b1", "<a> <q>", "_:f0b2")


def test_a_finding_about_no_node_is_its_file_and_message() -> None:
    assert FAULT.fingerprint == replace(FAULT, at=Region(Path("x/a.ttl"), 9)).fingerprint
    assert FAULT.fingerprint != replace(FAULT, at=Region(Path("b.ttl"), 3)).fingerprint
    assert FAULT.fingerprint != replace(FAULT, message="odder").fingerprint
