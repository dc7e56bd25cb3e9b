"""Where in a file something stands, as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Region(NamedTuple):
    """A stretch of a file, as SARIF has it (section 3.30): lines and columns count from 1, columns in characters.

    `end_column` is the column after the last character; it belongs to `last_line`. None: not known, or the
    whole line or file is meant.
    """

    file: Path
    line: int | None = None
    column: int | None = None
    last_line: int | None = None
    end_column: int | None = None


class Related(NamedTuple):
    """Another place that a finding is about, and what stands there."""

    message: str
    at: Region
