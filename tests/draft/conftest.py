"""Drafters for projects of a few lines of Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.draft.draft import Drafter
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PREFIXES = """\
@prefix : <https://example.net/g/def#> .
@prefix id: <https://example.net/g/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def drafter(project: Callable[[Mapping[str, str | bytes]], Path]) -> Callable[..., Drafter]:
    """The drafter of a project with one file of shapes and one of data, both with the prefixes above."""

    def of(shapes: str, data: str = "", language: str | None = None) -> Drafter:
        files = {"shapes/shapes.ttl": PREFIXES + shapes, "graph/data.ttl": PREFIXES + data}
        return Drafter(Project.open(project(files)), language)

    return of
