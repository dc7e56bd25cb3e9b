"""The page of the data model in whole sites: where it stands, what leads to it, and where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.webpages import Site, link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

ONTOLOGY = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.net/g/{0}> a owl:Ontology ; rdfs:label "Words" .
<https://example.net/g/{0}#Garden> a owl:Class ; rdfs:label "garden" .
"""
FACTS = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.net/g/id/oak> a <https://example.net/g/{0}#Garden> ; rdfs:label "Oak" .
"""
SHAPES = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.net/g/shapes#Garden> a sh:NodeShape ; sh:targetClass <https://example.net/g/{0}#Garden> ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .
"""


def _published(command: Command, project: Path, to: Path) -> Site:
    done = command("--project", project, "publish", "-o", to)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(to)


def _files(vocabulary: str, *, shapes: bool) -> dict[str, str | bytes]:
    files = {"ontology/def.ttl": ONTOLOGY, "graph/facts.ttl": FACTS, "shapes/g.ttl": SHAPES if shapes else ""}
    return {name: text.format(vocabulary) for name, text in files.items() if text}


def _leading_to(site: Site, page: str) -> set[str]:
    return {name for name, found in site.pages.items() if page in found.targets().values()}


def test_what_leads_to_the_page(project: Write, medtown: Command, tmp_path: Path) -> None:
    site = _published(medtown, project(_files("def", shapes=True)), tmp_path / "site")
    assert _leading_to(site, "model.html") == set(site.pages)  # the foot of every page
    assert "<loc>https://example.net/g/model.html</loc>" in (site.root / "sitemap.xml").read_text("utf-8")
    assert "def/Garden.html" in site.pages["model.html"].targets().values()
    assert page_faults(site) + link_faults(site) == []


def test_without_shapes_there_is_no_page(project: Write, medtown: Command, tmp_path: Path) -> None:
    site = _published(medtown, project(_files("def", shapes=False)), tmp_path / "site")
    assert [name for name in site.files if name.startswith(("model", "."))] == [".well-known/void"]
    assert _leading_to(site, "model.html") == set()
    assert "model" not in (site.root / "sitemap.xml").read_text("utf-8")


def test_a_vocabulary_of_that_name_keeps_its_place(project: Write, medtown: Command, tmp_path: Path) -> None:
    site = _published(medtown, project(_files("Model", shapes=True)), tmp_path / "site")
    assert "Garden" in site.pages["Model.html"].ids
    assert "model.html" not in site.pages
    assert "Model/Garden.html" in site.pages["model_.html"].targets().values()
    assert link_faults(site) == []
