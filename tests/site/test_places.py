"""The map's files and list in whole sites: what is where, and sites without a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.conftest import DATASET
from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

PREFIXES = """\
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix g: <https://example.net/g/id/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
"""
FACTS = """\
g:lyon a schema:Place ; rdfs:label "Lyon" ; geo:lat 45.76 ; geo:long 4.84 ; schema:containedInPlace country:FRA .
g:park a schema:Place ; rdfs:label "Park" ; schema:containedInPlace g:lyon .
g:empty a schema:Place ; rdfs:label "Empty" ; geo:lat 1 ; geo:long 2 .
country:FRA a schema:Place ; rdfs:label "France" . g:union a schema:Place ; rdfs:label "The Union" .
g:fair a schema:Event ; rdfs:label "Fair" ; schema:location g:park , country:FRA .
g:vote a schema:Event ; rdfs:label "Vote" ; schema:location country:FRA , g:union .
g:alps a schema:Place ; rdfs:label "Alps" ; schema:containedInPlace country:FRA .
g:walk a schema:Event ; rdfs:label "Walk" ; schema:location g:alps .
g:office a schema:Organization ; rdfs:label "Office" ; geo:lat -1 ; geo:long 3.5 .
"""
ONLY_NAMES = (
    'g:town a schema:Place ; rdfs:label "Town" . g:fair a schema:Event ; rdfs:label "Fair" ; schema:location g:town .'
)


def _publish(medtown: Command, project: Path) -> Path:
    site = project.parent / "site"
    done = medtown("--project", project, "publish", "-o", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def _read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def test_things_stand_at_their_points_and_else_in_their_countries(project: Write, medtown: Command) -> None:
    site = _publish(medtown, project({"graph/facts.ttl": PREFIXES + FACTS}))
    base = "https://example.net/g/id/"
    assert _read(site / "map" / "places.json") == {
        f"{base}empty": [1.0, 2.0],
        f"{base}lyon": [45.76, 4.84],
        f"{base}office": [-1.0, 3.5],
    }
    marks = _read(site / "map" / "en.json")
    assert [kind["name"] for kind in marks["kinds"]] == ["event", "organization"]
    assert {spot["name"]: (spot.get("at"), spot.get("shapes"), spot["size"]) for spot in marks["spots"]} == {
        "Lyon": ([45.76, 4.84], None, 1),
        "France": (None, ["249", "250"], 2),
        "Office": ([-1.0, 3.5], None, 1),
        "Empty": ([1.0, 2.0], None, 0),  # an answer may name it
    }
    names = [spot["name"] for spot in marks["spots"]]
    found = {iri: [names[n] for n in numbers] for iri, numbers in _read(site / "map" / "things.json").items()}
    assert found == {
        "http://publications.europa.eu/resource/authority/country/FRA": ["France"],
        f"{base}alps": ["France"],
        f"{base}empty": ["Empty"],
        f"{base}fair": ["Lyon"],
        f"{base}lyon": ["Lyon"],
        f"{base}office": ["Office"],
        f"{base}park": ["Lyon"],
        f"{base}vote": ["France"],
        f"{base}walk": ["France"],
    }
    things = [thing for spot in marks["spots"] for thing in spot["things"]]
    assert {thing["name"]: thing.get("place") for thing in things} == {
        "Fair": "Park",
        "Walk": "Alps",
        "Vote": None,
        "Office": None,
    }
    assert {"name": "Fair", "href": "../doc/fair.html", "kinds": [0], "place": "Park"} in things


def test_the_list_says_what_the_map_shows_and_more(project: Write, medtown: Command) -> None:
    site = read_site(_publish(medtown, project({"graph/facts.ttl": PREFIXES + FACTS})))
    assert page_faults(site) == []
    assert link_faults(site) == []
    text = (site.root / "map" / "index.html").read_text("utf-8")
    listed = text[text.index('<div class="countries">') :]
    in_order = (
        "France</a>",
        "No exact position is known",
        "Vote",
        "Lyon",
        "Fair",
        "Other places",
        "Office",
        "The Union",
    )
    places = [listed.index(word) for word in in_order]
    assert places == sorted(places)
    assert "Empty" not in listed
    assert "map/index.html" in site.pages["index.html"].targets().values()


def test_many_things_are_listed_on_several_pages_and_named_up_to_a_hundred_a_place(
    project: Write, medtown: Command
) -> None:
    towns = "".join(
        f'g:t{t} a schema:Place ; rdfs:label "Town {t}" ; geo:lat {t} ; geo:long 1 .\n'
        + "".join(
            f'g:e{t}-{e} a schema:Event ; rdfs:label "Event {t}-{e}" ; schema:location g:t{t} .\n' for e in range(120)
        )
        for t in range(6)
    )
    site = read_site(_publish(medtown, project({"graph/facts.ttl": PREFIXES + towns})))
    assert page_faults(site) == []
    assert link_faults(site) == []
    assert {name for name in site.files if name.startswith("map/")} == {
        *("map/index.html", "map/2.html", "map/en.json", "map/places.json", "map/things.json")
    }
    spots = _read(site.root / "map" / "en.json")["spots"]
    assert [(spot["size"], len(spot["things"])) for spot in spots] == [(120, 100)] * 6
    assert (site.root / "map" / "2.html").read_text("utf-8").count("All of them on the page of the place:") > 0


def test_no_map_where_nothing_has_a_position(project: Write, medtown: Command, minimal_site: Path) -> None:
    site = _publish(medtown, project({"graph/dataset.ttl": DATASET, "graph/facts.ttl": PREFIXES + ONLY_NAMES}))
    for root in (site, minimal_site):
        assert not (root / "map").exists()
        assert "map/index" not in (root / "index.html").read_text("utf-8")


def test_a_value_stays_text(project: Write, medtown: Command) -> None:
    nasty = 'g:x a schema:Place ; rdfs:label "</script><img src=x onerror=alert(1)>" ; geo:lat 1 ; geo:long 1 .'
    facts = f'{PREFIXES}{nasty} g:y a schema:Event ; rdfs:label "<b>Y</b>" ; schema:location g:x .'
    site = read_site(_publish(medtown, project({"graph/facts.ttl": facts})))
    assert page_faults(site) == []
    text = (site.root / "map" / "index.html").read_text("utf-8")
    assert "<img src=x" not in text
    assert "<b>Y" not in text
