"""What differs, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.diff import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.diff.changes import View

NAMES = """\
:Book rdfs:label "book"@en , "livre"@fr . :by rdfs:label "written by"@en , "écrit par"@fr . :year rdfs:label "year" .
:bath rdfs:label "Bath"@en . :bath2 rdfs:label "Bath"@en . :london rdfs:label "London"@en , "Londres"@fr .
"""
OLD = (
    NAMES
    + """\
:emma a :Book ; rdfs:label "Emma"@en ; :by :jane ; :year 1815 ; :place :bath , :london .
:walks a :Book , :Guide ; rdfs:label "Walks"@en , "Promenades"@fr .
"""
)
NEW = (
    NAMES
    + """\
:emma a :Book ; rdfs:label "Emma (novel)"@en ; :by :jane , <http://other.org/x> ; :year 1815 ; :place :bath2 .
:etude a :Book ; rdfs:label "Étude"@en . :eve a :Book ; rdfs:label "eve"@en . :zoo a :Book .
<http://other.org/x> :p 1 .
"""
)
EXPECTED = """\
Added (4)
  <http://other.org/x>
  (book) e:zoo
  Étude (book) e:etude
  eve (book) e:eve

Removed (1)
  Walks (book, e:Guide) e:walks

Changed (1)
  Emma (novel) (book) e:emma
    e:place
      - Bath (e:bath)
      - London
      + Bath (e:bath2)
    rdfs:label
      - "Emma"@en
      + "Emma (novel)"@en
    written by
      + <http://other.org/x>

4 added, 1 removed, 1 changed
"""


def test_text(view: Callable[..., View]) -> None:
    assert text.write(view(OLD, NEW)) == EXPECTED


def test_labels_come_in_the_language_asked_for(view: Callable[..., View]) -> None:
    found = text.write(view(OLD, NEW, "FR"))
    assert "\n  Promenades (livre, e:Guide) e:walks\n" in found
    assert "\n    écrit par\n      + <http://other.org/x>\n" in found
    assert "\n      - Londres\n" in found


def test_nothing(view: Callable[..., View]) -> None:
    assert text.write(view(OLD, OLD)) == "no differences\n"


def test_colour(view: Callable[..., View]) -> None:
    assert text.write(view(":a :p 1 .", ":a :p 2 ."), colour=True) == (
        "\x1b[1mChanged (1)\x1b[0m\n  e:a\n    e:p\n"
        "      \x1b[31m- 1\x1b[0m\n      \x1b[32m+ 2\x1b[0m\n\n0 added, 0 removed, 1 changed\n"
    )


def changed(view: View) -> list[str]:
    """The values of the one property of the one resource that changed."""
    lines = text.write(view).split("\n")
    return [line.strip() for line in lines[3:-3]]


LONG = "one two three four five " * 40


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("1", '"1"', ["- 1", '+ "1"'], id="datatype"),
        pytest.param("01 , 2.50", '"1"^^:t', ["- 01", "- 2.50", '+ "1"^^e:t'], id="lexical form"),
        pytest.param(
            '"a b"',
            '"a  b" , "a\\tb" , "a\\u00A0b"',
            ['- "a b"', r'+ "a \u0020b"', r'+ "a\tb"', r'+ "a\u00A0b"'],
            id="what is not seen",
        ),
        pytest.param(
            '"a\\u202Eb"',
            '"a\\u200Eb" , "c\\u0007d"',
            [r'- "a\u202Eb"', r'+ "a\u200Eb"', '+ "c\N{REPLACEMENT CHARACTER}d"'],
            id="what acts on a terminal",
        ),
        pytest.param(
            f'"{LONG}{LONG}end"@en',
            f'"{LONG}{LONG}End"@en , "{LONG}"@en',
            [
                "- …" + f'{LONG}end"@en'[-160:],
                "+ …" + f'{LONG}"@en'[-160:],
                "+ …" + f'{LONG}End"@en'[-160:],
            ],
            id="long",
        ),
        pytest.param(f'"{LONG}"', "1", [f'- "{LONG[:238]}…', "+ 1"], id="long and alone"),
        pytest.param(
            '[ :day "Sat" , "Sun" ; :hours ( "9-12" [ :from :london ] ) ]',
            "[ :hours () ] , [ :a [ :b [] ] ]",
            [
                '- [e:day: "Sat", "Sun"; e:hours: ("9-12" [e:from: London])]',
                "+ [e:a: [e:b: []]]",
                "+ [e:hours: ()]",
            ],
            id="blank nodes",
        ),
        pytest.param(
            "_:x , [ :q _:x ] . _:x :r 1",
            "[ :r 1 ] , [ :q [ :r 1 ] ]",
            ["- [e:q: _:b0]", "- _:b0 [e:r: 1]", "+ [e:q: [e:r: 1]]", "+ [e:r: 1]"],
            id="shared",
        ),
        pytest.param(
            "_:x . _:x :q _:y . _:y :q _:x",
            "_:x . _:x :q _:x",
            ["- _:b0 [e:q: [e:q: _:b0]]", "+ _:b0 [e:q: _:b0]"],
            id="cycle",
        ),
        pytest.param(
            "_:x . _:x rdf:first 1 ; rdf:rest _:y . _:y rdf:first 2 , 3 ; rdf:rest rdf:nil",
            "_:x . _:x rdf:first 1 ; rdf:rest _:x",
            [
                "- [rdf:first: 1; rdf:rest: [rdf:first: 2, 3; rdf:rest: ()]]",
                "+ _:b0 [rdf:first: 1; rdf:rest: _:b0]",
            ],
            id="no list",
        ),
        pytest.param("[ :p " * 99 + "1" + " ]" * 99, "1", ["- " + "[e:p: " * 12 + "[…" + "]" * 13, "+ 1"], id="deep"),
        pytest.param(
            f"({' 1' * 9999})",
            f"({' 1' * 9999} 2)",
            ["- …" + f"{'1 ' * 99}1)"[-160:], "+ …" + f"{'1 ' * 99}2)"[-160:]],
            id="long list",
        ),
    ],
)
def test_values(view: Callable[..., View], old: str, new: str, expected: list[str]) -> None:
    head = f"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . {NAMES} :a :p "
    assert changed(view(f"{head} {old} .", f"{head} {new} .")) == expected


def test_blank_nodes_that_hang_from_nothing(view: Callable[..., View]) -> None:
    old, new = "_:a :p _:b . _:b :p _:a .", "[ :p [ :q 1 ] ] :r :s . :a :p 1 ."
    assert text.write(view(old, new)) == (
        "Added (1)\n  e:a\n\nChanged (1)\n  blank nodes that hang from nothing\n"
        "      - _:b0 [e:p: [e:p: _:b0]]\n      + [e:p: [e:q: 1]; e:r: e:s]\n\n1 added, 0 removed, 1 changed\n"
    )
