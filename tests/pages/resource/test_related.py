"""What refers to a resource: grouped by class, links between things seen from their other end, dates in a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

SHAPES = """
@prefix dash: <http://datashapes.org/dash#> .
@prefix org: <http://www.w3.org/ns/org#> .
:OShape a sh:NodeShape ; sh:targetClass :O ; sh:property
  [ sh:path [ sh:inversePath org:member ] ; sh:order 1 ; sh:name "member of"@en ] ,
  [ sh:path [ sh:inversePath :about ] ; sh:order 2 ; sh:name "told of in"@en ] .
:MShape a sh:NodeShape ; sh:targetClass org:Membership ; sh:property
  [ sh:path org:role ; sh:order 1 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path :as ; sh:order 2 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path org:member ; sh:order 3 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path org:organization ; sh:order 4 ; dash:propertyRole dash:KeyInfoRole ] .
"""
DATA = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
:o a :O ; rdfs:label "O" . :big a :O ; rdfs:label "Big" . :chair a skos:Concept ; rdfs:label "chair" .
:m a org:Membership ; rdfs:label "O in Big" ; org:member :o ; org:organization :big ; org:role :chair ;
  :as "host"@en , "hôte"@fr .
:book a :Text ; :about :o ; rdfs:label "Book" . :Text rdfs:label "text"@en . org:Membership rdfs:label "membership"@en .
"""


def related(site: SmallSite, name: str = ":o") -> list[str]:
    """The related things of a topic, by class and property."""
    lines = []
    for section in site.topic(name).related.sections:
        lines.append(f"{section.label} {section.total}")
        for prop in section.properties:
            lines += [f"  {prop.label}:", *(f"    {item.html.striptags()}" for item in prop.shown)]
    return lines


def timeline(site: SmallSite, name: str = ":o") -> list[str]:
    """The timeline of a topic."""
    lines = []
    for year in site.topic(name).related.timeline:
        lines.append(str(year.year))
        for entry in year.entries:
            kind = f" [{entry.kind}]" if entry.kind else ""
            lines.append(f"  {entry.time.striptags()}: {entry.html.striptags()}{kind}")
            lines += [f"    {end.striptags()}" for end in entry.ends]
    return lines


def test_by_class_then_by_property(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f"{DATA} :story a :Text ; rdfs:label 'A story' ; :about :o ; :for :o . [] :about :o .", SHAPES)
    assert related(site) == [
        *("Membership 1", "  member of:", "    Big chair · host · Membership"),
        *("Text 3", "  told of in:", "    A story", "    Book", "  for:", "    A story"),
        *(" 1", "  told of in:", "    …"),
    ]


def test_a_link_between_things_shows_its_other_end(small_site: Callable[..., SmallSite]) -> None:
    """Things go before concepts, and the link itself can be reached."""
    item = small_site(DATA, SHAPES).topic(":big").related.sections[0].properties[0].shown[0]
    assert item.html == (
        '<a href="\0^doc/o.html">O</a> <span class="note"><a href="\0^doc/chair.html">chair</a> · '
        '<span class="text">host</span> · <a class="via" href="\0^doc/m.html">Membership</a></span>'
    )
    assert "    Big chair · hôte · membership" in [
        line.lower().replace("big", "Big") for line in related(small_site(DATA, SHAPES, "fr"))
    ]


def test_a_link_of_another_vocabulary_or_without_ends(small_site: Callable[..., SmallSite]) -> None:
    data = """
    @prefix prov: <http://www.w3.org/ns/prov#> .
    :Part rdfs:subClassOf prov:Association . :o a :O .
    :p a :Part ; :who :o ; :in :e ; rdfs:label "P" . :e rdfs:label "E" .
    """
    shapes = """
    :PS a sh:NodeShape ; sh:targetClass :Part ;
      sh:property [ sh:path :in ; sh:order 1 ] , [ sh:path :who ; sh:order 2 ] .
    """
    assert related(small_site(data, shapes)) == ["Part 1", "  who:", "    E Part"]
    assert related(small_site(data)) == ["Part 1", "  who:", "    P"]


def test_the_class_is_the_narrowest_then_the_commonest(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :Wide rdfs:label "wide" . :Narrow rdfs:subClassOf :Wide . :x a :Wide , :Narrow , :Rare ; :p :o . :y a :Narrow .
    :o :q 1 .
    """
    assert related(small_site(data)) == ["Narrow 1", "  p:", "    x"]


def test_the_newest_come_first(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :a :p :o ; dcterms:date "2020"^^xsd:gYear . :b :p :o ; dcterms:date "2021-03"^^xsd:gYearMonth . :c :p :o .
    :d :p :o ; dcterms:date "2021-12"^^xsd:gYearMonth .
    """
    assert related(small_site(data))[2:] == ["    d December 2021", "    b March 2021", "    a 2020", "    c"]


EVENTS = """
@prefix schema: <https://schema.org/> .
:Event rdfs:label "event"@en .
:e1 a :Event ; schema:organizer :o ; rdfs:label "One" ; schema:startDate "2020-05-02" ; schema:endDate "2020-05-03" .
:e2 a :Event ; schema:organizer :o ; rdfs:label "Two" ; schema:startDate "2020-04-01" ; schema:endDate "2020-04-01" .
:e3 a :Event ; schema:organizer :o ; rdfs:label "Three" ; schema:startDate "2019" .
:e4 a :Event ; schema:organizer :o ; rdfs:label "Four" .
"""


def test_three_dates_make_a_timeline(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f"{DATA} {EVENTS}", SHAPES)
    assert timeline(site) == [
        *("2019", "  from 2019: Three [Event]"),
        *("2020", "  April 1, 2020: Two [Event]", "  May 2 \N{EN DASH} 3, 2020: One [Event]"),
    ]
    assert [line for line in related(site) if line.startswith("    ")] == [
        "    Big chair · host · Membership",
        "    Book",
        "    Four",
    ]


def test_two_dates_make_none(small_site: Callable[..., SmallSite]) -> None:
    """Nor do many things of one day: they are a list."""
    data = "\n".join(f":x{n} a :T ; :p :o ; dcterms:date '202{n % 2}' ." for n in range(6))
    site = small_site(data)
    assert (timeline(site), len(related(site))) == ([], 8)


def test_links_to_one_thing_at_one_time_are_one_entry(small_site: Callable[..., SmallSite]) -> None:
    """A link that has no date takes that of what it links."""
    data = f"""{DATA} {EVENTS}
    :p1 a org:Membership ; org:member :o ; org:organization :e1 ; org:role :chair .
    :p2 a org:Membership ; org:member :o ; org:organization :e1 ; :as "guest"@en .
    """
    assert timeline(small_site(data, SHAPES))[-3:] == [
        "  May 2 \N{EN DASH} 3, 2020: One [Event]",
        "    chair · Membership",
        "    guest · Membership",
    ]


@pytest.mark.parametrize(
    ("link", "has_timeline"),
    [
        ("a :T ; :p :o", True),
        ("a :T ; dcterms:source :o", False),
        ("a qb:Observation ; :p :o", False),
        ("a :T ; dcterms:temporal :o", False),
        (":p :o", False),
    ],
)
def test_what_makes_no_timeline(small_site: Callable[..., SmallSite], link: str, has_timeline: bool) -> None:  # noqa: FBT001
    """Figures, what has the topic for its source or its period, and what is of no class."""
    things = "\n".join(f":x{year} {link} ; dcterms:date '{year}' ." for year in (2019, 2020, 2021))
    site = small_site(f"@prefix qb: <http://purl.org/linked-data/cube#> . :o :q 1 . {things}")
    assert bool(timeline(site)) == has_timeline


def test_what_the_topic_says_itself_is_not_said_again(small_site: Callable[..., SmallSite]) -> None:
    data = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    :o skos:hasTopConcept :c . :c skos:topConceptOf :o ; skos:inScheme :o . :d skos:inScheme :o .
    """
    assert related(small_site(data)) == [" 1", "  in scheme:", "    d"]
