"""Dump file -> Table: RDF in any common format, plain or packed by gzip."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from medtown.errors import InputError
from medtown.i18n.message import say
from medtown.table.read import Reader
from medtown.table.table import Graph, Table
from medtown.turtle_file import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

_FORMATS = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_PACKED = ".gz"


def read_dump(path: Path) -> Table:
    """Read a file into a Table, whose suffix names its format; where it names graphs, their union.

    Raises InputError: MT105 (unreadable), MT106 (not UTF-8), MT108 (no RDF by its suffix), MT201 (syntax),
    MT202 (relative IRI), MT203 (RDF 1.2), MT204 (too large).
    """
    form = _format_of(path)
    reader = Reader(form, lambda fault, file: _complaint(fault, file, form))
    reader.add(_unpacked(path) if path.suffix.lower() == _PACKED else read_bytes(path), path)
    return reader.table((Graph(path.resolve().as_uri(), path),))


def _format_of(path: Path) -> ox.RdfFormat:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [_PACKED]:
        suffixes.pop()
    form = _FORMATS.get(suffixes[-1]) if suffixes else None
    if form is None:
        raise InputError(
            "MT108",
            say("the end of this file's name tells of no RDF format"),
            remedy=say("Known are {suffixes}, and each with .gz.", suffixes=" ".join(_FORMATS)),
            file=path,
        )
    return form


def _unpacked(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError(
            "MT105",
            say("can't be read: {reason}", reason=getattr(fault, "strerror", None) or fault),
            remedy=say("Check that the file is whole, packed by gzip, and that you may read it."),
            file=path,
        ) from None


def _complaint(fault: SyntaxError, path: Path, form: ox.RdfFormat) -> InputError:
    """The parser's complaint as an error for a person."""
    code, reason = "MT201", fault.msg.split(": ", 1)[-1]
    message = say("{format} syntax: {reason}", format=form.name, reason=reason)
    remedy = say("Check that the file is whole and that the end of its name tells its format.")
    if "No scheme found" in reason:
        code, message = "MT202", say("relative IRI: it has no scheme and the file no base")
        remedy = say("Write whole IRIs into the file.")
    elif "LoadDocumentCallback" in reason:
        message = say("JSON-LD syntax: its context stands in another file, and none is fetched")
        remedy = say("Use another format of the same data, such as N-Triples.")
    return InputError(code, message, remedy=remedy, file=path, line=fault.lineno, column=fault.offset)
