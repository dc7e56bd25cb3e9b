"""Blocks of the projects at hand, of every class that their shapes target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from medtown.draft.draft import Drafter
from medtown.project import Project
from tests.conftest import MINIMAL, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_PLACEHOLDER = re.compile(r'(?:"TODO"(?:@[a-z-]+|\^\^<[^>]*>)?|<https?://[^>]*[/#]TODO>|_:)\Z')


@pytest.mark.parametrize("root", [ROOT, MINIMAL], ids=["medtown", "minimal"])
def test_every_block_can_be_parsed_and_holds_placeholders_alone(root: Path) -> None:
    project = Project.open(root)
    drafter = Drafter(project)
    shapes = {_object(quad) for file in project.shapes_files for quad in _quads(file.path.read_text())}
    for cls in drafter.classes:
        for everything in (False, True):
            values = {_object(quad) for quad in _quads(drafter.draft(cls.name, everything=everything).text)}
            assert cls.term in values
            # What is no placeholder is a class, or a value that a shape demands.
            assert {value for value in values if not _PLACEHOLDER.match(value)} <= shapes


@pytest.mark.parametrize("root", [ROOT, MINIMAL], ids=["medtown", "minimal"])
def test_optional_lines_can_be_taken_into_use(root: Path) -> None:
    drafter = Drafter(Project.open(root))
    for cls in drafter.classes:
        draft = drafter.draft(cls.name)
        used = re.sub(r"^  # ", "  ", draft.text, flags=re.MULTILINE)
        assert _quads(used) == _quads(drafter.draft(cls.name, everything=True).text)


def test_blocks_are_the_same_each_time() -> None:
    first, second = (Drafter(Project.open(ROOT)) for _ in range(2))
    names = [cls.name for cls in first.classes]
    assert [first.draft(name).text for name in names] == [second.draft(name).text for name in reversed(names)][::-1]


def _object(triple: str) -> str:
    return triple.split(" ", 2)[2]


def _quads(text: str) -> list[str]:
    """The statements of a Turtle text in N-Triples; what blank nodes are called is left out."""
    quads = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    return [re.sub(r"_:\w+", "_:", str(quad)) for quad in quads]
