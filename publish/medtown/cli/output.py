"""What the commands write: files that appear whole or not at all, and colour where it is wanted."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from medtown.site.output import unwritable


def wants_colour() -> bool:
    """Whether standard output is a terminal whose owner has not refused colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write_file(path: Path, text: str) -> None:
    """Write a text as UTF-8 beside its place, then put it there. Raises InputError MT602 where the disk refuses.

    Of a link the file that it leads to is replaced; what is no file, such as /dev/stdout, is written to as it is.
    """
    data = text.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)  # Path.resolve would fail on a loop of links
    except OSError as fault:
        raise unwritable(path, fault) from None


def _replace(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(beside).chmod(_mode(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
