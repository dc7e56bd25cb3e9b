"""Places in a file of 100,000 lines are exact, however its lines are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

LINES = 100_000
HEAD = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix v: <https://example.net/g/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix v: <https://example.net/g/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

v:TestedShape a sh:NodeShape ;
  sh:targetClass v:Tested ;
  sh:property [ sh:path v:text ; sh:maxLength 10 ] ;
  sh:property [ sh:path v:date ; sh:minCount 1 ; sh:datatype xsd:date ] .
"""
DATASET = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/g/set/g> a void:Dataset ;
  dcterms:title "Large"@en ; void:uriSpace "https://example.net/g/" .
"""


def filler(number: int) -> str:
    """Eight lines that are in order: comments, tabs, a long text, nested blank nodes."""
    return (
        f'v:n{number} a v:Plain ; # "no" . ;\n'
        f'\trdfs:label\t"Name {number}"@en ,\n'
        f'\t\t"اسم {number}"@ar ;\n'
        f'  v:text """first {number}\n'
        "    # no comment; v:text . \\n\n"
        '  "last" """ ;\n'
        "  v:in [ v:of ( 1 2.5 v:x ) ;\n"
        "    v:to <https://example.org/#a;b.> ] .\n"
    )


def planted(number: int) -> list[str]:
    """Lines with three mistakes: a long text, a date of the wrong type, a block without a date."""
    return [
        f"v:bad{number} a v:Tested ;",
        '\tv:text "fine", """too long',
        f"{number}; .",
        'by "far" """ ;',
        '\tv:date\t"2020" .',
        f"v:none{number}",
        "  a v:Tested .",
    ]


def test_every_place_in_a_file_of_a_hundred_thousand_lines(tmp_path: Path, medtown: Command) -> None:
    lines, expected = _file()
    assert len(lines) >= LINES
    project = tmp_path / "project"
    for name, content in {
        "graph/dataset.ttl": DATASET.encode(),
        "graph/large.ttl": b"\xef\xbb\xbf" + "\r\n".join(lines).encode(),
        "shapes/g.ttl": SHAPES.encode(),
    }.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(content)
    done = medtown("--project", project, "validate", "--format", "json", cwd=project)
    found = {
        (f["code"], f["line"], f["column"], f["last_line"], f["end_column"])
        for f in json.loads(done.stdout)["findings"]
        if f["code"] in ("MT205", "MT301")
    }
    assert found == expected
    assert done.returncode == 1


def _file() -> tuple[list[str], set[tuple[str, int, int, int, int]]]:
    """The lines, and where each finding must be; the first tells of the byte-order mark."""
    lines = HEAD.splitlines()
    expected = {("MT205", 1, 1, 1, 2)}
    number = 0
    while len(lines) < LINES:
        if number % 1000 == 500:
            at = len(lines)
            lines += planted(number)
            expected |= {
                ("MT301", at + 2, 17, at + 4, 13),
                ("MT301", at + 5, 9, at + 5, 15),
                ("MT301", at + 6, 1, at + 7, 15),
            }
        lines += filler(number).splitlines()
        number += 1
    return lines, expected
