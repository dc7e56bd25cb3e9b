from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.locate import Locator

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.names import Names
    from medtown.table import Table

TEXT = """\
:a :p :b ;
  :p :c, :d ;
  a :A .
:x :p :d .
:y :p :d ;
  :q [ :r [ rdfs:label "deep" ] ] .
:z :q _:loop .
[] :p 1 .
"""


def term(name: str) -> str:
    return f"<http://example.org/id/{name}>"


@pytest.fixture
def locator(table: Callable[..., Table]) -> Locator:
    return Locator(table(TEXT))


def blank(table: Table, label: str) -> str:
    """The blank node that has a literal as value."""
    number = table.id(label)
    assert number is not None
    return table.terms[int(table.subject[table.rows_to(number)[0]])]


def test_a_triple_is_where_it_is_complete(locator: Locator) -> None:
    place = locator.triple(term("a"), term("p"), term("d"))
    assert place is not None
    assert (place.file.name, place[1:]) == ("0.ttl", (6, 10, 6, 12))


@pytest.mark.parametrize("triple", [("a", "p", "z"), ("a", "p", "none"), ("none", "p", "d")])
def test_a_triple_that_is_nowhere(triple: tuple[str, str, str], locator: Locator) -> None:
    assert locator.triple(*map(term, triple)) is None


def test_the_last_value_and_the_last_use(locator: Locator) -> None:
    value, use = locator.last_value(term("a"), term("p")), locator.last_use(term("d"), term("p"))
    assert (value and value.line, use and use.line) == (6, 9)
    assert locator.last_value(term("b"), term("p")) is None
    assert locator.last_use(term("a"), term("p")) is None


@pytest.mark.parametrize(
    ("node", "region"), [("a", (5, 1, 7, 9)), ("x", (8, 1, 8, 11)), ("c", (6, 6, 6, 8)), ("none", None)]
)
def test_a_block_is_the_statement_of_the_type_else_the_first_else_the_use(
    node: str, region: tuple[int, ...] | None, locator: Locator
) -> None:
    place = locator.block(term(node))
    assert (place and place[1:]) == region


def test_a_blank_nodes_block_is_between_its_brackets(table: Callable[..., Table]) -> None:
    data = table(TEXT)
    block = Locator(data).block(blank(data, '"deep"'))
    assert (block and block[1:]) == (10, 11, 10, 32)


def test_a_blank_node_is_named_by_what_it_hangs_from(
    table: Callable[..., Table], names: Callable[[Table], Names]
) -> None:
    data = table(TEXT)
    locator = Locator(data)
    assert locator.label(blank(data, '"deep"'), names(data)) == ":y, :q/:r"
    assert locator.label(blank(data, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'), names(data)) == ""


def test_blank_nodes_that_only_point_to_each_other_have_no_owner(table: Callable[..., Table]) -> None:
    data = table('_:a :p _:b . _:b :p _:a ; rdfs:label "loop" .')
    assert Locator(data).owner(blank(data, '"loop"')) is None


def test_the_value_whose_language_is_taken(table: Callable[..., Table]) -> None:
    locator = Locator(table(':a :p "x"@en, "y"@fr, "z"@en, "v"@pt, "1", "2" . :b :p "x"@en, "y"@fr, :c, :d .'))
    assert locator.repeated_language(term("a"), term("p")) == '"z"@en'
    assert locator.repeated_language(term("b"), term("p")) is None
