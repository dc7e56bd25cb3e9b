"""The library project in every format, to the letter. To renew: write the new texts, read the difference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.data.formats import Formats
from medtown.data.void import void_turtle

if TYPE_CHECKING:
    from medtown.data.document import Describer
    from medtown.data.prefixes import Prefixes
    from medtown.project import Project
    from medtown.table import Table

EXPECTED = Path(__file__).parent / "expected"


def expected(name: str) -> str:
    return (EXPECTED / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def formats(describer: Describer, project: Project) -> Formats:
    return Formats.of(describer, project.settings)


@pytest.mark.parametrize("number", range(4), ids=["ttl", "jsonld", "nt", "rdf"])
def test_document(formats: Formats, describer: Describer, book: int, number: int) -> None:
    writer = formats[number]
    document = describer.document([book], "doc/book/short-walks")
    assert writer.write(document) == expected(f"short-walks.{writer.suffix}")


def test_context(formats: Formats) -> None:
    assert formats.jsonld.context == expected("context.jsonld")


def test_void(table: Table, project: Project, prefixes: Prefixes) -> None:
    text = void_turtle(table, project.settings, prefixes, ["https://library.example/dump/library.nt"])
    assert text == expected("void.ttl")
