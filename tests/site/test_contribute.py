"""The forms of whole sites as they are written: which there are, what they ask, and where a new file is proposed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from medtown.draft.forge import new_file
from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

PREFIXES = """\
@prefix : <https://example.net/g/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = PREFIXES + "".join(
    f':{name} a {kind} ; rdfs:label "{name}"@en .\n'
    for kind, names in {
        "owl:Class": ("Tree", "Plant", "Street", "Hole"),
        "rdf:Property": ("kind", "planted", "height", "street", "page", "alive", "ring", "shades"),
    }.items()
    for name in names
)
FACTS = """\
<https://example.net/g/id/tree/oak> a :Tree , :Plant ; rdfs:label "Oak"@en ;
  :kind "broadleaved" ; :page <https://example.net/> .
<https://example.net/g/id/tree/Beech> a :Tree , :Plant ; rdfs:label "Beech"@en .
<https://example.net/g/id/street/oak> a :Street ; rdfs:label "Oak"@en .
"""
SHAPES = """\
<https://example.net/g/s#Tree> a sh:NodeShape ; sh:targetClass :Tree ; rdfs:label "tree"@en ;
  sh:pattern "^https://example[.]net/g/id/tree/" ; sh:message "Begin as the others do."@en ;
  sh:property
    [ sh:path rdf:type ; sh:hasValue :Plant ] ,
    [ sh:path rdfs:label ; sh:name "name"@en ; sh:uniqueLang true ; sh:minCount 1 ; sh:order 1 ;
      sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMinCount 1 ] ,
    [ sh:path :kind ; sh:in ( "broadleaved" "conifer" ) ; sh:maxCount 1 ; sh:order 2 ] ,
    [ sh:path :planted ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ; sh:order 3 ] ,
    [ sh:path :height ; sh:datatype xsd:decimal ; sh:minInclusive 0 ; sh:order 4 ] ,
    [ sh:path :street ; sh:class :Street ; sh:order 5 ; sh:description "Where it stands."@en ] ,
    [ sh:path :page ; sh:nodeKind sh:IRI ; sh:order 6 ] ,
    [ sh:path :alive ; sh:datatype xsd:boolean ; sh:order 7 ] ,
    [ sh:path :ring ; sh:nodeKind sh:BlankNode ; sh:order 8 ] ,
    [ sh:path [ sh:inversePath :shades ] ; sh:order 9 ] .
<https://example.net/g/s#Known> a sh:NodeShape ; sh:targetClass :Tree ;
  sh:or ( [ sh:property [ sh:path :street ; sh:minCount 1 ] ] [ sh:hasValue <https://example.net/g/id/tree/oak> ]
          [ sh:hasValue <https://example.net/g/id/tree/Beech> ] ) .
<https://example.net/g/s#Shade> a sh:NodeShape ; sh:targetClass :Tree ; sh:message "Name a kind or a page."@en ;
  sh:or ( [ sh:property [ sh:path :kind ; sh:minCount 1 ] ] [ sh:property [ sh:path :page ; sh:minCount 1 ] ]
          [ sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ] ) .
<https://example.net/g/s#Class> a sh:NodeShape ; sh:targetClass owl:Class ; sh:property [ sh:path rdfs:label ] .
<https://example.net/g/s#Hole> a sh:NodeShape ; sh:targetClass :Hole ;
  sh:property [ sh:path :ring ; sh:nodeKind sh:BlankNode ; sh:minCount 1 ] .
"""
FILES = {"ontology/def.ttl": ONTOLOGY, "graph/facts.ttl": PREFIXES + FACTS}
# What a form's field is told by, of each property of the shape that a form can ask for.
ASKED = {
    "label": ("text", 1, None),
    "kind": ("choice", 0, 1),
    "planted": ("time", 0, None),
    "height": ("number", 0, None),
    "street": ("choice", 1, None),  # the only alternative that is open to a new tree
    "page": ("link", 0, None),
    "alive": ("truth", 0, None),
}


def _published(command: Command, project: Path, to: Path) -> Path:
    done = command("--project", project, "publish", "-o", to)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def _form(page: str) -> dict[str, Any]:
    held = re.search(r'<script type="application/json" id="contribute-form">(.*?)</script>', page, re.DOTALL)
    assert held
    form: dict[str, Any] = json.loads(held[1])
    return form


@pytest.fixture
def site(project: Write, medtown: Command, tmp_path: Path) -> Path:
    return _published(medtown, project({**FILES, "shapes/tree.ttl": PREFIXES + SHAPES}), tmp_path / "site")


def test_a_form_asks_what_the_shapes_say(site: Path) -> None:
    page = _only(site).read_text("utf-8")
    form = _form(page)
    asked = {field["path"][1:-1].rpartition("#")[2]: field for field in form["fields"]}
    assert {name: (f["kind"], f["min"], f["max"]) for name, f in asked.items()} == ASKED
    assert form["types"] == ["<https://example.net/g/def#Tree>", "<https://example.net/g/def#Plant>"]
    assert form["parent"] == "https://example.net/g/id/tree/"
    assert form["patterns"] == [["^https://example[.]net/g/id/tree/", "Begin as the others do."]]
    assert form["forge"] is None
    assert asked["label"]["needs"] == [["en"]]
    assert asked["height"]["low"] == "0"
    assert [name.rpartition("#")[2] for name in asked["planted"]["datatypes"]] == ["date", "gYear"]
    assert "Where it stands." in page
    assert "Name a kind or a page." in page
    options = [unescape(value) for value in re.findall(r'<option value="([^"]*)"', page)]
    assert {'"broadleaved"', '"conifer"', "<https://example.net/g/id/street/oak>"} <= set(options)
    assert json.loads((site / form["taken"]).read_text()) == ["beech", "oak"]


def _only(site: Path) -> Path:
    (found,) = (file for file in (site / "contribute").glob("*.html") if file.name != "index.html")
    return found


def test_only_classes_that_a_form_can_hold_have_one(site: Path) -> None:
    """Not those in which ontologies are written, nor one that needs a blank node."""
    assert _only(site).name.endswith("Tree.html")


def test_the_pages_are_sound_and_lead_somewhere(site: Path) -> None:
    found = read_site(site)
    assert page_faults(found) + link_faults(found) == []
    assert "contribute/index.html" in found.pages["index.html"].targets().values()


def test_without_shapes_there_is_no_form(project: Write, medtown: Command, tmp_path: Path) -> None:
    site = _published(medtown, project(FILES), tmp_path / "site")
    assert not (site / "contribute").exists()
    assert "contribute/index" not in (site / "index.html").read_text()


REPOSITORIES = [
    ("https://github.com/o/r", "https://github.com/o/r/new/main/graph", "filename", "value"),
    ("https://github.com/o/r.git", "https://github.com/o/r/new/main/graph", "filename", "value"),
    ("https://github.com/o/r/tree/next/one", "https://github.com/o/r/new/next/one/graph", "filename", "value"),
    ("https://gitlab.com/g/sub/r/", "https://gitlab.com/g/sub/r/-/new/main/graph", "file_name", ""),
    ("https://gitlab.example.org/g/r/-/tree/dev", "https://gitlab.example.org/g/r/-/new/dev/graph", "file_name", ""),
    ("https://git.example.org/g/r/-/tree/dev", "https://git.example.org/g/r/-/new/dev/graph", "file_name", ""),
    ("https://codeberg.org/o/r/src/branch/dev", "https://codeberg.org/o/r/_new/dev/graph", "filename", "value"),
]


@pytest.mark.parametrize(("repository", "address", "name", "text"), REPOSITORIES)
def test_where_a_forge_takes_a_new_file(repository: str, address: str, name: str, text: str) -> None:
    assert new_file(repository, "graph") == (address, name, text)


@pytest.mark.parametrize(
    "repository",
    [
        "",
        "https://github.com/o",
        "https://example.org/o/r",
        "javascript:alert(1)//github.com/o/r",
        "ftp://github.com/o/r",
    ],
)
def test_a_forge_that_is_not_known(repository: str) -> None:
    assert new_file(repository, "graph") is None
