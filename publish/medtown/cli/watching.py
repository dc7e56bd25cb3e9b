"""`medtown validate --watch`: the same check again whenever a file of the project is saved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
import watchfiles

from medtown.errors import InputError
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOLDERS = ("ontology", "graph", "shapes", "queries")
_SUFFIXES = (".ttl", ".rq", ".txt")
_PATIENCE = 500  # milliseconds after which we look whether a folder has come or gone
_SEPARATOR = "─" * 72


def watch(root: Path, check: Callable[[Project], object]) -> None:
    """Check the project in a folder, then again after each change, until the process is interrupted (Ctrl-C).

    What can't be read at the moment is said, and ends nothing: an editor may be about to write it.
    """
    with suppress(KeyboardInterrupt):
        for number, _ in enumerate(_changes(root)):
            if number:
                click.echo(f"\n{_SEPARATOR}\n")
            try:
                check(Project(root))  # a new one, as a project remembers its settings
            except InputError as error:
                click.echo(str(error), err=True)


def _changes(root: Path) -> Iterator[None]:
    """Once at the start, and then for each change of a file that a project is made of."""
    while True:
        folders, is_new = _folders(root), True
        # One watcher for as long as possible: it remembers what changes while a check is running.
        for changed in watchfiles.watch(*folders, watch_filter=_is_read, rust_timeout=_PATIENCE, yield_on_timeout=True):
            if _folders(root) != folders:
                break
            if changed or is_new:
                is_new = False
                yield


def _folders(root: Path) -> dict[Path, int]:
    """The project's folders that there are, with their inodes: one that was replaced is another."""
    found = {}
    for name in _FOLDERS:
        with suppress(OSError):
            found[root / name] = (root / name).stat().st_ino
    return found


def _is_read(_change: watchfiles.Change, path: str) -> bool:
    """Whether a file is one that a project reads; editors write others beside it."""
    name = Path(path).name
    return name.endswith(_SUFFIXES) and not name.startswith(".")
