"""Key facts: what shapes mark, what is taken where they mark nothing, and that nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

SHAPES = """
@prefix dash: <http://datashapes.org/dash#> .
:Shape a sh:NodeShape ; sh:targetClass :A ; sh:property
  [ sh:path :second ; sh:order 2 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path :first ; sh:order 1 ; sh:name "The first"@en ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path dcterms:date ; sh:order 0 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path dcterms:spatial ; sh:order 0 ; dash:propertyRole dash:KeyInfoRole ] ,
  [ sh:path :other ; sh:order 0 ] .
"""
THINGS = ":t rdfs:label 'Tee' . :u rdfs:label 'You' . :v rdfs:label 'Vee' . "


def facts(site: SmallSite) -> list[str]:
    """The key facts of `:s`."""
    return [f"{fact.name.label}: {fact.html.striptags()}" for fact in site.topic(":s").key]


def rest(site: SmallSite) -> list[str]:
    """The properties of `:s` beside its key facts."""
    return [prop.label for section in site.topic(":s").rest for prop in section.properties]


def test_marked_properties_in_their_order(small_site: Callable[..., SmallSite]) -> None:
    data = f"{THINGS} :s a :A ; :second :v , :t , :u ; :first 'A word'@en ; :other :t ."
    site = small_site(data, SHAPES)
    assert facts(site) == ["The first: A word", "second: Tee, Vee, and You"]
    assert rest(site) == ["other"]
    assert facts(small_site(data, SHAPES, "fr"))[1] == "second: Tee, Vee et You"
    assert facts(small_site(data, SHAPES, "ar"))[1] == "second: Tee وVee وYou"


def test_the_headline_is_not_said_again(small_site: Callable[..., SmallSite]) -> None:
    data = """
    @prefix country: <http://publications.europa.eu/resource/authority/country/> .
    :s a :A ; dcterms:date "2021-03-02"^^xsd:date ; dcterms:spatial :seville .
    :seville a dcterms:Location ; rdfs:label "Seville" ; dcterms:isPartOf country:ESP .
    country:ESP a dcterms:Location ; rdfs:label "Spain"@en .
    """
    site = small_site(data, SHAPES)
    topic = site.topic(":s")
    assert [topic.when, topic.where.striptags()] == [
        '<time datetime="2021-03-02">March 2, 2021</time>',
        "Seville, Spain",
    ]
    assert (facts(site), rest(site)) == ([], ["date", "spatial"])


def test_texts_are_those_of_the_page(small_site: Callable[..., SmallSite]) -> None:
    """The others stand below."""
    site = small_site(":s a :A ; :first 'word'@en , 'mot'@fr .", SHAPES)
    assert (facts(site), rest(site)) == (["The first: word"], ["The first"])
    site = small_site(":s a :A ; :first 'mot'@fr .", SHAPES)
    assert (facts(site), rest(site)) == (["The first: mot fr"], [])


def test_what_has_sources_of_its_own_stands_below_too(small_site: Callable[..., SmallSite]) -> None:
    data = f"""{THINGS}
    :s a :A ; :first :t ; :second :u .
    [] a rdf:Statement ; rdf:subject :s ; rdf:predicate :first ; rdf:object :t ; dcterms:source :v .
    """
    site = small_site(data, SHAPES)
    assert (facts(site), rest(site)) == (["The first: Tee", "second: You"], ["The first"])


def test_many_values_are_counted(small_site: Callable[..., SmallSite]) -> None:
    numbers = ", ".join(str(n) for n in range(10, 20))
    site = small_site(f":s a :A ; :first {numbers} .", SHAPES)
    assert (facts(site), rest(site)) == (["The first: 10, 11, 12, 13, 14, 15, and 4 more"], ["The first"])


def test_blank_nodes_are_no_key_facts(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(":s a :A ; :first [ :p 1 ] .", SHAPES)
    assert (facts(site), rest(site)) == ([], ["The first"])


def test_unmarked_ordered_properties_that_lead_on(small_site: Callable[..., SmallSite]) -> None:
    shapes = """
    :Shape a sh:NodeShape ; sh:targetClass :A ; sh:property [ sh:path :b ; sh:order 2 ] , [ sh:path :a ; sh:order 3 ] ,
      [ sh:path :text ; sh:order 1 ] , [ sh:path :loose ] , [ sh:path dcterms:source ; sh:order 1 ] .
    """
    data = f"{THINGS} :s a :A ; :a :t ; :b :u ; :text 'words' ; :loose :t ; dcterms:source :v ."
    site = small_site(data, shapes)
    assert facts(site) == ["b: You", "a: Tee"]
    assert rest(site) == ["source", "text", "loose"]


def test_without_shapes_there_are_none(small_site: Callable[..., SmallSite]) -> None:
    assert facts(small_site(f"{THINGS} :s a :A ; :a :t .")) == []


def test_an_unordered_shape_of_a_narrower_class_takes_nothing_away(small_site: Callable[..., SmallSite]) -> None:
    shapes = SHAPES + ":Narrow a sh:NodeShape ; sh:targetClass :B ; sh:property [ sh:path :first ; sh:minCount 1 ] ."
    site = small_site(f"{THINGS} :B rdfs:subClassOf :A . :s a :B ; :first :t ; :second :u .", shapes)
    assert facts(site) == ["The first: Tee", "second: You"]
