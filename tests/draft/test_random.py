"""Any small set of shapes gives a block that can be parsed and has each property that is needed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from medtown.draft.draft import Drafter
from medtown.namespaces import SH
from medtown.project import Project
from medtown.table.terms import XSD, iri, literal
from tests.conftest import DATASET

BASE = "https://example.net/g/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LIST_PARAMETERS = {"in", "languageIn"}

_texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_iris = st.builds(
    "{}{}".format,
    st.sampled_from([f"{BASE}id/", f"{BASE}def#", "https://example.org/ü#", "urn:x:"]),
    st.text(st.sampled_from("ab-.%C3é~1_:()'"), max_size=5).map(lambda text: text.replace("%", "%25")),
).filter(lambda text: not text.endswith(":"))
_terms = st.one_of(
    _iris.map(iri),
    st.builds(literal, _texts, st.sampled_from(["", "en", "pt-br"])),
    st.builds(literal, _texts, datatype=_iris),
)
_counts = st.integers(0, 3).map(lambda number: literal(str(number), datatype=f"{XSD}integer"))
_constraints = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["minCount", "maxCount", "qualifiedMinCount", "minLength", "order"]), _counts),
        st.tuples(st.sampled_from(["datatype", "class"]), _iris.map(iri)),
        st.tuples(st.just("nodeKind"), st.sampled_from(["IRI", "Literal", "BlankNode", "BlankNodeOrIRI"]).map(
            lambda kind: iri(f"{SH}{kind}"))),
        st.tuples(st.sampled_from(["in", "languageIn", "hasValue"]), _terms),
        st.tuples(st.sampled_from(["in", "languageIn", "class", "datatype", "nodeKind"]), st.just("[]")),
        st.tuples(st.sampled_from(["name", "message", "pattern", "uniqueLang"]), _terms),
    ),
    max_size=4,
)  # fmt: skip
_properties = st.dictionaries(_iris, _constraints, max_size=4)


@given(_properties, st.booleans(), st.lists(st.tuples(_iris, _iris, _terms), max_size=4))
def test_a_block_can_be_parsed_and_has_what_is_needed(
    properties: dict[str, list[tuple[str, str]]],
    everything: bool,  # noqa: FBT001 - a drawn value
    data: list[tuple[str, str, str]],
) -> None:
    text = _draft(_shapes(properties), "".join(f"<{s}> <{p}> {o} .\n" for s, p, o in data), everything=everything)
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    subject = ox.NamedNode(f"{BASE}id/thing/new-thing")
    stated = {quad.predicate.value for quad in quads if quad.subject == subject}
    may = {path for path, constraints in properties.items() if ("maxCount", _number(0)) not in constraints}
    must = {path for path in may if any(_needs(*constraint) for constraint in properties[path])}
    assert stated == (may if everything else must) | {TYPE}


def _needs(parameter: str, value: str) -> bool:
    counts = ("minCount", "qualifiedMinCount")
    return (parameter in counts and value != _number(0)) or parameter == "hasValue"


def _number(number: int) -> str:
    return literal(str(number), datatype=f"{XSD}integer")


def _shapes(properties: dict[str, list[tuple[str, str]]]) -> str:
    shape = f"<x:shape> <{SH}targetClass> <{BASE}def#Thing> .\n"
    for number, (path, constraints) in enumerate(properties.items()):
        shape += f"<x:shape> <{SH}property> _:p{number} . _:p{number} <{SH}path> <{path}> .\n"
        for parameter, value in constraints:
            shape += f"_:p{number} <{SH}{parameter}> {f'( {value} )' if parameter in _LIST_PARAMETERS else value} .\n"
    return shape


def _draft(shapes: str, data: str, *, everything: bool) -> str:
    with TemporaryDirectory() as folder:
        files = {"shapes/shapes.ttl": shapes, "graph/dataset.ttl": DATASET, "graph/data.ttl": data}
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="")
        return Drafter(Project(Path(folder))).draft("thing", everything=everything).text
