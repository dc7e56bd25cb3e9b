"""The whole dataset as files to download, each with a gzip twin, and their SHA-256 sums.

Everything is written in pieces, so memory does not grow with the dataset; two runs over the same Table give
the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from medtown.data.jsonld import JsonLdWriter
from medtown.data.rdfxml import RdfXmlWriter
from medtown.data.turtle import TurtleWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from medtown.data.document import Describer, Writer
    from medtown.data.prefixes import Prefixes
    from medtown.table import Table
    from medtown.table.table import Column

SUMS_FILE = "SHA256SUMS"

_ROWS_AT_ONCE = 5_000
_CHARACTERS_AT_ONCE = 1 << 18


class Dump(NamedTuple):
    """A dump file: name, media type (of what is inside a .gz), size in bytes and SHA-256 in hexadecimal."""

    name: str
    media_type: str
    size: int
    sha256: str


def write_dumps(describer: Describer, prefixes: Prefixes, folder: Path, name: str) -> list[Dump]:
    """Write `<name>.nq .nt .ttl .jsonld .rdf`, each also as `.gz`, and SHA256SUMS into an existing folder.

    `.nq` has each triple in the named graph of its file, the others the union of all files, each triple once.
    There is no `.rdf` where RDF/XML can't hold the data.
    """
    dumps: list[Dump] = []
    for suffix, media_type, texts in _contents(describer, prefixes):
        dumps += _write(folder, f"{name}.{suffix}", media_type, texts)
    sums = "".join(f"{dump.sha256}  {dump.name}\n" for dump in sorted(dumps))
    (folder / SUMS_FILE).write_text(sums, encoding="ascii", newline="\n")
    return dumps


def _contents(describer: Describer, prefixes: Prefixes) -> Iterator[tuple[str, str, Iterable[str]]]:
    """The suffix, media type and text of each dump."""
    table = describer.table
    yield "nq", "application/n-quads", nquads(table)
    yield "nt", "application/n-triples", ntriples(table)
    writers: tuple[Writer, ...] = (
        TurtleWriter(table, prefixes),
        JsonLdWriter(describer, prefixes),
        RdfXmlWriter(describer, prefixes),
    )
    for writer in writers:
        texts = writer.dump(describer.trees())
        if texts is not None:
            yield writer.suffix, writer.media_type, texts


def ntriples(table: Table) -> Iterator[str]:
    """The default graph as N-Triples, each triple once, in the order of the files."""
    terms = table.terms
    for rows in _batches(table.union):
        columns = (column[rows].tolist() for column in (table.subject, table.predicate, table.object))
        yield "".join([f"{terms[s]} {terms[p]} {terms[o]} .\n" for s, p, o in zip(*columns, strict=True)])


def nquads(table: Table) -> Iterator[str]:
    """Every quad as N-Quads (W3C RDF 1.1 N-Quads), each once, in the order of the files."""
    terms = table.terms
    graphs = [f"<{graph.iri}>" for graph in table.graphs]
    for rows in _batches(_distinct_rows(table)):
        columns = (column[rows].tolist() for column in (table.subject, table.predicate, table.object, table.graph))
        yield "".join(
            [f"{terms[s]} {terms[p]} {terms[o]} {graphs[g]} .\n" for s, p, o, g in zip(*columns, strict=True)]
        )


def _distinct_rows(table: Table) -> Column:
    """The first row of each quad: a file may state a triple twice."""
    columns = (table.object, table.predicate, table.subject, table.graph)
    order = np.lexsort(columns)
    repeated = np.ones(max(len(table) - 1, 0), dtype=np.bool_)
    for column in columns:
        in_order = column[order]
        repeated &= in_order[1:] == in_order[:-1]
    first = np.ones(len(table), dtype=np.bool_)
    first[order[1:][repeated]] = False
    return np.flatnonzero(first).astype(np.int32)


def _batches(rows: Column) -> Iterator[Column]:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


def _write(folder: Path, name: str, media_type: str, texts: Iterable[str]) -> list[Dump]:
    """Write a text to a file and its gzip twin at once."""
    plain, packed = folder / name, folder / f"{name}.gz"
    with plain.open("wb") as file, packed.open("wb") as packed_file:
        sink, packed_sink = _Sink(file), _Sink(packed_file)
        # No file name and no time, so that equal data makes equal bytes (RFC 1952, section 2.3.1).
        with gzip.GzipFile(filename="", mode="wb", fileobj=packed_sink, mtime=0) as squeezed:
            for data in _encoded(texts):
                sink.write(data)
                squeezed.write(data)
    return [sink.dump(plain.name, media_type), packed_sink.dump(packed.name, media_type)]


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as UTF-8, many in one piece: a piece a resource would cost more than the writing."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _CHARACTERS_AT_ONCE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    yield "".join(waiting).encode()


class _Sink:
    """A binary file that knows the size and the sum of what went into it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self._size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def dump(self, name: str, media_type: str) -> Dump:
        return Dump(name, media_type, self._size, self._hash.hexdigest())
