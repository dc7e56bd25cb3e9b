from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef

from medtown.check import check
from medtown.check.shacl.meta import cheaper, shapes_of_shapes
from medtown.check.shacl.rdflib_graph import to_rdflib
from medtown.check.shacl.validator import run_pyshacl
from medtown.namespaces import RDFS, SH
from medtown.project import Project
from medtown.table import read_table
from medtown.table.terms import RDF, XSD
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rdflib import Graph

    from tests.support.command import Command

EX = "http://example.org/"
PREFIXES = (
    f"@prefix : <{EX}> .\n@prefix rdf: <{RDF}> .\n@prefix rdfs: <{RDFS}> .\n"
    f"@prefix sh: <{SH}> .\n@prefix xsd: <{XSD}> .\n"
)
FIRST_LINE = PREFIXES.count("\n") + 1

WELL_FORMED = """
:S a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:IRI ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
  sh:property
    [ sh:path :p ; sh:minCount 1 ; sh:maxCount 2 ; sh:languageIn ( "en" "fr" ) ; sh:uniqueLang true ] ,
    [ sh:path [ sh:alternativePath ( :p [ sh:inversePath :q ] ( :p [ sh:zeroOrMorePath :q ] ) ) ] ; sh:in ( 1 :b ) ] ,
    [ sh:path :q ; sh:or ( [ sh:datatype xsd:date ] [ sh:node :T ] ) ; sh:message "No."@en ; sh:severity sh:Warning ] .
:T sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1 ] ; sh:deactivated false .
:C a rdfs:Class , sh:NodeShape .
"""

# What is ill-formed, then the one fault expected: text at the place, reason, what was expected there, suggestion.
SLIPS: dict[str, tuple[str, str, str, str, str]] = {
    "no path": (":S sh:property [ sh:class :C ] .", "[ sh:class :C ]", "a property shape needs an sh:path", "", ""),
    "no path, and a count": (
        ":S sh:property [ sh:minCount 1 ] .",
        "[ sh:minCount 1 ]",
        "a property shape needs an sh:path",
        "",
        "",
    ),
    "nothing known": (":S sh:property :x .", ":x", "nothing describes this property shape", "", ""),
    "two paths": (
        ":S sh:property [ sh:path :p ;\n sh:path :q ] .",
        ":q",
        "sh:path stands 2 times, and may stand once",
        "",
        "",
    ),
    "two paths on a shape by itself": (
        ":S a sh:PropertyShape ; sh:path :p , :q ; sh:minCount 1 .",
        ":q",
        "sh:path stands 2 times, and may stand once",
        "",
        "",
    ),
    "a count as text": (
        ':S sh:property [ sh:path :p ; sh:minCount "x" ] .',
        '"x"',
        '"x" can\'t be a value of sh:minCount',
        "datatype xsd:integer (such as 12)",
        "",
    ),
    "a number as text": (
        ':S sh:property [ sh:path :p ; sh:minCount "1" ] .',
        '"1"',
        '"1" can\'t be a value of sh:minCount',
        "datatype xsd:integer (such as 12)",
        "1",
    ),
    "a kind that is none": (
        ":S sh:nodeKind sh:Iri .",
        "sh:Iri",
        "sh:Iri can't be a value of sh:nodeKind",
        "one of: sh:BlankNode, sh:IRI, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral, sh:IRIOrLiteral",
        "sh:IRI",
    ),
    "no list": (":S sh:in :a .", ":a", "sh:in needs a list: ( … )", "", ""),
    "brackets of the wrong kind": (
        ":S sh:or [ sh:class :C ] .",
        "[ sh:class :C ]",
        "sh:or needs a list: ( … )",
        "",
        "",
    ),
    "a datatype in quotes": (
        ':S sh:property [ sh:path :p ; sh:datatype "xsd:date" ] .',
        '"xsd:date"',
        '"xsd:date" can\'t be a value of sh:datatype',
        "an IRI",
        "",
    ),
    "a count without a path": (
        ":S a sh:NodeShape ; sh:minCount 1 .",
        "1",
        "sh:minCount needs an sh:path beside it",
        "",
        "",
    ),
    "a path in quotes": (':S sh:property [ sh:path "p" ] .', '"p"', "this is no property path", "PATH", ""),
    "a path in quotes on a shape by itself": (
        ':S a sh:PropertyShape ; sh:path "p" ; sh:minCount 1 .',
        '"p"',
        "this is no property path",
        "PATH",
        "",
    ),
    "a misspelt path": (
        ":S sh:property [ sh:path [ sh:inverse :p ] ] .",
        "[ sh:inverse :p ]",
        "this is no property path",
        "PATH",
        "",
    ),
    "a path of one part": (":S sh:property [ sh:path ( :p ) ] .", "( :p )", "this is no property path", "PATH", ""),
    "a member of a list of shapes": (
        ':S sh:or ( [ sh:class :C ] [ sh:path "p" ] ) .',
        '"p"',
        "this is no property path",
        "PATH",
        "",
    ),
    "a member of a list of languages": (
        ':S sh:property [ sh:path :p ; sh:languageIn ( "en" 12 ) ] .',
        "12",
        "12 can't be a value of sh:languageIn",
        "datatype xsd:string",
        '"12"',
    ),
    "a property shape for sh:node": (
        ":S sh:node [ sh:path :p ] .",
        ":p",
        "a node shape, which sh:node asks for, has no sh:path",
        "",
        "",
    ),
    "a class without a name": (
        "[] a sh:NodeShape , rdfs:Class .",
        "[] a sh:NodeShape , rdfs:Class .",
        "a shape that is a class too needs an IRI",
        "",
        "",
    ),
    "a message that is a number": (
        ":S sh:message 12 .\n:S a sh:NodeShape .",
        "12",
        "12 can't be a value of sh:message",
        "either datatype xsd:string; or datatype rdf:langString",
        "",
    ),
}
PATH = (
    "a property, ( … ) with two paths or more, or in brackets one of sh:inversePath, sh:alternativePath, "
    "sh:zeroOrMorePath, sh:oneOrMorePath and sh:zeroOrOnePath"
)


@pytest.fixture
def graph(tmp_path: Path) -> Callable[[str], Graph]:
    def read(text: str) -> Graph:
        path = tmp_path / "shapes.ttl"
        path.write_text(PREFIXES + text, "utf-8")
        return to_rdflib(read_table([TurtleFile(path, f"{EX}shapes")]))

    return read


@pytest.mark.parametrize("case", SLIPS)
def test_each_slip_is_one_fault_at_its_place(case: str, project: Callable[[dict[str, str]], Path]) -> None:
    text, at, reason, expected, suggestion = SLIPS[case]
    folder = project({"shapes/s.ttl": PREFIXES + text})
    faults = [finding for finding in check(Project(folder)).report.findings if finding.code == "MT302"]
    assert [fault.message for fault in faults] == [f"this shape can't be used: {reason}"]
    (fault,) = faults
    assert fault.is_fault
    assert (fault.expected, fault.suggestion) == (PATH if expected == "PATH" else expected, suggestion)
    assert fault.at is not None
    assert fault.at.file == folder / "shapes/s.ttl"
    assert _text_at(PREFIXES + text, fault.at[1:]) == at


def _text_at(text: str, place: tuple[int | None, ...]) -> str:
    """The text of a place that is on one line."""
    line, column, last, end = place
    assert line is not None
    assert line == last
    return text.splitlines()[line - 1][(column or 0) - 1 : (end or 0) - 1]


@pytest.mark.parametrize("case", SLIPS)
def test_the_cheaper_shapes_find_fault_where_the_original_does(case: str, graph: Callable[[str], Graph]) -> None:
    shapes, original = graph(SLIPS[case][0]), to_rdflib(shapes_of_shapes())
    assert not _conforms(shapes, original)
    assert not _conforms(shapes, cheaper(to_rdflib(shapes_of_shapes()), shapes))


def test_well_formed_shapes_pass_both(graph: Callable[[str], Graph]) -> None:
    shapes = graph(WELL_FORMED)
    assert _conforms(shapes, to_rdflib(shapes_of_shapes()))
    assert _conforms(shapes, cheaper(to_rdflib(shapes_of_shapes()), shapes))


def _conforms(shapes: Graph, meta: Graph) -> bool:
    return (None, URIRef(f"{SH}conforms"), Literal(lexical_or_value=True)) in run_pyshacl(shapes, meta)


def test_all_slips_of_a_project_are_told_of_at_once(
    project: Callable[[dict[str, str]], Path], medtown: Command
) -> None:
    folder = project(
        {
            "shapes/a.ttl": PREFIXES + ":A sh:targetClass :C ; sh:property [ sh:minCount 1 ] .\n",
            "shapes/b.ttl": PREFIXES + ":B sh:targetClass :C ;\n  sh:nodeKind sh:Uri .\n",
        }
    )
    done = medtown("--project", folder, "validate", "--format", "github", cwd=folder)
    assert done.returncode == 2
    places = [line.split("::")[1] for line in done.stdout.splitlines() if "MT302" in line]
    assert [place.split(",")[:2] for place in places] == [
        ["error file=shapes/a.ttl", f"line={FIRST_LINE}"],
        ["error file=shapes/b.ttl", f"line={FIRST_LINE + 1}"],
    ]


@pytest.mark.parametrize(
    "shapes",
    [
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:in _:l ] . _:l rdf:first 1 ; rdf:rest _:l .",
        ":S sh:targetClass :C ; sh:property [ sh:path _:p ] . _:p sh:inversePath _:p .",
    ],
)
def test_what_bites_its_tail_is_a_fault_too(shapes: str, project: Callable[[dict[str, str]], Path]) -> None:
    folder = project({"shapes/s.ttl": PREFIXES + shapes, "graph/c.ttl": f"<{EX}c> a <{EX}C> ."})
    report = check(Project(folder)).report
    assert [(fault.code, fault.line) for fault in report.findings if fault.is_fault] == [("MT302", FIRST_LINE)]
