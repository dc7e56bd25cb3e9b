from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.data.document import DEEPEST, Cache, Describer
from medtown.table import Table, describe, read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREFIX = "@prefix e: <http://e/> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"


@pytest.fixture
def describer_of(tmp_path: Path) -> Callable[[str], Describer]:
    """A function from Turtle text to its describer."""

    def describer(text: str) -> Describer:
        path = tmp_path / "graph.ttl"
        path.write_text(PREFIX + text)
        return Describer(read_table([TurtleFile(path, "http://e/graph")]))

    return describer


def named(describer: Describer, marks: bytearray) -> set[str]:
    return {term for term, mark in zip(describer.table.terms, marks, strict=True) if mark}


def number(table: Table, name: str) -> int:
    found = table.id(f"<http://e/{name}>")
    assert found is not None
    return found


def test_blocks_hold_what_the_table_describes(table: Table, describer: Describer, book: int) -> None:
    document = describer.document([book], "doc/book/short-walks")
    written = {(s, p, o) for s, block in document.blocks.items() for p, values in block.items() for o in values}
    rows = describe(table, [book])
    columns = (table.subject[rows].tolist(), table.predicate[rows].tolist(), table.object[rows].tolist())
    assert written == set(zip(*columns, strict=True))
    assert sum(len(values) for block in document.blocks.values() for values in block.values()) == len(rows)


def test_topics_come_first_and_the_type_first_of_all(table: Table, describer: Describer, book: int) -> None:
    cls = table.id("<https://library.example/def#Book>")
    assert cls is not None
    document = describer.document([book, cls])
    assert list(document.blocks)[:2] == document.roots[:2] == [book, cls]
    assert table.terms[next(iter(document.blocks[book]))].endswith("#type>")


def test_shared_cyclic_and_deep_blank_nodes_need_a_label(describer_of: Callable[[str], Describer]) -> None:
    shared = "e:s e:p _:one, _:shared . e:t e:p _:shared ."
    cyclic = "_:a e:p _:b . _:b e:p _:a . _:self e:p _:self . _:root e:p 1 ."
    describer = describer_of(shared + cyclic)
    assert named(describer, describer.nested) == {"_:f0b0"}


def test_a_chain_is_labelled_at_the_greatest_depth(describer_of: Callable[[str], Describer]) -> None:
    text = "e:s e:p _:n0 ." + "".join(f"_:n{k} e:p _:n{k + 1} ." for k in range(2 * DEEPEST + 2))
    describer = describer_of(text)
    labelled = [k for k in range(2 * DEEPEST + 3) if f"_:f0b{k}" not in named(describer, describer.nested)]
    assert labelled == [DEEPEST, 2 * DEEPEST + 1]


def test_a_long_list_is_one_level(describer_of: Callable[[str], Describer]) -> None:
    describer = describer_of(f"e:s e:p ({' e:x' * 5000}) .")
    document = describer.document([number(describer.table, "s")])
    (head,) = document.blocks[number(describer.table, "s")][number(describer.table, "p")]
    assert document.items(head) == [number(describer.table, "x")] * 5000


@pytest.mark.parametrize(
    "text",
    [
        "e:s e:p _:l . _:l rdf:first 1, 2 ; rdf:rest () .",
        "e:s e:p _:l . _:l rdf:first 1 ; rdf:rest (), e:x .",
        "e:s e:p _:l . _:l rdf:first 1 ; rdf:rest () ; e:note 2 .",
        "e:s e:p _:l . _:l a rdf:List ; rdf:first 1 ; rdf:rest () .",
        "e:s e:p _:l . _:l rdf:first 1 ; rdf:rest e:tail . e:tail rdf:first 2 ; rdf:rest () .",
        "e:s e:p _:l . _:l rdf:first 1 .",
        "e:s e:p _:l ; e:q _:l . _:l rdf:first 1 ; rdf:rest () .",
        "e:s e:p _:l . _:l rdf:first ( 1 ) ; rdf:rest e:x .",
    ],
    ids=["two firsts", "two rests", "more said", "typed", "named cell", "no end", "shared", "list inside"],
)
def test_ill_formed_and_shared_lists_are_no_collections(describer_of: Callable[[str], Describer], text: str) -> None:
    describer = describer_of(text)
    document = describer.document([number(describer.table, "s")])
    (head,) = document.blocks[number(describer.table, "s")][number(describer.table, "p")]
    assert document.items(head) is None


def test_a_list_whose_cell_is_a_topic_is_no_collection(describer_of: Callable[[str], Describer]) -> None:
    describer = describer_of("e:s e:p ( 1 2 ) .")
    table = describer.table
    head, tail = (n for n, term in enumerate(table.terms) if term.startswith("_"))
    assert describer.document([number(table, "s")]).items(head) is not None
    assert describer.document([number(table, "s"), tail]).items(head) is None


def test_trees_are_every_triple_once(table: Table, describer: Describer) -> None:
    terms = table.terms
    written = [
        (terms[subject], terms[predicate], terms[value])
        for document in describer.trees()
        for subject, block in document.blocks.items()
        for predicate, values in block.items()
        for value in values
    ]
    assert sorted(written) == sorted(table.triples())


def test_a_cache_is_emptied_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cache, "LARGEST", 2)
    cache = Cache(str)
    assert [cache[1], cache[2], cache[3]] == ["1", "2", "3"]
    assert dict(cache) == {3: "3"}
