"""The type of the fixture that runs the real command, and what the command adds to its errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Command(Protocol):
    """Runs `medtown`."""

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
        before: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run with arguments, in a folder, with more environment, after `limit` in the new process."""


def with_link(message: str) -> str:
    """An error message as the command prints it, with the address of its code's page."""
    code = re.search(r"\[(MT\d{3})\]", message)
    return f"{message}  https://w3id.org/medtown/docs/errors/{code[1]}.html\n" if code else message
