"""Turtle files -> Table, in one pass of pyoxigraph's parser, with the line of every triple.

The parser is handed one line at a time, so that the place reached in the file when a triple comes out is the
line on which it was completed (design.md, "The Table").
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from io import BytesIO
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from medtown.errors import InputError
from medtown.i18n.message import say
from medtown.table.table import Graph, Table
from medtown.table.terms import is_literal
from medtown.turtle_file import read_bytes, syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from medtown.table.table import Column
    from medtown.turtle_file import TurtleFile

__all__ = ["first_errors", "read_bytes", "read_table", "syntax_error"]

_NEWLINE = 0x0A
_DIRECTIONS = ("--ltr", "--rtl")


class _Lines:
    """A file for the parser, whose `read` returns one line (or a part of a very long one)."""

    __slots__ = ("read",)

    def __init__(self, buffer: BytesIO) -> None:
        self.read: Callable[[int], bytes] = buffer.readline


class Reader:
    """The growing columns; of no more use after a file that failed.

    `form` is the format of its files, `complaint` makes an error for a person of what the parser says of one.
    """

    def __init__(
        self,
        form: ox.RdfFormat = ox.RdfFormat.TURTLE,
        complaint: Callable[[SyntaxError, Path], InputError] = syntax_error,
    ) -> None:
        self._form, self._complaint = form, complaint
        # Terms to dense integers: asking for a new term gives it the next one.
        self.ids = defaultdict[str, int](count().__next__)
        self.terms: list[str] = []
        self.subject, self.predicate, self.object = array("i"), array("i"), array("i")
        self.lines: list[Column] = []
        self.sizes: list[int] = []
        self.prefixes: dict[str, str] = {}
        self.file_prefixes: list[dict[str, str]] = []

    def add(self, data: bytes, path: Path) -> None:
        """Read a file's content; the triples of all graphs that it names become those of one.

        Raises InputError: that of `complaint`, MT203 (RDF 1.2), MT204 (too large).
        """
        offsets = self._parse(data, path)
        lines = _lines_of(data, offsets)
        new = self._new_terms()
        self._refuse_rdf_1_2(new, path, lines)
        self._adopt(new, len(self.sizes))
        self.sizes.append(len(offsets))
        self.lines.append(lines)

    def table(self, graphs: tuple[Graph, ...]) -> Table:
        """The Table of what was read, one graph a file."""
        return Table(
            terms=self.terms,
            subject=_column(self.subject),
            predicate=_column(self.predicate),
            object=_column(self.object),
            graph=np.repeat(np.arange(len(graphs), dtype=np.int32), self.sizes),
            line=np.concatenate(self.lines) if self.lines else np.empty(0, np.int32),
            graphs=graphs,
            prefixes=self.prefixes,
            file_prefixes=tuple(self.file_prefixes),
        )

    def _new_terms(self) -> list[str]:
        """The terms that the last file brought, taken from the end: the others may be many more."""
        new = list(islice(reversed(self.ids), len(self.ids) - len(self.terms)))
        new.reverse()
        return new

    def _refuse_rdf_1_2(self, new: list[str], path: Path, lines: Column) -> None:
        """Raise InputError MT203 where the file's new terms hold a triple term or a text with a direction."""
        for number, term in enumerate(new, len(self.terms)):
            if term.startswith("<<") or (is_literal(term) and term.endswith(_DIRECTIONS)):
                row = self.object.index(number)
                raise InputError(
                    "MT203",
                    say("a triple term or a text direction: RDF 1.2 is not supported yet"),
                    remedy=say("Write it in RDF 1.1: a resource for the statement, a plain language tag."),
                    file=path,
                    line=int(lines[row - len(self.object) + len(lines)]),
                )

    def _parse(self, data: bytes, path: Path) -> array[int]:
        buffer = BytesIO(data)
        offsets = array("q")
        ids, at = self.ids, buffer.tell
        add_s, add_p, add_o = self.subject.append, self.predicate.append, self.object.append
        add_offset = offsets.append
        parser = ox.parse(_Lines(buffer), format=self._form)  # type: ignore[arg-type]
        try:
            # str(quad) is its N-Quads form: without a named graph that of N-Triples. Neither subject nor predicate
            # can hold a space.
            for triple in map(_triple if self._form.supports_datasets else str, parser):
                s, p, o = triple.split(" ", 2)
                add_s(ids[s])
                add_p(ids[p])
                add_o(ids[o])
                add_offset(at())
        except SyntaxError as fault:
            raise self._complaint(fault, path) from None
        except MemoryError:  # the parser's own limit on one token
            raise InputError(
                "MT204",
                say("a text or name here is larger than 16 MiB, the parser's limit"),
                remedy=say("Divide it, or publish it as a file of its own and link to it."),
                file=path,
                line=data.count(b"\n", 0, at() - 1) + 1,
            ) from None
        self.file_prefixes.append(parser.prefixes)
        for prefix, namespace in parser.prefixes.items():
            self.prefixes.setdefault(prefix, namespace)
        return offsets

    def _adopt(self, new: list[str], number: int) -> None:
        """Take over the file's new terms; blank nodes get a label from the file's number and their order.

        Their keys leave the dictionary (a later file's `_:x` is another node), but keep their number.
        """
        blanks = [k for k, term in enumerate(new) if term[0] == "_"]
        start = len(self.terms)
        for order, k in enumerate(blanks):
            label = f"_:f{number}b{order}"
            del self.ids[new[k]]
            self.ids[f" {label}"] = start + k
            new[k] = label
        self.terms.extend(new)


def read_table(files: Sequence[TurtleFile]) -> Table:
    """Read Turtle files into a Table, one named graph a file.

    Raises InputError: MT105 (unreadable), MT106 (not UTF-8), MT201 (syntax), MT202 (relative IRI),
    MT203 (RDF 1.2), MT204 (too large).
    """
    reader = Reader()
    for file in files:
        reader.add(read_bytes(file.path), file.path)
    return reader.table(tuple(Graph(f.graph, f.path) for f in files))


def first_errors(files: Iterable[TurtleFile]) -> list[InputError]:
    """The first error of each file that can't be read or parsed."""
    errors = []
    for file in files:
        try:
            read_table([file])
        except InputError as error:
            errors.append(error)
    return errors


def _triple(quad: ox.Quad) -> str:
    """A quad without its graph, in N-Triples form."""
    return str(quad.triple)


def _lines_of(data: bytes, offsets: array[int]) -> Column:
    """The 1-based line on which each triple was completed, from the bytes handed over until then."""
    newlines = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _NEWLINE)
    ends = np.frombuffer(offsets, dtype=np.int64) if offsets else np.empty(0, np.int64)
    return (np.searchsorted(newlines, ends - 1) + 1).astype(np.int32)


def _column(values: array[int]) -> Column:
    return np.frombuffer(values, dtype=np.int32) if values else np.empty(0, np.int32)
