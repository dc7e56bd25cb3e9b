"""Turtle files as a Table: lines, lexical forms, blank nodes, errors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtown.errors import InputError
from medtown.table import Table, read_table
from medtown.table.canonical import canonical_ntriples
from medtown.table.read import first_errors
from medtown.table.terms import XSD, literal
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREFIX = "@prefix : <http://e.org/> .\n"


def rows(table: Table) -> list[tuple[str, str, str, int]]:
    """Subject, predicate and object of each row, with `:` for the namespace, and its line."""
    columns = (c.tolist() for c in (table.subject, table.predicate, table.object, table.line))
    return [(*(_short(table.terms[t]) for t in row[:3]), row[3]) for row in zip(*columns, strict=True)]


def _short(term: str) -> str:
    if term.startswith("<http://e.org/"):
        return f":{term[14:-1]}"
    for namespace, prefix in ((XSD, "xsd:"), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:")):
        if f"<{namespace}" in term:
            return term.replace(f"<{namespace}", prefix).rstrip(">")
    return term


PREDICATE_LIST = """\
:s :p :a ;
  :q "b" ;

  # a comment
  :r 1 ;
  :t true .
"""
OBJECT_LIST = """\
:s :p :a ,
  "b"@en ,
  "c"^^:d ,
  1.5 .
:s :p
  :e
.
"""
BLANK_NODES = """\
:s :p [
  :q 1 ;
  :r [ :t 2 ]
] ;
  :u :v .
[ :w
  3 ] .
"""
COLLECTION = """\
:s :p (
  1
  :b
) ;
  :q () .
"""
LONG_TEXTS = '''\
:s :p """one
two # not a comment
""" , "z" ;
  :q \'\'\'
\'\'\' .
'''


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            PREDICATE_LIST,
            [
                (":s", ":p", ":a", 2),
                (":s", ":q", '"b"', 3),
                (":s", ":r", '"1"^^xsd:integer', 6),
                (":s", ":t", '"true"^^xsd:boolean', 7),
            ],
            id="predicates",
        ),
        pytest.param(
            OBJECT_LIST,
            [
                (":s", ":p", ":a", 2),
                (":s", ":p", '"b"@en', 3),
                (":s", ":p", '"c"^^<http://e.org/d>', 4),
                (":s", ":p", '"1.5"^^xsd:decimal', 5),
                (":s", ":p", ":e", 7),
            ],
            id="objects",
        ),
        pytest.param(
            BLANK_NODES,
            [
                ("_:f0b0", ":q", '"1"^^xsd:integer', 3),
                ("_:f0b1", ":t", '"2"^^xsd:integer', 4),
                ("_:f0b0", ":r", "_:f0b1", 4),
                (":s", ":p", "_:f0b0", 5),
                (":s", ":u", ":v", 6),
                ("_:f0b2", ":w", '"3"^^xsd:integer', 8),
            ],
            id="blank nodes",
        ),
        pytest.param(
            COLLECTION,
            [
                ("_:f0b0", "rdf:first", '"1"^^xsd:integer', 3),
                (":s", ":p", "_:f0b0", 3),
                ("_:f0b1", "rdf:first", ":b", 4),
                ("_:f0b0", "rdf:rest", "_:f0b1", 4),
                ("_:f0b1", "rdf:rest", "rdf:nil", 5),
                (":s", ":q", "rdf:nil", 6),
            ],
            id="a collection",
        ),
        pytest.param(
            LONG_TEXTS,
            [
                (":s", ":p", '"one\\ntwo # not a comment\\n"', 4),
                (":s", ":p", '"z"', 4),
                (":s", ":q", '"\\n"', 6),
            ],
            id="texts of several lines",
        ),
        # A tag or datatype may follow on the next line, so that a text is complete only with what comes after it.
        pytest.param(
            ':s :p "a"\n , "b"\n\n @en\n , "c" ^^\n :d\n .\n',
            [(":s", ":p", '"a"', 3), (":s", ":p", '"b"@en', 5), (":s", ":p", '"c"^^<http://e.org/d>', 7)],
            id="a text whose comma is on the next line",
        ),
    ],
)
def test_lines(read: Callable[..., Table], text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert rows(read(PREFIX + text)) == expected
    assert rows(read((PREFIX + text).replace("\n", "\r\n"))) == [
        (s, p, o.replace("\\n", "\\r\\n"), line) for s, p, o, line in expected
    ]
    assert rows(read(b"\xef\xbb\xbf" + (PREFIX + text).encode())) == expected


def test_a_line_longer_than_what_the_parser_reads_at_once(read: Callable[..., Table]) -> None:
    values = 50_000
    table = read(f"{PREFIX}:s :p 0 ;\n :q {', '.join(map(str, range(values)))} ;\n :r 0 .\n\n:t :p 0 .")
    assert table.line.tolist() == [2, *[3] * values, 4, 6]


def test_lexical_forms_stay(read: Callable[..., Table]) -> None:
    values = ('"01"^^xsd:integer', '"1"^^xsd:integer', "1.0", "1.00", "1e0", "+1", "TRUE", "true")
    text = f'{PREFIX}@prefix xsd: <{XSD}> .\n:s :p {", ".join(v for v in values if v != "TRUE")}, "1"@FR-be .'
    assert [row[2] for row in rows(read(text))] == [
        '"01"^^xsd:integer',
        '"1"^^xsd:integer',
        '"1.0"^^xsd:decimal',
        '"1.00"^^xsd:decimal',
        '"1e0"^^xsd:double',
        '"+1"^^xsd:integer',
        '"true"^^xsd:boolean',
        '"1"@fr-be',
    ]


def test_blank_nodes_of_two_files_are_two_whatever_their_labels(read: Callable[..., Table]) -> None:
    texts = (f"{PREFIX}_:x :p _:f1b0 . _:f0b1 :p [] .", f"{PREFIX}_:f0b0 :p _:x . _:x :q _:f1b1 .")
    table = read(*texts)
    assert rows(table) == [
        ("_:f0b0", ":p", "_:f0b1", 2),
        ("_:f0b2", ":p", "_:f0b3", 2),
        ("_:f1b0", ":p", "_:f1b1", 2),
        ("_:f1b1", ":q", "_:f1b2", 2),
    ]
    assert len(set(table.terms)) == len(table.terms)
    assert rows(read(*texts)) == rows(table)


def test_a_blank_node_label_that_ends_like_a_direction(read: Callable[..., Table]) -> None:
    assert rows(read(f"{PREFIX}_:x--ltr :p _:y--rtl .")) == [("_:f0b0", ":p", "_:f0b1", 2)]


def test_a_triple_of_two_files_is_once_in_the_union(read: Callable[..., Table]) -> None:
    table = read(f"{PREFIX}:s :p :a , :b .", f"{PREFIX}:s :p :b , :c , :b .", f"{PREFIX}:s :p :b .")
    assert len(table) == 6
    assert table.union.tolist() == [0, 1, 3]
    assert table.is_union.tolist() == [True, True, False, True, False, False]
    assert [_short(o) for _, _, o in table.triples()] == [":a", ":b", ":c"]
    assert table.graph_counts == [2, 3, 1]


def test_prefixes_of_all_files_the_first_of_a_name_wins(read: Callable[..., Table]) -> None:
    table = read("@prefix a: <urn:1> . @prefix b: <urn:2> .", "@prefix b: <urn:3> . PREFIX c: <urn:4>")
    assert table.prefixes == {"a": "urn:1", "b": "urn:2", "c": "urn:4"}


def test_no_files_and_an_empty_file(read: Callable[..., Table]) -> None:
    for table, graphs in ((read_table([]), 0), (read(""), 1)):
        assert (len(table), table.terms, len(table.graphs)) == (0, [], graphs)
        columns = (table.subject, table.predicate, table.object, table.graph, table.line)
        assert [c.dtype.name for c in columns] == ["int32"] * 5
        assert table.union.tolist() == []
        assert table.class_counts == table.predicate_counts == {}
        assert table.graph_counts == [0] * graphs
        assert table.subject_ids() == []


def test_a_literal_of_15_million_characters(read: Callable[..., Table]) -> None:
    text = "x" * 15_000_000
    table = read(f'{PREFIX}:s :p "{text}" ;\n  :q 1 .')
    assert table.terms[2] == f'"{text}"'
    assert table.line.tolist() == [2, 3]


def test_a_literal_of_20_million_characters_is_more_than_the_parser_takes(
    read: Callable[..., Table], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read(f'{PREFIX}:s :p 1 .\n:s :p "{"x" * 20_000_000}" .\n:s :p 2 .')
    assert str(caught.value) == (
        f"{tmp_path}/0.ttl:3: error: a text or name here is larger than 16 MiB, the parser's limit [MT204]\n"
        "  Divide it, or publish it as a file of its own and link to it."
    )


NO_RDF_1_2 = (
    "a triple term or a text direction: RDF 1.2 is not supported yet [MT203]\n"
    "  Write it in RDF 1.1: a resource for the statement, a plain language tag."
)


def syntax(message: str) -> str:
    """A syntax error with its remedy."""
    return (
        f"Turtle syntax: {message} [MT201]\n"
        "  Look at this line and the end of the statement before it (a missing dot, quote or prefix)."
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param(f"{PREFIX}:s :p 1 ;\n  :q é .\n", "3:6", syntax("é is not a valid RDF object"), id="syntax"),
        pytest.param(
            f'{PREFIX}:s :p "é", é .\n', "2:12", syntax("é is not a valid RDF object"), id="columns are characters"
        ),
        pytest.param(f"\ufeff{PREFIX}:s :p é .", "2:7", syntax("é is not a valid RDF object"), id="byte-order mark"),
        pytest.param(f"{PREFIX}\n\r\n:s x:p 1 .", "4:4", syntax("The prefix x: has not been declared"), id="prefix"),
        pytest.param(
            f'{PREFIX}:s :p "a\nb" .',
            "2:9",
            syntax("Line jumps are not allowed in string literals, use \\n"),
            id="line jump",
        ),
        pytest.param(f"{PREFIX}:s :p 1", "2:8", syntax("Unexpected end"), id="end of file"),
        pytest.param(
            f"{PREFIX}:s :p 1 .\n:s :p <rel> .",
            "3:7",
            "relative IRI: it has no scheme and the file no @base [MT202]\n"
            "  Write the whole IRI, or a prefixed name such as ex:name.",
            id="relative IRI",
        ),
        pytest.param(
            f'{PREFIX}:s :p 1 .\n:s :p "'.encode() + b'\xff" .\n',
            "3:8",
            "is not UTF-8: byte 0xFF can't stand here [MT106]\n"
            "  Save the file as UTF-8 (Turtle, section 6.3, allows no other encoding).",
            id="not UTF-8",
        ),
        pytest.param(f'{PREFIX}:s :p 1 ;\n  :q "a"@ar--rtl .\n', "3", NO_RDF_1_2, id="direction"),
        pytest.param(f"{PREFIX}:s :p 1 .\n<< :s :p 1 >> :q 2 .\n", "3", NO_RDF_1_2, id="triple term"),
    ],
)
def test_errors(read: Callable[..., Table], tmp_path: Path, text: str | bytes, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f"{PREFIX}:t :p 1 , 2 , 3 .", text)
    assert str(caught.value) == f"{tmp_path}/1.ttl:{place}: error: {message}"


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_table([TurtleFile(tmp_path / "none.ttl", "urn:g")])
    assert str(caught.value) == (
        f"{tmp_path}/none.ttl: error: can't be read: No such file or directory [MT105]\n"
        "  Check that the file exists and that you may read it."
    )


def test_the_first_error_of_every_file(tmp_path: Path) -> None:
    texts = {"a": "<urn:a> <urn:b> 1 .", "b": "<a> <b> 1 . <", "c": "<urn:a> <urn:b> 1 ,", "d": ""}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    files = [TurtleFile(tmp_path / name, "urn:g") for name in (*texts, "e")]
    found = [(e.file and e.file.name, e.code, e.line) for e in first_errors(files)]
    assert found == [("b", "MT202", 1), ("c", "MT201", 1), ("e", "MT105", None)]


_IRIS = st.sampled_from([ox.NamedNode(f"http://e.org/{name}") for name in ("a", "b", "c#d", "é", "%20", "_:x")])
_BLANKS = st.sampled_from([ox.BlankNode(name) for name in ("x", "f0b0", "f0b1", "f1b0", "y--rtl")])
_LITERALS = st.builds(ox.Literal, st.text(st.characters(exclude_categories=["Cs"]))) | st.sampled_from(
    [ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer")), ox.Literal("a\nb", language="en"), ox.Literal("_:x")]
)
_TRIPLES = st.lists(
    st.builds(ox.Triple, _IRIS | _BLANKS, _IRIS, _IRIS | _BLANKS | _LITERALS), unique_by=str, max_size=12
)


@given(_TRIPLES, _TRIPLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_graphs_are_what_pyoxigraph_reads(
    read: Callable[..., Table], one: list[ox.Triple], two: list[ox.Triple]
) -> None:
    texts = [_turtle(triples) for triples in (one, two)]
    table = read(*texts)
    rows_of = [(table.terms[s], table.terms[p], table.terms[o]) for s, p, o in _columns(table)]
    first = int(table.graph_counts[0])
    for text, found in zip(texts, (rows_of[:first], rows_of[first:]), strict=True):
        parsed = [str(quad) for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
        assert len(found) == len(parsed)
        assert canonical_ntriples(found) == canonical_ntriples(_split(quad) for quad in parsed)
    assert not {t for row in rows_of[:first] for t in row if t[0] == "_"} & {t for row in rows_of[first:] for t in row}
    assert len(list(table.triples())) == len(set(rows_of))


def _columns(table: Table) -> list[tuple[int, int, int]]:
    return list(zip(table.subject.tolist(), table.predicate.tolist(), table.object.tolist(), strict=True))


def _split(triple: str) -> tuple[str, str, str]:
    s, p, o = triple.split(" ", 2)
    return s, p, o


def _turtle(triples: list[ox.Triple]) -> str:
    """The triples in Turtle with prefixes, predicate lists and the shorter literal forms, as pyoxigraph writes them."""
    output = io.BytesIO()
    ox.serialize(triples, output, format=ox.RdfFormat.TURTLE, prefixes={"e": "http://e.org/"})
    return output.getvalue().decode()


def test_terms_of_the_table_are_our_own_spelling(read: Callable[..., Table]) -> None:
    text = "".join(f"\\u{c:04X}" for c in range(0x20)) + "\\u007F\\uFFFE é"
    table = read(f'{PREFIX}:s :p "{text}" .')
    assert table.terms[2] == literal("".join(map(chr, range(0x20))) + "\x7f\ufffe é")
