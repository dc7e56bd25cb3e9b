from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from medtown.check import Report, Severity
from medtown.check.names import cut
from medtown.check.region import Region
from medtown.check.report import github
from medtown.check.report.lines import one_line, relative_path
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it (actions/runner, ActionCommand.cs, TryParseV2)."""
    assert line.startswith("::")
    info, data = line[2:].split("::", 1)
    name, _, properties = info.partition(" ")
    pairs = dict(part.split("=", 1) for part in properties.strip().split(",") if part)
    return name, {key: unescaped(value, "\r\n:,%") for key, value in pairs.items()}, unescaped(data, "\r\n%")


def unescaped(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.VIOLATION, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_commands(severity: Severity, command: str) -> None:
    written = github.write(view_of(replace(FINDING, severity=severity)))
    assert written.startswith(f"::{command} file=graph/a.ttl,line=7,title=MT301 {severity.word}::odd\n")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), {}),
        ((3,), {"line": "3"}),
        ((3, 4), {"line": "3", "col": "4"}),
        ((3, 4, 3, 9), {"line": "3", "endLine": "3", "col": "4", "endColumn": "9"}),
        ((3, 4, 5, 2), {"line": "3", "endLine": "5"}),
    ],
)
def test_columns_are_of_one_line(numbers: tuple[int, ...], expected: dict[str, str]) -> None:
    finding = replace(FINDING, at=Region(HERE / "a.ttl", *numbers))
    _, properties, _ = parsed(github.write(view_of(finding)).splitlines()[0])
    assert properties == {"file": "a.ttl", **expected, "title": "MT301 warning"}


def test_what_looks_escaped_is_kept() -> None:
    finding = replace(FINDING, message="%0A%25::", focus="<>", focus_label="%3A%2C::a,b=c%0D")
    _, properties, data = parsed(github.write(view_of(finding)).splitlines()[0])
    assert properties["title"] == "MT301 warning: %3A%2C::a,b=c%0D"
    assert data == "%0A%25::\nat: %3A%2C::a,b=c%0D <>"


@given(REPORTS)
def test_the_runner_reads_what_was_meant(report: Report) -> None:
    view = View(report, HERE, report.findings)
    lines = github.write(view).split("\n")
    assert lines[len(report.findings) :] == [view.words.summary(report), ""]
    for finding, line in zip(report.findings, lines, strict=False):
        _, properties, data = parsed(line)
        assert properties.get("file") == (relative_path(finding.at.file, HERE) if finding.at else None)
        label = cut(one_line(finding.focus_label) or one_line(finding.focus or ""))
        assert properties["title"] == f"{finding.code} {finding.word}{f': {label}' if label else ''}"
        assert data == view.paragraph(finding)
