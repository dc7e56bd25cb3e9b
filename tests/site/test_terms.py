"""Pages of a vocabulary and of its terms: where each stands among terms, in the data, in other vocabularies."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def _text(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def rows(markup: str) -> dict[str, str]:
    """What stands beside each name of a list of facts."""
    found = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", markup, re.DOTALL)
    return {
        _text(name): " / ".join(map(_text, re.findall(r"<dd[^>]*>(.*?)</dd>", values, re.DOTALL)))
        for name, values in found
    }


def card(site: Path, anchor: str, page: str = "def.html") -> str:
    """The card of a term on its vocabulary's page."""
    text = (site / page).read_text("utf-8")
    found = re.search(rf'<article class="term" id="{anchor}">(.*?)</article>', text, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_card_of_a_class(orchard_site: Path) -> None:
    assert rows(card(orchard_site, "Orchard")) == {
        "example": "The town's apple orchard.",
        "scope note": "Not for single trees.",
        "Wider term": "site",
        "Its properties": "kept by",
        "Properties that lead to it": "keeps",
        "Application profile": "orchard",
        "In other vocabularies": "close to: example.com/voc#Plot / see also: example.com/voc#Garden",
        "In the data": "2 resources are of this class. / North orchard / South orchard",
    }
    assert '<p class="lead">' in card(orchard_site, "Orchard")


@pytest.mark.parametrize(
    ("term", "kind", "said"),
    [
        (
            "keptBy",
            "property that leads to a thing",
            {
                "Used on": "orchard · tree",
                "The other way round": "keeps",
                "Application profile": "orchard",
                "In the data": (
                    "3 facts use this property. orchard 2 · tree 1 / North orchard → Ana / South orchard → Ana"
                ),
            },
        ),
        (
            "planted",
            "property with a text, number or date",
            {
                "Leads to": "xsd:date",
                "Application profile": "what has a date",
                "In other vocabularies": "narrower than: schema:dateCreated",
                "In the data": "1 fact uses this property. orchard 1 / North orchard → March 4, 2021",
            },
        ),
        (
            "stalls",
            "property with a text, number or date",
            {"In the data": "1 fact uses this property. fair 1 / Autumn fair → 7"},
        ),
        ("unused", "property for notes", {"In the data": "Nothing in the data uses it yet."}),
        (
            "Meeting",
            "class",
            {
                "Narrower terms": "fair",
                "In other vocabularies": "narrower than: schema:Event",
                "In the data": "1 resource is of this class. / Autumn fair",
            },
        ),
    ],
)
def test_cards(orchard_site: Path, term: str, kind: str, said: dict[str, str]) -> None:
    found = card(orchard_site, term)
    assert f'<span class="kind">{kind}</span>' in found
    assert rows(found) == said


def test_an_arabic_card_points_the_other_way(orchard_site: Path) -> None:
    assert "South orchard en ← Ana en" in " / ".join(rows(card(orchard_site, "keptBy", "def.ar.html")).values())


def test_the_page_of_a_term_has_all_languages(orchard_site: Path) -> None:
    page = (orchard_site / "def/Orchard.html").read_text("utf-8")
    assert rows(page)["name"] == "orchard / verger fr"
    assert "In other languages Le verger de la ville. fr" in rows(page)["example"]
    assert "name" not in rows(card(orchard_site, "Orchard"))
    ways = re.findall(r'<p class="ways">(.*?)</p>', page, re.DOTALL)
    assert list(map(_text, ways)) == ["All of them In the data model Add one"]
