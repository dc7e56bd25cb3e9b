"""Long lists of values: the page of their subject shows the first and leads to pages that hold all of them."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.webpages import Site, languages_of, link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Publish = Callable[[str], Site]

LANGUAGES = ("en", "ar")
HEAVIEST = 60_000  # bytes of a page as it is sent
PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix def: <https://example.net/g/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
def:near rdfs:label "near" . def:note rdfs:label "note" . def:list rdfs:label "list" . def:holds rdfs:label "holds" .
def:about rdfs:label "about" .
"""
SET = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/g/set/g> a void:Dataset ; dcterms:title "Gardens" ; void:uriSpace "https://example.net/g/" ;
  dcterms:language "en", "ar" .
"""


@pytest.fixture
def publish(project: Callable[[Mapping[str, str]], Path], medtown: Command, tmp_path: Path) -> Publish:
    """Publishes facts in two languages: pages are sound and light, links lead somewhere, no language lacks a page."""

    def run(facts: str) -> Site:
        folder = project({"graph/dataset.ttl": SET, "graph/a.ttl": PREFIXES + facts})
        done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        site = read_site(tmp_path / "site")
        assert page_faults(site) == []
        assert link_faults(site) == []
        heavy = {name: len(gzip.compress((site.root / name).read_bytes(), 6)) for name in site.pages}
        assert {name: size for name, size in heavy.items() if size > HEAVIEST} == {}
        names = [languages_of(name, LANGUAGES) for name in site.pages]
        assert {name for name, tag in names if tag == "en"} == {name for name, tag in names if tag == "ar"}
        return site

    return run


def _lists(site: Site) -> dict[str, list[int]]:
    """The lists that have pages of their own, by direction and property: how many pages each."""
    names = [languages_of(name, LANGUAGES) for name in site.pages if "~~" in name]
    pages = Counter(re.sub(r"~\d+\Z", "", name) for name, tag in names if tag == "en")
    found: dict[str, list[int]] = {}
    for name, count in sorted(pages.items()):
        found.setdefault(re.sub(r"-[0-9a-f]{8}\Z", "", name), []).append(count)
    return found


def _text(site: Site, name: str) -> str:
    return (site.root / name).read_text("utf-8")


def _only(site: Site, pattern: str) -> str:
    (name,) = (name for name in site.pages if re.fullmatch(pattern, name))
    return name


def test_fifty_values_are_one_page(publish: Publish) -> None:
    values = " , ".join(f'"note {k:02}"' for k in range(50))
    back = "".join(f":p{k} def:near :oak . " for k in range(50))
    assert _lists(publish(f":oak def:note {values} . {back}")) == {}


def test_five_thousand_values(publish: Publish) -> None:
    """In both directions: 50 on the page, 200 on each page of the list, in the same order."""
    plants = " , ".join(f":p{k:04}" for k in range(5000))
    labels = "".join(f':p{k:04} rdfs:label "Plant {k:04}" ; def:near :oak .\n' for k in range(5000))
    site = publish(f":oak def:near {plants} .\n{labels}")
    assert _lists(site) == {"doc/oak~~of-near": [25], "doc/oak~~to-near": [25]}
    page = _text(site, "doc/oak.html")
    facts = page.partition('class="neighbours"')[0]
    assert facts.count(">Plant ") == 100
    assert page.count(">All 5,000</a>") == 2
    for direction in ("of", "to"):
        first = _only(site, rf"doc/oak~~{direction}-near-[0-9a-f]+\.html")
        assert f'<a href="../{first}">All 5,000</a>' in page
        shown = []
        for number in range(1, 26):
            text = _text(site, first if number == 1 else first.replace(".html", f"~{number}.html"))
            assert f'<ol class="values" start="{(number - 1) * 200 + 1}">' in text
            found = re.findall(r'<a href="\.\./doc/p\d+\.html">Plant (\d+)</a>', text)
            assert len(found) == 200
            shown += found
        assert shown == [f"{k:04}" for k in range(5000)]


def test_the_way_through_the_pages(publish: Publish) -> None:
    notes = " , ".join(f'"note {k:04}"' for k in range(2000))
    site = publish(f':oak rdfs:label "Oak"@en ; def:note {notes} .')
    stem = _only(site, r"doc/oak~~to-note-[0-9a-f]+\.html").removesuffix(".html")
    for number, shown in {1: "1 2 3 … 10", 2: "1 2 3 4 … 10", 5: "1 2 3 4 5 6 7 … 10", 10: "1 … 8 9 10"}.items():
        text = _text(site, f"{stem}.html" if number == 1 else f"{stem}~{number}.html")
        nav = text.partition('<nav class="pages"')[2].partition("</nav>")[0]
        numbers = re.sub("<[^>]*>", " ", nav.partition(">")[2]).split()
        expected = shown.split()
        assert numbers == [*(["Previous"] if number > 1 else []), *expected, *(["Next"] if number < 10 else [])]
        assert f'<span aria-current="page">{number}</span>' in nav
        assert '<a href="../doc/oak.html">Oak</a>' in text
        assert site.pages[f"{stem}.html"].title == "note · Oak · Gardens"


def test_long_values_make_short_lists(publish: Publish) -> None:
    """Sixty different texts of 3,000 letters; and forty, which are too many at once too."""
    texts = {
        name: " , ".join(
            f'"{"".join(f"{(k + 7) * (j + 3) * most % 99991:05} " for j in range(500))}"' for k in range(most)
        )
        for name, most in (("sixty", 60), ("forty", 40))
    }
    site = publish(f":s def:note {texts['sixty']} . :f def:note {texts['forty']} .")
    assert _lists(site) == {"doc/f~~to-note": [1], "doc/s~~to-note": [2]}
    assert 15 < _text(site, "doc/f.html").count('<span class="cut">') < 40


def test_texts_in_other_languages(publish: Publish) -> None:
    """What is folded on the page of one language stands at once on that of the other: both lead to the list."""
    long = "in a text that is longer than sixty letters, so that it is folded"
    texts = " , ".join(f'"{k} {long}"@{tag}' for k in range(30) for tag in ("en", "fr"))
    site = publish(f":s def:note {texts} .")
    assert _lists(site) == {"doc/s~~to-note": [1]}
    for name in ("doc/s.html", "doc/s.ar.html"):
        assert len(re.findall('<a href="[^"]*~~to-note-[^"]*">[^<]*60[^<]*</a>', _text(site, name))) == 1


def test_lists_of_one_property_and_below_blank_nodes(publish: Publish) -> None:
    """Things of two kinds refer by one property; two blank nodes and a collection hold long lists."""
    kinds = "".join(f":a{k} a def:A ; def:near :s . :b{k} a def:B ; def:near :s .\n" for k in range(60))
    # By these the kinds come in another order in each language.
    kinds += ':a1 def:about :s . :b1 def:holds :s . def:about rdfs:label "z"@ar . def:holds rdfs:label "a"@ar .\n'
    kinds += 'def:A rdfs:label "A" . def:B rdfs:label "B" .\n'
    below = " , ".join(
        f"[ def:note {' , '.join(f'{chr(34)}{name} {k}{chr(34)}' for k in range(60))} ]" for name in "xy"
    )
    members = " ".join(f'"member {k}"' for k in range(60))
    site = publish(f":s def:holds {below} ; def:list ( {members} ) .\n{kinds}")
    assert _lists(site) == {"doc/s~~of-near": [1, 1], "doc/s~~to-list": [1], "doc/s~~to-note": [1, 1]}
    for found, things in (("a", ":a"), ("b", ":b")):
        names = [name for name in site.pages if "of-near" in name and f">{found}1</a>" in _text(site, name)]
        assert {languages_of(name, LANGUAGES)[1] for name in names} == set(LANGUAGES), things
        assert len({languages_of(name, LANGUAGES)[0] for name in names}) == 1


def test_terms_of_a_vocabulary(publish: Publish) -> None:
    """On the page of the ontology and on the term's own; what refers to the term is listed beside the latter."""
    seen = " , ".join(f"<https://example.org/{k}>" for k in range(60))
    facts = "".join(f":t{k} def:about def:A .\n" for k in range(60))
    site = publish(f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<https://example.net/g/def> a owl:Ontology ; rdfs:seeAlso {seen} .
def:A a owl:Class ; rdfs:label "A" ; def:note {seen} .
{facts}""")
    assert _lists(site) == {"def~~of-about": [1], "def~~to-note": [1], "def~~to-seeAlso": [1]}
    assert _text(site, "def.html").count(">All 60</a>") == 2
    assert _text(site, "def/A.html").count(">All 60</a>") == 2
