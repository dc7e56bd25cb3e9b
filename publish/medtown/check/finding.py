"""What a check found: a Finding says what is wrong, where it stands and what would be right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.errors import InputError


class Severity(IntEnum):
    """How grave a finding is (SHACL, section 2.1.4), the gravest first."""

    VIOLATION = 0
    WARNING = 1
    INFO = 2

    @property
    def word(self) -> str:
        """The severity as people read it: `violation`, `warning` or `info`."""
        return self.name.lower()


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    `focus` and `value` are N-Triples terms, `path` is a SPARQL 1.1 property path (mostly one IRI term); the
    labels next to them are for people. `expected` says in words what would be right, `remedy` what to do.
    `line` and `column` count from 1. A fault (`is_fault`) is something that can't be read or used at all.
    """

    code: str
    severity: Severity
    message: str
    file: Path | None = None
    line: int | None = None
    column: int | None = None
    focus: str | None = None
    focus_label: str = ""
    path: str | None = None
    path_label: str = ""
    value: str | None = None
    value_label: str = ""
    expected: str = ""
    remedy: str = ""
    shape: str | None = None
    is_fault: bool = False

    @property
    def word(self) -> str:
        """The severity for people; that of a fault is `error`."""
        return "error" if self.is_fault else self.severity.word

    @property
    def order(self) -> tuple[str, int, str, str, str, str]:
        """What findings are sorted by: file, line, code and message, then focus and value."""
        file = self.file.as_posix() if self.file else ""
        return file, self.line or 0, self.code, self.message, self.focus or "", self.value or ""


@dataclass(frozen=True)
class Report:
    """All findings of a run, sorted; `files` and `triples` count what was read."""

    findings: tuple[Finding, ...]
    files: int
    triples: int
    prefixes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity; faults are not among them."""
        counted = Counter(finding.severity for finding in self.findings if not finding.is_fault)
        return {severity: counted[severity] for severity in Severity}

    @cached_property
    def faults(self) -> int:
        """The number of faults: what can't be read or used."""
        return sum(finding.is_fault for finding in self.findings)

    @property
    def exit_code(self) -> Exit:
        """2 where there are faults, else 1 where there are violations, else 0."""
        if self.faults:
            return Exit.BAD_INPUT
        return Exit.VIOLATIONS if self.counts[Severity.VIOLATION] else Exit.FINE


def finding_of(error: InputError) -> Finding:
    """The fault that an InputError tells of."""
    return Finding(
        error.code,
        Severity.VIOLATION,
        error.message,
        file=error.file,
        line=error.line,
        column=error.column,
        remedy=error.remedy,
        is_fault=True,
    )
