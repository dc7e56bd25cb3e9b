"""Every result of pySHACL becomes a finding, and no finding of SHACL comes from elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, URIRef

from medtown.check import check
from medtown.check.shacl.rdflib_graph import quiet, to_term
from medtown.namespaces import SH
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

ROOT = Path(__file__).parents[3]
BROKEN = ROOT / "tests/broken"
SEVERITIES = {"Violation": "violation", "Warning": "warning", "Info": "info"}
Result = tuple[str, str, str, str]


def pyshacl_results(project: Path) -> set[Result]:
    """Focus node, value, severity and source shape of each result, with details in the place of what they explain.

    The files are read by rdflib itself, so that this shares nothing with our reading of them.
    """
    data, shapes = Graph(), Graph()
    with quiet("rdflib.term"), quiet("pyshacl-validate"):
        for folder, graph in (("ontology", data), ("graph", data), ("shapes", shapes)):
            for file in sorted((project / folder).rglob("*.ttl")):
                graph.parse(file)
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    assert isinstance(results, Graph)
    found = set()
    for result in results.objects(None, URIRef(f"{SH}result")):
        severity = str(results.value(result, URIRef(f"{SH}resultSeverity"))).removeprefix(SH)
        for innermost in _innermost(results, result):
            found.add(_key(results, innermost, SEVERITIES[severity]))
    return found


def _innermost(results: Graph, result: Node) -> Iterator[Node]:
    details = list(results.objects(result, URIRef(f"{SH}detail")))
    for detail in details:
        yield from _innermost(results, detail)
    if not details:
        yield result


def _key(results: Graph, result: Node, severity: str) -> Result:
    parts = []
    for name in ("focusNode", "value", "sourceShape"):
        node = results.value(result, URIRef(f"{SH}{name}"))
        parts.append("" if node is None else "blank" if isinstance(node, BNode) else to_term(node))
    focus, value, shape = parts
    # A finding leaves out a value that is the focus itself, and adds the text that sh:uniqueLang does not name.
    component = str(results.value(result, URIRef(f"{SH}sourceConstraintComponent")))
    has_path = (result, URIRef(f"{SH}resultPath"), None) in results
    if "UniqueLang" in component or (value == focus and not has_path):
        value = ""
    return focus, value, severity, shape if shape != "blank" else ""


def our_results(project: Path) -> set[Result]:
    """The same of our findings."""
    found = set()
    for finding in check(Project(project)).report.findings:
        if finding.code == "MT301":
            focus, value = (
                "blank" if (term or "")[:1] == "_" else term or "" for term in (finding.focus, finding.value)
            )
            value = "" if "in each language" in finding.expected else value
            found.add((focus, value, finding.severity.word, finding.shape or ""))
    return found


def test_the_project_itself() -> None:
    assert our_results(ROOT) == pyshacl_results(ROOT)


CASES = sorted(path.parent for path in (BROKEN / "shacl").glob("*/expected.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_broken_inputs(case: Path, tmp_path: Path) -> None:
    project = overlaid(case, tmp_path)
    expected = pyshacl_results(project)
    assert our_results(project) == expected
    assert expected


def overlaid(case: Path, folder: Path) -> Path:
    """The broken project with the files of a case."""
    shutil.copytree(BROKEN / "project", folder / "project")
    shutil.copytree(case, folder / "project", dirs_exist_ok=True)
    return folder / "project"


NODES = st.sampled_from(["v:a", "v:b", "v:c"])
VALUES = st.sampled_from(
    [
        "v:a",
        "v:b",
        "v:A",
        "1",
        "0",
        "-3",
        '"x"',
        '"x"@en',
        '"y"@en',
        '"y"@fr',
        '"2020-01-01"^^xsd:date',
        '"no"^^xsd:date',
    ]
)
TRIPLES = st.tuples(NODES, st.sampled_from(["a", "v:p", "v:q"]), VALUES)
NESTED = "sh:node [ sh:property [ sh:path v:q ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ]"
CONSTRAINTS = st.sampled_from(
    [
        "sh:minCount 1",
        "sh:minCount 2 ; sh:severity sh:Warning",
        "sh:maxCount 1",
        "sh:class v:A",
        "sh:datatype xsd:integer",
        "sh:datatype xsd:date ; sh:severity sh:Info",
        "sh:nodeKind sh:IRI",
        "sh:in ( v:a 1 )",
        "sh:hasValue v:a",
        'sh:pattern "x"',
        "sh:minInclusive 0",
        "sh:uniqueLang true",
        'sh:languageIn ( "en" )',
        "sh:lessThan v:q",
        "sh:equals v:q",
        "sh:disjoint v:q",
        "sh:not [ sh:class v:A ]",
        "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:integer ] )",
        NESTED,
    ]
)
SHAPES = st.lists(
    st.tuples(st.sampled_from(["v:p", "v:q", "[ sh:inversePath v:p ]"]), CONSTRAINTS), min_size=1, max_size=4
)
TARGETS = st.sampled_from(
    ["sh:targetClass v:A", "sh:targetNode v:a, v:b", "sh:targetSubjectsOf v:p", "sh:targetObjectsOf v:q"]
)
HEAD = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix v: <https://example.net/g/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@settings(max_examples=60)
@given(st.lists(TRIPLES, min_size=1, max_size=12), TARGETS, SHAPES)
def test_generated_graphs(
    tmp_path_factory: pytest.TempPathFactory,
    triples: list[tuple[str, str, str]],
    target: str,
    shapes: list[tuple[str, str]],
) -> None:
    project = tmp_path_factory.getbasetemp() / "generated"
    properties = "".join(f" ;\n  sh:property [ sh:path {path} ; {asked} ]" for path, asked in shapes)
    write(
        project,
        {
            "graph/dataset.ttl": DATASET,
            "graph/a.ttl": HEAD + "".join(f"{s} {p} {o} .\n" for s, p, o in triples),
            "shapes/a.ttl": f"{HEAD}v:Shape a sh:NodeShape ; {target}{properties} .\n",
        },
    )
    assert our_results(project) == pyshacl_results(project)


DATASET = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/g/set/g> a void:Dataset ;
  dcterms:title "Generated"@en ; void:uriSpace "https://example.net/g/" .
"""


def write(folder: Path, files: dict[str, Any]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
