"""Filling a store from a Table or from a dump."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError
from medtown.sparql import store as module
from medtown.sparql.store import store_from_dump, store_from_table
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path

QUADS = {
    "<http://e/a> <http://e/p> _:f0b0 .|<http://e/g/one>",
    '<http://e/a> <http://e/p> "x"@en .|<http://e/g/one>',
    '<http://e/a> <http://e/p> "x"@en .|<http://e/g/two>',
    "<http://e/a> <http://e/p> _:f0b0 .|DEFAULT",
    '<http://e/a> <http://e/p> "x"@en .|DEFAULT',
}


@pytest.fixture
def files(tmp_path: Path) -> list[TurtleFile]:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text('<http://e/a> <http://e/p> [] , "x"@en .')
    two.write_text('<http://e/a> <http://e/p> "x"@en .')
    return [TurtleFile(one, "http://e/g/one"), TurtleFile(two, "http://e/g/two")]


@pytest.mark.parametrize("rows_at_once", [1, 2, 1000])
def test_each_file_is_a_graph(files: list[TurtleFile], monkeypatch: pytest.MonkeyPatch, rows_at_once: int) -> None:
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", rows_at_once)
    store = store_from_table(read_table(files))
    assert {f"{quad.triple} .|{quad.graph_name}" for quad in store} == QUADS


def test_a_dump_keeps_its_labels(tmp_path: Path) -> None:
    dump = tmp_path / "x.nq"
    dump.write_text('<http://e/a> <http://e/p> _:f0b0 <http://e/g> .\n_:f0b0 <http://e/p> "é" <http://e/g> .\n')
    assert sorted(map(str, store_from_dump(dump))) == [
        "<http://e/a> <http://e/p> _:f0b0",
        "<http://e/a> <http://e/p> _:f0b0 <http://e/g>",
        '_:f0b0 <http://e/p> "é"',
        '_:f0b0 <http://e/p> "é" <http://e/g>',
    ]


def test_no_dump(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        store_from_dump(tmp_path / "x.nq")
    assert caught.value.code == "MT408"
    assert caught.value.message == "the dump can't be read: there is no such file"


def test_a_damaged_dump(tmp_path: Path) -> None:
    dump = tmp_path / "x.nq"
    dump.write_text("<http://e/a> <http://e/p> <http://e/b> <http://e/g> .\n<http://e/a> oops\n")
    with pytest.raises(InputError) as caught:
        store_from_dump(dump)
    assert (caught.value.code, caught.value.line) == ("MT408", 2)
