"""What a project folder is: its Turtle files, its queries and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from medtown.errors import InputError
from medtown.i18n.message import say
from medtown.settings import Settings, read_settings
from medtown.turtle_file import TurtleFile

DATASET_FILE = "dataset.ttl"
PACKED = Path(__file__).parent / "default_project"
CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Project:
    """A folder with `graph/` and, where wanted, `ontology/`, `shapes/` and `queries/`."""

    root: Path

    @classmethod
    def open(cls, folder: Path | None) -> Project:
        """Open `folder`, else the working folder if it has a folder graph/, else MedTOWN itself.

        Raises InputError MT101 where the folder is no project.
        """
        if folder is None:
            candidates = (Path(), CHECKOUT, PACKED)
            folder = next((c for c in candidates if (c / "graph").is_dir()), Path())
        if not (folder / "graph").is_dir():
            raise InputError(
                "MT101",
                say("this folder is not a project: it has no folder graph/"),
                remedy=say("Name a project with --project DIR; docs/project.md says what one holds."),
                file=folder,
            )
        return cls(folder)

    @property
    def graph_files(self) -> tuple[TurtleFile, ...]:
        """The facts, in the order of their paths. Raises InputError MT104 where there are none."""
        found = self._files("graph", "set/graph/")
        if not found:
            raise InputError(
                "MT104",
                say("graph/ holds no Turtle file (*.ttl)"),
                remedy=say("Add graph/dataset.ttl and at least one file of facts."),
                file=self.root / "graph",
            )
        return found

    @property
    def ontology_files(self) -> tuple[TurtleFile, ...]:
        """The vocabulary: classes, properties and concept schemes."""
        return self._files("ontology", "set/ontology/")

    @property
    def shapes_files(self) -> tuple[TurtleFile, ...]:
        """The SHACL shapes."""
        return self._files("shapes", "set/shapes/")

    @property
    def query_folder(self) -> Path:
        """Where the stored queries are."""
        return self.root / "queries"

    @property
    def query_files(self) -> tuple[Path, ...]:
        """The stored queries (*.rq), by name."""
        return tuple(sorted(self.query_folder.glob("*.rq")))

    @property
    def dataset_file(self) -> Path:
        """The file of settings."""
        return self.root / "graph" / DATASET_FILE

    @property
    def theme(self) -> Path:
        """The folder whose `templates/` and `assets/` go before the publisher's own files of the same names."""
        return self.root / "theme"

    @cached_property
    def settings(self) -> Settings:
        """The settings. Raises InputError MT102 or MT103 where the file or a setting is missing."""
        return read_settings(self.dataset_file)

    def _files(self, folder: str, graphs: str) -> tuple[TurtleFile, ...]:
        top = self.root / folder
        # A dangling link counts: reading it gives an error with its name.
        found = (p for p in top.rglob("*.ttl") if (p.is_file() or p.is_symlink()) and not p.name.startswith("."))
        return tuple(
            TurtleFile(p, f"{self.settings.base}{graphs}{quote(p.relative_to(top).with_suffix('').as_posix())}")
            for p in sorted(found, key=lambda p: p.relative_to(top).as_posix())
        )
