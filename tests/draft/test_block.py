from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.draft.draft import Drafter

DATA = """
:Garden a owl:Class ; rdfs:label "garden"@en , "jardin"@fr .
:RoofGarden rdfs:subClassOf :Garden .
:area rdfs:label "area"@en .
<https://example.net/g/id/garden/oak> a :Garden ; rdfs:label "Oak\\nStreet"@en ;
  :near <https://example.net/g/id/roof/fir> .
<https://example.net/g/id/garden/elm> a :RoofGarden ; rdfs:label "Elm" ; :size 3 , 4 ; :note "n"@en ; :area 1.5 .
<https://example.net/g/id/roof/fir> a :RoofGarden ;
  :kind <https://example.net/g/id/kind/a> ; :opening [ :day "Monday" ] .
<https://example.org/garden> a :Garden .
<https://example.net/g/id/kind/a> a :Kind ; :scheme id:kinds .
<https://example.net/g/id/other/b> a :Kind ; :scheme id:others .
<https://example.net/g/id/other/c> a :Kind ; :scheme id:others .
"""


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        # literals
        ("sh:path :p", ':p "TODO" ;'),
        ("sh:path :p ; sh:datatype xsd:date", ':p "TODO"^^xsd:date ;  # datatype xsd:date (such as 2023-05-31)'),
        ("sh:path :p ; sh:datatype rdf:langString ; sh:message 'M'", ':p "TODO"@en ;  # M'),
        ("sh:path :p ; sh:uniqueLang true", ':p "TODO"@en ;  # at most one in each language'),
        ("sh:path :p ; sh:languageIn ( 'fr' 'en' ) ; sh:message 'M'", ':p "TODO"@en ;  # M'),
        ("sh:path :p ; sh:languageIn ( 'ar' 'fr' ) ; sh:message 'M'", ':p "TODO"@ar ;  # M'),
        ("sh:path :p ; sh:languageIn ( '*' 'a' 7 :x ) ; sh:message 'M'", ':p "TODO"@en ;  # M'),
        ("sh:path :p ; sh:or ( [ sh:datatype xsd:gYear ] [ sh:datatype xsd:date ] ) ; sh:message 'M'",
         ':p "TODO"^^xsd:gYear ;  # M'),
        ("sh:path :p ; sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] ) ; sh:message 'M'",
         ':p "TODO"@en ;  # M'),
        ("sh:path :p ; sh:nodeKind sh:Literal ; sh:message 'M'", ':p "TODO" ;  # M'),
        # what the values so far are
        ("sh:path :size", ':size "TODO"^^xsd:integer ;'),
        ("sh:path :note", ':note "TODO"@en ;'),
        ("sh:path :kind", ":kind <https://example.net/g/id/kind/TODO> ;"),
        ("sh:path :opening", ':opening [ rdfs:comment "TODO" ] ;'),
        ("sh:path :p ; sh:languageIn ( 'x-a' 'en-' ) ; sh:message 'M'", ':p "TODO"@x-a ;  # M'),
        # resources
        ("sh:path :p ; sh:nodeKind sh:IRI ; sh:message 'M'", ":p id:TODO ;  # M"),
        ("sh:path :p ; sh:nodeKind sh:BlankNode ; sh:class :Day ; sh:message 'M'",
         ':p [ a :Day ; rdfs:comment "TODO" ] ;  # M'),
        ("sh:path :p ; sh:class :Tree ; sh:message 'M'", ":p <https://example.net/g/id/tree/TODO> ;  # M"),
        ("sh:path :p ; sh:class :Garden ; sh:message 'M'", ":p <https://example.net/g/id/garden/TODO> ;  # M"),
        ("sh:path :p ; sh:or ( [ sh:class :Tree ] [ sh:class :RoofGarden ] ) ; sh:message 'M'",
         ":p <https://example.net/g/id/garden/TODO> ;  # M"),
        ("sh:path :p ; sh:class :Kind ; sh:node [ sh:property [ sh:path :scheme ; sh:hasValue id:kinds ] ] ",
         ":p <https://example.net/g/id/kind/TODO> ;  # a value of class :Kind"),
        ("sh:path :p ; sh:class :Kind ; sh:message 'M'", ":p <https://example.net/g/id/other/TODO> ;  # M"),
        # what is deactivated says nothing
        ("sh:path :p ; sh:node [ sh:class :Tree ; sh:deactivated true ] ; sh:message 'M'", ':p "TODO" ;  # M'),
        ("sh:path :p ; sh:or ( [ sh:datatype xsd:gYear ; sh:deactivated true ] ) ; sh:message 'M'",
         ':p "TODO" ;  # M'),
        ("sh:path :p ; sh:class :Kind ; sh:node [ sh:property [ sh:path :scheme ; sh:hasValue 1 ; sh:deactivated 1 ] ]",
         ":p <https://example.net/g/id/other/TODO> ;  # a value of class :Kind"),
        # given values
        ("sh:path :p ; sh:in ( id:a id:b )", ":p id:TODO ;"),
        ("sh:path :p ; sh:in ( <https://example.org/x> )", ":p <https://example.org/TODO> ;"),
        ("sh:path :p ; sh:in ( 'a'@fr 'b' )", ':p "TODO"@fr ;'),
        ("sh:path :p ; sh:in ( 1 2 )", ':p "TODO"^^xsd:integer ;'),
        ("sh:path :p ; sh:in ( <urn:x> )", ":p id:TODO ;"),
        ("sh:path :p ; sh:in ( [] )", ':p "TODO" ;'),
        ("sh:path :p ; sh:in ( [] 1 )", ':p "TODO"^^xsd:integer ;'),
        ("sh:path :p ; sh:nodeKind sh:BlankNode ; sh:class [] ; sh:message 'M'", ':p [ rdfs:comment "TODO" ] ;  # M'),
        # words
        ("sh:path :p ; sh:name 'n' ; sh:maxCount 2 ; sh:pattern '^a'", ':p "TODO" ;  # n, at most 2: pattern ^a'),
        ("sh:path :p ; sh:name 'n'@en , 'm'@fr ; sh:description 'd' ; sh:minLength 2",
         ':p "TODO" ;  # n: d, at least 2 characters'),
        ("sh:path :p ; sh:description 'd' ; sh:message 'm' ; sh:minLength 2", ':p "TODO" ;  # d, m'),
        ("sh:path :area ; sh:message 'M'", ':area "TODO"^^xsd:decimal ;  # area: M'),
        ("sh:path :p ; sh:message 'a\\r\\nb\\u001Bc'", ':p "TODO" ;  # a b\N{REPLACEMENT CHARACTER}c'),
    ],
)  # fmt: skip
def test_optional_lines(drafter: Callable[..., Drafter], shape: str, line: str) -> None:
    project = drafter(f":S a sh:NodeShape ; sh:targetClass :X ; sh:property [ {shape} ] .", DATA)
    lines = project.draft("x", "one").block.splitlines()
    assert lines[:4] == [
        "# :X: write over each TODO, then run medtown validate.",
        "# Below, a line that begins with # is optional: take its # away to use it.",
        "<https://example.net/g/id/x/one>",
        "  a :X ;",
    ]
    assert lines[4] == f"  # {line}"
    assert lines[-1] == "."


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ("sh:minCount 1", ':p "TODO" ;  # at least 1'),
        ("sh:minCount 1 ; sh:maxCount 1", ':p "TODO" ;  # exactly 1'),
        ("sh:minCount 1 ; sh:maxCount 3", ':p "TODO" ;  # at least 1, at most 3'),
        ("sh:minCount 'x' , 0 , 2 , 'INF'", ':p "TODO" ;  # at least 2'),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:languageIn ( 'fr' 'en' ) ]",
         ':p "TODO"@en ;  # at least 1'),
        ("sh:maxCount 1 ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:languageIn ( 'fr' ) ] , :Italian",
         ':p "TODO"@fr ;  # exactly 1'),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class :Tree ]",
         ":p <https://example.net/g/id/tree/TODO> ;  # at least 1"),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class :Tree ; sh:deactivated true ]",
         ':p "TODO" ;  # at least 1'),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:languageIn ( 'fr' ) ; sh:deactivated true ]",
         ':p "TODO" ;  # at least 1'),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:path :q ; sh:datatype xsd:date ]",
         ':p "TODO" ;  # at least 1'),
        ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:path :q ; sh:languageIn ( 'fr' ) ]",
         ':p "TODO" ;  # at least 1'),
        ("sh:hasValue id:a , 7 , id:", ":p id:a , 7 , <https://example.net/g/id/> ;  # at least 1"),
        ("sh:hasValue true , 'x\"'@en , '7'^^xsd:byte", ':p true , "x\\""@en , "7"^^xsd:byte ;  # at least 1'),
    ],
)  # fmt: skip
def test_required_lines(drafter: Callable[..., Drafter], shape: str, line: str) -> None:
    italian = ":Italian sh:languageIn ( 'it' ) ."
    project = drafter(f"{italian} :S sh:targetClass :X ; sh:property [ sh:path :p ; {shape} ] .", DATA)
    assert project.draft("x").block.splitlines()[4:] == [f"  {line}", "."]


def test_a_blank_node_is_not_among_the_allowed_values(drafter: Callable[..., Drafter]) -> None:
    """Nothing else can be the blank node of a shape."""
    project = drafter(
        ":S sh:targetClass :X ; sh:property [ sh:path :p ; sh:in ( id:a [] 'b' ) ; sh:minCount 1 ] .", DATA
    )
    assert project.draft("x").block.splitlines()[4:-1] == ["  :p id:TODO ;  # at least 1", '    # one of: id:a, "b"']


def test_a_property_shape_that_targets_the_class(drafter: Callable[..., Drafter]) -> None:
    """What it says of its values is not to be written here."""
    shapes = """:S sh:targetClass :X ; sh:path :p ; sh:minCount 1 ; sh:property [ sh:path :q ; sh:minCount 1 ] ;
      sh:node [ sh:property [ sh:path :r ; sh:minCount 1 ] ] ."""
    assert drafter(shapes, DATA).draft("x").block.splitlines()[4:] == ['  :p "TODO" ;  # at least 1', "."]


def test_a_whole_block(drafter: Callable[..., Drafter]) -> None:
    shapes = """
    :S a sh:NodeShape ; sh:targetClass :RoofGarden ; sh:message "A roof holds."@en , "Un toit tient."@fr ;
      sh:node [ sh:property [ sh:path :roof ; sh:order 2 ; sh:minCount 1 ; sh:name "roof" ] ] ;
      sh:and ( [ sh:property [ sh:path :wind ] ] ) ;
      sh:property [ sh:path :gone ; sh:deactivated true ; sh:minCount 1 ] , [ sh:path :never ; sh:maxCount 0 ] ,
        [ sh:path rdf:type ; sh:hasValue :Garden ] ,
        [ sh:path ( :near :roof ) ; sh:minCount 1 ; sh:name "roof near by" ] ,
        [ sh:path [ sh:inversePath :near ] ; sh:name "near to" ] ,
        [ sh:path [ sh:inversePath :owns ] ; sh:minCount 1 ; sh:name "owner" ; sh:message "One owns it." ] .
    :T a sh:NodeShape ; sh:targetClass :Garden ; sh:property :label , :labelFr , :near , :kind .
    :label sh:path rdfs:label ; sh:order 1 ; sh:minCount 1 ; sh:message "A name." ;
      sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] .
    :labelFr sh:path rdfs:label ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:languageIn ( "fr" ) ] .
    :near sh:path :near ; sh:order 4 ; sh:class :Garden ; sh:group :place ; sh:message "A garden." .
    :kind sh:path :kind ; sh:order 3 ; sh:in ( <https://example.net/g/id/kind/a> "b" ) ; sh:group :place .
    :place rdfs:label "Place"@en .
    """
    project = drafter(shapes, DATA)
    expected = """\
@prefix : <https://example.net/g/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

# :RoofGarden: write over each TODO, then run medtown validate.
# Below, a line that begins with # is optional: take its # away to use it.
# A roof holds.
<https://example.net/g/id/garden/fig>
  a :RoofGarden , :Garden ;
  rdfs:label "TODO"@en , "TODO"@fr ;  # at least 1: A name.
  :roof "TODO" ;  # roof, at least 1
  # # Place (optional)
  # :kind <https://example.net/g/id/kind/TODO> ;
  #   # one of: <https://example.net/g/id/kind/a>, "b"
  # :near <https://example.net/g/id/garden/TODO> ;  # A garden.
  #   # such as: <https://example.net/g/id/roof/fir>, <https://example.net/g/id/garden/elm> (Elm),
  #   #   <https://example.net/g/id/garden/oak> (Oak Street), <https://example.org/garden>
  # :wind "TODO" ;
.
# Needed further on: :near/:roof (roof near by, at least 1)
# Needed of other resources: :owns <https://example.net/g/id/garden/fig> (owner, at least 1: One owns it.)
# Other resources may point here with: :near (near to)
"""
    draft = project.draft("roof garden", "fig")
    assert draft.text == expected
    everything = project.draft("roof garden", "fig", everything=True).text
    uncommented = "".join(
        f"  {line[4:]}" if line.startswith("  # ") else line
        for line in expected.splitlines(keepends=True)
        if not line.startswith("# Below")
    )
    assert everything == uncommented
    assert len(_parsed(everything)) == len(_parsed(draft.text)) + 3


def test_eight_examples_are_given_those_most_used_first(drafter: Callable[..., Drafter]) -> None:
    data = "id:z :p id:t9 , id:t8 . id:y :p id:t9 ." + "".join(f"id:t{number} a :Tree ." for number in range(10))
    block = drafter(":S sh:targetClass :X ; sh:property [ sh:path :p ; sh:class :Tree ] .", data).draft("x").block
    assert (
        block.splitlines()[5] == f"  #   # such as: {', '.join(f'id:t{number}' for number in (9, 8, 0, 1, 2, 3, 4, 5))}"
    )


def test_comments_come_in_the_language(drafter: Callable[..., Drafter]) -> None:
    shapes = """:S a sh:NodeShape ; sh:targetClass :Garden ; sh:property
      [ sh:path :p ; sh:minCount 1 ; sh:name "name"@en , "nom"@fr ; sh:message "A."@en , "Un."@fr ] ."""
    block = drafter(shapes, DATA, "fr").draft("jardin").block
    assert ':p "TODO" ;  # nom, ' in block
    assert block.splitlines()[-2].endswith(": Un.")
    assert block.startswith("# jardin")


def test_all_own_iris_of_a_hash_base_stand_beside_each_other(
    drafter: Callable[..., Drafter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.conftest.DATASET", DATASET_WITH_HASH)
    shapes = ":S a sh:NodeShape ; sh:targetClass :X ; sh:property [ sh:path :p ; sh:class :Y ] ."
    lines = drafter(shapes).draft("x", "one", everything=True).block.splitlines()
    assert lines[1:4] == [
        "<https://example.net/g#one>",
        "  a :X ;",
        "  :p <https://example.net/g#TODO> ;  # a value of class :Y",
    ]


DATASET_WITH_HASH = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/set/g> a void:Dataset ;
  dcterms:title "Gardens"@en ; void:uriSpace "https://example.net/g#" .
"""


def _parsed(text: str) -> set[str]:
    return {str(quad) for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}
