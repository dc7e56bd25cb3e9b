from __future__ import annotations

from dataclasses import replace

import pytest

from medtown.check import Finding, Report, Severity
from medtown.check.report.words import Words
from medtown.i18n import texts_of
from tests.check.report.views import FINDING

WORDS = Words(texts_of("en"))


@pytest.mark.parametrize(
    ("faults", "severities", "triples", "expected"),
    [
        (0, [], 0, "no violations in 14 files (no triples)"),
        (0, [Severity.VIOLATION], 1, "1 violation in 14 files (1 triple)"),
        (
            0,
            [Severity.VIOLATION] * 3 + [Severity.WARNING],
            6021,
            "3 violations, 1 warning in 14 files (6,021 triples)",
        ),
        (0, [Severity.INFO] * 1200, 2, "no violations, 1,200 infos in 14 files (2 triples)"),
        (1, [Severity.WARNING] * 2, 9, "1 error, 2 warnings in 14 files (9 triples)"),
        (2, [], 0, "2 errors in 14 files; nothing else is checked until these are mended"),
    ],
)
def test_summary(faults: int, severities: list[Severity], triples: int, expected: str) -> None:
    findings = [replace(FINDING, is_fault=True)] * faults + [replace(FINDING, severity=s) for s in severities]
    assert WORDS.summary(Report(tuple(findings), 14, triples)) == expected


@pytest.mark.parametrize(
    ("known", "untouched", "expected"),
    [
        (None, None, []),
        (0, None, ["0 known findings not shown"]),
        (
            12,
            1,
            ["12 known findings not shown", "1 more finding on lines that this change does not touch"],
        ),
    ],
)
def test_notes(known: int | None, untouched: int | None, expected: list[str]) -> None:
    assert WORDS.notes(known, untouched) == expected


def test_details_come_in_one_order_and_leave_out_what_the_message_says() -> None:
    finding = Finding(
        "MT301",
        Severity.INFO,
        "expected a cat",
        focus="<http://e.org/a>",
        focus_label="A\nB",
        path_label="p",
        value_label="v",
        expected="a cat",
        suggestion="s",
        remedy="r",
    )
    assert list(WORDS.details(finding)) == [
        ("at", "A B <http://e.org/a>"),
        ("property", "p"),
        ("value", "v"),
        ("instead", "s"),
        ("remedy", "r"),
    ]
    assert list(WORDS.details(replace(FINDING, expected="a dog"))) == [("expected", "a dog")]


@pytest.mark.parametrize(
    ("focus", "label", "expected"),
    [
        ("<http://e.org/a>", "", "<http://e.org/a>"),
        ("_:b", "", "a blank node"),
        ("_:b", ":a, :p", ":a, :p, a blank node"),
        ("<http://e.org/a>", "x" * 200, f"{'x' * 119}… <http://e.org/a>"),
    ],
)
def test_the_focus(focus: str, label: str, expected: str) -> None:
    assert list(WORDS.details(replace(FINDING, focus=focus, focus_label=label))) == [("at", expected)]
