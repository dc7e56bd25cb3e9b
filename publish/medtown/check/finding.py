"""What a check found: a Finding says what is wrong, where it stands and what would be right."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.region import Region
from medtown.errors import Exit
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.region import Related
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
    labels next to them are for people. `expected` says in words what would be right, `remedy` what to do,
    `suggestion` what could stand at the place instead, as it would be written there. `related` are other
    places that have a part in it. Of a blank focus `anchor` says in terms what it hangs from. A fault
    (`is_fault`) is something that can't be read or used at all.
    """

    code: str
    severity: Severity
    message: str
    at: Region | None = None
    focus: str | None = None
    focus_label: str = ""
    path: str | None = None
    path_label: str = ""
    value: str | None = None
    value_label: str = ""
    expected: str = ""
    remedy: str = ""
    suggestion: str = ""
    shape: str | None = None
    related: tuple[Related, ...] = ()
    anchor: str = ""
    is_fault: bool = False

    @property
    def word(self) -> str:
        """The severity for people; that of a fault is `error`."""
        return "error" if self.is_fault else self.severity.word

    @property
    def file(self) -> Path | None:
        """The file, or None where the finding is about none."""
        return self.at.file if self.at else None

    @property
    def line(self) -> int | None:
        """The first line, or None where it is not known."""
        return self.at.line if self.at else None

    @property
    def order(self) -> tuple[str, int, int, str, str, str, str]:
        """What findings are sorted by: file, line, column, code and message, then focus and value."""
        file = self.file.as_posix() if self.file else ""
        column = (self.at.column if self.at else None) or 0
        return file, self.line or 0, column, self.code, self.message, self.focus or "", self.value or ""

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move: 32 hexadecimal digits of what the finding is about.

        A blank node counts as the place that it hangs from (`anchor`), as its label changes with each edit. A finding
        about no node counts as its file's name and its message, so that there the language matters.
        """
        focus, value = self.focus, self.value
        if focus and is_blank(focus):
            focus = self.anchor
        if value and is_blank(value):
            value = "_:"
        about = (
            (focus, self.path, value, self.shape) if self.focus else (self.file.name if self.file else "", self.message)
        )
        parts = (self.code, *about)
        return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Report:
    """All findings of a run, sorted; `files` and `triples` count what was read, `paths` are the files of Turtle."""

    findings: tuple[Finding, ...]
    files: int
    triples: int
    language: str = "en"
    prefixes: dict[str, str] = field(default_factory=dict)
    paths: tuple[Path, ...] = ()

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity; faults are not among them."""
        counted = Counter(finding.severity for finding in self.findings if not finding.is_fault)
        return {severity: counted[severity] for severity in Severity}

    @cached_property
    def faults(self) -> int:
        """The number of faults: what can't be read or used."""
        return sum(finding.is_fault for finding in self.findings)

    def exit_code(self, fail_on: Severity = Severity.VIOLATION) -> Exit:
        """2 where there are faults, else 1 where a finding is as grave as `fail_on`, else 0."""
        if self.faults:
            return Exit.BAD_INPUT
        failed = any(number for severity, number in self.counts.items() if severity <= fail_on)
        return Exit.VIOLATIONS if failed else Exit.FINE


def finding_of(error: InputError) -> Finding:
    """The fault that an InputError tells of."""
    return Finding(
        error.code,
        Severity.VIOLATION,
        error.message,
        at=Region(error.file, error.line, error.column) if error.file else None,
        remedy=error.remedy,
        is_fault=True,
    )
