"""The small project that the golden files of each format are written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.project import Project
from medtown.table import Labels, Table, read_table

LIBRARY = Path(__file__).parent / "library"
BOOK = "<https://library.example/id/book/short-walks>"


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.open(LIBRARY)


@pytest.fixture(scope="session")
def table(project: Project) -> Table:
    return read_table([*project.ontology_files, *project.graph_files])


@pytest.fixture(scope="session")
def prefixes(project: Project, table: Table) -> Prefixes:
    return Prefixes(project.settings.prefixes, table.prefixes)


@pytest.fixture(scope="session")
def labels(project: Project, table: Table) -> Labels:
    return Labels(table, project.settings.languages)


@pytest.fixture(scope="session")
def describer(table: Table) -> Describer:
    return Describer(table)


@pytest.fixture(scope="session")
def book(table: Table) -> int:
    number = table.id(BOOK)
    assert number is not None
    return number
