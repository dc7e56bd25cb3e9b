"""What a page says of a resource, in which order, and what refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.data.document import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.pages.resource.facts import Property
    from tests.pages.conftest import SmallSite

SHAPES = """
:Shape a sh:NodeShape ; sh:targetClass :A ; sh:property
  [ sh:path :late ; sh:order 1 ; sh:group :second ] ,
  [ sh:path :b ; sh:order 2 ; sh:group :first ] ,
  [ sh:path :a ; sh:order 3 ; sh:group :first ; sh:name "The A"@en , "Le A"@fr ] ,
  [ sh:path :loose ; sh:order 1 ] ,
  [ sh:path :x ; sh:order 1 ; sh:group :unordered ] , [ sh:path :y ; sh:order 3 ; sh:group :unordered ] ,
  [ sh:path :z ; sh:order 2 ; sh:group :other ] ,
  [ sh:path [ sh:inversePath :a ] ; sh:name "A of"@en ] .
:first sh:order 1 ; rdfs:label "First"@en , "Premier"@fr .
:second sh:order 2 ; rdfs:label "Second" .
:unordered rdfs:label "Unordered"@en .
:other rdfs:label "Other"@en .
"""


def test_groups_and_order(small_site: Callable[..., SmallSite]) -> None:
    data = ":s a :A ; :free 1 ; :late 2 ; :loose 3 ; :a 4 ; :b 5 ; :Early 6 ; :x 7 ; :y 8 ; :z 9 ."
    assert small_site(data, SHAPES).outline(":s") == [
        *("# First", "b:", "  5", "The A:", "  4"),
        *("# Second", "late:", "  2"),
        *("# Other", "z:", "  9"),
        *("# Unordered", "x:", "  7", "y:", "  8"),
        *("# ", "loose:", "  3", "early:", "  6", "free:", "  1"),
    ]
    french = small_site(data, SHAPES, "fr").outline(":s")
    assert french[:5] == ["# Premier", "b:", "  5", "Le A:", "  4"]


def test_without_shapes_properties_and_values_go_by_their_names(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :s :q 10 , 9 , -2 , -10 ; :p "b"@en , "a"@fr , "É" , "f" , "A"@en ; :startDate "2020-01-01"^^xsd:date ; :r :t , :u .
    :t rdfs:label "Zoo" . :u rdfs:label "apple" . :q rdfs:label "a label"@en , "un nom"@fr .
    """
    assert small_site(data).outline(":s") == [
        "# ",
        *("a label:", "  -10", "  -2", "  9", "  10"),
        *("p:", "  É", "  f", "  A", "  b", "  a fr"),
        *("r:", "  apple", "  Zoo"),
        *("start date:", "  January 1, 2020"),
    ]


def test_topic(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :s a :A , :B , :C ; rdfs:label "S"@en ; :p "Both."@en ;
      dcterms:description "Both."@en , "Les deux."@fr , 5 ; rdfs:comment "Both."@en .
    :A rdfs:subClassOf :B . :B rdfs:label "Bee" . :C rdfs:label "Sea"@fr .
    """
    site = small_site(data)
    topic = site.topic(":s")
    assert (topic.iri, topic.anchor, topic.title.text) == ("http://e.org/id/s", "", "S")
    assert [v.text for v in topic.types] == ["A", "Sea"]
    assert [v.text for v in topic.leads] == ["Both.", "5"]
    assert site.outline(":s") == [
        "# ",
        *("description:", "  Les deux. fr"),
        *("label:", "  S"),
        *("p:", "  Both."),
    ]


def test_classes_that_imply_each_other_are_all_types(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(":s a :A , :B . :A rdfs:subClassOf :B . :B rdfs:subClassOf :A .")
    assert [v.text for v in site.topic(":s").types] == ["A", "B"]


def test_blank_nodes_are_nested_with_their_types(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :s :p [ a :A ; :b 2 ; :a [ :q "deep" ] ] , "text" ; :empty [] .
    :A rdfs:label "Class" .
    """
    assert small_site(data, SHAPES).outline(":s") == [
        "# ",
        *("empty:", "  …"),
        *("p:", "  text", "  -"),
        *("    b:", "      2"),
        *("    The A:", "      -", "        q:", "          deep"),
        *("    type:", "      Class"),
    ]


def test_collections_keep_their_order(small_site: Callable[..., SmallSite]) -> None:
    data = ':s :p ( "z" "a" [ :q 1 ] ( "y" "x" ) "a" ) , () .'
    assert small_site(data).outline(":s") == [
        "# ",
        *("p:", "  rdf:nil", "  -", "    :"),
        *("      z", "      a"),
        *("      -", "        q:", "          1"),
        *("      -", "        :", "          y", "          x"),
        "      a",
    ]


def test_a_list_that_is_ill_formed_is_shown_as_what_it_is(small_site: Callable[..., SmallSite]) -> None:
    data = ":s :p _:l . _:l rdf:first 1 ; rdf:rest _:l ."
    assert small_site(data).outline(":s") == [
        "# ",
        *("p:", "  -", "    first:", "      1", "    rest:", "      …"),
    ]


def test_cycles_of_blank_nodes_end(small_site: Callable[..., SmallSite]) -> None:
    data = ":s :p _:a . _:a :next _:b ; :name 1 . _:b :next _:a ; :name 2 ; :up :s ; :self _:b ."
    assert small_site(data).outline(":s") == [
        "# ",
        *("p:", "  -"),
        *("    name:", "      1"),
        *("    next:", "      -"),
        *("        name:", "          2"),
        *("        next:", "          …"),
        *("        self:", "          …"),
        *("        up:", "          s"),
    ]


def test_shared_blank_nodes_are_shown_once(small_site: Callable[..., SmallSite]) -> None:
    """Thirty nodes, each of which two properties of the one before lead to: a tree would have 2^30 leaves."""
    data = ":s :p _:n0 .\n" + "".join(f"_:n{n} :p _:n{n + 1} ; :q _:n{n + 1} .\n" for n in range(30))
    lines = small_site(data).outline(":s")
    assert sum(line.endswith("…") for line in lines) <= 31
    people = "".join(f"_:n{n} :knows {', '.join(f'_:n{m}' for m in range(12) if m != n)} .\n" for n in range(12))
    assert sum(line.endswith("-") for line in small_site(f":s :p _:n0 .\n{people}").outline(":s")) == 12


def test_blank_nodes_are_nested_to_a_depth(small_site: Callable[..., SmallSite]) -> None:
    data = ":s :p _:n0 .\n" + "".join(f"_:n{n} :p _:n{n + 1} .\n" for n in range(2000))
    lines = small_site(data).outline(":s")
    assert [line.strip() for line in lines[1:]] == [*["p:", "-"] * (DEEPEST + 1), "p:", "…"]


def test_inverse_links(small_site: Callable[..., SmallSite]) -> None:
    data = """
    :o a :A ; :self :o .
    :x rdfs:label "X" ; :a :o , :u ; :other :o .
    :w :a [ :deep [ :a :o ] ] .
    :v :a [ :a :o ] , [ :a :o ] .
    _:alone :a :o .
    _:round :a :o ; :next _:again . _:again :next _:round .
    :other rdfs:label "also" .
    :o :list ( :o ) .
    """
    assert small_site(data, SHAPES).inverse(":o") == [
        *("A of:", "  v", "  w", "  X", "  …", "  …"),
        *("also:", "  X"),
    ]
    assert small_site(data, SHAPES).inverse(":u") == ["The A:", "  X"]
    assert small_site(data, SHAPES).inverse(":x") == []


def test_a_triple_of_two_files_is_one_inverse_link(small_site: Callable[..., SmallSite]) -> None:
    assert small_site(":x :p :o . :x :p :o . :x :p :o .").inverse(":o") == ["p:", "  x"]


@pytest.mark.parametrize("total", [1, 50, 51, 10_000])
def test_all_values_are_in_the_page(small_site: Callable[..., SmallSite], total: int) -> None:
    site = small_site(f":s :p {', '.join(f':v{n}' for n in range(total))} .")
    prop = site.topic(":s").sections[0].properties[0]
    assert (len(prop.shown), len(prop.hidden), prop.total) == (min(total, 50), max(0, total - 50), total)
    assert _texts(prop) == sorted(f":v{n}"[1:] for n in range(total))
    assert len(small_site(f"{' '.join(f':v{n} :p :o .' for n in range(total))}").inverse(":o")) == total + 1


def _texts(prop: Property) -> list[str]:
    return [item.html.striptags().removeprefix("e.org/id/") for item in (*prop.shown, *prop.hidden)]


def test_links_of_properties(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(":p rdfs:label 'P' . :s :p 1 ; dcterms:title 2 ; <urn:q> 3 .")
    heads = {prop.label: prop.head for prop in site.topic(":s").sections[0].properties}
    assert heads == {
        "P": '<a href="\0^doc/p.html">P</a>',
        "title": '<a href="http://purl.org/dc/terms/title">title</a>',
        "urn:q": "urn:q",
    }


LONG = "A text that is too long for a name and says what somebody wants to know of it"


def test_longer_texts_in_other_languages_are_folded(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":s :note '{LONG}'@en , '{LONG}'@fr , '{LONG}'@el , 'Bref'@fr .")
    assert site.outline(":s") == ["# ", "note:", f"  {LONG}", "  Bref fr", f"  … {LONG} el", f"  … {LONG} fr"]
    assert site.topic(":s").sections[0].properties[0].total == 2


def test_they_stand_where_the_page_has_no_other(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":s :note '{LONG}'@fr , '{LONG}'@el .")
    assert site.outline(":s") == ["# ", "note:", f"  {LONG} el", f"  {LONG} fr"]


def test_a_lead_has_its_translations_folded(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":s dcterms:description '{LONG}'@en , '{LONG}'@fr .")
    assert [lead.text for lead in site.topic(":s").leads] == [LONG]
    assert site.outline(":s") == ["# ", "description:", f"  … {LONG} fr"]
