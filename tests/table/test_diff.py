"""What differs between two Tables, and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.table import describe
from medtown.table.canonical import canonical_ntriples
from medtown.table.diff import Diff, Kind, ResourceDiff, Triple, compare
from medtown.table.read import Reader
from medtown.table.table import Graph, Table
from medtown.table.terms import is_blank, is_iri

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

PREFIX = "@prefix : <http://e.org/> .\n"


def read(*texts: str) -> Table:
    """A Table of some Turtle files that need not exist."""
    reader = Reader()
    for text in texts:
        reader.add((PREFIX + text).encode(), Path("a.ttl"))
    return reader.table(tuple(Graph(f"http://e.org/g/{n}", Path("a.ttl")) for n in range(len(texts))))


def table_of(triples: Iterable[Triple]) -> Table:
    return read("".join(f"{s} {p} {o} .\n" for s, p, o in triples))


def short(diff: Diff) -> list[tuple[str, str, list[str], list[str]]]:
    """A Diff in short: subject, what happened, triples that went, triples that came."""
    return [(_short(r.subject or "nobody"), r.kind.value, _lines(r.removed), _lines(r.added)) for r in diff.resources]


def _lines(triples: tuple[Triple, ...]) -> list[str]:
    return [" ".join(map(_short, triple)) for triple in triples]


def _short(term: str) -> str:
    if is_iri(term):
        return term.replace("#", "/").rsplit("/", 1)[-1].rstrip(">")
    return term.split("^^", 1)[0].strip('"').removeprefix("_:")


def test_resources_come_go_and_change() -> None:
    old = read(":a :p 1 , 2 . :gone :p :a . :same :p 1 .", ":a :q :same .")
    new = read(":same :p 1 . :new :p :a .", ":a :p 2 , 3 .")
    diff = compare(old, new)
    assert short(diff) == [
        ("a", "changed", ["a p 1", "a q same"], ["a p 3"]),
        ("gone", "removed", ["gone p a"], []),
        ("new", "added", [], ["new p a"]),
    ]
    assert [[r.subject for r in diff.of(kind)] for kind in Kind] == [
        ["<http://e.org/new>"],
        ["<http://e.org/gone>"],
        ["<http://e.org/a>"],
    ]


LONG_LIST = "( " + "1 " * 20_000 + ")"
CLIQUE = " ".join(f"_:n{i} :p _:n{j} ." for i in range(12) for j in range(12) if i != j)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([":a :p 1 . :b :p 2 ."], [":b :p 2 .", ":a :p 1 ."], id="moved to another file"),
        pytest.param([":a :p 1 ."], [":a :p 1 .", ":a :p 1 ."], id="said in two files"),
        pytest.param([":a :p [ :q 1 ] , [ :q 2 ] ."], [":a :p _:y , _:x . _:x :q 1 . _:y :q 2 ."], id="labels"),
        pytest.param([":a :p _:x . :b :p _:x . _:x :q 1 ."], [":a :p [ :q 1 ] . :b :p [ :q 1 ] ."], id="shared by two"),
        pytest.param(["[] :p 1 . [] :p 2 ."], ["[] :p 2 . [] :p 1 ."], id="no owner"),
        pytest.param(["_:a :p _:b . _:b :p _:a ; :q 1 ."], ["_:b :q 1 . _:b :p _:c . _:c :p _:b ."], id="cycle alone"),
        pytest.param([f":a :p {LONG_LIST} ."], [f":b :p 1 . :a :p {LONG_LIST} . :b :p 2 ."], id="long list"),
        pytest.param([f"{CLIQUE} :a :p _:n1 ."], [f":a :p _:n2 . {CLIQUE}"], id="all alike"),
    ],
)
def test_no_difference(old: list[str], new: list[str]) -> None:
    found = compare(read(*old), read(*new)).resources
    assert [r for r in found if r.subject != "<http://e.org/b>"] == []


@pytest.mark.parametrize(
    ("old", "new", "lost", "came"),
    [
        pytest.param(
            ":a :p [ :q 1 ; :r [ :s 2 ] ] , [ :q 3 ] .",
            ":a :p [ :q 3 ] , [ :q 1 ; :r [ :s 4 ] ] .",
            ["a p b0", "b0 q 1", "b0 r b1", "b1 s 2"],
            ["a p b0", "b0 q 1", "b0 r b1", "b1 s 4"],
            id="all below a blank node that changed",
        ),
        pytest.param(":a :p [ :q 1 ] , [ :q 1 ] .", ":a :p [ :q 1 ] .", ["a p b0", "b0 q 1"], [], id="said once less"),
        pytest.param(
            ":a :p _:x , [ :q _:x ] .",
            ":a :p [] , [ :q [] ] .",
            ["a p b0", "a p b1", "b0 q b1"],
            ["a p b0", "a p b1", "b0 q b2"],
            id="no longer shared",
        ),
        pytest.param(
            ":a :p _:x . _:x :p _:y . _:y :p _:x .",
            ":a :p _:x . _:x :p _:x .",
            ["a p b0", "b0 p b1", "b1 p b0"],
            ["a p b0", "b0 p b0"],
            id="a shorter cycle",
        ),
        pytest.param(
            ":a :p (1 2) .",
            ":a :p (1) .",
            ["a p b0", "b0 first 1", "b0 rest b1", "b1 first 2", "b1 rest nil"],
            ["a p b0", "b0 first 1", "b0 rest nil"],
            id="list",
        ),
    ],
)
def test_blank_nodes_change_with_what_they_hang_from(old: str, new: str, lost: list[str], came: list[str]) -> None:
    assert short(compare(read(old), read(new))) == [("a", "changed", lost, came)]


def test_blank_nodes_that_hang_from_nothing_are_one_resource_at_the_end() -> None:
    old, new = read("[] :p [ :q 1 ] ."), read("[] :p [ :q 2 ] . :z :p 1 . _:a :p _:b . _:b :p _:a .")
    assert short(compare(old, new)) == [
        ("z", "added", [], ["z p 1"]),
        ("nobody", "changed", ["b0 p b1", "b1 q 1"], ["b0 p b3", "b1 p b2", "b2 p b1", "b3 q 2"]),
    ]
    assert [short(compare(*pair))[-1][:2] for pair in ((read(), old), (old, read()))] == [
        ("nobody", "added"),
        ("nobody", "removed"),
    ]


_IRIS = st.sampled_from(("<urn:a>", "<urn:b>"))
_BLANK = st.sampled_from(("_:w", "_:x", "_:y", "_:z"))
_PREDICATES = st.sampled_from(("<urn:p>", "<urn:q>"))
_LITERALS = st.sampled_from(('"1"', '"1"@en', '"\\n"'))
_GROUND = st.lists(st.tuples(_IRIS, _PREDICATES, _IRIS | _LITERALS), max_size=8)
_GRAPHS = st.lists(st.tuples(_IRIS | _BLANK, _PREDICATES, _IRIS | _BLANK | _LITERALS), max_size=10)


@given(_GRAPHS, st.randoms(use_true_random=False))
def test_neither_labels_nor_order_make_a_difference(triples: list[Triple], chance: random.Random) -> None:
    labels = ["_:w", "_:x", "_:y", "_:z"]
    renamed = dict(zip(labels, chance.sample(labels, 4), strict=True))
    other = [(renamed.get(s, s), p, renamed.get(o, o)) for s, p, o in chance.sample(triples, len(triples))]
    assert compare(table_of(triples), table_of(triples)) == Diff(())
    assert compare(table_of(triples), table_of(other)) == Diff(())


@given(_GRAPHS, _GRAPHS)
def test_the_other_way_round(old: list[Triple], new: list[Triple]) -> None:
    kinds = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
    there, back = compare(table_of(old), table_of(new)), compare(table_of(new), table_of(old))
    assert back.resources == tuple(
        ResourceDiff(r.subject, kinds[r.kind], removed=r.added, added=r.removed) for r in there.resources
    )


@given(_GROUND, _GROUND)
def test_the_changes_make_the_new_graph_of_the_old_one(old: list[Triple], new: list[Triple]) -> None:
    changes = compare(table_of(old), table_of(new)).resources
    removed = [triple for resource in changes for triple in resource.removed]
    added = [triple for resource in changes for triple in resource.added]
    assert set(removed) <= set(old)
    assert set(added).isdisjoint(old)
    assert (set(old) - set(removed)) | set(added) == set(new)
    assert len(removed) + len(added) == len(set(old) ^ set(new))


@given(_GRAPHS, _GRAPHS)
def test_a_resource_differs_where_its_description_is_another_graph(old: list[Triple], new: list[Triple]) -> None:
    before, after = table_of(old), table_of(new)
    iris = {s for s, _, _ in [*old, *new] if not is_blank(s)}
    expected = {iri for iri in iris if _description(before, iri) != _description(after, iri)}
    assert {r.subject for r in compare(before, after).resources if r.subject} == expected


def _description(table: Table, iri: str) -> str:
    number = table.id(iri)
    rows = describe(table, [] if number is None else [number])
    terms = ([table.terms[column[row]] for column in (table.subject, table.predicate, table.object)] for row in rows)
    return canonical_ntriples((s, p, o) for s, p, o in terms)
