"""MT321 to MT323 on projects of a few lines: text, file, line and column of each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check import check
from medtown.check.context import Options
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix def: <https://example.net/g/def#> .
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = "def:Plots a sh:NodeShape ; sh:targetClass def:Plot ; sh:property [ sh:path rdfs:label ] .\n"
FACTS = ':a a def:Plot ; rdfs:label "A" .\n'
ONTOLOGY = """\
def:Plot a owl:Class ; rdfs:label "plot"@en ; rdfs:comment "Some soil."@en .
def:Bed rdfs:subClassOf def:Plot .
def:near rdfs:domain def:Plot ; rdfs:range [ a owl:Class ; owl:unionOf ( def:Plot def:Bed ) ] .
:b def:near :a .
"""

Found = list[tuple[str, str, int | None, int | None, str]]


@pytest.fixture
def coverage(project: Callable[[Mapping[str, str]], Path]) -> Callable[..., Found]:
    """The findings on what shapes and data have nothing to do with each other, of files given by path."""

    def find(files: Mapping[str, str]) -> Found:
        folder = project({name: PREFIXES + text for name, text in files.items()})
        findings = check(Project(folder), Options("en")).report.findings
        return [
            (f.code, f.file.name if f.file else "", f.line, f.at.column if f.at else None, f.message)
            for f in findings
            if f.code.startswith("MT32")
        ]

    return find


def test_what_is_covered_is_passed_over(coverage: Callable[..., Found]) -> None:
    assert coverage({"graph/a.ttl": FACTS, "shapes/a.ttl": SHAPES}) == []


def test_the_vocabulary_and_the_dataset_need_no_shape(coverage: Callable[..., Found]) -> None:
    ontology = ONTOLOGY.replace(":b def:near :a .\n", "")
    assert coverage({"graph/a.ttl": FACTS, "shapes/a.ttl": SHAPES, "ontology/def.ttl": ontology}) == []


def test_without_shapes_nothing_is_said(coverage: Callable[..., Found]) -> None:
    assert coverage({"graph/a.ttl": FACTS}) == []


def test_of_ill_formed_shapes_nothing_is_said(coverage: Callable[..., Found]) -> None:
    assert coverage({"graph/a.ttl": FACTS, "shapes/a.ttl": "def:S sh:targetClass def:X ; sh:in def:a .\n"}) == []


@pytest.mark.parametrize(
    ("shape", "reasons"),
    [
        ("sh:targetClass ex:Plot", "the data has no instance of ex:Plot"),
        ("sh:targetNode ex:x , ex:y", "the data has no ex:x; the data has no ex:y"),
        ("sh:targetSubjectsOf ex:near", "no triple of the data has the property ex:near"),
        ("sh:targetObjectsOf ex:near", "no triple of the data has the property ex:near"),
        ("a sh:NodeShape , rdfs:Class", "the data has no instance of def:Idle"),
    ],
)
def test_a_shape_without_data(shape: str, reasons: str, coverage: Callable[..., Found]) -> None:
    found = coverage({"graph/a.ttl": FACTS, "shapes/a.ttl": f"{SHAPES}\n  def:Idle {shape} ;\n  sh:closed false .\n"})
    assert found == [("MT321", "a.ttl", 9, 3, f"this shape applies to nothing: {reasons}")]


@pytest.mark.parametrize(
    "shape",
    [
        "def:Idle sh:targetClass def:Plot , ex:Nowhere .",
        "def:Idle sh:targetClass ex:Nowhere ; sh:deactivated true .",
        "def:Idle sh:targetClass def:Undefined .",  # MT305 tells of it
        "def:Idle sh:property [ sh:path def:x ] .",
    ],
)
def test_a_shape_that_waits_for_nothing(shape: str, coverage: Callable[..., Found]) -> None:
    assert coverage({"graph/a.ttl": FACTS, "shapes/a.ttl": f"{SHAPES}{shape}\n"}) == []


def test_a_misspelt_class_is_recognised(project: Callable[[Mapping[str, str]], Path]) -> None:
    shapes = PREFIXES + SHAPES.replace("def:Plot ;", "ex:Hoose ;")
    folder = project({"graph/a.ttl": PREFIXES + FACTS + ":h a ex:House .\n", "shapes/a.ttl": shapes})
    expected = [f.expected for f in check(Project(folder)).report.findings if f.code == "MT321"]
    assert expected == ["a class of the data; did you mean ex:House?"]


def test_resources_that_no_shape_touches(coverage: Callable[..., Found]) -> None:
    houses = ':h a def:House ;\n rdfs:label "H" .\n:k rdfs:label "K" .\n  :i rdfs:label "I" ; a def:House .\n'
    found = coverage(
        {
            "graph/a.ttl": FACTS + houses,
            "graph/b.ttl": ":j a def:House .\n<http://elsewhere.org/x> a def:House .\n[] a def:House .\n",
            "ontology/def.ttl": 'def:House a rdfs:Class ; rdfs:label "house"@en .\n',
            "shapes/a.ttl": SHAPES,
        }
    )
    assert found == [
        ("MT322", "a.ttl", 8, 1, "2 resources of class def:House (house) are touched by no shape; here the first"),
        ("MT322", "a.ttl", 10, 1, "1 resource without a class is touched by no shape"),
        ("MT322", "b.ttl", 7, 1, "1 resource of class def:House (house) is touched by no shape"),
    ]


def test_resources_that_a_shape_reaches(coverage: Callable[..., Found]) -> None:
    files = {"graph/a.ttl": FACTS + ":a def:near :h .\n:h a def:House .\n"}
    counted = f"{SHAPES}def:Plots sh:property [ sh:path def:near ; sh:minCount 1 ] .\n"
    looked_at = counted.replace("sh:minCount 1", "sh:node [ sh:nodeKind sh:IRI ]")
    assert [found[:3] for found in coverage({**files, "shapes/a.ttl": counted})] == [("MT322", "a.ttl", 9)]
    assert coverage({**files, "shapes/a.ttl": looked_at}) == []


def test_properties_that_no_shape_mentions(coverage: Callable[..., Found]) -> None:
    facts = (
        f"{FACTS}:a def:near :a ;\n  def:soil [ def:kind def:clay ] , [ def:kind def:sand ] ; def:list ( def:clay ) .\n"
    )
    found = coverage({"graph/a.ttl": facts, "ontology/def.ttl": ONTOLOGY, "shapes/a.ttl": SHAPES})
    assert [item for item in found if item[0] == "MT323"] == [
        ("MT323", "a.ttl", 9, 3, "no shape mentions def:soil, used 2 times, here first"),
        ("MT323", "a.ttl", 9, 60, "no shape mentions def:list, used here alone"),
        ("MT323", "def.ttl", 10, 4, "no shape mentions def:near, used 2 times, here first"),
    ]


@pytest.mark.parametrize(
    "mention",
    [
        "sh:property [ sh:path def:near ]",
        "sh:property [ sh:path ( rdfs:label [ sh:alternativePath ( def:x [ sh:inversePath def:near ] ) ] ) ]",
        "sh:targetObjectsOf def:near",
        "sh:closed false ; sh:ignoredProperties ( def:x def:near )",
        "sh:property [ sh:path rdfs:label ; sh:disjoint def:near ]",
    ],
)
def test_what_counts_as_a_mention(mention: str, coverage: Callable[..., Found]) -> None:
    facts = f"{FACTS}:a def:near :a .\n"
    assert coverage({"graph/a.ttl": facts, "shapes/a.ttl": f"{SHAPES}def:Plots {mention} .\n"}) == []


def test_a_comment_or_a_query_is_no_mention(coverage: Callable[..., Found]) -> None:
    shapes = (
        f'{SHAPES}def:Plots sh:sparql [ sh:select "SELECT $this {{ $this <https://example.net/g/def#near> 1 }}" ] .\n'
    )
    found = coverage({"graph/a.ttl": f"{FACTS}:a def:near :a .\n", "shapes/a.ttl": shapes})
    assert [item[0] for item in found] == ["MT323"]


def test_the_real_command_shows_all_three_and_ends_with_0(
    project: Callable[[Mapping[str, str]], Path], medtown: Command
) -> None:
    facts = f"{PREFIXES}{FACTS}:h a def:House ; def:near :a .\n"
    shapes = f"{PREFIXES}{SHAPES}def:Idle sh:targetClass ex:Idle .\n"
    ontology = f'{PREFIXES}def:House a rdfs:Class ; rdfs:label "house"@en .\n'
    folder = project({"graph/a.ttl": facts, "shapes/a.ttl": shapes, "ontology/def.ttl": ontology})
    done = medtown("--project", folder, "validate", "--format", "github", cwd=folder)
    lines = [line for line in done.stdout.splitlines() if "MT32" in line]
    assert [line.split(",", 3)[:3] for line in lines] == [
        ["::notice file=graph/a.ttl", "line=8", "endLine=8"],
        ["::notice file=graph/a.ttl", "line=8", "endLine=8"],
        ["::notice file=shapes/a.ttl", "line=8", "endLine=8"],
    ]
