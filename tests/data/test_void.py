from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.data.void import void_triples

if TYPE_CHECKING:
    from medtown.project import Project
    from medtown.table import Table

VOID = "http://rdfs.org/ns/void#"


def test_counts_replace_those_written_by_hand(table: Table, project: Project) -> None:
    triples = void_triples(table, project.settings, ())
    assert next(o for _, p, o in triples if p == f"<{VOID}triples>") == (
        f'"{len(table.union)}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    )
    assert not [o for *_, o in triples if o.startswith('"99"')]


def test_partitions_count_every_triple(table: Table, project: Project) -> None:
    triples = void_triples(table, project.settings, ())
    parts = {o for _, p, o in triples if p == f"<{VOID}propertyPartition>"}
    counts = [int(o.split('"')[1]) for s, p, o in triples if s in parts and p == f"<{VOID}triples>"]
    assert sum(counts) == len(table.union)


def test_no_triple_comes_twice(table: Table, project: Project) -> None:
    triples = void_triples(table, project.settings, ("https://x/a", "https://x/a"))
    assert len(set(triples)) == len(triples)
