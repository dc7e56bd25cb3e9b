from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from medtown.check.shacl.rdflib_graph import to_rdflib, to_term
from medtown.check.shacl.targets import Reach, Targets
from medtown.check.shacl.validator import run_pyshacl
from medtown.namespaces import RDFS, SH
from medtown.table import read_table
from medtown.table.terms import RDF
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.table import Table

EX = "http://example.org/"
PREFIXES = f"@prefix : <{EX}> .\n@prefix rdf: <{RDF}> .\n@prefix rdfs: <{RDFS}> .\n@prefix sh: <{SH}> .\n"
NAMES = st.sampled_from([":a", ":b", ":c", ":d", ":p", ":q"])
PREDICATES = st.sampled_from(["a", "rdfs:subClassOf", ":p", ":q"])
STATEMENTS = st.tuples(NAMES, PREDICATES, NAMES).map(" ".join)
TARGETS = st.tuples(
    st.sampled_from(["sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf", "a rdfs:Class ; sh:targetClass"]),
    NAMES,
).map(" ".join)


def read(folder: Path, name: str, text: str) -> Table:
    path = folder / name
    path.write_text(PREFIXES + text, "utf-8")
    return read_table([TurtleFile(path, f"{EX}{name}")])


def short(term: str) -> str:
    return term[len(f"<{EX}") : -1] if term[0] == "<" else "[]"


@given(data=st.lists(STATEMENTS, max_size=12), targets=st.lists(TARGETS, min_size=1, max_size=2), shape=NAMES)
def test_focus_nodes_are_those_of_pyshacl(
    tmp_path_factory: pytest.TempPathFactory, data: list[str], targets: list[str], shape: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    facts = read(folder, "data.ttl", "".join(f"{statement} .\n" for statement in data))
    text = f"{shape} a sh:NodeShape ; {' ; '.join(targets)} ; sh:hasValue :nowhere ."
    found = Targets(shapes := read(folder, "shapes.ttl", text), facts)
    number = shapes.id(f"<{EX}{shape[1:]}>")
    assert number is not None
    results = run_pyshacl(to_rdflib(facts), to_rdflib(shapes))
    focus = {to_term(node) for node in results.objects(None, URIRef(f"{SH}focusNode"))}
    assert {facts.terms[node] for node in found.focus_nodes(number)} == focus


DATA = """
:a a :Plot ; :near :b ; :part :a1 , [ :kind "x" ] .
:b a :Plot ; :near :c .
:c a :House .
:a1 :soil [ :kind "clay" ] .
:s a :Street .
"""


@pytest.mark.parametrize(
    ("shapes", "touched"),
    [
        (":S sh:targetClass :Plot .", "a b"),
        (":S sh:targetNode :c , :nowhere .", "c"),
        (":S sh:targetNode :c ; sh:deactivated true .", ""),
        # A value that is only counted or given a class is not looked at.
        (":S sh:targetNode :a ; sh:property [ sh:path :near ; sh:minCount 1 ; sh:class :Plot ] .", "a"),
        (":S sh:targetNode :a ; sh:property [ sh:path :near ; sh:node :N ] . :N sh:closed false .", "a b"),
        (":S sh:targetNode :a ; sh:property [ sh:path :near ; sh:property [ sh:path :near ] ] .", "a b"),
        (
            """:S sh:targetNode :a ; sh:node [ sh:property :near ] .
            :near sh:path :near ; sh:or ( [ sh:nodeKind sh:IRI ] [ sh:node :N ] ) .
            :N sh:property [ sh:path :near ; sh:node [ sh:closed false ] ] .""",
            "a b c",
        ),
        # A shape that asks of itself, and one that is switched off.
        (":S sh:targetNode :a ; sh:property [ sh:path :near ; sh:node :S ] .", "a b c"),
        (":S sh:targetNode :a ; sh:property [ sh:path :near ; sh:node :S ; sh:deactivated true ] .", "a"),
        (
            ":S sh:targetNode :a ; sh:property [ sh:path :part ; sh:node [ sh:property [ sh:path :soil ] ] ] .",
            "a a1 []",
        ),
        (":S sh:targetNode :c ; sh:property [ sh:path ( [ sh:inversePath :near ] :part ) ; sh:node :N ] .", "c"),
    ],
)
def test_what_shapes_look_at(tmp_path: Path, shapes: str, touched: str) -> None:
    facts = read(tmp_path, "data.ttl", DATA)
    found = Reach(Targets(read(tmp_path, "shapes.ttl", shapes), facts)).touched
    assert sorted(short(facts.terms[node]) for node in found) == sorted(touched.split())
