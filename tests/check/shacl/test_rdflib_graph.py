from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from medtown.check.shacl.rdflib_graph import to_node, to_rdflib, to_term

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.table import Table

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
DATATYPES = st.sampled_from(
    ["string", "integer", "decimal", "double", "boolean", "date", "gYear", "hexBinary", "anyURI"]
)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXT),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXT, st.sampled_from(["en", "fr-be", "zh-hant-tw"])),
    st.builds(lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)), TEXT, DATATYPES),
    st.builds(
        lambda number, name: ox.Literal(f"0{number}", datatype=ox.NamedNode(XSD + name)),
        st.integers(0),
        DATATYPES,
    ),
)


@given(LITERALS)
def test_literals_come_back_as_they_were(value: ox.Literal) -> None:
    assert to_term(to_node(str(value))) == str(value)


@pytest.mark.parametrize("term", ["<http://example.org/é?a=b#c>", "<urn:x:1>", "_:f0b12"])
def test_nodes_come_back_as_they_were(term: str) -> None:
    assert to_term(to_node(term)) == term


def test_graph_holds_the_triples_each_once(table: Callable[..., Table]) -> None:
    text = ':a :b "01"^^xsd:integer, "x"@en, [ :c ( 1 2 ) ] .'
    expected = Graph().parse(data=f"@prefix : <http://example.org/id/> . {text}".replace("xsd:", ":"), format="turtle")
    graph = to_rdflib(table(text.replace("^^xsd:", "^^:"), ':a :b "x"@en .'))
    assert isomorphic(graph, expected)
    assert len(graph) == len(expected)
