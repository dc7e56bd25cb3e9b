"""Every shape has an example that fails it, and what is reported of that is known word for word.

`cases/<name>.ttl` holds what `shapes/<name>.ttl` should not let pass, and `<name>.txt` what is said of it: a line a
finding, with its severity, focus node, path, shape and message in English. `cases/good.ttl` has a good example of each
class. All cases are one project, validated once; `--update-golden` writes the texts anew: read them before you commit.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF, RDFS, SH

from medtown.check import check
from medtown.project import Project
from medtown.table.terms import iri, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from medtown.check.finding import Finding
    from medtown.check.run import Checked

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(Project(ROOT).settings.languages)
CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.ttl") if path.stem != "good")
# What of a shape can't fail: its place on a page, and what goes with another parameter.
_NO_CONSTRAINTS = {
    *("path", "name", "group", "order", "message", "severity", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
    *("property", "sparql", "qualifiedValueShape"),
}
_COMPONENTS = {"qualifiedMinCount": "QualifiedMinCount", "qualifiedMaxCount": "QualifiedMaxCount"}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """All cases at once, with our ontology and shapes; the good examples hold the dataset too."""
    folder = tmp_path_factory.mktemp("cases")
    for name in ("ontology", "shapes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(CASES, folder / "graph/cases", ignore=shutil.ignore_patterns("*.txt"))
    (folder / "graph/cases/good.ttl").rename(folder / "graph/dataset.ttl")
    checked = check(Project(folder))
    assert [finding.message for finding in checked.report.findings if finding.is_fault] == []
    return checked


@pytest.fixture(scope="module")
def findings(checked: Checked) -> list[Finding]:
    """What the shapes find."""
    return [finding for finding in checked.report.findings if finding.code == "MT301"]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """All files of shapes/."""
    graph = Graph()
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


def line_of(finding: Finding, prefixes: dict[str, str]) -> str:
    """A finding as the `.txt` files have it; blank nodes by what leads to them."""
    terms = (finding.focus or "", finding.path or "", finding.shape or "")
    focus, path, shape = (_short(term, prefixes) for term in terms)
    focus = finding.focus_label if is_blank(finding.focus or "") else focus
    return f"{finding.severity.word} {focus} {path or '-'} [{shape}] {finding.message}\n"


def _short(text: str, prefixes: dict[str, str]) -> str:
    for prefix, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        text = re.sub(rf"<{re.escape(namespace)}([\w-]+)>", rf"{prefix}:\1", text)
    return text


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_example_is_found(
    name: str,
    checked: Checked,
    findings: list[Finding],
    updates_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    golden = CASES / f"{name}.txt"
    mine = {line_of(finding, checked.report.prefixes) for finding in findings if _case_of(finding) == name}
    lines = "".join(sorted(mine))
    if updates_golden:
        golden.write_text(lines, "utf-8")
    assert lines == golden.read_text("utf-8")
    assert lines


def _case_of(finding: Finding) -> str:
    """The case in whose file something was found; empty for the good examples and the ontology."""
    is_case = finding.file is not None and finding.file.parent.name == "cases"
    return finding.file.stem if finding.file and is_case else ""


def test_nothing_is_found_in_a_good_example_or_the_ontology(findings: list[Finding]) -> None:
    assert [(finding.file, finding.focus, finding.message) for finding in findings if not _case_of(finding)] == []


def test_there_is_a_good_example_of_each_class(shapes: Graph) -> None:
    good = Graph().parse(CASES / "good.ttl")
    for file in sorted((ROOT / "ontology").glob("*.ttl")):
        good.parse(file)
    present = set(good.objects(None, RDF.type))
    missing = set(shapes.objects(None, SH.targetClass)) - present
    assert {str(cls) for cls in missing} == {"http://purl.org/dc/terms/Frequency"}  # named as a language is


def used(shapes: Graph) -> Iterator[Node]:
    """The node shapes with targets, and the property shapes that they ask for."""
    for parameter in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        for shape in set(shapes.subjects(parameter)):
            yield shape
            yield from shapes.objects(shape, SH.property)


def constraints(shapes: Graph) -> Iterator[tuple[str, str]]:
    """What can fail: a shape and a constraint component, or one of its constraints in SPARQL."""
    for shape in set(used(shapes)):
        assert not isinstance(shape, BNode), "each shape that reports has a name"
        for predicate, value in shapes.predicate_objects(shape):
            parameter = str(predicate).removeprefix(str(SH))
            if predicate == SH.sparql:
                yield str(shape), str(value)
            elif parameter != str(predicate) and parameter not in _NO_CONSTRAINTS:
                yield str(shape), _COMPONENTS.get(parameter, parameter[0].upper() + parameter[1:])


def test_every_constraint_fails_somewhere(checked: Checked, shapes: Graph) -> None:
    results = checked.results
    assert results is not None
    failed = set()
    for result in results.objects(None, SH.result):
        shape = str(results.value(result, SH.sourceShape))
        component = str(results.value(result, SH.sourceConstraintComponent))
        in_sparql = results.value(result, SH.sourceConstraint)
        component = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        failed.add((shape, str(in_sparql) if in_sparql else component))
    assert sorted(set(constraints(shapes)) - failed) == []


def test_every_shape_is_shown_in_a_case(shapes: Graph) -> None:
    shown = set(re.findall(r"\[mtsh:(\w+)\]", "".join((CASES / f"{name}.txt").read_text("utf-8") for name in NAMES)))
    asked = {str(shape).rpartition("#")[2] for shape, _ in constraints(shapes)}
    assert asked - shown == set()


def test_every_file_of_shapes_has_a_case() -> None:
    without = {"groups", "properties", "shapes", "texts"}  # hold what others ask for
    assert {file.stem for file in (ROOT / "shapes").glob("*.ttl")} - without == set(NAMES)


def test_every_shape_says_what_to_do_in_six_languages(shapes: Graph) -> None:
    reporting = {*used(shapes), *shapes.objects(None, SH.sparql)}
    for shape in filter(lambda shape: _can_fail(shape, shapes), reporting):
        messages = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in messages) == LANGUAGES, shape
        assert all(text.endswith(".") and len(text) > len("Name it.") for text in messages), shape
    for shape in set(shapes.subjects(SH.targetClass)):
        labels = [text for text in shapes.objects(shape, RDFS.label) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in labels) == LANGUAGES, shape


def _can_fail(shape: Node, shapes: Graph) -> bool:
    """Whether a shape has constraints besides property shapes and those in SPARQL, which have their own messages."""
    parameters = {str(each).removeprefix(str(SH)) for each in shapes.predicates(shape) if str(each).startswith(str(SH))}
    return bool(parameters - _NO_CONSTRAINTS)


def test_one_message_is_not_for_two_mistakes(shapes: Graph) -> None:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for shape in {*used(shapes), *shapes.objects(None, SH.sparql)}:
        for text in shapes.objects(shape, SH.message):
            said[str(text)] |= {str(path) for path in shapes.objects(shape, SH.path)} or {iri(str(shape))}
    assert {text: shapes for text, shapes in said.items() if len(shapes) > 1} == {}
