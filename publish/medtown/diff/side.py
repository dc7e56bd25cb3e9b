"""A side of a comparison: a project folder, a dump file, or the project as of a git revision."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medtown.errors import InputError
from medtown.git import export
from medtown.project import Project
from medtown.table import read_table
from medtown.table.dump import read_dump
from medtown.turtle_file import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.settings import Settings
    from medtown.table import Table


@dataclass(frozen=True)
class Side:
    """What was read: `name` is what people call it, `settings` are those of a project; a dump has none."""

    name: str
    table: Table
    settings: Settings | None = None


def read_side(name: str, project: Callable[[], Project]) -> Side:
    """Read what a name stands for: a folder that is a project, a file that is a dump, else a git revision.

    `project` opens the project whose revisions are meant. Raises InputError: what a project or a dump raises, and
    MT107 (git, the revision).
    """
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as fault:
        raise unreadable(fault, path) from None
    if is_folder:
        return read_project(name, Project.open(path))
    return Side(name, read_dump(path)) if is_there else _read_revision(name, project())


def read_project(name: str, project: Project) -> Side:
    """Read a project's ontology, graph and shapes. Raises InputError as Project and read_table do."""
    files = (*project.ontology_files, *project.graph_files, *project.shapes_files)
    return Side(name, read_table(files), project.settings)


def _read_revision(revision: str, project: Project) -> Side:
    with tempfile.TemporaryDirectory() as folder:
        export(revision, project.root, Path(folder))
        try:
            return read_project(revision, Project.open(Path(folder)))
        except InputError as error:
            if error.file:
                # Of a file that is gone in a moment, people want the name that git gives it.
                inner = error.file.relative_to(folder).as_posix()
                error.file = Path(revision if inner == "." else f"{revision}:{inner}")
            raise
