"""What is read of shapes, by what their files say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.namespaces import OWL, RDFS, SH
from medtown.shapes import ShapeReader, reached
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from medtown.table import Table

EX = "http://example.org/"
PREFIXES = f"@prefix : <{EX}> .\n@prefix owl: <{OWL}> .\n@prefix rdfs: <{RDFS}> .\n@prefix sh: <{SH}> .\n"


def short(term: str) -> str:
    """`<http://example.org/x>` as x."""
    return term.replace(f"<{EX}", "").removesuffix(">")


class SmallReader:
    """A reader whose shapes and terms go by the names of `:name`."""

    def __init__(self, shapes: Table, data: Table) -> None:
        self.reader = ShapeReader(shapes, data)

    def number(self, name: str) -> int:
        """The number of `:name` in the files of shapes."""
        number = self.reader.table.id(f"<{EX}{name}>")
        assert number is not None
        return number

    def names(self, shapes: Iterable[int]) -> list[str]:
        """The names of shapes."""
        return [short(self.reader.table.terms[shape]) for shape in shapes]

    @property
    def targets(self) -> dict[str, list[str]]:
        """The shapes of each class."""
        return {short(cls): self.names(shapes) for cls, shapes in self.reader.targets.items()}


@pytest.fixture
def reader(tmp_path: Path) -> Callable[..., SmallReader]:
    """The reader of shapes and data, both with the prefixes above."""

    def table(name: str, text: str) -> Table:
        path = tmp_path / name
        path.write_text(PREFIXES + text, "utf-8")
        return read_table([TurtleFile(path, f"{EX}{name}")])

    return lambda shapes, data="": SmallReader(table("shapes.ttl", shapes), table("data.ttl", data))


def test_shapes_hold_for_the_classes_that_they_target_or_are(reader: Callable[..., SmallReader]) -> None:
    found = reader(
        """
        :Two sh:targetClass :B , :A , "text" , [] .
        :One a sh:NodeShape ; sh:targetClass :A .
        :One sh:targetClass :A .
        :C a sh:NodeShape , owl:Class ; sh:targetClass :C .
        :D sh:property :P .
        :E a sh:NodeShape .
        :F a rdfs:Class .
        :Off a sh:NodeShape , rdfs:Class ; sh:targetClass :A , :G ; sh:deactivated true .
        """,
        ":D a rdfs:Class . :Two a owl:Class .",
    )
    assert found.targets == {"B": ["Two"], "A": ["Two", "One"], "C": ["C"], "D": ["D"]}


def test_without_shapes_nothing_holds(reader: Callable[..., SmallReader]) -> None:
    found = reader("", ":A a owl:Class .")
    assert found.targets == {}
    assert found.reader.node_shapes([f"<{EX}A>"]) == []


def test_a_list_is_read_as_its_members(reader: Callable[..., SmallReader]) -> None:
    found = reader(":S sh:in ( :a :b ) , ( :c ) ; sh:or ( ) ; sh:languageIn ( 'en' 'fr' ) ; sh:class :A , :B .")
    shape, terms = found.number("S"), found.reader.terms
    assert [short(term) for term in terms(shape, "in")] == ["a", "b", "c"]
    assert terms(shape, "or") == terms(shape, "hasValue") == []
    assert terms(shape, "languageIn") == ['"en"', '"fr"']
    assert found.names(found.reader.values(shape, "class")) == ["A", "B"]


def test_numbers_are_those_that_can_be_counted_with(reader: Callable[..., SmallReader]) -> None:
    found = reader(""":S sh:order 2 , "3" , -1.5 , "many" , :x , 1e400 , "NaN" .""")
    assert found.reader.numbers(found.number("S"), "order") == [2, 3, -1.5]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ('"1"', True), ("false , true", True), ("false", False), ('"yes"', False), (":true", False)],
)
def test_what_is_true(value: str, expected: bool, reader: Callable[..., SmallReader]) -> None:  # noqa: FBT001 - a case
    found = reader(f":S sh:deactivated {value} .")
    shape = found.number("S")
    assert found.reader.is_true(shape, "deactivated") == expected
    assert found.reader.active([shape, shape]) == ([] if expected else [shape])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sh:path :p", "p"),
        ("sh:path [ sh:inversePath :p ]", "^p"),
        ("sh:path [ sh:inversePath ( :p :q ) ]", ""),
        ("sh:path ( :p :q )", ""),
        ("sh:path [ sh:zeroOrMorePath :p ]", ""),
        ("sh:path 'p'", ""),
        ("sh:name 'p'", ""),
    ],
)
def test_paths(path: str, expected: str, reader: Callable[..., SmallReader]) -> None:
    found = reader(f":S {path} .")
    assert short(found.reader.path(found.number("S"))) == expected


def test_a_class_has_the_shapes_that_its_own_include(reader: Callable[..., SmallReader]) -> None:
    """Each once, also where they go in circles; not those among which there is a choice."""
    found = reader(
        """
        :One sh:targetClass :A , :B ; sh:node :Three ; sh:and ( :Two :Off :Three ) ; sh:or ( :Four ) .
        :Two sh:targetClass :B ; sh:node :One .
        :Three sh:node :Five .
        :Off sh:deactivated true ; sh:node :Six .
        """
    )
    shapes = found.reader.node_shapes([f"<{EX}{name}>" for name in ("A", "B", "None")])
    assert found.names(shapes) == ["One", "Two", "Three", "Five"]


def test_what_a_property_shape_includes_holds_for_its_values_not_for_the_class(
    reader: Callable[..., SmallReader],
) -> None:
    found = reader(":S sh:targetClass :A ; sh:path :p ; sh:node :T ; sh:and ( :U ) . :T sh:property :V .")
    assert found.names(found.reader.node_shapes([f"<{EX}A>"])) == ["S"]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("sh:property :a , :b , :off", ["a", "b"]),
        ("sh:path :p ; sh:property :a", ["S"]),
        ("sh:path :p ; sh:property :a ; sh:deactivated true", []),
        ("sh:node :a", []),
    ],
)
def test_the_property_shapes_of_a_shape(shape: str, expected: list[str], reader: Callable[..., SmallReader]) -> None:
    found = reader(f":S {shape} . :off sh:deactivated true .", "")
    assert found.names(found.reader.property_shapes(found.number("S"))) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [("1", ["a", "b"]), ("0 , 2", ["a", "b"]), ("0", []), ("-1", []), ("'many'", [])],
)
def test_some_values_must_fit_what_is_asked_of_at_least_one(
    count: str, expected: list[str], reader: Callable[..., SmallReader]
) -> None:
    found = reader(f":S sh:qualifiedValueShape :a , :off , :b ; sh:qualifiedMinCount {count} . :off sh:deactivated 1 .")
    assert found.names(found.reader.qualified(found.number("S"))) == expected


def test_value_shapes_are_those_at_any_depth_that_speak_of_the_values_themselves(
    reader: Callable[..., SmallReader],
) -> None:
    """Not property shapes, which speak of what a path leads to from there, nor what is deactivated."""
    found = reader(
        """
        :a sh:node :b ; sh:or ( :p :c ) ; sh:not :n .
        :b sh:and ( :a :d :off ) .
        :p sh:path :q ; sh:node :e .
        :off sh:deactivated true ; sh:node :f .
        """
    )
    shapes = [found.number("p"), found.number("a")]
    assert found.names(found.reader.value_shapes(shapes)) == ["a", "b", "c", "d"]


def test_values_fit_all_shapes_but_those_of_not(reader: Callable[..., SmallReader]) -> None:
    found = reader(
        """
        :S sh:xone ( :d ) ; sh:not :e ; sh:or ( :c :off ) ; sh:and ( :b ) ; sh:node :a ; sh:property :f .
        :off sh:deactivated true .
        """
    )
    assert found.names(found.reader.fitted(found.number("S"))) == ["a", "b", "c", "d"]


def test_types_are_those_of_the_data_then_of_the_shapes(reader: Callable[..., SmallReader]) -> None:
    found = reader(":a a :C , :A .", ":a a :A , :B . :b a :B .").reader
    assert [[short(t) for t in found.types(f"<{EX}{name}>")] for name in "abc"] == [["A", "B", "C"], ["B"], []]


def test_reached_is_each_once_the_outer_first() -> None:
    within = {1: [3, 3, 2], 2: [1, 5], 3: [4], 4: [5, 4]}
    assert reached([1, 2, 1], lambda shape: within.get(shape, [])) == [1, 2, 3, 5, 4]
