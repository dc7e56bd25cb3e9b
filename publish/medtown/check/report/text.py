"""The report for a person at a terminal: one block a finding, as compilers write them, then a summary."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from medtown.check.finding import Severity
from medtown.check.report.excerpt import Excerpts
from medtown.check.report.lines import one_line
from medtown.errors import help_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.finding import Finding
    from medtown.check.report.excerpt import Excerpt
    from medtown.check.report.view import View

_FAULT = "31;1"
_COLOURS = {Severity.VIOLATION: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}


def write(view: View) -> str:
    """The report as text."""
    return _Writer(view).text()


class _Writer:
    def __init__(self, view: View) -> None:
        self._view = view
        self._words = view.words
        self._excerpts = Excerpts()

    def text(self) -> str:
        findings = self._view.findings
        parts: list[str] = []
        for finding, following in pairwise((*findings, None)):
            if finding is not None:
                parts += self._block(finding)
                if not (following and _is_compact(finding) and _is_compact(following)):
                    parts.append("")
        codes = sorted({finding.code for finding in findings})
        parts += [f"{code}  {help_link(code)}" for code in codes]
        if codes:
            parts.append("")
        return "\n".join([*parts, *self._view.closing(), ""])

    def _block(self, finding: Finding) -> Iterator[str]:
        """The lines of a finding; an info has one."""
        place = f"{self._view.place(finding.at)}: " if finding.at else ""
        word = self._coloured(self._words.severity(finding), finding)
        yield f"{place}{word}: {one_line(finding.message)} [{finding.code}]"
        if _is_compact(finding):
            return
        if excerpt := self._excerpts.of(finding.at):
            yield from self._source(excerpt, finding)
        details = list(self._words.details(finding))
        details += [(self._words.see, related) for related in self._view.related(finding)]
        width = max((cell_len(name) for name, _ in details), default=0)
        for name, text in details:
            yield f"  {name}{' ' * (width - cell_len(name))}  {text}"

    def _source(self, excerpt: Excerpt, finding: Finding) -> Iterator[str]:
        """The line in the file, and below it what points to the place."""
        number = str(excerpt.line)
        yield f"  {number} | {excerpt.before}{excerpt.marked or ''}{excerpt.after}".rstrip()
        if excerpt.marked is not None:
            carets = self._coloured("".join(_under(excerpt.marked, "^")) or "^", finding)
            more = f" {self._words.up_to(excerpt.last_line)}" if excerpt.last_line > excerpt.line else ""
            yield f"  {' ' * len(number)} | {''.join(_under(excerpt.before, ' '))}{carets}{more}"

    def _coloured(self, text: str, finding: Finding) -> str:
        colour = _FAULT if finding.is_fault else _COLOURS[finding.severity]
        return f"\x1b[{colour}m{text}\x1b[0m" if self._view.has_colour else text


def _is_compact(finding: Finding) -> bool:
    return finding.severity is Severity.INFO


def _under(text: str, sign: str) -> Iterator[str]:
    """As many signs as a text is wide on a terminal; tabs stay, so that both lines keep in step."""
    for character in text:
        yield character if character == "\t" else sign * cell_len(character)
