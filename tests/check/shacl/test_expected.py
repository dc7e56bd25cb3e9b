from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.shacl.expected import ShapeWords
from medtown.namespaces import SH

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.names import Names
    from medtown.table import Table

ELEVEN = " ".join(f":v{number}" for number in range(14))


@pytest.mark.parametrize(
    ("component", "shape", "expected"),
    [
        ("MinCount", "sh:path :p ; sh:minCount 1", "at least 1 value of :p"),
        ("MinCount", "sh:path :p ; sh:minCount 2", "at least 2 values of :p"),
        ("MaxCount", "sh:path :p ; sh:maxCount 1", "at most 1 value of :p"),
        ("MaxCount", "sh:path :p ; sh:maxCount 0", "no value of :p"),
        ("Class", "sh:class :C", "a value of class :C (see)"),
        ("Datatype", "sh:datatype xsd:date", "datatype xsd:date (such as 2023-05-31)"),
        ("Datatype", "sh:datatype :D", "datatype :D"),
        ("NodeKind", "sh:nodeKind sh:IRI", "an IRI"),
        ("In", 'sh:in ( :a "b"@en 3 )', 'one of: :a, "b"@en, 3'),
        ("In", f"sh:in ( {ELEVEN} )", f"one of: {', '.join(ELEVEN.split()[:12])} … and 2 more"),
        ("HasValue", "sh:hasValue :a", "the value :a"),
        ("Pattern", "sh:pattern '^a\\\\.b' ; sh:flags 'i'", "pattern ^a\\.b (flags i)"),
        ("LanguageIn", "sh:languageIn ( 'en' 'fr' )", "text in a language among en, fr"),
        ("LanguageIn", "sh:languageIn ( 'en' )", "text in the language en"),
        ("UniqueLang", "sh:path :p ; sh:uniqueLang true", "at most 1 value of :p in each language"),
        ("MinLength", "sh:minLength 3", "at least 3 characters"),
        ("MaxLength", "sh:maxLength 3", "at most 3 characters"),
        ("MinInclusive", "sh:minInclusive 3", "a value of at least 3"),
        ("MaxExclusive", "sh:maxExclusive '2020'^^xsd:gYear", 'a value less than "2020"^^xsd:gYear'),
        ("LessThan", "sh:lessThan :end", "a value less than that of :end"),
        ("Equals", "sh:equals :end", "the same values as :end"),
        ("Disjoint", "sh:disjoint :end", "no value that is also one of :end"),
        ("Closed", "sh:closed true ; sh:property [ sh:path :p ] ; sh:ignoredProperties ( :q )",
         "no property but :p, :q"),
        ("Or", "sh:or ( [ sh:class :C ] [ sh:nodeKind sh:Literal ; sh:minLength 2 ] )",
         "either a value of class :C (see); or a literal (text, number, date …), at least 2 characters"),
        ("Xone", "sh:xone ( [ sh:path :p ; sh:minCount 1 ] [ sh:path :q ; sh:minCount 1 ] )",
         "exactly one of: at least 1 value of :p; or at least 1 value of :q"),
        ("Not", "sh:not [ sh:path :p ; sh:class :C ]", "anything but a value of class :C (see) for :p"),
        ("Node", "sh:node :Other", ":Other"),
        ("QualifiedMinCount", "sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class :C ]",
         "at least 1 value of :p with a value of class :C (see)"),
        ("SPARQL", "sh:sparql [ sh:select 'x' ]", ""),
    ],
)  # fmt: skip
def test_phrases(
    component: str,
    shape: str,
    expected: str,
    table: Callable[..., Table],
    names: Callable[[Table], Names],
) -> None:
    shapes = table(f":S {shape} .\n:C rdfs:label 'see'@en .")
    words = ShapeWords(shapes, names(shapes))
    number = shapes.id("<http://example.org/id/S>")
    assert number is not None
    assert words.expected(component, number) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (":p", ":p"),
        ("[ sh:inversePath :p ]", "^:p"),
        ("( :p [ sh:zeroOrMorePath :q ] )", ":p/:q*"),
        ("[ sh:alternativePath ( :p [ sh:oneOrMorePath ( :q :r ) ] ) ]", ":p|(:q/:r)+"),
        ("[ sh:inversePath [ sh:alternativePath ( :p :q ) ] ]", "^(:p|:q)"),
        ("[ sh:zeroOrOnePath :p ]", ":p?"),
        ("[ sh:zeroOrOnePath [ sh:oneOrMorePath :p ] ]", "(:p+)?"),
        ("[ sh:oneOrMorePath [ sh:inversePath :p ] ]", "(^:p)+"),
        ("[ sh:inversePath [ sh:oneOrMorePath :p ] ]", "^(:p+)"),
        ("( :p [ sh:inversePath :q ] ( :r :s ) )", ":p/^:q/(:r/:s)"),
    ],
)
def test_paths(path: str, expected: str, table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    shapes = table(f":S sh:path {path} .")
    number = shapes.id("<http://example.org/id/S>")
    assert number is not None
    (node,) = shapes.values(number, f"<{SH}path>")
    assert ShapeWords(shapes, names(shapes)).path(node, names(shapes).short) == expected


def test_a_shape_that_holds_itself_ends(table: Callable[..., Table], names: Callable[[Table], Names]) -> None:
    shapes = table(
        ":S sh:not :S ; sh:class :C ; sh:in _:l . _:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l ."
    )
    words = ShapeWords(shapes, names(shapes))
    number = shapes.id("<http://example.org/id/S>")
    assert number is not None
    assert words.describe(number).count("anything but") == 4
    assert words.describe(number).endswith("…")
