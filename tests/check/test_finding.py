from __future__ import annotations

from pathlib import Path

import pytest

from medtown.check import Finding, Report, Severity
from medtown.check.finding import finding_of
from medtown.errors import Exit, InputError

FAULT = finding_of(InputError("MT201", "odd", remedy="mend", file=Path("a.ttl"), line=3, column=4))
VIOLATION, WARNING, INFO = (Finding("MT301", severity, "odd") for severity in Severity)


def test_severities_are_ordered_from_the_gravest() -> None:
    assert sorted(Severity) == [Severity.VIOLATION, Severity.WARNING, Severity.INFO]


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ((), Exit.FINE),
        ((WARNING, INFO), Exit.FINE),
        ((WARNING, VIOLATION), Exit.VIOLATIONS),
        ((VIOLATION, FAULT), Exit.BAD_INPUT),
    ],
)
def test_exit_code(findings: tuple[Finding, ...], code: Exit) -> None:
    assert Report(findings, files=1, triples=1).exit_code == code


def test_a_fault_keeps_all_of_its_error_and_counts_apart() -> None:
    assert (FAULT.code, FAULT.message, FAULT.remedy) == ("MT201", "odd", "mend")
    assert (FAULT.file, FAULT.line, FAULT.column, FAULT.word) == (Path("a.ttl"), 3, 4, "error")
    report = Report((FAULT, VIOLATION), files=1, triples=1)
    assert (report.faults, report.counts[Severity.VIOLATION]) == (1, 1)


def test_order_is_by_file_then_line_as_a_number_then_code_then_message() -> None:
    def finding(file: str, line: int, code: str, message: str) -> Finding:
        return Finding(code, Severity.INFO, message, file=Path(file), line=line)

    ordered = [
        finding("a.ttl", 9, "MT305", "b"),
        finding("a.ttl", 10, "MT301", "b"),
        finding("a.ttl", 10, "MT305", "a"),
        finding("a.ttl", 10, "MT305", "b"),
        finding("b.ttl", 1, "MT301", "a"),
    ]
    mixed = [ordered[place] for place in (3, 1, 4, 0, 2)]
    assert sorted(mixed, key=lambda found: found.order) == ordered
