"""What a Table is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from medtown.table import Graph, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.table import Table

P, Q, TYPE = "<http://e.org/p>", "<http://e.org/q>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
ONE = """\
@prefix : <http://e.org/> .
:s a :A ; :p :y , :x ; :q "1" .
:t a :A , :B ;
   :p :x .
"""
TWO = """\
@prefix : <http://e.org/> .
:t a :A ; :p :z , :x .
:s :p :y .
:u a :C .
"""


@pytest.fixture
def table(read: Callable[..., Table]) -> Table:
    return read(ONE, TWO)


def ids(table: Table, *names: str) -> list[int]:
    """The numbers of the terms of some local names."""
    return [number for name in names if (number := table.id(f"<http://e.org/{name}>")) is not None]


def names(table: Table, numbers: list[int]) -> list[str]:
    return [table.terms[n].removeprefix("<http://e.org/").rstrip(">") for n in numbers]


def test_columns_and_ids(table: Table, tmp_path: Path) -> None:
    assert len(table) == 12
    columns = (table.subject, table.predicate, table.object, table.graph, table.line)
    assert [(c.dtype.name, len(c)) for c in columns] == [("int32", 12)] * 5
    assert [table.id(term) for term in table.terms] == list(range(len(table.terms)))
    assert table.id("<http://e.org/none>") is None
    assert table.graphs == (
        Graph("http://e.org/g/0", tmp_path / "0.ttl"),
        Graph("http://e.org/g/1", tmp_path / "1.ttl"),
    )


def test_every_index_gives_the_rows_of_a_term_in_the_order_of_the_files(table: Table) -> None:
    for column, rows in (
        (table.subject, table.rows_of),
        (table.predicate, table.rows_with),
        (table.object, table.rows_to),
    ):
        for number in range(len(table.terms)):
            assert rows(number).tolist() == np.flatnonzero(column == number).tolist()


def test_rows_of_one_term(table: Table) -> None:
    s, p, x = ids(table, "s", "p", "x")
    assert table.rows_of(s).tolist() == [0, 1, 2, 3, 10]
    assert table.rows_to(x).tolist() == [2, 6, 9]
    assert table.rows_with(p).tolist() == [1, 2, 6, 8, 9, 10]


def test_values_and_subjects_come_once_in_the_order_of_the_files(table: Table) -> None:
    s, t, x = ids(table, "s", "t", "x")
    assert names(table, table.values(s, P)) == ["y", "x"]
    assert names(table, table.values(t, P)) == ["x", "z"]
    assert table.values(t, Q) == []
    assert table.values(s, "<http://e.org/none>") == []
    assert names(table, table.subjects(P, x)) == ["s", "t"]
    assert table.subjects(Q, x) == []
    assert table.subjects("<http://e.org/none>", x) == []


def test_instances(table: Table) -> None:
    assert names(table, table.instances("<http://e.org/A>")) == ["s", "t"]
    assert names(table, table.instances("<http://e.org/C>")) == ["u"]
    assert table.instances("<http://e.org/none>") == table.instances(P) == []


def test_the_first_row_of_a_triple_and_its_place(table: Table, tmp_path: Path) -> None:
    s, t, p, x, y, z = ids(table, "s", "t", "p", "x", "y", "z")
    assert [table.row(t, p, x), table.row(s, p, y), table.row(t, p, z), table.row(s, p, z)] == [6, 1, 8, None]
    assert table.place(6) == Place(tmp_path / "0.ttl", 4)
    assert table.place(10) == Place(tmp_path / "1.ttl", 3)


def test_the_union_has_each_triple_once(table: Table) -> None:
    assert table.union.dtype == np.int32
    assert table.union.tolist() == [0, 1, 2, 3, 4, 5, 6, 8, 11]
    assert np.flatnonzero(~table.is_union).tolist() == [7, 9, 10]
    triples = list(table.triples())
    assert triples[0] == ("<http://e.org/s>", TYPE, "<http://e.org/A>")
    assert len(triples) == len(set(triples)) == 9


def test_counts(table: Table) -> None:
    assert list(table.class_counts.items()) == [
        ("<http://e.org/A>", 2),
        ("<http://e.org/B>", 1),
        ("<http://e.org/C>", 1),
    ]
    assert list(table.predicate_counts.items()) == [(P, 4), (TYPE, 4), (Q, 1)]
    assert table.graph_counts == [7, 5]
    assert names(table, table.subject_ids()) == ["s", "t", "u"]


def test_a_table_without_types(read: Callable[..., Table]) -> None:
    table = read("<urn:a> <urn:b> <urn:c> .")
    assert table.class_counts == {}
    assert table.predicate_counts == {"<urn:b>": 1}


def test_graphs_without_triples_count(read: Callable[..., Table]) -> None:
    assert read("", "<urn:a> <urn:b> <urn:c> .", "# nothing").graph_counts == [0, 1, 0]
