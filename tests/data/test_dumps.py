from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.data import dumps
from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from medtown.data.dumps import Dump

EXPECTED = Path(__file__).parent / "expected"
SUFFIXES = ("nq", "nt", "ttl", "jsonld", "rdf")


@pytest.fixture
def written(describer: Describer, prefixes: Prefixes, tmp_path: Path) -> list[Dump]:
    return dumps.write_dumps(describer, prefixes, tmp_path, "library")


def test_names_and_types(written: list[Dump]) -> None:
    assert [dump.name for dump in written] == [f"library.{s}{end}" for s in SUFFIXES for end in ("", ".gz")]
    assert [dump.media_type for dump in written[::2]] == [
        "application/n-quads",
        "application/n-triples",
        "text/turtle",
        "application/ld+json",
        "application/rdf+xml",
    ]


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_text(tmp_path: Path, suffix: str) -> None:
    data = (tmp_path / f"library.{suffix}").read_bytes()
    assert data.decode() == (EXPECTED / f"library.{suffix}").read_text(encoding="utf-8")
    packed = (tmp_path / f"library.{suffix}.gz").read_bytes()
    assert gzip.decompress(packed) == data
    assert packed[3:8] == bytes(5)  # neither a file name nor a time


def test_sums(tmp_path: Path, written: list[Dump]) -> None:
    lines = []
    for dump in sorted(written):
        data = (tmp_path / dump.name).read_bytes()
        assert (dump.size, dump.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        lines.append(f"{dump.sha256}  {dump.name}\n")
    assert (tmp_path / dumps.SUMS_FILE).read_text() == "".join(lines)
    assert len(list(tmp_path.iterdir())) == len(written) + 1


def test_many_pieces_make_the_same_files(
    written: list[Dump],
    describer: Describer,
    prefixes: Prefixes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dumps, "_ROWS_AT_ONCE", 3)
    monkeypatch.setattr(dumps, "_CHARACTERS_AT_ONCE", 50)
    (tmp_path / "again").mkdir()
    again = dumps.write_dumps(describer, prefixes, tmp_path / "again", "library")
    assert again == written


def test_no_rdfxml_where_it_can_not_hold_the_data(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<http://e/s> <http://e/1> 1 .")
    describer = Describer(read_table([TurtleFile(path, "http://e/graph")]))
    found = dumps.write_dumps(describer, Prefixes(), tmp_path, "e")
    assert [dump.name for dump in found[::2]] == ["e.nq", "e.nt", "e.ttl", "e.jsonld"]


def test_an_empty_project(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("")
    describer = Describer(read_table([TurtleFile(path, "http://e/graph")]))
    found = dumps.write_dumps(describer, Prefixes(), tmp_path, "e")
    assert [dump.size for dump in found[:6:2]] == [0, 0, 0]
