"""SHACL's own report, in Turtle and in JSON-LD: what pySHACL says, and the same bytes each time."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from medtown.check import Report, check
from medtown.check.report import jsonld, turtle
from medtown.check.report.view import View
from medtown.namespaces import SH
from medtown.project import Project
from tests.check.report.views import FINDING, HERE, view_of
from tests.cli.test_validate import CASES, write_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.command import Command

BROKEN = Path(__file__).parent / "broken"
WRITERS = {"turtle": turtle.write, "json-ld": jsonld.write}
MESSAGE = URIRef(f"{SH}resultMessage")
WITH_RESULTS = [case for case, (_, _, code) in CASES.items() if code == 1]


def view_of_results(results: Graph | None) -> View:
    report = Report((), 1, 2, prefixes={"ex": "http://example.org/"})
    return View(report, HERE, (), results)


def steady(results: Graph) -> Graph:
    """A results graph with the values in messages of sh:in by the alphabet: pySHACL's order of them is chance."""
    found = Graph()
    for s, p, o in results:
        start, separator, values = str(o).rpartition(" not in list ")
        is_list = p == MESSAGE and separator
        found.add((s, p, Literal(f"{start}{separator}{sorted(ast.literal_eval(values))}") if is_list else o))
    return found


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", [*WITH_RESULTS, "broken"])
def test_it_says_what_pyshacl_says(case: str, form: str, tmp_path: Path) -> None:
    folder = BROKEN if case == "broken" else write_project(tmp_path, CASES[case][0])
    checked = check(Project.open(folder))
    assert checked.results is not None
    written = WRITERS[form](View.of(checked, folder))
    assert isomorphic(Graph().parse(data=written, format=form), steady(checked.results))


def test_the_same_project_gives_the_same_bytes(medtown: Command) -> None:
    """In processes that order sets in different ways, and whose new blank nodes have other names."""
    for form in ("turtle", "jsonld"):
        done = [
            medtown("validate", "--format", form, cwd=BROKEN, env={"PYTHONHASHSEED": seed}).stdout
            for seed in ("1", "2", "3")
        ]
        assert done[0].count("ValidationResult") > 5
        assert len(set(done)) == 1


def made(report: BNode, nodes: list[BNode], values: list[int]) -> Graph:
    """A report on results that differ by a value, each with a list and a detail of its own, all with random names."""
    graph = Graph()
    for node, value in zip(nodes, values, strict=True):
        graph.add((report, URIRef(f"{SH}result"), node))
        graph.add((node, URIRef(f"{SH}focusNode"), URIRef("http://example.org/a")))
        first, second = BNode(), BNode()
        graph.add((node, URIRef(f"{SH}detail"), first))
        graph.add((first, URIRef(f"{SH}detail"), second))
        graph.add((second, URIRef(f"{SH}value"), Literal(value)))
    return graph


@given(st.lists(st.integers(0, 5), max_size=6), st.randoms())
def test_names_and_order_make_no_difference(values: list[int], random: Callable[..., None]) -> None:
    shuffled = values[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    graphs = [made(BNode(), [BNode() for _ in order], order) for order in (values, shuffled)]
    for write in WRITERS.values():
        first, second = (write(view_of_results(graph)) for graph in graphs)
        assert first == second


def test_prefixes_are_those_of_the_project() -> None:
    graph = Graph()
    graph.add((BNode(), URIRef(f"{SH}focusNode"), URIRef("http://example.org/a")))
    assert turtle.write(view_of_results(graph)) == (
        "@prefix ex: <http://example.org/> .\n"
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n"
        "_:b0\n"
        "  sh:focusNode ex:a .\n"
    )


def test_a_cycle_of_blank_nodes_ends() -> None:
    one, two = BNode(), BNode()
    graph = Graph()
    graph.add((one, URIRef(f"{SH}detail"), two))
    graph.add((two, URIRef(f"{SH}detail"), one))
    written = turtle.write(view_of_results(graph))
    assert isomorphic(Graph().parse(data=written, format="turtle"), graph)


def test_an_author_s_own_words_are_kept() -> None:
    graph = Graph()
    graph.add((BNode(), MESSAGE, Literal("This is not in list [b, a] of ours.")))
    assert isomorphic(Graph().parse(data=turtle.write(view_of_results(graph)), format="turtle"), graph)


@pytest.mark.parametrize("form", WRITERS)
def test_without_shapes_all_conforms(form: str) -> None:
    found = Graph().parse(data=WRITERS[form](view_of()), format=form)
    expected = f"[] a <{SH}ValidationReport> ; <{SH}conforms> true ."
    assert isomorphic(found, Graph().parse(data=expected, format="turtle"))


@pytest.mark.parametrize("form", WRITERS)
def test_where_nothing_could_be_validated_nothing_conforms(form: str) -> None:
    found = Graph().parse(data=WRITERS[form](view_of(replace(FINDING, is_fault=True))), format=form)
    expected = (
        f"[] a <{SH}ValidationReport> ; <{SH}conforms> false ;"
        ' <http://www.w3.org/2000/01/rdf-schema#comment> "graph/a.ttl:7: odd [MT301]" .'
    )
    assert isomorphic(found, Graph().parse(data=expected, format="turtle"))
