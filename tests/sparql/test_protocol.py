"""The query part of the SPARQL 1.1 Protocol: tables, and the W3C suite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.errors import InputError
from medtown.sparql.engine import Dataset, run
from medtown.sparql.protocol import Operation, ProtocolError, read_operation

if TYPE_CHECKING:
    from pathlib import Path

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ONE = Dataset(("http://g/1", "http://g/2"), ("http://g/3",))
GRAPHS = "default-graph-uri=http%3A%2F%2Fg%2F1&default-graph-uri=http://g/2&named-graph-uri=http://g/3"


@pytest.mark.parametrize(
    ("method", "parameters", "content_type", "body", "operation"),
    [
        ("GET", "query=ASK%20%7B%7D", None, b"", Operation("ASK {}", None)),
        ("HEAD", "query=ASK+%7B%7D&format=json&output=json", None, b"", Operation("ASK {}", None)),
        ("GET", f"query=%C3%A9&{GRAPHS}", None, b"", Operation("é", ONE)),
        ("GET", "query=", None, b"", Operation("", None)),
        ("GET", "", None, b"", None),
        ("HEAD", "", None, b"", None),
        ("POST", "", FORM, b"query=ASK+%7B%7D", Operation("ASK {}", None)),
        ("POST", "", f"{FORM}; charset=UTF-8", b"query=a&" + GRAPHS.encode(), Operation("a", ONE)),
        ("POST", GRAPHS, FORM, b"query=a", Operation("a", ONE)),
        ("POST", GRAPHS, DIRECT, b"ASK {}", Operation("ASK {}", ONE)),
        ("POST", "", 'Application/SPARQL-Query ; Charset="utf-8"', "é".encode(), Operation("é", None)),
    ],
)
def test_operations(
    method: str, parameters: str, content_type: str | None, body: bytes, operation: Operation | None
) -> None:
    assert read_operation(method, parameters, content_type, body) == operation


UPDATE = "This endpoint is read-only and takes no update [MT404]."


@pytest.mark.parametrize(
    ("method", "parameters", "content_type", "body", "status", "message"),
    [
        ("PUT", "query=a", None, b"", 405, "The endpoint answers GET, HEAD, POST, OPTIONS."),
        ("GET", "query=a&query=b", None, b"", 400, "The request must have exactly one parameter query; it has 2."),
        ("GET", "q=a", None, b"", 400, "The request must have exactly one parameter query; it has 0."),
        ("POST", "query=a", FORM, b"query=b", 400, "The request must have exactly one parameter query; it has 2."),
        ("POST", "", FORM, b"", 400, "The request must have exactly one parameter query; it has 0."),
        ("POST", "query=a", DIRECT, b"b", 400, "The query stands both in the URL and in the body; send it once."),
        ("GET", "update=CLEAR+ALL", None, b"", 403, UPDATE),
        ("GET", "query=a&update=b", None, b"", 403, UPDATE),
        ("POST", "", FORM, b"update=CLEAR+ALL", 403, UPDATE),
        ("POST", "", "application/sparql-update", b"CLEAR ALL", 403, UPDATE),
        ("POST", "", "text/plain", b"ASK {}", 415, f"A POST carries {FORM} or {DIRECT}; this one carries text/plain."),
        ("POST", "", None, b"ASK {}", 415, f"A POST carries {FORM} or {DIRECT}; this one carries no media type."),
        (
            "POST",
            "",
            f"{DIRECT}; charset=UTF-16",
            b"",
            415,
            "A query is sent in UTF-8, not in utf-16 (SPARQL 1.1 Protocol, section 2.1.3).",
        ),
        ("POST", "", DIRECT, b"\xff", 400, "The body is not UTF-8."),
        ("GET", "query=%FF", None, b"", 400, "The parameters are not percent-encoded UTF-8."),
        ("GET", "query=a&default-graph-uri=g", None, b"", 400, "default-graph-uri is no absolute IRI: g"),
        (
            "GET",
            "query=a&named-graph-uri=http://a%20b",
            None,
            b"",
            400,
            "named-graph-uri is no absolute IRI: http://a b",
        ),
    ],
)
def test_refusals(  # noqa: PLR0913, PLR0917 - the parts of a request and of the reply
    method: str, parameters: str, content_type: str | None, body: bytes, status: int, message: str
) -> None:
    with pytest.raises(ProtocolError) as caught:
        read_operation(method, parameters, content_type, body)
    assert (caught.value.status, caught.value.message) == (status, message)


@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT"]),
    st.text(st.characters(max_codepoint=255), max_size=60),
    st.one_of(st.none(), st.sampled_from([FORM, DIRECT]), st.text(max_size=40)),
    st.binary(max_size=60),
)
def test_any_request_is_an_operation_or_refused(
    method: str, parameters: str, content_type: str | None, body: bytes
) -> None:
    try:
        operation = read_operation(method, parameters, content_type, body)
    except ProtocolError as error:
        assert error.status in (400, 403, 405, 415)  # noqa: PT017 - either may happen
    else:
        assert operation is None or isinstance(operation.query, str)


class Case(NamedTuple):
    """One request of the W3C suite and what it must give."""

    name: str
    method: str
    path: str
    content_type: str | None
    body: bytes
    good: bool
    truth: bool | None


HT = "http://www.w3.org/2011/http#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _cases(manifest: Path) -> list[Case]:
    """The requests of the suite; those of update tests are only asked for a refusal."""
    store = ox.Store()
    store.load(path=manifest, format=ox.RdfFormat.TURTLE, base_iri="http://m/")
    rows = run(
        store,
        f"""PREFIX ht: <{HT}> PREFIX mf: <{MF}> PREFIX cnt: <{CNT}> PREFIX rdf: <{RDF}>
        SELECT ?name ?method ?path ?type ?chars ?encoding ?truth (SAMPLE(STR(?s)) AS ?status) {{
          ?test mf:name ?name ; mf:action/ht:requests/rdf:first ?request .
          ?request ht:methodName ?method ; ht:absolutePath ?path ; ht:resp ?resp .
          ?resp mf:expectedStatus ?s . OPTIONAL {{ ?resp mf:expectedBoolean ?truth }}
          OPTIONAL {{ ?request ht:body ?b . ?b cnt:chars ?chars ; cnt:characterEncoding ?encoding }}
          OPTIONAL {{ ?request ht:headers/rdf:rest*/rdf:first ?h . ?h ht:fieldName ?field ; ht:fieldValue ?type
                     FILTER(LCASE(?field) = "content-type") }}
        }} GROUP BY ?test ?name ?request ?method ?path ?type ?chars ?encoding ?truth""",
    )
    cases = []
    for row in rows.solutions():
        value = {v.value: None if t is None else t.value for v, t in zip(rows_variables(rows), row, strict=True)}
        body = (value["chars"] or "").encode(value["encoding"] or "utf-8")
        cases.append(
            Case(
                str(value["name"]),
                str(value["method"]),
                str(value["path"]),
                value["type"],
                body,
                not str(value["status"]).endswith("4xx"),
                None if value["truth"] is None else value["truth"] == "true",
            )
        )
    return cases


def rows_variables(answer: object) -> list[ox.Variable]:
    return answer.solutions().variables  # type: ignore[attr-defined, no-any-return]


def _data(folder: Path) -> ox.Store:
    store = ox.Store()
    for number in (1, 2, 3):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(path=folder / f"data{number}.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return store


def test_w3c_protocol(suites: Path) -> None:
    """Query tests do what they must; update tests are refused, as this endpoint is read-only."""
    folder = suites / "sparql11" / "protocol"
    store = _data(folder)
    cases = _cases(folder / "manifest.ttl")
    outcomes = []
    for case in cases:
        try:
            operation = read_operation(case.method, urlsplit(case.path).query, case.content_type, case.body)
            assert operation is not None, case.name
            answer = run(store, operation.query, dataset=operation.dataset, base="http://localhost/sparql")
            if case.truth is not None:
                assert answer.value is case.truth, case.name
            outcome = "answered"
        except ProtocolError as error:
            outcome = str(error.status)
        except InputError as error:
            outcome = error.code
        is_update = re.search(r"update", case.name) is not None and "query" not in case.name
        is_update = is_update or b"update=" in case.body or "sparql-update" in (case.content_type or "")
        if case.good and not is_update:
            assert outcome == "answered", case
        elif not case.good or outcome != "answered":
            assert outcome in ("400", "403", "405", "415", "MT401", "MT404"), case
        outcomes.append(outcome)
    assert len(cases) >= 34
    assert outcomes.count("answered") == 13
