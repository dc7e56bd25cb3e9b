"""Errors for people: a code with a page in docs/errors/, where it is, what is wrong and what to do."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


MANUAL = "https://w3id.org/medtown/docs/"


class Exit(IntEnum):
    """Exit codes of every verb."""

    FINE = 0
    VIOLATIONS = 1
    BAD_INPUT = 2
    OUR_FAULT = 3


class InputError(Exception):
    """Something the user gave can't be used; ends a verb with exit code 2.

    `code` names a page `docs/errors/<code>.md`; `remedy` says what to do about it.
    """

    def __init__(  # noqa: PLR0913 - the parts of a sentence that a person needs
        self,
        code: str,
        message: str,
        *,
        remedy: str,
        file: Path | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.file = file
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known, or the empty string."""
        parts = [str(p) for p in (self.file, self.line, self.column) if p is not None]
        return ":".join(parts)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.file else ""
        return f"{place}error: {self.message} [{self.code}]\n  {self.remedy}"


def help_link(code: str) -> str:
    """The address of a code's page in the manual."""
    return f"{MANUAL}errors/{code}.html"
