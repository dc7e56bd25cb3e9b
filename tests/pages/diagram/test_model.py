"""What a class diagram holds, by what shapes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.shapes import Counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.diagram.conftest import SmallDiagram

A_AND_B = ":SA sh:targetClass :A ; sh:property {} . :SB a sh:NodeShape ; sh:targetClass :B ."


def test_classes_are_those_that_shapes_target_or_that_are_shapes(small_diagram: Callable[..., SmallDiagram]) -> None:
    owl = "<http://www.w3.org/2002/07/owl#Class>"
    found = small_diagram(
        f"""
        :One a sh:NodeShape ; sh:targetClass :A , {owl} .
        :B a sh:NodeShape , {owl} .
        :C a sh:NodeShape .
        :D a sh:NodeShape , rdfs:Class ; sh:deactivated true .
        :Two sh:targetClass :E ; sh:property [ sh:path :p ] .
        :Three a sh:NodeShape ; sh:targetNode :F .
        """
    )
    assert list(found.features) == ["A", "B", "E"]


def test_without_shapes_there_is_nothing(small_diagram: Callable[..., SmallDiagram]) -> None:
    found = small_diagram("", ":s a :A .")
    assert (found.diagram.classes, found.diagram.links, found.diagram.shared, found.drawn()) == ((), (), (), "")


@pytest.mark.parametrize(
    ("constraints", "expected"),
    [
        ("sh:datatype xsd:date ; sh:maxCount 1", "0..1 literal"),
        ("sh:minCount 1 ; sh:maxCount 1", "1 literal"),
        ("sh:minCount 2 ; sh:maxCount 5", "2..5 literal"),
        ("sh:qualifiedValueShape [ sh:languageIn ( 'en' ) ] ; sh:qualifiedMinCount 1", "1..* literal"),
        ("sh:hasValue 3", "1..* literal"),
        ("sh:minCount 'many'", "0..* literal"),
        ("sh:nodeKind sh:IRI", "0..*"),
        ("sh:class :Elsewhere", "0..*"),
        ("sh:class :B", "0..* B"),
        ("sh:class :Narrow", "0..* B"),
        ("sh:node :SB", "0..* B"),
        ("sh:node [ sh:class :B ]", "0..* B"),
        ("sh:or ( [ sh:class :B ] [ sh:class :A ] )", "0..* B A"),
        ("sh:xone ( [ sh:node :SB ] [ sh:datatype xsd:date ] )", "0..* B"),
        ("sh:in ( :b1 :b2 )", "0..* B"),
        ("sh:in ( :other )", "0..*"),
        ("sh:not [ sh:class :B ]", "0..* literal"),
        ("sh:node [ sh:class :B ; sh:deactivated true ]", "0..* literal"),
        # what some of the values must be
        ("sh:qualifiedValueShape [ sh:class :B ] ; sh:qualifiedMinCount 1", "1..* B"),
        ("sh:qualifiedValueShape [ sh:node :SB ] ; sh:qualifiedMinCount 2", "2..* B"),
        ("sh:qualifiedValueShape [ sh:or ( [ sh:in ( :b1 ) ] [ sh:class :A ] ) ] ; sh:qualifiedMinCount 1", "1..* B A"),
        ("sh:qualifiedValueShape [ sh:class :Elsewhere ] ; sh:qualifiedMinCount 1", "1..*"),
        ("sh:qualifiedValueShape [ sh:class :B ] ; sh:qualifiedMinCount 0", "0..* literal"),
        ("sh:qualifiedValueShape [ sh:class :B ; sh:deactivated true ] ; sh:qualifiedMinCount 1", "1..* literal"),
        # what the values of the values are
        ("sh:property [ sh:path :q ; sh:class :B ]", "0..*"),
        ("sh:property [ sh:path :q ; sh:deactivated true ]", "0..* literal"),
        ("sh:node [ sh:property [ sh:path :q ] ]", "0..*"),
        ("sh:qualifiedValueShape [ sh:path :q ; sh:class :B ] ; sh:qualifiedMinCount 1", "1..*"),
        ("sh:or ( [ sh:path :q ; sh:class :B ] )", "0..*"),
    ],
)
def test_what_a_property_shape_says(
    constraints: str, expected: str, small_diagram: Callable[..., SmallDiagram]
) -> None:
    found = small_diagram(A_AND_B.format(f"[ sh:path :p ; {constraints} ]"), ":Narrow rdfs:subClassOf :B . :b1 a :B .")
    assert found.features == {"A": [f"p {expected}"], "B": []}


def test_shapes_of_one_path_hold_together(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = A_AND_B.format("[ sh:path :p ; sh:minCount 1 ] , [ sh:path :p ; sh:class :B ; sh:maxCount 3 ]")
    assert small_diagram(shapes).features["A"] == ["p 1..3 B"]


def test_what_some_values_must_be_stands_beside_what_all_are(small_diagram: Callable[..., SmallDiagram]) -> None:
    """Where all are of a narrower class, what some must be says nothing more."""
    qualified = "[ sh:path :p ; sh:class {} ; sh:qualifiedValueShape [ sh:class {} ] ; sh:qualifiedMinCount 1 ]"
    narrow = " :SN a sh:NodeShape ; sh:targetClass :N ."
    for every, some, expected in ((":B", ":N", "B N"), (":N", ":B", "N"), (":B", ":B", "B")):
        found = small_diagram(A_AND_B.format(qualified.format(every, some)) + narrow, ":N rdfs:subClassOf :B .")
        assert found.features["A"] == [f"p 1..* {expected}"]


def test_a_property_shape_that_targets_a_class_is_a_feature(small_diagram: Callable[..., SmallDiagram]) -> None:
    """What it says of its values, the class has not itself."""
    found = small_diagram(
        """
        :SA sh:targetClass :A ; sh:path :p ; sh:minCount 1 ; sh:class :B ;
            sh:property [ sh:path :q ] ; sh:node [ sh:property [ sh:path :r ] ] .
        :SB a sh:NodeShape ; sh:targetClass :B ; sh:and ( [ sh:path :s ; sh:maxCount 1 ] ) .
        :ST sh:targetClass :B ; sh:path rdf:type ; sh:hasValue :C .
        :SC a sh:NodeShape ; sh:targetClass :C .
        """
    )
    assert found.features == {"A": ["p 1..* B"], "B": ["s 0..1 literal"], "C": []}
    assert found.links == ["A p B"]
    assert found.parents == {"B": ["C"]}


def test_what_is_not_a_feature(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = A_AND_B.format(
        "[ sh:path :p ; sh:deactivated true ] , [ sh:path :q ; sh:maxCount 0 ] , [ sh:path ( :r :s ) ] , "
        "[ sh:path rdf:type ; sh:minCount 1 ]"
    )
    assert small_diagram(shapes).features["A"] == []


def test_features_come_in_the_order_of_a_page(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = A_AND_B.format("[ sh:path :p ; sh:order 3 ] , [ sh:path :q ; sh:order 1 ] , [ sh:path :r ; sh:order 2 ]")
    assert [f.split()[0] for f in small_diagram(shapes).features["A"]] == ["q", "r", "p"]


def test_a_narrower_class_has_only_what_differs(small_diagram: Callable[..., SmallDiagram]) -> None:
    """And a line is drawn only from the highest class."""
    shapes = """
        :SA sh:targetClass :A ; sh:property [ sh:path :p ; sh:class :C ] , [ sh:path :q ; sh:maxCount 1 ] .
        :SB sh:targetClass :B ; sh:property
            [ sh:path :p ; sh:class :C ; sh:minCount 1 ] , [ sh:path :q ] , [ sh:path :r ] .
        :SC a sh:NodeShape ; sh:targetClass :C .
    """
    found = small_diagram(shapes, ":B rdfs:subClassOf :Between . :Between rdfs:subClassOf :A .")
    assert found.parents == {"B": ["A"]}
    assert found.features["B"] == ["p 1..* C", "r 0..* literal"]
    assert found.links == ["A p C"]


def test_only_the_nearest_wider_class_is_a_parent(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = "".join(f":S{name} a sh:NodeShape ; sh:targetClass :{name} . " for name in "ABCDE")
    data = ":C rdfs:subClassOf :B , :A . :B rdfs:subClassOf :A . :D rdfs:subClassOf :E . :E rdfs:subClassOf :D ."
    assert small_diagram(shapes, data).parents == {"C": ["B"], "B": ["A"]}


def test_a_type_that_a_shape_asks_for_is_a_wider_class(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = """
        :SA sh:targetClass :A ; sh:property [ sh:path rdf:type ; sh:hasValue :B ] , [ sh:path :p ] .
        :SB sh:targetClass :B ; sh:property [ sh:path :p ] .
    """
    found = small_diagram(shapes)
    assert found.parents == {"A": ["B"]}
    assert found.features == {"A": [], "B": ["p 0..* literal"]}


def test_an_inverse_path_counts_where_there_is_no_forward_one(small_diagram: Callable[..., SmallDiagram]) -> None:
    inverse = "[ sh:path [ sh:inversePath :p ] ; sh:class :B ]"
    assert small_diagram(A_AND_B.format(inverse)).links == ["A ^p B"]
    forward = ":SC sh:targetClass :B ; sh:property [ sh:path :p ; sh:class :A ] ."
    assert small_diagram(A_AND_B.format(inverse) + forward).links == ["B p A"]
    elsewhere = ":SC a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :A ] ."
    assert small_diagram(A_AND_B.format(inverse) + elsewhere).links == ["A ^p B", "C p A"]


def test_what_most_classes_have_stands_apart(small_diagram: Callable[..., SmallDiagram]) -> None:
    """With the counts that hold for all of them; three classes are too few to speak of most."""
    shapes = "".join(
        f":S{n} sh:targetClass :C{n} ; "
        f"sh:property [ sh:path :p ; sh:class :C0 ; sh:minCount {4 - n} ; sh:maxCount {5 + n} ] . "
        for n in range(5)
    )
    found = small_diagram(shapes)
    assert [(f.path, f.counts, f.targets) for f in found.diagram.shared] == [
        ("<http://e.org/id/p>", Counts(0, 9), ("<http://e.org/id/C0>",))
    ]
    assert not any(found.features.values())
    few = small_diagram("".join(f":S{n} sh:targetClass :C{n} ; sh:property [ sh:path :p ] . " for n in range(3)))
    assert few.diagram.shared == ()


def test_where_many_lead_only_what_must_be_there_is_a_line(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = ":ST a sh:NodeShape ; sh:targetClass :T . " + "".join(
        f":S{n} sh:targetClass :C{n} ; sh:property [ sh:path :p{n} ; sh:class :T ; sh:minCount {int(n == 0)} ] . "
        for n in range(5)
    )
    found = small_diagram(shapes)
    assert found.links == ["C0 p0 T"]
    mentioned = {cls: [f.path for f, _ in pairs] for cls, pairs in found.diagram.mentions.items() if pairs}
    assert len(mentioned) == 4


def test_lines_between_the_same_classes_are_one(small_diagram: Callable[..., SmallDiagram]) -> None:
    found = small_diagram(A_AND_B.format("[ sh:path :p ; sh:class :B ] , [ sh:path :q ; sh:class :B , :A ]"))
    assert found.links == ["A p q B", "A q A"]


def test_names_are_in_the_page_s_language(small_diagram: Callable[..., SmallDiagram]) -> None:
    shapes = """
        :SA sh:targetClass :A ; rdfs:label "a"@en , "â"@fr ; sh:property
            [ sh:path :p ; sh:order 1 ; sh:name "P"@en , "Pé"@fr ] , [ sh:path :longName ; sh:order 2 ] ,
            [ sh:path [ sh:inversePath :of ] ; sh:order 3 ] .
    """
    view = small_diagram(shapes, ':s a :A . :p rdfs:label "label"@en , "étiquette"@fr .', "fr")
    [only] = view.names.views(view.diagram)
    assert (only.name.title, [row.name for row in only.rows]) == ("â", ["Pé", "long name", "← of"])
