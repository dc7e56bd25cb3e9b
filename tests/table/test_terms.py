"""Terms as N-Triples strings, against pyoxigraph's own and rdflib's reading of them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib import Literal as RdflibLiteral

from medtown.table.terms import (
    RDF_LANG_STRING,
    XSD,
    XSD_STRING,
    Literal,
    escape,
    iri,
    iri_value,
    is_blank,
    is_iri,
    is_literal,
    literal,
    parse_literal,
    unescape,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TAGS = st.sampled_from(("en", "fr-be", "zh-hant-tw", "de-1996", "x-a1", "ar"))
DATATYPES = st.sampled_from((f"{XSD}integer", f"{XSD}date", "http://e.org/t#\u00e9", "urn:t"))
TRIPLE = "<http://e.org/s> <http://e.org/p> {} ."


@given(TEXTS, st.just("") | TAGS, DATATYPES)
@example("\x00\x1f\x7f\x85\u2028\ufffe\uffff\\\"'\r\n\t\b\f", "", f"{XSD}integer")
@example("\\", "en", XSD_STRING)
@example('"@en', "", "urn:t")
@example('"^^<urn:t>', "fr", "urn:t")
def test_what_is_written_is_read_back(lexical: str, language: str, datatype: str) -> None:
    term = literal(lexical, language, datatype)
    assert parse_literal(term) == Literal(lexical, language, RDF_LANG_STRING if language else datatype)
    assert is_literal(term)
    assert parse_literal(literal(lexical)) == Literal(lexical, "", XSD_STRING)


@given(TEXTS, TAGS, DATATYPES)
@example("\x00\x1f\x7f\x85\u2028\ufffe\uffff\U0001fffe", "en", "urn:t")
def test_terms_are_those_of_pyoxigraph(lexical: str, language: str, datatype: str) -> None:
    assert literal(lexical) == str(ox.Literal(lexical))
    assert literal(lexical, language) == str(ox.Literal(lexical, language=language))
    assert literal(lexical, "", datatype) == str(ox.Literal(lexical, datatype=ox.NamedNode(datatype)))


def test_every_character_is_written_as_pyoxigraph_writes_it() -> None:
    characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    assert "".join(map(literal, characters)) == "".join(str(ox.Literal(c)) for c in characters)


@given(TEXTS, TAGS)
@example("\x00\x1f\x7f\u2028\ufffe\\\"'\r\n\t", "en")
def test_rdflib_reads_the_same(lexical: str, language: str) -> None:
    for term, expected in (
        (literal(lexical), RdflibLiteral(lexical)),
        (literal(lexical, language), RdflibLiteral(lexical, lang=language)),
    ):
        graph = Graph().parse(data=TRIPLE.format(term), format="nt")
        assert [str(o) for o in graph.objects()] == [lexical]
        assert set(graph.objects()) == {expected}


@given(TEXTS)
def test_escapes_are_resolved(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unescape("".join(f"\\U{ord(c):08x}" for c in text)) == text


def test_every_escape_of_n_triples() -> None:
    assert unescape(r"\t\b\n\r\f\"\'\\\u00e9\U0001F600\\n") == "\t\b\n\r\f\"'\\é😀\\n"


@pytest.mark.parametrize(
    "term", ["", '"', '"a', 'a"', '"a"b"', '"a\\"', '"a"@', '"a"@e_n', '"a"^^x', '"a"\n', "<urn:a>", "_:a"]
)
def test_what_is_no_literal_is_refused(term: str) -> None:
    with pytest.raises(ValueError, match="not a literal in N-Triples form"):
        parse_literal(term)


def test_kinds() -> None:
    assert [is_iri("<urn:a>"), is_blank("_:a"), is_literal('"a"')] == [True, True, True]
    assert [is_iri("_:a"), is_blank('"_:a"'), is_literal("<urn:a>")] == [False, False, False]


def test_iris() -> None:
    assert iri("http://e.org/é") == "<http://e.org/é>"
    assert iri_value("<http://e.org/é>") == "http://e.org/é"
    assert iri_value(r"<http://e.org/\u00e9>") == "http://e.org/é"
