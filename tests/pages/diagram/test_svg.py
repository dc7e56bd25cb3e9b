"""The picture: whole, well-formed, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtown.pages.diagram.layout import MOST_BOXES, Line, Size, lay_out
from medtown.pages.diagram.svg import shortened, text_width
from medtown.pages.values import UP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.diagram.conftest import SmallDiagram

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = """
    :SA sh:targetClass :A ; sh:property [ sh:path :p ; sh:class :B ; sh:name "leads"@en , "يقود"@ar ] ,
        [ sh:path :v ; sh:datatype xsd:date ; sh:maxCount 1 ] .
    :SB a sh:NodeShape ; sh:targetClass :B .
    :SC a sh:NodeShape ; sh:targetClass :C .
"""


def parsed(svg: str) -> ET.Element:
    """The picture as an XML parser reads it."""
    return ET.fromstring(svg.replace(UP, "../"))  # noqa: S314 - our own text


def texts(svg: str, kind: str) -> list[str]:
    """The texts of a kind, in their order."""
    return ["".join(e.itertext()) for e in parsed(svg).iter(f"{SVG}text") if e.get("class") == kind]


def test_what_is_drawn(small_diagram: Callable[..., SmallDiagram]) -> None:
    svg = small_diagram(SHAPES, ":C rdfs:subClassOf :B .").drawn()
    assert texts(svg, "title") == ["A", "B", "C"]
    assert texts(svg, "label") == ["leads 0..*"]
    assert (texts(svg, "value"), texts(svg, "counts")) == (["v"], ["0..1"])
    links = [e.get("href") for e in parsed(svg).iter(f"{SVG}a")]
    assert links == [f"../class/{name}.html" for name in "ABC"]
    kinds = [e.get("marker-end") for e in parsed(svg).iter(f"{SVG}path") if e.get("marker-end")]
    assert kinds == ["url(#arrow-wider)", "url(#arrow-leads)"]
    assert "style=" not in svg


def test_a_box_with_nothing_but_a_name_is_left_to_the_text(small_diagram: Callable[..., SmallDiagram]) -> None:
    made = small_diagram(SHAPES)
    assert texts(made.drawn(), "title") == ["A", "B"]
    assert [view.name.title for view in made.names.views(made.diagram)] == ["A", "B", "C"]


def test_where_there_are_only_names_they_are_drawn(small_diagram: Callable[..., SmallDiagram]) -> None:
    assert texts(small_diagram(":SC a sh:NodeShape ; sh:targetClass :C .").drawn(), "title") == ["C"]


def test_lines_run_rightwards_or_leftwards(small_diagram: Callable[..., SmallDiagram]) -> None:
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        svg = small_diagram(SHAPES, language=language).drawn()
        root = parsed(svg)
        assert root.get("direction") == direction
        [a, b] = list(root.iter(f"{SVG}a"))[:2]
        left = [float(e.find(f"{SVG}rect").get("x", "")) for e in (a, b)]  # type: ignore[union-attr]
        assert (left[0] < left[1]) == (direction == "ltr")
    assert texts(svg, "label") == ["يقود 0..*"]


def test_values_past_the_sixth_are_counted(small_diagram: Callable[..., SmallDiagram]) -> None:
    properties = " , ".join(f"[ sh:path :p{n} ; sh:order {n} ]" for n in range(9))
    svg = small_diagram(f":SA sh:targetClass :A ; sh:property {properties} .").drawn()
    assert texts(svg, "value") == [f"p{n}" for n in range(6)]
    assert texts(svg, "counts")[-1] == "+3"


def test_too_many_classes_are_no_picture(small_diagram: Callable[..., SmallDiagram]) -> None:
    most = "".join(f":S{n} a sh:NodeShape ; sh:targetClass :C{n} . " for n in range(MOST_BOXES))
    assert small_diagram(most).drawn()
    assert small_diagram(f"{most} :S a sh:NodeShape ; sh:targetClass :C .").drawn() == ""


def test_names_are_cut_and_cleaned() -> None:
    assert shortened("a" * 38) == "a" * 38
    assert shortened("a" * 39) == "a" * 37 + "…"
    assert shortened("a\x01\n\ufffe b") == "a\ufffd \ufffd b"


def test_a_box_grows_with_its_texts() -> None:
    assert text_width("mm", 10) > text_width("aa", 10) > text_width("ii", 10)
    assert text_width("语", 10) > text_width("a", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_boxes_and_labels_stand_apart() -> None:
    boxes = [Size(100 + 20 * n, 40) for n in range(8)]
    lines = [Line(a, b, Size(90, 20)) for a in range(8) for b in range(a + 1, 8, 3)]
    layout = lay_out(boxes, lines)
    labels = [(point, line.label) for point, line in zip(layout.labels, lines, strict=True)]
    places = [*zip(layout.boxes, boxes, strict=True), *((p, size) for p, size in labels if p and size)]
    assert len(places) == len(boxes) + len(lines)
    for number, (one, size) in enumerate(places):
        assert one.x - size.width / 2 >= 0
        assert one.x + size.width / 2 <= layout.size.width
        for other, its in places[number + 1 :]:
            apart = max(
                abs(one.x - other.x) - (size.width + its.width) / 2,
                abs(one.y - other.y) - (size.height + its.height) / 2,
            )
            assert apart >= 0


_DRAW = """
from medtown.pages.diagram.layout import Line, Size, lay_out
print(lay_out([Size(90, 40)] * 9, [Line(n % 9, n * n % 7, Size(60, 20)) for n in range(20)]))
"""


def test_each_process_draws_the_same() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _DRAW], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(found) == 1
    assert found != {b""}


names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60)
rows = st.tuples(
    st.integers(0, 5), st.integers(0, 5), st.sampled_from(("class", "node", "datatype", "or")), st.integers(0, 2), names
)


def _property(row: tuple[int, int, str, int, str]) -> str:
    _, target, kind, least, name = row
    value = {
        "class": f"sh:class :C{target}",
        "node": f"sh:node :S{target}",
        "datatype": "sh:datatype xsd:date",
        "or": f"sh:or ( [ sh:class :C{target} ] [ sh:class :C0 ] )",
    }[kind]
    text = "".join(f"\\U{ord(char):08X}" for char in name)
    return f'[ sh:path :p{target}{kind} ; {value} ; sh:minCount {least} ; sh:name "{text}" ]'


@given(
    rows=st.lists(rows, max_size=12),
    above=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5),
    labels=st.lists(names, min_size=6, max_size=6),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_shapes_give_a_whole_picture(
    rows: list[tuple[int, int, str, int, str]],
    above: list[tuple[int, int]],
    labels: list[str],
    small_diagram: Callable[..., SmallDiagram],
) -> None:
    """Well-formed XML with every class that is to be drawn, whatever names and circles there are."""
    text = "".join(f":S{n} a sh:NodeShape ; sh:targetClass :C{n} .\n" for n in range(6))
    text += "".join(f":S{row[0]} sh:property {_property(row)} .\n" for row in rows)
    escaped = ["".join(f"\\U{ord(char):08X}" for char in label) for label in labels]
    data = "".join(f":C{low} rdfs:subClassOf :C{high} .\n" for low, high in above)
    data += "".join(f':C{n} rdfs:label "{label}" .\n' for n, label in enumerate(escaped))
    made = small_diagram(text, data)
    svg = made.drawn()
    root = parsed(svg)
    names = [term.rpartition("/")[2].rstrip(">") for term in made.diagram.drawn]
    assert [a.get("href", "") for a in root.iter(f"{SVG}a")] == [f"../class/{name}.html" for name in names]
    drawn = [path for path in root.iter(f"{SVG}path") if path.get("class") in ("leads", "wider")]
    parents = sum(map(len, made.diagram.parents.values()))
    assert len(drawn) == len(made.diagram.links) + parents
    assert svg == made.drawn()
    numbers = (value for path in drawn for value in path.get("d", "").replace("M", "").replace("C", "").split())
    assert all(float(number) == pytest.approx(float(number)) for number in numbers)
