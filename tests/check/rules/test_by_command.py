"""Each code of these rules as the real command reports it: file, line, column, words and replacement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix v: <https://example.net/g/def#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
CODES = {"MT304", "MT305", *(f"MT3{number:02}" for number in range(7, 15))}
FILES = {
    "graph/books.ttl": f"""{PREFIXES}
@prefix skos: <https://www.w3.org/2004/02/skos/core#> .

:emma a v:Novel ;
  foaf:nmae "Emma" ;
  v:author :jnae , <http://example.net/g/id/jane> .

:jane a v:Author ; rdfs:label "TODO" .
<https://example.net/g/id/jane.html> a v:Author .
:persuasion a v:Novel .
""",
    "ontology/def.ttl": f"""{PREFIXES}
v:Novel a owl:Class ; rdfs:label "novel" .
v:Author a owl:Class .
v:author a owl:ObjectProperty ; rdfs:label "author" .
v:editor a owl:ObjectProperty ; rdfs:label "editor" .
""",
    "shapes/book.ttl": f"{PREFIXES}\nv:BookShape a sh:NodeShape ; sh:targetClas v:Novel .\n",
    "releases/0.9.0.iris": "https://example.net/g/id/gone-for-long\n",
    "releases/1.0.0.iris": "# 1.0.0\nhttps://example.net/g/id/emma\nhttps://example.net/g/id/persuassion\n",
}


def found(folder: Path, medtown: Command) -> list[tuple[object, ...]]:
    """What the command reports for these rules: code, severity, file, line, column and message."""
    done = medtown("validate", "--format", "json", cwd=folder)
    assert done.stderr == ""
    fields = ("code", "severity", "file", "line", "column", "message")
    findings = [finding for finding in json.loads(done.stdout)["findings"] if finding["code"] in CODES]
    return [tuple(finding[field] for field in fields) for finding in findings]


def test_every_code(project: Callable[[Mapping[str, str | bytes]], Path], medtown: Command) -> None:
    assert found(project(FILES), medtown) == [
        ("MT309", "warning", "graph/books.ttl", 8, 15,
         "the prefix skos: stands for <https://www.w3.org/2004/02/skos/core#>, which no known vocabulary uses"),
        ("MT308", "warning", "graph/books.ttl", 11, 3, "foaf:nmae is not declared by its vocabulary"),
        ("MT305", "violation", "graph/books.ttl", 12, 12, ":jnae is defined nowhere"),
        ("MT307", "warning", "graph/books.ttl", 12, 20,
         "<http://example.net/g/> is not the project's base, but nearly"),
        ("MT313", "violation", "graph/books.ttl", 14, 31, '"TODO" still stands here'),
        ("MT304", "warning", "graph/books.ttl", 15, 1,
         "the IRI ends in .html, as files do: it names a thing, not a file"),
        ("MT310", "warning", "ontology/def.ttl", 9, 1, "v:Author has no label"),
        ("MT311", "info", "ontology/def.ttl", 11, 1, "v:editor is declared and used nowhere"),
        ("MT312", "violation", "releases/1.0.0.iris", 3, 1,
         ":persuassion was published in release 1.0.0 and is gone"),
        ("MT308", "warning", "shapes/book.ttl", 8, 30, "sh:targetClas is not declared by its vocabulary"),
    ]  # fmt: skip


def test_a_list_of_released_iris_that_is_none(
    project: Callable[[Mapping[str, str | bytes]], Path], medtown: Command
) -> None:
    folder = project({**FILES, "releases/1.0.0.iris": "https://example.net/g/id/emma\njane\n"})
    assert ("MT314", "violation", "releases/1.0.0.iris", 2, 1, "a line in a list of released IRIs is no IRI") in found(
        folder, medtown
    )
    assert medtown("validate", cwd=folder).returncode == 2
