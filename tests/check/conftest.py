"""Tables and names from a few lines of Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.names import Names
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.table import Table

PREFIXES = """\
@prefix : <http://example.org/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
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
