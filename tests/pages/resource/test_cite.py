"""Lines to cite and to link, which must hold whatever a title holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medtown.data.prefixes import Prefixes
from medtown.pages.readings.when import Dates
from medtown.pages.readings.where import Where
from medtown.pages.resource.cite import Citer
from medtown.pages.resource.headline import Headlines
from medtown.settings import Settings
from medtown.table import read_table
from medtown.turtle_file import TurtleFile
from tests.pages.conftest import SmallSite

if TYPE_CHECKING:
    from collections.abc import Callable

IRI = "http://e.org/id/a(b)"
DATASET = """
<http://e.org/set> dcterms:issued "2026-11-01"^^xsd:date . <http://e.org/id/us> rdfs:label "The gardeners" .
"""


def citer(site: SmallSite) -> Citer:
    settings = Settings(
        dataset="http://e.org/set",
        base="http://e.org/",
        titles={"en": "Gardens"},
        languages=("en",),
        licence="https://creativecommons.org/licenses/by/4.0/",
        publisher="http://e.org/id/us",
        prefixes={},
    )
    headlines = Headlines(site.values, site.texts, Dates(site.table), Where(site.table))
    return Citer(settings, Prefixes({"g": "http://e.org/id/"}), headlines, site.table)


def test_a_citation(small_site: Callable[..., SmallSite]) -> None:
    found = citer(small_site(DATASET)).of(IRI, "The  [old]\nwell", is_concept=False)
    assert found
    assert found.text == "The gardeners (2026). The [old] well. Gardens. http://e.org/id/a(b) (CC BY 4.0)"
    assert found.markdown == r"[The \[old\] well](<http://e.org/id/a(b)>)"
    assert found.html == '<a href="http://e.org/id/a(b)">The [old] well</a>'
    assert json.loads(found.jsonld) == {"@id": IRI}
    assert found.turtle == (
        "@prefix g: <http://e.org/id/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n\n"
        r"<https://example.org/yours> owl:sameAs g:a\(b\) ."
    )


def test_a_concept_is_matched(small_site: Callable[..., SmallSite]) -> None:
    found = citer(small_site(DATASET)).of(IRI, "x", is_concept=True)
    assert found
    assert "skos:closeMatch" in found.turtle
    assert "owl:" not in found.turtle


def test_only_our_own_is_cited(small_site: Callable[..., SmallSite]) -> None:
    assert citer(small_site("")).of("http://elsewhere.org/x", "x", is_concept=False) is None


def test_without_publisher_or_date(small_site: Callable[..., SmallSite]) -> None:
    found = citer(small_site(":s :p 1 .")).of(IRI, "x", is_concept=False)
    assert found
    assert found.text == "x. Gardens. http://e.org/id/a(b) (CC BY 4.0)"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Citer:
    """A citer for all examples, as citations take nothing else from the site."""
    path = tmp_path_factory.mktemp("site") / "data.ttl"
    path.write_text("<http://e.org/id/s> <http://e.org/id/p> 1 .", "utf-8")
    table = read_table([TurtleFile(path, "http://e.org/set/data")])
    return citer(SmallSite(table, table, "en"))


class _Links(HTMLParser):
    """Collects what a text of HTML holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        self.text += data


IRI_ENDS = st.text(st.sampled_from("aZ09é\u0660-._~!$&'()*+,;=:@/?"), min_size=1)


@example(title='<b> & "Sons"', end="x")
@given(title=st.text(), end=IRI_ENDS)
def test_every_line_says_the_iri(shared: Citer, title: str, end: str) -> None:
    iri = f"http://e.org/id/{end}"
    found = shared.of(iri, title, is_concept=False)
    assert found
    assert [quad.object.value for quad in ox.parse(found.turtle.encode(), ox.RdfFormat.TURTLE)] == [iri]
    links = _Links(found.html)
    assert links.tags == [f"a [('href', {iri!r})]"]
    assert links.text == " ".join(title.split())
