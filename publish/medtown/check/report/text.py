"""The report for a person at a terminal: one block a finding, as compilers write them, then a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.names import cut
from medtown.check.report.lines import one_line, relative_path, summary
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from medtown.check.finding import Finding, Report

_COLOURS = {"error": "31;1", "violation": "31;1", "warning": "33;1", "info": "36;1"}
_WIDTH = 8


def write(report: Report, folder: Path, *, colour: bool = False) -> str:
    """The report as text; `folder` is what paths are relative to, `colour` asks for ANSI colours."""
    blocks = ["\n".join(_block(finding, folder, colour=colour)) + "\n\n" for finding in report.findings]
    return f"{''.join(blocks)}{summary(report)}\n"


def _block(finding: Finding, folder: Path, *, colour: bool) -> Iterator[str]:
    parts = [relative_path(finding.file, folder)] if finding.file else []
    parts += [str(number) for number in (finding.line, finding.column) if number is not None]
    word = f"\x1b[{_COLOURS[finding.word]}m{finding.word}\x1b[0m" if colour else finding.word
    place = f"{one_line(':'.join(parts))}: " if parts else ""
    yield f"{place}{word}: {one_line(finding.message)} [{finding.code}]"
    for name, text in _details(finding):
        yield f"  {name:<{_WIDTH}} {one_line(text)}"


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.focus:
        yield "at", _focus(finding)
    if finding.path_label:
        yield "property", finding.path_label
    if finding.value_label:
        yield "value", finding.value_label
    if finding.expected and finding.expected not in finding.message:
        yield "expected", finding.expected
    if finding.remedy:
        yield "remedy", finding.remedy


def _focus(finding: Finding) -> str:
    """The focus node's label and IRI; for a blank node what it hangs from."""
    focus = finding.focus or ""
    if is_blank(focus):
        return f"{finding.focus_label}, a blank node" if finding.focus_label else "a blank node"
    return f"{cut(finding.focus_label)} {cut(focus)}" if finding.focus_label else cut(focus)
