"""Dump files as Tables: every format, plain and packed, and what is wrong with them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError
from medtown.table.canonical import canonical_ntriples
from medtown.table.dump import read_dump

if TYPE_CHECKING:
    from pathlib import Path

NTRIPLES = """\
<urn:a> <urn:p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:a> <urn:p> "b c"@en .
<urn:a> <urn:p> _:x .
_:x <urn:p> <urn:a> .
"""
CONTENTS = {
    "nt": NTRIPLES,
    "nq": """\
<urn:a> <urn:p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g/1> .
<urn:a> <urn:p> "b c"@en .
<urn:a> <urn:p> "b c"@en <urn:g/2> .
<urn:a> <urn:p> _:x <urn:g/1> .
_:x <urn:p> <urn:a> _:g .
""",
    "ttl": "@prefix u: <urn:> .\nu:a u:p 01 , 'b c'@en , [ u:p u:a ] .\n",
    "trig": "@prefix u: <urn:> .\nu:g { u:a u:p 01 , _:x } u:h { _:x u:p u:a }\nu:a u:p 'b c'@en .\n",
    "rdf": """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
  <rdf:Description rdf:about="urn:a">
    <u:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">01</u:p>
    <u:p xml:lang="en">b c</u:p>
    <u:p><rdf:Description><u:p rdf:resource="urn:a"/></rdf:Description></u:p>
  </rdf:Description>
</rdf:RDF>
""",
    "jsonld": """\
{"@id": "urn:a", "urn:p": [{"@value": "01", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
  {"@value": "b c", "@language": "en"}, {"@id": "_:x"}],
 "@graph": [{"@id": "_:x", "urn:p": {"@id": "urn:a"}}]}
""",
}


def expected_triples() -> str:
    s, p = "<urn:a>", "<urn:p>"
    integer = '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    return canonical_ntriples([(s, p, integer), (s, p, '"b c"@en'), (s, p, "_:x"), ("_:x", p, s)])


@pytest.mark.parametrize("suffix", CONTENTS)
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_every_format(tmp_path: Path, suffix: str, packed: str) -> None:
    path = tmp_path / f"a dump.2026.{suffix.upper()}{packed}"
    data = CONTENTS[suffix].encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    table = read_dump(path)
    assert canonical_ntriples(table.triples()) == expected_triples()
    assert [tuple(graph) for graph in table.graphs] == [(path.as_uri(), path)]


def test_lines_and_prefixes(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(CONTENTS["nq"])
    (tmp_path / "a.trig").write_text(CONTENTS["trig"])
    assert read_dump(tmp_path / "a.nq").line.tolist() == [1, 2, 3, 4, 5]
    assert read_dump(tmp_path / "a.trig").prefixes == {"u": "urn:"}


PACKED = gzip.compress(NTRIPLES.encode(), mtime=0)
NO_RDF = "error: the end of this file's name tells of no RDF format [MT108]"
NO_FILE = "error: can't be read: No such file or directory [MT105]"
ERRORS: dict[str, tuple[str, bytes | None, str]] = {
    "not RDF": ("a.csv", b"", NO_RDF),
    "no suffix": ("a", b"", NO_RDF),
    "a hidden file": (".nt", b"", NO_RDF),
    "packed what": ("a.gz", b"", NO_RDF),
    "not packed": ("a.nt.gz", NTRIPLES.encode(), "error: can't be read: Not a gzipped file (b'<u') [MT105]"),
    "half": (
        "a.nt.gz",
        PACKED[:30],
        "error: can't be read: Compressed file ended before the end-of-stream marker was reached [MT105]",
    ),
    "spoilt": ("a.nt.gz", PACKED[:-5] + b"\0" + PACKED[-4:], "error: can't be read: CRC check failed … [MT105]"),
    "no file": ("a.nt", None, NO_FILE),
    "no packed file": ("a.nt.gz", None, NO_FILE),
    "not UTF-8": ("a.nt", b"\n<urn:a> <urn:p> '\xff'", "2:18: error: is not UTF-8: byte 0xFF can't stand here [MT106]"),
    "packed, not UTF-8": (
        "a.nt.gz",
        gzip.compress(b'<urn:a> <urn:p> "\xff" .', mtime=0),
        "1:18: error: N-Triples syntax: Invalid UTF-8: … [MT201]",
    ),
    "syntax": (
        "a.nq",
        b"\n<urn:a> <urn:p> <urn:b>\n",
        "3:1: error: N-Quads syntax: Quads must be followed by a dot [MT201]",
    ),
    "JSON": (
        "a.jsonld",
        b'{"@id": "urn:a",\n"urn:p": 1',
        "2:11: error: JSON-LD syntax: Object values must be followed by a comma … [MT201]",
    ),
    "a context elsewhere": (
        "a.jsonld",
        b'{"@context": "https://example.org/", "@id": "urn:a"}',
        "error: JSON-LD syntax: its context stands in another file, and none is fetched [MT201]",
    ),
    "a relative IRI": (
        "a.rdf",
        CONTENTS["rdf"].replace("urn:a", "a").encode(),
        "error: relative IRI: it has no scheme and the file no base [MT202]",
    ),
    "RDF 1.2": (
        "a.nt",
        b'<urn:a> <urn:p> "a"@en--ltr .',
        "1: error: a triple term or a text direction: RDF 1.2 is not supported yet [MT203]",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_errors(tmp_path: Path, case: str) -> None:
    name, content, expected = ERRORS[case]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as found:
        read_dump(path)
    assert found.value.remedy
    first_line = str(found.value).split("\n")[0]
    before, _, after = f"{path}:{'' if expected[0].isdigit() else ' '}{expected}".partition("…")
    assert first_line.startswith(before)
    assert first_line.endswith(after)
