"""What the rules look at: a project's Tables, the names of its terms and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.locate import Locator
from medtown.check.names import Names
from medtown.data.prefixes import Prefixes
from medtown.table.read import read_table
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from medtown.check.finding import Finding
    from medtown.project import Project
    from medtown.table.table import Table


@dataclass(frozen=True)
class Options:
    """What a run is asked for.

    `language` is that of messages and labels (None: the project's first); `vocabularies` are files and folders
    of Turtle that declare the terms of foreign vocabularies.
    """

    language: str | None = None
    vocabularies: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Context:
    """A project that could be read: `data` is the Table of ontology and graph, `shapes` that of the shapes."""

    project: Project
    data: Table
    shapes: Table
    names: Names
    options: Options = field(default_factory=Options)

    @classmethod
    def read(cls, project: Project, options: Options) -> Context:
        """Read a project's files. Raises InputError as read_table and the settings do."""
        data = read_table([*project.ontology_files, *project.graph_files])
        shapes = read_table(project.shapes_files)
        settings = project.settings
        prefixes = Prefixes(settings.prefixes, data.prefixes, shapes.prefixes).namespaces
        names = Names(data, prefixes, options.language or settings.languages[0], settings.languages)
        return cls(project, data, shapes, names, options)

    @property
    def base(self) -> str:
        """The base of the project's own IRIs."""
        return self.project.settings.base

    @cached_property
    def data_places(self) -> Locator:
        """The places of what the data states."""
        return Locator(self.data)

    @cached_property
    def shapes_places(self) -> Locator:
        """The places of what the shapes state."""
        return Locator(self.shapes)

    @property
    def files(self) -> tuple[Path, ...]:
        """All Turtle files that were read."""
        return tuple(graph.path for graph in (*self.data.graphs, *self.shapes.graphs))

    def anchor(self, finding: Finding) -> str:
        """What a finding's blank focus node hangs from; empty for other nodes."""
        if not finding.focus or not is_blank(finding.focus):
            return ""
        places = self.shapes_places if finding.file in self._shapes_files else self.data_places
        return places.anchor(finding.focus)

    @cached_property
    def _shapes_files(self) -> frozenset[Path]:
        return frozenset(graph.path for graph in self.shapes.graphs)

    def places(self, table: Table) -> Locator:
        """The places of one of the two Tables."""
        return self.shapes_places if table is self.shapes else self.data_places


if TYPE_CHECKING:
    Rule = Callable[[Context], Iterable[Finding]]
