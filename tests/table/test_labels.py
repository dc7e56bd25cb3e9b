"""Which label a term has in a language, and what it falls back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.table import Label, Labels
from medtown.table.labels import LABEL_PREDICATES, local_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.table import Table

PREFIXES = """\
@prefix : <http://e.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def best(table: Table, language: str, languages: tuple[str, ...] = ("en", "fr"), term: str = ":s") -> Label:
    """The best label of a term in a project of some languages."""
    number = table.id(f"<http://e.org/{term[1:]}>")
    assert number is not None
    return Labels(table, languages).best(number, language)


@pytest.mark.parametrize(
    ("labels", "language", "expected"),
    [
        ('"A"@en , "B"@fr , "C" , "D"@ar', "fr", Label("B", "fr")),
        ('"A"@en , "B"@fr , "C" , "D"@ar', "ar", Label("D", "ar")),
        ('"A"@en , "B"@fr , "C" , "D"@ar', "el", Label("C", "")),
        ('"B"@fr , "A"@en , "D"@ar', "el", Label("A", "en")),
        ('"B"@fr , "D"@ar', "el", Label("B", "fr")),
        ('"E"@es , "D"@ar', "el", Label("D", "ar")),
        ('"G"@en-GB', "en", Label("G", "en-gb")),
        ('"P"@pt-BR , "A"@en', "pt-br", Label("P", "pt-br")),
        ('"first"@en , "second"@en', "en", Label("first", "en")),
        (":other , 5", "en", Label("5", "")),
        (":other", "en", Label("s", "")),
        ('""@en', "en", Label("", "en")),
    ],
)
def test_order_of_languages(read: Callable[..., Table], labels: str, language: str, expected: Label) -> None:
    assert best(read(f"{PREFIXES}:s rdfs:label {labels} ."), language) == expected


@pytest.mark.parametrize("kept", range(len(LABEL_PREDICATES)))
def test_order_of_predicates_in_a_language(read: Callable[..., Table], kept: int) -> None:
    """The first predicate of the list that has the language wins, in whichever order they are written."""
    statements = [f':s {p} "{number}"@en .' for number, p in enumerate(LABEL_PREDICATES)][kept:]
    table = read(PREFIXES + "\n".join(reversed(statements)))
    assert best(table, "en") == Label(str(kept), "en")


def test_a_language_goes_before_a_predicate(read: Callable[..., Table]) -> None:
    table = read(f'{PREFIXES}:s skos:prefLabel "A"@en ; rdfs:label "B"@fr .')
    assert [best(table, tag) for tag in ("en", "fr", "el")] == [Label("A", "en"), Label("B", "fr"), Label("A", "en")]


def test_all_labels_and_names_given_from_elsewhere(read: Callable[..., Table]) -> None:
    table = read(f'{PREFIXES}:s rdfs:label "A"@en , "B"@fr ; :p :o , [] .')
    names = {"<http://e.org/s>": {"en": "not used"}, "<http://e.org/o>": {"fr": "O"}, "<urn:none>": {"en": "N"}}
    labels = Labels(table, ("en",), {**names, "<http://e.org/p>": {}})
    s, p, o = (table.id(f"<http://e.org/{name}>") or 0 for name in "spo")
    assert labels.all(s) == {"en": "A", "fr": "B"}
    assert labels.all(p) == {}
    assert labels.best(p, "en") == Label("p", "")
    assert labels.best(o, "en") == Label("O", "fr")
    assert labels.best(table.id("_:f0b0") or 0, "en") == Label("_:f0b0", "")


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("<http://e.org/a/b#c>", "c"),
        ("<http://e.org/a/b/>", "b"),
        ("<http://e.org/a#>", "a"),
        ("<http://e.org/caf%C3%A9>", "café"),
        ("<http://e.org>", "e.org"),
        ("<urn:isbn:1>", "urn:isbn:1"),
        ("_:f0b0", "_:f0b0"),
        ('"text"', '"text"'),
    ],
)
def test_local_names(term: str, name: str) -> None:
    assert local_name(term) == name
