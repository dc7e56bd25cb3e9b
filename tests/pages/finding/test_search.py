"""What the search page is told of a Table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from medtown.i18n import Texts
from medtown.pages.finding import search
from medtown.pages.finding.search import SearchIndex
from medtown.pages.readings.when import Dates
from medtown.pages.readings.where import Where
from medtown.pages.urls import Urls
from medtown.table import Labels
from medtown.table.terms import iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

    Site = Callable[..., SmallSite]

GARDENS = """\
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:Garden rdfs:label "garden"@en , "jardin"@fr ; rdfs:subClassOf :Land .
:oak a :Land , :Garden ; rdfs:label "Oak"@en , "Chêne"@fr , "Oak"@el ; skos:altLabel "The Oak"@en ;
  skos:notation "OK" ; dcterms:description "Under an oak."@en ; :soil :clay ; dcterms:spatial :lille ;
  schema:startDate "2019-03-01"^^xsd:date ; schema:endDate "2021"^^xsd:gYear ; :next :elm .
:elm a :Garden ; rdfs:label "Elm"@en ; :soil :clay , :sand ; :next :oak .
:fir a :Garden ; rdfs:label "Fir"@en ; :soil :sand ; dcterms:spatial :france .
:clay a skos:Concept ; skos:prefLabel "clay"@en , "argile"@fr .
:sand a skos:Concept ; skos:prefLabel "sand"@en .
:lille a dcterms:Location ; rdfs:label "Lille" ; dcterms:isPartOf :france .
:france a dcterms:Location ; rdfs:label "France"@en .
"""
MARKS = """\
@prefix dash: <http://datashapes.org/dash#> .
:G a sh:NodeShape ; sh:targetClass :Garden ; sh:property
  [ sh:path :soil ; sh:name "Soil"@en , "Sol"@fr ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path :next ] , [ sh:path :tone ] .
"""


def _index(site: SmallSite) -> SearchIndex:
    labels = Labels(site.table, ("en", "fr", "ar", "el"), site.profile.names)
    subjects = (site.table.terms[s] for s in site.table.subject_ids())
    urls = Urls("http://e.org/", [iri_value(term) for term in subjects if is_iri(term)])
    prefixes = {"": "http://e.org/id/", "dcterms": "http://purl.org/dc/terms/"}
    return SearchIndex(site.table, labels, site.profile, urls, Dates(site.table), Where(site.table), prefixes)


def _of(index: SearchIndex, name: str, key: str) -> Any:
    """A column of what is shared, for the thing of a name."""
    return index.shared()[key][index.shared()["paths"].index(f"doc/{name}")]


def _facets(index: SearchIndex, language: str) -> dict[str, dict[str, list[str]]]:
    """For each facet's label its values and the things that have each."""
    shared, own = index.shared(), index.in_language(Texts(language))
    return {
        named["label"]: {
            value: [shared["paths"][thing].removeprefix("doc/") for thing in things]
            for value, things in zip(named["values"], facet["things"], strict=True)
        }
        for facet, named in zip(shared["facets"], own["facets"], strict=True)
    }


def test_every_name_with_its_languages(small_site: Site) -> None:
    index = _index(small_site(GARDENS))
    assert _of(index, "oak", "names") == ["Oak", "en el", "Chêne", "fr", "The Oak", "en", "OK", ""]


@pytest.mark.parametrize(("language", "title"), [("en", "Oak"), ("fr", "Chêne"), ("el", "Oak"), ("ar", "Oak")])
def test_the_title_is_one_of_the_names(small_site: Site, language: str, title: str) -> None:
    index = _index(small_site(GARDENS))
    at = index.in_language(Texts(language))["titles"][index.shared()["paths"].index("doc/oak")]
    assert _of(index, "oak", "names")[2 * at] == title


def test_what_nothing_names_has_the_end_of_its_iri(small_site: Site) -> None:
    assert _of(_index(small_site(":plain :next :plain .")), "plain", "names") == ["plain", ""]


def test_a_text_in_another_language_comes_with_its_tag(small_site: Site) -> None:
    index = _index(small_site(GARDENS))
    place = index.shared()["paths"].index("doc/oak")
    assert index.in_language(Texts("en"))["texts"][place] == "Under an oak."
    assert index.in_language(Texts("fr"))["texts"][place] == ["Under an oak.", "en"]


def test_years_and_places(small_site: Site) -> None:
    index = _index(small_site(GARDENS))
    assert _of(index, "oak", "years") == [2019, 2021]
    assert _of(index, "elm", "years") == []
    assert [index.in_language(Texts("fr"))["places"][place] for place in _of(index, "oak", "places")] == ["Lille"]


def test_the_narrowest_class_is_the_kind(small_site: Site) -> None:
    index = _index(small_site(GARDENS))
    assert index.in_language(Texts("fr"))["kinds"][_of(index, "oak", "kinds")] == "jardin"
    assert _of(index, "Garden", "kinds") == -1


def test_facets_are_what_shapes_mark_as_key(small_site: Site) -> None:
    """The class with its values, and `:soil`; `:next` is not marked, and all are in one country."""
    index = _index(small_site(GARDENS, MARKS))
    assert list(_facets(index, "en")) == ["Kind", "Soil"]
    assert list(_facets(index, "fr").values()) == [
        {
            "jardin": ["elm", "fir", "oak"],
            "concept": ["clay", "sand"],
            "location": ["france", "lille"],
            "land": ["oak"],
        },
        {"argile": ["elm", "oak"], "sand": ["elm", "fir"]},
    ]


def test_what_is_not_marked_makes_none_where_something_is(small_site: Site) -> None:
    tones = "".join(f":t{n} a :Garden ; :tone :tone{n % 2} . " for n in range(4))
    assert "tone" not in _facets(_index(small_site(GARDENS + tones, MARKS)), "en")
    assert "tone" in _facets(_index(small_site(GARDENS + tones)), "en")


def test_places_make_one_facet_only(small_site: Site) -> None:
    more = "".join(f":t{n} a :Garden ; dcterms:spatial :lille . " for n in range(4))
    assert list(_facets(_index(small_site(GARDENS + more)), "en")) == ["Kind", "soil"]


def test_places_lead_to_the_widest(small_site: Site) -> None:
    facets = _facets(
        _index(small_site(f"{GARDENS} :pine a :Garden ; dcterms:spatial :spain . :spain a dcterms:Location .")), "en"
    )
    assert facets["Place"] == {"France": ["fir", "france", "lille", "oak"], "spain": ["pine", "spain"]}


def test_without_marks_any_shared_resource_makes_a_facet(small_site: Site) -> None:
    facets = _facets(_index(small_site(GARDENS)), "en")
    assert [label for label in facets if label not in ("Kind", "Place")] == ["soil"]


def test_values_that_hardly_anything_shares_make_none(small_site: Site) -> None:
    few = "".join(f":g{n} a :Garden ; :owner :o{n} . :o{n} a :Owner . " for n in range(9))
    assert list(_facets(_index(small_site(few)), "en")) == ["Kind"]


def test_the_index_of_many_things_has_names_alone(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MOST_TEXTS", 3)
    assert _index(small_site(GARDENS)).in_language(Texts("en"))["texts"] == []


def test_long_texts_are_cut(small_site: Site) -> None:
    index = _index(
        small_site(f':long rdfs:label "{"long name " * 100_000}" ; dcterms:description "{"text " * 1000}" .')
    )
    assert len(_of(index, "long", "names")[0]) <= 300
    assert len(index.in_language(Texts("en"))["texts"][0]) <= 200
