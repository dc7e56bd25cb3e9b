"""The picture of what a resource is connected with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtown.pages.resource.neighbours import MOST, Neighbourhoods
from medtown.pages.values import UP
from medtown.table.terms import literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(site: SmallSite, name: str = ":s") -> ET.Element | None:
    """The picture; as XML it is stricter than it must be in HTML."""
    picture = Neighbourhoods(site.values, site.texts).of(site.topic(name))
    return ET.fromstring(picture.replace(UP, "")) if picture else None  # noqa: S314 - our own


def _links(picture: ET.Element | None) -> dict[str, str]:
    """The neighbours' names by the address of each link."""
    assert picture is not None
    return {a.attrib["href"]: "".join(a.itertext()) for a in picture.iter(f"{SVG}a")}


def _labels(picture: ET.Element | None, name: str = "label") -> list[str]:
    assert picture is not None
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text") if text.get("class") == name]


def test_both_sides(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :s a :A ; rdfs:label "It" ; :p :a , "text" , <http://elsewhere.org/> ; :q [ :r :b ] ; :self :s . :t :of :s , :a .
    :a rdfs:label "A & B"@fr . :b rdfs:label "b" . :A rdfs:label "Class" . :t rdfs:label "T" .
    """
    picture = _drawn(small_site(data))
    assert _links(picture) == {"doc/a.html": "A & B", "doc/b.html": "b", "doc/t.html": "T"}
    assert _labels(picture) == ["of", "p", "q"]
    assert _labels(picture, "heading") == ["What refers to it", "What it leads to"]
    assert picture is not None
    assert [a.get("lang") for a in picture.iter(f"{SVG}a")] == [None, "fr", None]
    assert "It" in "".join(picture.itertext())


@pytest.mark.parametrize("data", [":s :p 1 .", ":s :p :a . :a :p 1 .", ":s :p :a ; :q :a . :a :p :s ."])
def test_less_than_two_neighbours_are_no_picture(small_site: Callable[..., SmallSite], data: str) -> None:
    assert _drawn(small_site(data)) is None


def test_every_property_gets_its_turn(small_site: Callable[..., SmallSite]) -> None:
    many = " , ".join(f":n{n:03}" for n in range(120))
    others = "".join(f"{name} :p 1 . " for name in (*many.split(" , "), ":x", ":y", ":z"))
    data = f":s :p {many} ; :q :x , :n000 ; :r :y , :z . {others}"
    picture = _drawn(small_site(data))
    names = list(_links(picture).values())
    assert names == [*(f"n{n:03}" for n in range(MOST - 3)), "x", "y", "z"]
    assert _labels(picture) == ["p", "q", "r", "+ 115 more"]


def test_more_properties_than_neighbours(small_site: Callable[..., SmallSite]) -> None:
    data = "".join(f":a{n} :p{n} :s . " for n in range(MOST + 4))
    picture = _drawn(small_site(f":s :p 1 . {data}"))
    assert len(_links(picture)) == MOST
    assert _labels(picture)[-1] == "+ 4 more"


def test_right_to_left_it_is_mirrored(small_site: Callable[..., SmallSite]) -> None:
    data = ':s :p :a . :b :q :s . :a rdfs:label "Long name in Latin letters"@en . :b rdfs:label "حديقة"@ar .'
    places, starts = {}, {}
    for language in ("en", "ar"):
        picture = _drawn(small_site(data, language=language))
        assert picture is not None
        width = float(picture.attrib["viewBox"].split()[2]) - 2
        assert picture.get("direction") == ("rtl" if language == "ar" else "ltr")
        boxes = {a.attrib["href"].split(".")[0]: a.find(f"{SVG}rect") for a in picture.iter(f"{SVG}a")}
        places[language] = {
            name: (float(box.attrib["x"]), width - float(box.attrib["x"]) - float(box.attrib["width"]))
            for name, box in boxes.items()
            if box is not None
        }
        turned = [text.text for text in picture.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
        assert turned == (["Long name in Latin letters"] if language == "ar" else ["حديقة"])
        texts = [float(text.attrib["x"]) for text in picture.iter(f"{SVG}text")]
        starts[language] = sorted(width - x if language == "ar" else x for x in texts)
    assert places["en"]["doc/b"][0] == 0
    assert starts["en"] == starts["ar"]
    assert {name: place[::-1] for name, place in places["en"].items()} == places["ar"]


def test_long_names_are_cut_and_have_a_title(small_site: Callable[..., SmallSite]) -> None:
    long = "A name of a garden that is far longer than any box of the picture could hold"
    picture = _drawn(small_site(f':s rdfs:label "{long * 3}" ; :p :a , :b . :a rdfs:label "{long}" . :b :p 1 .'))
    assert picture is not None
    found = next(a for a in picture.iter(f"{SVG}a") if a.attrib["href"] == "doc/a.html")
    text = found.find(f"{SVG}text")
    assert text is not None
    title = text.find(f"{SVG}title")
    assert title is not None
    assert title.text == long
    assert title.tail is not None
    assert title.tail.endswith("…")
    assert long.startswith(title.tail[:-1])


@given(st.text(min_size=1, max_size=400), st.sampled_from(["en", "ar"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_name_leaves_its_place(small_site: Callable[..., SmallSite], text: str, language: str) -> None:
    label = literal("".join(char for char in text if not "\ud800" <= char <= "\udfff"))
    data = f":s rdfs:label {label} ; :p :a , :b . :a rdfs:label {label} . :b :p 1 ."
    picture = _drawn(small_site(data, language=language))
    assert picture is not None
    allowed = {"svg", "a", "rect", "text", "title", "path", "g"}
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= allowed
    assert not [element for element in picture.iter() if "style" in element.attrib]
    assert set(_links(picture)) == {
        f"doc/{name}.html".replace(".html", ".ar.html" if language == "ar" else ".html") for name in "ab"
    }
