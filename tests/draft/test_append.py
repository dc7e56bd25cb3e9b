from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from medtown.draft.append import append, graph_file
from medtown.draft.draft import Drafter
from medtown.errors import InputError
from medtown.project import Project
from medtown.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from medtown.draft.append import Appended

    Write = Callable[[Mapping[str, str | bytes]], Path]

SHAPES = """\
@prefix b: <https://example.net/b#> .
@prefix d: <https://example.net/d#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
d:S a sh:NodeShape ; sh:targetClass b:Garden ; sh:property [ sh:path d:name ; sh:minCount 1 ] .
"""
B, D = "@prefix b: <https://example.net/b#> .\n", "@prefix d: <https://example.net/d#> .\n"
BLOCK = """\
# b:Garden: write over each TODO, then run medtown validate.
# Below, a line that begins with # is optional: take its # away to use it.
<https://example.net/g/id/garden/new-garden>
  a b:Garden ;
  d:name "TODO" ;  # at least 1
.
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", B + D + "\n" + BLOCK),
        ("# note", "# note\n" + B + D + "\n" + BLOCK),
        (B + D, B + D + "\n" + BLOCK),
        (B, B + D + "\n" + BLOCK),
        (D, B + D + "\n" + BLOCK),
        ("PREFIX c: <x:c>\n", B + "PREFIX c: <x:c>\n" + D + "\n" + BLOCK),
        ("@base <x:y> .\n@prefix a:\n<x:a>\n. # a\n",
         "@base <x:y> .\n@prefix a:\n<x:a>\n.\n" + B + D[:-1] + " # a\n\n" + BLOCK),
        ("# top\n\n<x:a> <x:b> <x:c> .  \n\n\n",
         "# top\n\n" + B + D + "\n<x:a> <x:b> <x:c> .\n\n" + BLOCK),
        ('@prefix a: <x:a> . a:x a:y """\n@prefix z: <z> .\n""" .\n@prefix e: <x:e> .\n',
         "@prefix a: <x:a> .\n" + B + D[:-1] + ' a:x a:y """\n@prefix z: <z> .\n""" .\n@prefix e: <x:e> .\n\n' + BLOCK),
        ("<x:a> <x:b> <x:c> .\n" + B + D, "<x:a> <x:b> <x:c> .\n" + B + D + "\n" + BLOCK),
        ("\ufeff" + D, "\ufeff" + B + D + "\n" + BLOCK),
        (D.replace("\n", "\r\n") + "\r\n", (B + D + "\n" + BLOCK).replace("\n", "\r\n")),
    ],
)  # fmt: skip
def test_missing_prefixes_go_to_the_header_and_the_block_to_the_end(project: Write, before: str, after: str) -> None:
    file = project({"shapes/s.ttl": SHAPES, "graph/x.ttl": before.encode()}) / "graph" / "x.ttl"
    text, line = _append(file)
    assert text == after
    assert text.splitlines()[line - 1] == BLOCK.splitlines()[0]
    assert _triples(text) - _triples(before) == _triples(B + D + BLOCK)
    assert file.read_bytes().decode() == before


@pytest.mark.parametrize(
    ("header", "predicate"),
    [
        ("@prefix d: <x:other#> .\n", "<https://example.net/d#name>"),
        ("@prefix other: <https://example.net/d#> .\n", "other:name"),
        ("@prefix a: <x:same#> .\n@prefix d: <x:same#> .\n", "<https://example.net/d#name>"),
        ("@prefix d: <https://example.net/d#> .\n@prefix d: <x:other#> .\n", "<https://example.net/d#name>"),
        ("@prefix : <https://example.net/d#> .\n", ":name"),
    ],
)
def test_a_name_means_what_it_means_in_the_file(project: Write, header: str, predicate: str) -> None:
    file = project({"shapes/s.ttl": SHAPES, "graph/a.ttl": D, "graph/x.ttl": header}) / "graph" / "x.ttl"
    text = _append(file).text
    assert f"  {predicate} " in text
    assert _triples(text) == _triples(B + D + BLOCK)


@pytest.mark.parametrize("name", ["shapes/s.ttl", "graph/none.ttl", "graph", "x.txt"])
def test_only_files_of_the_graph_can_be_added_to(project: Write, name: str) -> None:
    root = project({"shapes/s.ttl": SHAPES, "x.txt": ""})
    with pytest.raises(InputError, match="is no Turtle file in the project's folder graph/") as raised:
        graph_file(Project(root), Path(name))
    assert raised.value.code == "MT110"


@pytest.mark.parametrize("where", [".", "graph"])
def test_a_file_can_be_named_from_here_or_from_the_project(
    project: Write, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    root = project({"graph/deep/x.ttl": ""})
    monkeypatch.chdir(root / where)
    for name in ("graph/deep/x.ttl", (root / "graph/deep/x.ttl").relative_to(root / where)):
        assert graph_file(Project(root), Path(name)).path == root / "graph/deep/x.ttl"


def _append(file: Path) -> Appended:
    project = Project(file.parents[1])
    target = graph_file(project, file)
    return append(target.path, Drafter(project).draft("garden", declared=read_table([target]).prefixes))


def _triples(text: str) -> set[str]:
    data = text.removeprefix("\ufeff").encode()
    return {str(quad) for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
