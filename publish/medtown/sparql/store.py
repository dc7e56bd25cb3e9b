"""The in-memory SPARQL store: one named graph a file, so that every triple knows where it stands.

The default graph holds the union of all graphs, each triple once. Oxigraph can also
search all graphs in place of a default graph, but then finds a triple that stands in two files twice.
A store normalises values ("01" becomes 1): it answers queries, and no published file is written from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.table import Table

_UNITE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_ROWS_AT_ONCE = 100_000  # bounds the N-Quads text that is in memory at one time


def store_from_table(table: Table) -> ox.Store:
    """A store with the rows of a Table, each in its file's graph; blank nodes keep the Table's labels."""
    store = ox.Store()
    terms = table.terms
    graphs = [f"<{graph.iri}>" for graph in table.graphs]
    for start in range(0, len(table), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        columns = (c[rows].tolist() for c in (table.subject, table.predicate, table.object, table.graph))
        lines = (f"{terms[s]} {terms[p]} {terms[o]} {graphs[g]} .\n" for s, p, o, g in zip(*columns, strict=True))
        store.extend(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS, lenient=True))
    store.update(_UNITE)
    return store


def store_from_dump(path: Path) -> ox.Store:
    """A store with the quads of an N-Quads file. Raises InputError MT408 where it can't be read or parsed."""
    check_dump(path)
    store = ox.Store()
    try:
        # `extend` keeps the labels of blank nodes, which `Store.load` would draw anew, and is as quick.
        store.extend(ox.parse(path=path, format=ox.RdfFormat.N_QUADS, lenient=True))
    except OSError as fault:
        raise _bad_dump(path, f"the dump can't be read: {fault.strerror or fault}") from None
    except SyntaxError as fault:
        raise _bad_dump(path, f"the dump is not N-Quads: {fault.msg}", fault.lineno) from None
    store.update(_UNITE)
    return store


def check_dump(path: Path) -> None:
    """Raise InputError MT408 where there is no dump: sooner, and cheaper, than reading it."""
    if not path.is_file():
        raise _bad_dump(path, "the dump can't be read: there is no such file")


def _bad_dump(path: Path, message: str, line: int | None = None) -> InputError:
    return InputError("MT408", message, remedy="Write it again with `medtown publish`.", file=path, line=line)
