"""What the writers share: paths relative to the working folder, single lines, the summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medtown.check.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.finding import Report

# Control characters and those that reorder text: data must not act on the terminal that shows it.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """A text on one line, without characters that act on a terminal."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def relative_path(file: Path, folder: Path) -> str:
    """A path relative to a folder where it lies below it, with forward slashes."""
    whole = folder / file
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


def summary(report: Report) -> str:
    """One line such as `3 violations, 1 warning in 14 files (6,021 triples)`."""
    words = [_counted(report.faults, "error")] if report.faults else []
    if report.counts[Severity.VIOLATION] or not report.faults:
        words.append(_counted(report.counts[Severity.VIOLATION], "violation"))
    words += [_counted(n, s.word) for s in (Severity.WARNING, Severity.INFO) if (n := report.counts[s])]
    files = _counted(report.files, "file")
    if report.faults and not report.triples:
        return f"{', '.join(words)} in {files}; nothing else is checked until these are mended"
    return f"{', '.join(words)} in {files} ({_counted(report.triples, 'triple')})"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}" if number < 1000 else f"{number:,} {noun}s"  # noqa: PLR2004
