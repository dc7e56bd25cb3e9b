"""Two sides, compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.diff.changes import View
from medtown.diff.side import Side
from medtown.settings import Settings
from medtown.table.read import Reader
from medtown.table.table import Graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.table import Table

SETTINGS = Settings(
    dataset="http://e.org/set/d",
    base="http://e.org/",
    titles={"en": "Title"},
    languages=("en", "fr"),
    licence=None,
    publisher=None,
    prefixes={"e": "http://e.org/"},
)
PREFIXES = "@prefix : <http://e.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"


@pytest.fixture(scope="session")
def view() -> Callable[..., View]:
    """Compares two texts of Turtle."""

    def compared(old: str, new: str, language: str | None = None) -> View:
        return View(Side("old", _table(old)), Side("new", _table(new)), SETTINGS, language)

    return compared


def _table(text: str) -> Table:
    reader = Reader()
    reader.add((PREFIXES + text).encode(), Path("a.ttl"))
    return reader.table((Graph("http://e.org/g", Path("a.ttl")),))
