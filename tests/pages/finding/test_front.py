"""What the start page puts first, and the order of a class's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.finding.front import front, latest
from medtown.pages.finding.listing import browsable, class_entries, in_order
from medtown.pages.readings.when import Dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

DATA = """
@prefix qb: <http://purl.org/linked-data/cube#> .
:a1 a :Action , :Work ; :p 1 ; :q 2 ; dcterms:date "2021-03-02"^^xsd:date ; dcterms:source :s1 .
:a2 a :Action , :Work ; :p 1 ; :q 2 ; dcterms:date "2022"^^xsd:gYear ; dcterms:source :s2 .
:w1 a :Pilot , :Work ; :p 1 ; dcterms:date "2023-03-02"^^xsd:date . :w2 a :Pilot , :Work ; :p 1 .
:o1 a qb:Observation ; dcterms:date "2024-03-02"^^xsd:date . :o2 a qb:Observation .
:r1 a :Told . :r2 a :Told . :Told rdfs:subClassOf rdf:Statement .
:s1 a :Source . :s2 a :Source .
:x1 a :Other . :x2 a :Other . :alone a :Single ; :p 1 ; :q 2 ; :r 3 .
"""


def test_classes_worth_a_visit(small_site: Callable[..., SmallSite]) -> None:
    """No statements, figures or sources, no single instance, and nothing that others of them hold."""
    site = small_site(DATA)
    entries = class_entries(site.table, browsable(site.table), site.values, {})
    chosen = front(site.table, site.profile, entries, 8)
    assert [entry.title.text for entry in chosen] == ["work", "other"]
    assert [entry.title.text for entry in front(site.table, site.profile, entries, 1)] == ["work"]
    found = latest(site.table, Dates(site.table), chosen, 5)
    assert [site.values.of(number).text for number in found] == ["w1", "a1"]


def test_where_there_is_little_all_of_it_is_shown(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(":a a :A .")
    entries = class_entries(site.table, browsable(site.table), site.values, {})
    assert front(site.table, site.profile, entries, 8) == entries


def test_things_with_notations_go_by_them(small_site: Callable[..., SmallSite]) -> None:
    data = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    :x skos:notation "10" . :y skos:notation "2" . :z skos:notation "2b" . :none rdfs:label "a" .
    """
    site = small_site(data)
    numbers = [site.number(name) for name in (":x", ":z", ":y")]
    assert [v.text for v in in_order(site.table, site.values, numbers)] == ["y", "z", "x"]
    assert [v.text for v in in_order(site.table, site.values, [*numbers, site.number(":none")])] == ["a", "x", "y", "z"]
