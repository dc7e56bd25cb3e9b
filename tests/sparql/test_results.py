"""Result formats: whole outputs, the W3C suites, and round trips."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.errors import InputError
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.engine import run
from medtown.sparql.results import FORMATS, formats_for, readable, shortened, table, write
from medtown.sparql.values import same_value

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = {"e": "http://e/", "other": "http://other/", "q": "http://e/q"}
ALL = "SELECT ?s ?o ?none { ?s <http://e/p> ?o } ORDER BY ?s DESC(?o)"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


SELECTED = {
    "json": (
        b'{"head":{"vars":["s","o","none"]},"results":{"bindings":['
        b'{"s":{"type":"bnode","value":"f0b0"},"o":{"type":"literal","value":"l1\\nl2\\rl3\\u0001"}},'
        b'{"s":{"type":"uri","value":"http://e/a"},"o":{"type":"literal","value":"a, \\"b\\"\\tc","xml:lang":"en"}},'
        b'{"s":{"type":"uri","value":"http://e/a"},"o":{"type":"literal","value":"1",'
        b'"datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}'
    ),
    "xml": (
        b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/>'
        b'<variable name="o"/><variable name="none"/></head><results>'
        b'<result><binding name="s"><bnode>f0b0</bnode></binding>'
        b'<binding name="o"><literal>l1\nl2&#13;l3\xef\xbf\xbd</literal></binding></result>'
        b'<result><binding name="s"><uri>http://e/a</uri></binding>'
        b'<binding name="o"><literal xml:lang="en">a, &quot;b&quot;\tc</literal></binding></result>'
        b'<result><binding name="s"><uri>http://e/a</uri></binding>'
        b'<binding name="o"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">1</literal></binding></result>'
        b"</results></sparql>"
    ),
    "csv": (b's,o,none\r\n_:f0b0,"l1\nl2\rl3\x01",\r\nhttp://e/a,"a, ""b""\tc",\r\nhttp://e/a,1,\r\n'),
    "tsv": (b'?s\t?o\t?none\n_:f0b0\t"l1\\nl2\\rl3\x01"\t\n<http://e/a>\t"a, \\"b\\"\\tc"@en\t\n<http://e/a>\t1\t\n'),
}


@pytest.mark.parametrize("name", SELECTED)
def test_select(store: ox.Store, name: str) -> None:
    assert write(run(store, ALL), name) == SELECTED[name]


def test_ask(store: ox.Store) -> None:
    answer = run(store, "ASK {}")
    assert write(answer, "json") == b'{"head":{},"boolean":true}'
    assert write(answer, "xml") == (
        b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
        b"<boolean>true</boolean></sparql>"
    )


GRAPHS = {
    "ttl": (
        b'@prefix e: <http://e/> .\n@prefix q: <http://e/q> .\ne:a e:p "1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ),
    "nt": (
        b'<http://e/a> <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        b'<http://e/a> <http://e/p> "a, \\"b\\"\\tc"@en .\n<http://e/b> <http://e/q> _:f0b0 .\n'
        b'_:f0b0 <http://e/p> "l1\\nl2\\rl3\\u0001" .\n'
    ),
}


def test_turtle(store: ox.Store) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(isIRI(?s)) }"
    assert write(run(store, query), "ttl", {"z": "http://z/", **PREFIXES, "a": "http://e/a"}) == (
        b"@prefix a: <http://e/a> .\n@prefix e: <http://e/> .\n@prefix q: <http://e/q> .\n"
        b'a: e:p 1 , "a, \\"b\\"\\tc"@en .\ne:b q: _:f0b0 .\n'
    )


def test_ntriples(store: ox.Store) -> None:
    assert write(run(store, GRAPH), "nt") == GRAPHS["nt"]


def test_rdfxml(store: ox.Store) -> None:
    assert write(run(store, GRAPH), "rdf", {"e": "http://e/", "b": "http://b/"}).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:b="http://b/" xmlns:e="http://e/" xmlns:its="http://www.w3.org/2005/11/its"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '\t<rdf:Description rdf:about="http://e/a">\n'
        '\t\t<e:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</e:p>\n'
        '\t\t<e:p xml:lang="en">a, &quot;b&quot;\tc</e:p>\n'
        "\t</rdf:Description>\n"
        '\t<rdf:Description rdf:about="http://e/b">\n\t\t<e:q rdf:nodeID="f0b0"/>\n\t</rdf:Description>\n'
        '\t<rdf:Description rdf:nodeID="f0b0">\n\t\t<e:p>l1\nl2&#13;l3\ufffd</e:p>\n\t</rdf:Description>\n'
        "</rdf:RDF>"
    )


def test_jsonld(store: ox.Store) -> None:
    assert json.loads(write(run(store, GRAPH), "jsonld", PREFIXES)) == [
        {
            "@id": "http://e/a",
            "http://e/p": [
                {"@type": "http://www.w3.org/2001/XMLSchema#integer", "@value": "1"},
                {"@language": "en", "@value": 'a, "b"\tc'},
            ],
        },
        {"@id": "http://e/b", "http://e/q": [{"@id": "_:f0b0"}]},
        {"@id": "_:f0b0", "http://e/p": [{"@value": "l1\nl2\rl3\x01"}]},
    ]


@pytest.mark.parametrize(
    ("query", "name", "message", "remedy"),
    [
        (
            "ASK {}",
            "csv",
            "csv can't hold the answer to this query, which is yes or no",
            "Ask for one of these formats: json, xml.",
        ),
        (
            ALL,
            "ttl",
            "ttl can't hold the answer to this query, which is a table of solutions",
            "Ask for one of these formats: json, xml, csv, tsv.",
        ),
        (
            GRAPH,
            "tsv",
            "tsv can't hold the answer to this query, which is a graph",
            "Ask for one of these formats: ttl, jsonld, nt, rdf.",
        ),
    ],
)
def test_formats_that_are_not_defined(store: ox.Store, query: str, name: str, message: str, remedy: str) -> None:
    with pytest.raises(InputError) as caught:
        write(run(store, query), name)
    assert (caught.value.code, caught.value.message, caught.value.remedy) == ("MT406", message, remedy)


def test_a_table_for_a_terminal(store: ox.Store) -> None:
    assert table(run(store, ALL), PREFIXES) == (
        "s        o          none\n"
        "────────────────────────\n"
        "_:f0b0   l1\n"
        "         l2\ufffdl3\ufffd\n"
        'e:a      a, "b" c\n'
        "e:a      1\n"
    )
    assert table(run(store, "ASK {}"), PREFIXES) == "true\n"
    assert table(run(store, "ASK { ?x ?x ?x }"), PREFIXES) == "false\n"
    assert table(run(store, "CONSTRUCT { <http://e/a> <http://e/p> 1 } {}"), PREFIXES) == (
        "@prefix e: <http://e/> .\ne:a e:p 1 .\n"
    )


def test_a_narrow_terminal_folds_and_loses_nothing(store: ox.Store) -> None:
    out = table(run(store, "SELECT ('abcdefghijklmnopqrstuvwxyz' AS ?x) {}"), {}, 10)
    assert out == "x\n──────────\nabcdefghij\nklmnopqrst\nuvwxyz\n"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://e/a", "e:a"),
        ("http://e/a.b-c_9", "e:a.b-c_9"),
        ("http://e/", "<http://e/>"),
        ("http://e/a/b", "<http://e/a/b>"),
        ("http://e/a.", "<http://e/a.>"),
        ("http://e/quick", "q:uick"),
        ("http://elsewhere/a", "<http://elsewhere/a>"),
    ],
)
def test_shortened(iri: str, short: str) -> None:
    assert shortened(iri, PREFIXES) == short


def test_readable_hides_control_characters() -> None:
    assert readable('"\\u001B[31mred\\u009B"@en', {}) == "\ufffd[31mred\ufffd"
    assert readable(None, {}) == ""
    assert readable("_:b", {}) == "_:b"


def test_every_kind_has_formats() -> None:
    assert {kind: [known.name for known in formats_for(kind)] for kind in Kind} == {
        Kind.SELECT: ["json", "xml", "csv", "tsv"],
        Kind.ASK: ["json", "xml"],
        Kind.GRAPH: ["ttl", "jsonld", "nt", "rdf"],
    }
    assert list(FORMATS) == ["json", "xml", "csv", "tsv", "ttl", "jsonld", "nt", "rdf"]


# Characters that every format can hold.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), max_size=12)
CELL = st.one_of(st.none(), TEXT)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_round_trips(rows: list[tuple[str | None, str | None]]) -> None:
    bindings = [
        {name: {"type": "literal", "value": value} for name, value in zip("ab", row, strict=True) if value is not None}
        for row in rows
    ]
    data = json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}}).encode()
    answer = Answer(Kind.SELECT, data)
    wanted = [tuple(row) for row in rows]
    for name, result_format in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        parsed = ox.parse_query_results(write(answer, name), result_format)
        assert isinstance(parsed, ox.QuerySolutions)
        found = [tuple(None if v is None else v.value for v in row) for row in parsed]
        assert found == wanted, name
    cells = list(csv.reader(io.StringIO(write(answer, "csv").decode(), newline="")))
    assert cells == [["a", "b"], *([v or "" for v in row] for row in rows)]
    root = ET.fromstring(write(answer, "xml"))  # noqa: S314 - our own output
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == len(rows)


def _loaded(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def _answer(folder: Path, data: str, query: str) -> Answer:
    return run(_loaded(folder / data), (folder / query).read_text())


@pytest.mark.parametrize(
    ("data", "query", "expected"),
    [
        ("data.ttl", "csvtsv01.rq", "csvtsv01"),
        ("data.ttl", "csvtsv02.rq", "csvtsv02"),
        ("data2.ttl", "csvtsv01.rq", "csvtsv03"),
    ],
)
def test_w3c_csv_and_tsv(suites: Path, data: str, query: str, expected: str) -> None:
    folder = suites / "sparql11" / "csv-tsv-res"
    answer = _answer(folder, data, query)
    wanted_csv = list(csv.reader((folder / f"{expected}.csv").read_text().splitlines()))
    found_csv = list(csv.reader(write(answer, "csv").decode().splitlines()))
    assert [list(map(_plain, row)) for row in found_csv] == [list(map(_plain, row)) for row in wanted_csv]
    wanted = ox.parse_query_results((folder / f"{expected}.tsv").read_bytes(), ox.QueryResultsFormat.TSV)
    found = ox.parse_query_results(write(answer, "tsv"), ox.QueryResultsFormat.TSV)
    _assert_same(found, wanted)


@pytest.mark.parametrize("number", ["01", "02", "03", "04"])
def test_w3c_json(suites: Path, number: str) -> None:
    folder = suites / "sparql11" / "json-res"
    answer = _answer(folder, "data.ttl", f"jsonres{number}.rq")
    wanted = ox.parse_query_results((folder / f"jsonres{number}.srj").read_bytes(), ox.QueryResultsFormat.JSON)
    if isinstance(wanted, ox.QueryBoolean):
        assert answer.value is bool(wanted)
        return
    _assert_same(ox.parse_query_results(write(answer, "json"), ox.QueryResultsFormat.JSON), wanted)


def _plain(cell: str) -> str:
    """A cell without what may differ: the label of a blank node, the form of a double (a store normalises it)."""
    if cell.startswith("_:"):
        return "_:"
    return "1000000" if cell in ("1.0E6", "1E6", "1000000") else cell


def _assert_same(found: object, wanted: object) -> None:
    assert isinstance(found, ox.QuerySolutions)
    assert isinstance(wanted, ox.QuerySolutions)
    assert [v.value for v in found.variables] == [v.value for v in wanted.variables]
    for one, two in zip(found, wanted, strict=True):
        for have, want in zip(one, two, strict=True):
            if isinstance(want, ox.BlankNode) or want is None:
                assert type(have) is type(want)
            else:
                assert same_value(str(have), str(want)), (have, want)
