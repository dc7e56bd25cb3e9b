"""Tables and names from a few lines of Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.context import Context, Options
from medtown.check.names import Names
from medtown.project import Project
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from medtown.table import Table

PREFIXES = """\
@prefix : <http://example.org/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATASET = """\
<http://example.org/set/library> a <http://rdfs.org/ns/void#Dataset> ;
  <http://purl.org/dc/terms/title> "Library"@en ;
  <http://rdfs.org/ns/void#uriSpace> "http://example.org/" .
"""


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Table]:
    """Read texts of Turtle as the files 0.ttl, 1.ttl … of one Table; their first line is line 5."""

    def read(*texts: str) -> Table:
        files = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.ttl"
            path.write_text(PREFIXES + text, "utf-8")
            files.append(TurtleFile(path, f"http://example.org/set/{number}"))
        return read_table(files)

    return read


@pytest.fixture
def names() -> Callable[[Table], Names]:
    """The names of a Table's terms in English."""
    return lambda data: Names(data, data.prefixes, "en", ("en", "fr"))


@pytest.fixture
def context(tmp_path: Path) -> Callable[..., Context]:
    """Write a project with the base http://example.org/ and read it; texts by path, or one text for graph/0.ttl.

    The first line of a Turtle text is line 5.
    """

    def read(files: Mapping[str, str] | str, *vocabularies: Path, dataset: str = "") -> Context:
        files = {"graph/0.ttl": files} if isinstance(files, str) else files
        project = Project(tmp_path / "project")
        for name, text in {"graph/dataset.ttl": DATASET + dataset, **files}.items():
            path = project.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PREFIXES + text if path.suffix == ".ttl" else text, "utf-8")
        data = read_table([*project.ontology_files, *project.graph_files])
        shapes = read_table(project.shapes_files)
        names = Names(data, data.prefixes, "en", ("en", "fr"))
        return Context(project, data, shapes, names, Options(vocabularies=vocabularies))

    return read
