"""Where things are: places by class, link and coordinates; countries by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.pages.readings.where import Where, numeric, territory

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

    Make = Callable[..., SmallSite]

MORE = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix georss: <http://www.georss.org/georss/> .
@prefix gsp: <http://www.opengis.net/ont/geosparql#> .
@prefix old: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
"""
PLACES = """\
:hall a dcterms:Location ; dcterms:isPartOf :seville .
:seville a dcterms:Location ; geo:lat 37.38 ; geo:long -5.97 ; dcterms:isPartOf :andalusia .
:andalusia a dcterms:Location ; dcterms:isPartOf country:ESP . country:ESP a dcterms:Location .
"""


@pytest.mark.parametrize(
    "said",
    [
        "geo:lat 37.5 ; geo:long '-6'",
        "geo:lat_long '37.5, -6'",
        "geo:location [ geo:lat 37.5 ; geo:long -6.0 ]",
        "schema:latitude 37.5 ; schema:longitude -6",
        "schema:geo [ schema:latitude '37.5' ; schema:longitude '-6' ]",
        "old:geo [ old:latitude 3.75e1 ; old:longitude -6 ]",
        "gsp:hasGeometry [ gsp:asWKT 'POINT(-6 37.5)'^^gsp:wktLiteral ]",
        "gsp:hasGeometry [ gsp:asWKT '<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point (-6 37.5)' ]",
        "gsp:hasGeometry [ gsp:asWKT '<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(37.5 -6)'^^gsp:wktLiteral ]",
        "dcat:centroid 'POINT(-6 37.5)'^^gsp:wktLiteral",
        "georss:point '37.5 -6'",
    ],
)
def test_coordinates_are_read_in_all_common_ways(said: str, small_site: Make) -> None:
    site = small_site(f"{MORE}:oak {said} . :party :in :oak .")
    where = Where(site.table)
    assert where.point(site.number(":oak")) == (37.5, -6.0)
    assert where.places(site.number(":party")) == [site.number(":oak")]
    assert where.all == {site.number(":oak")}  # not the node that holds them


@pytest.mark.parametrize(
    "said",
    [
        "geo:lat 37.5",
        "geo:lat 91 ; geo:long 0",
        "geo:lat 'north' ; geo:long 0",
        "geo:lat 'NaN' ; geo:long 0",
        "georss:point '1 2 3'",
        "gsp:hasGeometry [ gsp:asWKT 'LINESTRING(0 0, 1 1)'^^gsp:wktLiteral ]",
        "gsp:hasGeometry [ gsp:asWKT '<http://www.opengis.net/def/crs/EPSG/0/3857> POINT(0 0)'^^gsp:wktLiteral ]",
    ],
)
def test_what_is_no_position_is_left_out(said: str, small_site: Make) -> None:
    site = small_site(f"{MORE}:oak {said} .")
    assert Where(site.table).point(site.number(":oak")) is None


def test_places_come_narrowest_first_and_a_thing_is_at_the_nearest_point(small_site: Make) -> None:
    site = small_site(f"{MORE}{PLACES}:party :where country:ESP , :hall . :law :of :andalusia .")
    where = Where(site.table)
    hall, seville, andalusia = (site.number(name) for name in (":hall", ":seville", ":andalusia"))
    spain = site.number("<http://publications.europa.eu/resource/authority/country/ESP>")
    assert where.places(site.number(":party")) == [hall, spain]
    assert where.narrowest(site.number(":party")) == [hall]
    assert where.wider(hall) == (seville, andalusia, spain)
    assert where.places(hall) == [seville]
    assert where.point(site.number(":party")) == where.point(hall) == (37.38, -5.97)
    assert where.spot(hall) == seville
    assert where.point(site.number(":law")) is None
    assert where.country(hall) == where.country(spain) == spain
    assert (where.code(spain), where.code(hall)) == ("ES", "")


def test_a_subclass_of_places_holds_places_but_people_are_none(small_site: Make) -> None:
    classes = """foaf:Person rdfs:subClassOf geo:SpatialThing .
:Park rdfs:subClassOf :Green . :Green rdfs:subClassOf schema:Place . """
    site = small_site(f"{MORE}{classes}:oak a :Park . :ann a foaf:Person . :party :with :ann ; :at :oak .")
    where = Where(site.table)
    assert where.places(site.number(":party")) == [site.number(":oak")]
    assert not where.is_mere_place(site.number(":oak"))


def test_a_body_with_coordinates_is_no_place_of_what_names_a_true_one(small_site: Make) -> None:
    site = small_site(
        f"{MORE}{PLACES}:office geo:lat 1 ; geo:long 2 . :party :by :office ; :at :seville . :talk :by :office ."
    )
    where = Where(site.table)
    assert where.places(site.number(":party")) == [site.number(":seville")]
    assert where.point(site.number(":talk")) == (1.0, 2.0)


def test_a_statement_about_a_place_is_not_there(small_site: Make) -> None:
    site = small_site(f"{MORE}{PLACES}:s rdf:subject :seville ; rdf:predicate :in ; rdf:object :andalusia .")
    assert Where(site.table).places(site.number(":s")) == []


def test_places_that_lie_in_each_other_end(small_site: Make) -> None:
    site = small_site(
        f"{MORE}:a a schema:Place ; schema:containedInPlace :b . :b a schema:Place ; dcterms:isPartOf :a ."
    )
    where = Where(site.table)
    assert where.wider(site.number(":a")) == (site.number(":b"),)
    assert where.country(site.number(":a")) is None


def test_a_property_of_the_project_leads_to_wider_places(small_site: Make) -> None:
    places = ":a a schema:Place ; :in :b ; :near :c . :b a schema:Place . :c a schema:Place ."
    site = small_site(f"{MORE}:in rdfs:subPropertyOf dcterms:isPartOf . {places}")
    assert Where(site.table).wider(site.number(":a")) == (site.number(":b"),)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("owl:sameAs country:TUN", "TN"),
        ("skos:exactMatch <http://lexvo.org/id/iso3166/TN>", "TN"),
        ("skos:notation 'TUN'", "TN"),
        ("dcterms:identifier '788'", "TN"),
        ("skos:notation 'TN' ; dcterms:isPartOf :africa", ""),  # a region's code would mean something else
        ("a schema:Country ; skos:notation 'TN' ; dcterms:isPartOf :africa", "TN"),
        ("skos:notation '1234'", ""),
        ("skos:notation 'YY'", ""),
    ],
)
def test_a_country_is_known_by_its_code(said: str, code: str, small_site: Make) -> None:
    site = small_site(f"{MORE}:t a dcterms:Location ; {said} . :africa a dcterms:Location .")
    assert Where(site.table).code(site.number(":t")) == code


def test_codes_of_three_letters_and_digits_lead_to_those_of_two_and_back() -> None:
    assert [territory(code) for code in ("PSE", "275", "PS", "EUR", "esp")] == ["PS", "PS", "PS", "", ""]
    assert "250" in numeric("FR")
    assert numeric("PS") == ("275",)
    assert numeric("YY") == ()
