from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check import Finding, Report, Severity
from medtown.check.report import github, json, text
from medtown.check.report.lines import one_line, relative_path, summary

HERE = Path("/work/project")
FINDING = Finding("MT301", Severity.WARNING, "odd", file=HERE / "graph/a.ttl", line=7)


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
    assert summary(Report(tuple(findings), 14, triples)) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("graph/a.ttl", "graph/a.ttl"),
        ("/work/project/b c.ttl", "b c.ttl"),
        ("/elsewhere/a.ttl", "/elsewhere/a.ttl"),
    ],
)
def test_relative_path(file: str, expected: str) -> None:
    assert relative_path(Path(file), HERE) == expected


@given(st.text())
def test_one_line_is_one_line_that_does_not_act(given_text: str) -> None:
    line = one_line(given_text)
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    assert one_line(line) == line


def test_colour_is_only_on_the_word() -> None:
    report = Report((FINDING,), 1, 2)
    plain, coloured = text.write(report, HERE), text.write(report, HERE, colour=True)
    assert plain == "graph/a.ttl:7: warning: odd [MT301]\n\nno violations, 1 warning in 1 file (2 triples)\n"
    assert coloured == plain.replace("7: warning", "7: \x1b[33;1mwarning\x1b[0m")


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.VIOLATION, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_github_commands(severity: Severity, command: str) -> None:
    written = github.write(Report((replace(FINDING, severity=severity),), 1, 2), HERE)
    assert written.startswith(f"::{command} file=graph/a.ttl,line=7,title=MT301 {severity.word}::odd\n")


@given(st.text(), st.text(), st.text())
def test_github_writes_one_line_a_finding(message: str, label: str, expected: str) -> None:
    finding = replace(FINDING, message=message, focus="<http://e.org/>", focus_label=label, expected=expected)
    written = github.write(Report((finding,), 1, 2), HERE).splitlines()
    assert len(written) == 2
    properties = written[0].removeprefix("::warning ").split("::", 1)[0]
    assert len(properties.split(",")) == 3


def test_json_cuts_a_huge_value() -> None:
    written = json.write(Report((replace(FINDING, value=f'"{"x" * 20_000_000}"'),), 1, 2), HERE)
    assert len(written) < 11_000
