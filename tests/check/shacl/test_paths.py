from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from medtown.check.shacl.paths import Paths
from medtown.namespaces import SH
from medtown.sparql.engine import run
from medtown.sparql.store import store_from_table
from medtown.table import read_table
from medtown.table.lists import cells, members
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from medtown.table import Table

EX = "http://example.org/"
PREFIXES = f"@prefix : <{EX}> .\n@prefix sh: <{SH}> .\n"
NAMES = st.sampled_from([":a", ":b", ":c", ":d"])
PREDICATES = st.sampled_from([":p", ":q", ":r"])
FACTS = st.lists(st.tuples(NAMES, PREDICATES, NAMES).map(" ".join), max_size=10)
# Each path as SHACL and as SPARQL writes it.
PATHS = st.recursive(
    PREDICATES.map(lambda name: (name, name)),
    lambda inner: st.one_of(
        inner.map(lambda way: (f"[ sh:inversePath {way[0]} ]", f"^({way[1]})")),
        inner.map(lambda way: (f"[ sh:zeroOrMorePath {way[0]} ]", f"({way[1]})*")),
        inner.map(lambda way: (f"[ sh:oneOrMorePath {way[0]} ]", f"({way[1]})+")),
        inner.map(lambda way: (f"[ sh:zeroOrOnePath {way[0]} ]", f"({way[1]})?")),
        st.lists(inner, min_size=2, max_size=3).map(lambda ways: (_listed(ways), _joined(ways, "/"))),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda ways: (f"[ sh:alternativePath {_listed(ways)} ]", _joined(ways, "|"))
        ),
    ),
    max_leaves=5,
)


def _listed(ways: list[tuple[str, str]]) -> str:
    return f"( {' '.join(shacl for shacl, _ in ways)} )"


def _joined(ways: list[tuple[str, str]], sign: str) -> str:
    return sign.join(f"({sparql})" for _, sparql in ways)


def read(folder: Path, name: str, text: str) -> Table:
    path = folder / name
    path.write_text(PREFIXES + text, "utf-8")
    return read_table([TurtleFile(path, f"{EX}{name}")])


@example([":a :p :b", ":b :q :c"], ("[ sh:inversePath ( :p :q ) ]", "^(:p/:q)"), {":c"})
@example([":a :p :b", ":c :p :b"], ("[ sh:oneOrMorePath [ sh:inversePath :p ] ]", "(^:p)+"), {":b"})
@given(facts=FACTS, path=PATHS, starts=st.sets(NAMES, min_size=1))
def test_a_path_leads_where_sparql_says(
    tmp_path_factory: pytest.TempPathFactory, facts: list[str], path: tuple[str, str], starts: set[str]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    data = read(folder, "data.ttl", "".join(f"{fact} .\n" for fact in [*facts, *(f"{name} :x :x" for name in starts)]))
    shapes = read(folder, "shapes.ttl", f":S sh:path {path[0]} .")
    written = shapes.values(shapes.id(f"<{EX}S>") or 0, f"<{SH}path>")[0]
    query = f"PREFIX : <{EX}> SELECT DISTINCT ?v {{ VALUES ?s {{ {' '.join(starts)} }} ?s {path[1]} ?v }}"
    nodes = np.array(sorted(data.id(f"<{EX}{name[1:]}>") or 0 for name in starts), np.int32)
    found = Paths(shapes, data).values(written, nodes)
    assert {data.terms[node] for node in found} == {row[0] for row in run(store_from_table(data), query).rows}
    assert found.tolist() == sorted(set(found.tolist()))


def test_a_list_that_bites_its_tail_ends(table: Callable[..., Table]) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    loop = table(f":l <{rdf}first> :a ; <{rdf}rest> :m . :m <{rdf}first> :b ; <{rdf}rest> :l .")
    head = loop.id("<http://example.org/id/l>") or 0
    assert [loop.terms[n][-2] for n in members(loop, head)] == ["a", "b"]
    assert [loop.terms[n][-2] for n in cells(loop, head)] == ["l", "m"]
