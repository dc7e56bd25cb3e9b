"""The rows that describe a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.table import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.table import Table

TEXT = """\
@prefix : <http://e.org/> .
:s :p :o , [ :q 1 ; :r [ :t 2 ] ] , ( 3 ) .
:o :p 4 .
_:shared :q :s .
:s :u _:shared .
:t :u _:shared .
_:a :next _:b . _:b :next _:a .
:c :p _:a .
"""


def described(table: Table, *names: str) -> list[str]:
    """The triples that describe some resources, in short."""
    numbers = [table.id(f"<http://e.org/{name}>") for name in names]
    rows = describe(table, [n for n in numbers if n is not None])
    columns = (table.subject, table.predicate, table.object)
    return [" ".join(_short(table.terms[c[row]]) for c in columns) for row in rows]


def _short(term: str) -> str:
    if term.startswith("<"):
        return term.replace("#", "/").rsplit("/", 1)[-1].rstrip(">")
    return term.split("^^", maxsplit=1)[0]


def test_a_resource_with_the_blank_nodes_below_it(read: Callable[..., Table]) -> None:
    assert described(read(TEXT), "s") == [
        "s p o",
        "s p _:f0b0",
        "s p _:f0b2",
        "s u _:f0b3",
        '_:f0b0 q "1"',
        "_:f0b0 r _:f0b1",
        '_:f0b2 first "3"',
        "_:f0b2 rest nil",
        "_:f0b3 q s",
        '_:f0b1 t "2"',
    ]


def test_several_resources_each_row_once(read: Callable[..., Table]) -> None:
    assert described(read(TEXT), "t", "o", "t") == ["t u _:f0b3", 'o p "4"', "_:f0b3 q s"]


def test_a_cycle_of_blank_nodes_ends(read: Callable[..., Table]) -> None:
    assert described(read(TEXT), "c") == ["c p _:f0b4", "_:f0b4 next _:f0b5", "_:f0b5 next _:f0b4"]


def test_a_triple_of_two_files_comes_once(read: Callable[..., Table]) -> None:
    assert described(read(TEXT, "<http://e.org/o> <http://e.org/p> 4 , 5 ."), "o") == ['o p "4"', 'o p "5"']


def test_nothing(read: Callable[..., Table]) -> None:
    assert describe(read(TEXT), []) == []
