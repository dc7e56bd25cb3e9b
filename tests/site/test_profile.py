"""The application profile of whole sites: what the shapes ask, in words, and what leads to it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

OUTLINE = """\
# Fair: fair
All of them In the data model
* no other property but rdf:type , rdfs:label , o:stalls
Fair.startDate | start date schema:startDate | 1..* | a value of at least January 1, 2000
# Keeper: keeper
What is asked here too: keeper or tree
All of them In the data model
Keeper.label | name rdfs:label | 1..* | Information the value "Ana"@en
# Orchard: orchard
Fruit trees that belong together.
What is asked here too: site · what has a date
All of them In the data model
* an IRI · an address that begins with https://example.net/g/id/ , \
after the pattern ^https://example\\.net/g/id/[a-z]+$ Give it an address.
* … is no keeper.
[Names]
Orchard.label | name rdfs:label What people call it. | 1..* | text in a language among en, fr · one in each language · \
not empty · at least 2 characters Give it a name. Warning at most 9 values of rdfs:label with text in the language fr \
Name it in French.
Orchard.altLabel | alt label skos:altLabel | 0..3 |
[Care]
Orchard.keptBy | kept by o:keptBy | 0..* | keeper
Orchard.size | size o:size | 0..1 | Information one of 12 values 1 2 3 4 5 6 7 8 9 10 11 12
Orchard.of-keeps | ← keeps ^ o:keeps | 0..1 | keeper or tree
Orchard.path | o:keptBy / foaf:homepage | 0..* | either an IRI; or datatype xsd:anyURI
Orchard.path_ | owl:sameAs | schema:location | dcterms:spatial | dcterms:description | 0..* | anything but the value \
id:nasty
# Site: site
In the data model
Site.size | size o:size | 0..* | a value less than 100
# Keeper_: keeper or tree
Holds for: each keeper · each tree
* exactly one of: a value of class keeper ; or a value of class tree One or the other.
# Placed: what is on the map
Holds for: whatever has the property geo:lat · every value of schema:location · Elvas
Placed.long | long geo:long | 1 |
# Dated: what has a date
Dated.planted | planted o:planted | 0..1 | datatype xsd:date (such as 2023-05-31) · a value less than that of \
schema:endDate
"""


def _text(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def _found(pattern: str, markup: str) -> list[str]:
    return [_text(match) for match in re.findall(pattern, markup, re.DOTALL)]


def outline(page: str) -> str:
    """The sections of a profile's page with their paragraphs, rules (*), groups and rows."""
    lines = []
    for anchor, section in re.findall(r'<section class="asked" id="([^"]+)">(.*?)</section>', page, re.DOTALL):
        head, _, table = section.partition("<table")
        lines.append(f"# {anchor}: {_found('<h2>(.*?)</h2>', head)[0]}")
        lines += _found(r'<p(?: class="ways")?>(.*?)</p>', head)
        lines += [f"* {rule}" for rule in _found("<li>(.*?)</li>", head)]
        rows = r'<tr><th scope="rowgroup"[^>]*>(.*?)</th></tr>|<tr id="([^"]+)">(.*?)</tr>'
        for group, row, cells in re.findall(rows, table, re.DOTALL):
            lines.append(f"[{_text(group)}]" if group else " | ".join([row, *_found("<td>(.*?)</td>", cells)]).strip())
    return "\n".join(lines) + "\n"


def test_what_the_shapes_ask_in_words(orchard_site: Path) -> None:
    assert outline((orchard_site / "profile.html").read_text("utf-8")) == OUTLINE


def test_in_another_language(orchard_site: Path) -> None:
    page = (orchard_site / "profile.fr.html").read_text("utf-8")
    assert "[Noms]\nOrchard.label | nom rdfs:label" in outline(page)
    assert '<p class="message">Donnez un nom.</p>' in page
    assert '<p class="message"><span lang="en" dir="auto">Name it in French.</span></p>' in page


def test_what_leads_to_it_and_from_it(orchard_site: Path) -> None:
    site = read_site(orchard_site)
    assert page_faults(site) + link_faults(site) == []
    leading = {name: site.pages[name].targets().values() for name in ("model.html", "def.html", "def/Orchard.html")}
    assert "profile.html#Orchard" in leading["model.html"]
    assert "profile.html#Orchard.keptBy" in leading["def.html"]
    assert "profile.html#Orchard" in leading["def/Orchard.html"]
    led_to = set(site.pages["profile.html"].targets().values())
    assert {"model.html#Orchard", "def/Orchard.html", "class/-Orchard.html", "shapes.html"} <= led_to
    assert "<loc>https://example.net/g/profile.html</loc>" in (orchard_site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    "shapes", ["", "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://example.net/s> a sh:NodeShape ."]
)
def test_without_rules_there_is_no_page(project: Write, medtown: Command, tmp_path: Path, shapes: str) -> None:
    facts = "<https://example.net/g/id/oak> a <http://example.com/Tree> ."
    folder = project({"graph/facts.ttl": facts, **({"shapes/s.ttl": shapes} if shapes else {})})
    done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(tmp_path / "site")
    assert "profile.html" not in site.files
    assert link_faults(site) == []


def test_a_document_of_that_name_keeps_its_place(project: Write, medtown: Command, tmp_path: Path) -> None:
    shapes = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.net/g/Profile#Tree> a sh:NodeShape ; sh:targetClass <http://example.com/Tree> .
"""
    facts = "<https://example.net/g/id/oak> a <http://example.com/Tree> ."
    folder = project({"graph/facts.ttl": facts, "shapes/s.ttl": shapes})
    done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(tmp_path / "site")
    assert "Tree" in site.pages["Profile.html"].ids
    assert "Tree" in site.pages["profile_.html"].ids
    assert link_faults(site) == []
