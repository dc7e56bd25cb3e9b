"""What the parser complains of in a file, one mistake at a time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from medtown.check.source import lines_of, read_lines
from medtown.turtle_file import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = 10  # complaints of one file; who mends ten will run the check again
# After these the parser has swallowed text or lacks a prefix, and what it says next is about that.
_SWALLOWING = ("Line jumps", "Unexpected end", "escape", "Invalid IRI code point", "PREFIX")


class Complaint(NamedTuple):
    """The parser's words, the lines of the file and where in them it stopped.

    Lines and columns count from 1; `end_column` is the column after the last character at fault on that line.
    """

    words: str
    lines: list[str]
    line: int
    column: int
    end_column: int

    @property
    def text(self) -> str:
        """The line on which the parser stopped."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def token(self) -> str:
        """The text at fault, up to the end of its line."""
        return self.text[self.column - 1 : self.end_column - 1]

    @property
    def before(self) -> str:
        """What stands on the line before the text at fault."""
        return self.text[: self.column - 1]


def complaints(path: Path, text: str | None = None) -> Iterator[Complaint]:
    """What the parser complains of, at most one a line and up to `MOST`. Raises InputError MT105 or MT106.

    `text` takes the place of what the file holds: that of an editor that has not saved it.
    The parser goes on after an error, at the next full stop. What it says at the very end of a file in which it has
    met another error is an echo of that.
    """
    lines = read_lines(path) if text is None else lines_of(text)
    last = 0
    number = 0
    for fault in _faults(read_bytes(path) if text is None else text.encode("utf-8", "replace")):
        complaint = _complaint(fault, lines)
        if complaint.line > last and not (number and "Unexpected end" in complaint.words):
            yield complaint
            number += 1
            last = complaint.line
        if number == MOST or any(start in complaint.words for start in _SWALLOWING):
            return


def _complaint(fault: SyntaxError, lines: list[str]) -> Complaint:
    """A complaint about text of several lines counts for the first, and there to its end."""
    line, column = fault.lineno or 1, fault.offset or 1
    length = len(lines[line - 1]) if line <= len(lines) else 0
    end = (fault.end_offset or column) if fault.end_lineno == line else length + 1
    return Complaint(fault.msg.split(": ", 1)[-1], lines, line, column, max(end, column + 1))


def _faults(data: bytes) -> Iterator[SyntaxError]:
    parser = ox.parse(BytesIO(data), format=ox.RdfFormat.TURTLE)
    while True:
        try:
            next(parser)
        except StopIteration:
            return
        except SyntaxError as fault:
            yield fault
        except MemoryError:  # the parser's own limit on one token, which reading reports as MT204
            return
