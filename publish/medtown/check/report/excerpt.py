"""The line of a file that a finding is about, and the part of it to point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.check.report.lines import harmless
from medtown.check.source import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.region import Region

WIDEST = 100  # characters of a line that are shown
_BEFORE = 30  # characters kept before the part pointed at, where a line is cut
_CUT = "…"


class Excerpt(NamedTuple):
    """A line, cut where it is long: what stands before the part pointed at, the part, and what follows.

    `marked` is None where no part is pointed at. `last_line` is where the region ends.
    """

    line: int
    before: str
    marked: str | None
    after: str
    last_line: int


class Excerpts:
    """Reads excerpts; each file is read once."""

    def __init__(self) -> None:
        self._lines: dict[Path, list[str]] = {}

    def of(self, at: Region | None) -> Excerpt | None:
        """The excerpt of a region's first line; None where there is no line, or the file can't be read."""
        if at is None or at.line is None:
            return None
        if at.file not in self._lines:
            self._lines[at.file] = read_lines(at.file)
        lines = self._lines[at.file]
        return _excerpt(lines[at.line - 1], at, at.line) if at.line <= len(lines) else None


def _excerpt(text: str, at: Region, line: int) -> Excerpt:
    last_line = max(at.last_line or line, line)
    start = min((at.column or 1) - 1, len(text))
    if at.column is None:
        end = start
    elif last_line > line:
        end = len(text)
    else:
        end = max(min((at.end_column or at.column + 1) - 1, len(text)), start)
    first, last = _window(len(text), start)
    end = min(end, last)
    return Excerpt(
        line,
        (_CUT if first else "") + harmless(text[first:start]),
        None if at.column is None else harmless(text[start:end]),
        harmless(text[end:last]) + (_CUT if last < len(text) else ""),
        last_line,
    )


def _window(length: int, start: int) -> tuple[int, int]:
    """The part of a line to show, as in a slice."""
    if length <= WIDEST:
        return 0, length
    first = max(0, min(start - _BEFORE, length - WIDEST))
    return first, first + WIDEST
