"""The endpoint: from a request to a reply, with an engine in this process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from medtown.http.app import in_threads
from medtown.http.reply import Reply
from medtown.http.sparql import Endpoint, Request, origin
from medtown.sparql.store import store_from_dump

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/lib/"
PREFIXES = {"book": "https://example.org/lib/id/book/", "v": "https://example.org/lib/def#"}
SELECT = "SELECT ?title { ?book <https://example.org/lib/def#title> ?title } ORDER BY ?title"
CONSTRUCT = "CONSTRUCT { ?book ?p ?o } { ?book ?p ?o }"
VARY = ("vary", "Accept")
TEXT = ("content-type", "text/plain; charset=utf-8")

JSON = (
    b'{"head":{"vars":["title"]},"results":{"bindings":[{"title":{"type":"literal","value":"Promenades","xml:lang":"fr"}},'
    b'{"title":{"type":"literal","value":"Walks","xml:lang":"en"}}]}}'
)
XML = (
    b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="title"/></head>'
    b'<results><result><binding name="title"><literal xml:lang="fr">Promenades</literal></binding></result>'
    b'<result><binding name="title"><literal xml:lang="en">Walks</literal></binding></result></results></sparql>'
)
CSV = b"title\r\nPromenades\r\nWalks\r\n"
TSV = b'?title\n"Promenades"@fr\n"Walks"@en\n'
TURTLE = (
    b"@prefix book: <https://example.org/lib/id/book/> .\n@prefix v: <https://example.org/lib/def#> .\n"
    b'book:walks v:pages 120 ;\n\tv:title "Promenades"@fr , "Walks"@en .\n'
)


@pytest.fixture(scope="module")
def endpoint(site: Path) -> Endpoint:
    store = store_from_dump(site / "dump" / "lib.nq")
    graphs = ("https://example.org/lib/set/graph/books", "https://example.org/lib/set/graph/counts")
    return Endpoint(in_threads(store, BASE), graphs, PREFIXES, "query/")


def ask(  # noqa: PLR0913 - the parts of a request
    endpoint: Endpoint,
    parameters: dict[str, str] | None = None,
    *,
    method: str = "GET",
    accept: str | None = None,
    content_type: str | None = None,
    body: bytes = b"",
) -> Reply:
    url = urlencode(parameters or {})
    request = Request(method, "http://localhost:8000", "/sparql", url, accept, content_type, body)
    return asyncio.run(endpoint.reply_to(request))


@pytest.mark.parametrize(
    ("query", "accept", "content_type", "body"),
    [
        (SELECT, None, "application/sparql-results+json", JSON),
        (SELECT, "*/*", "application/sparql-results+json", JSON),
        (SELECT, "application/json", "application/json", JSON),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", XML),
        (SELECT, "application/xml, text/csv;q=0.9", "application/xml", XML),
        (SELECT, "text/csv", "text/csv; charset=utf-8", CSV),
        (SELECT, "text/csv;q=0.3, text/tab-separated-values", "text/tab-separated-values; charset=utf-8", TSV),
        ("ASK {}", None, "application/sparql-results+json", b'{"head":{},"boolean":true}'),
        (CONSTRUCT, None, "text/turtle; charset=utf-8", TURTLE),
        (CONSTRUCT, "application/ld+json;q=0.1, text/turtle;q=0.2", "text/turtle; charset=utf-8", TURTLE),
        (
            "PREFIX b: <https://example.org/lib/id/book/> DESCRIBE b:none",
            "application/n-triples",
            "application/n-triples",
            b"",
        ),
    ],
)
def test_results(endpoint: Endpoint, query: str, accept: str | None, content_type: str, body: bytes) -> None:
    expected = Reply(200, (("content-type", content_type), VARY), body)
    assert ask(endpoint, {"query": query}, accept=accept) == expected
    form = urlencode({"query": query}).encode()
    content = "application/x-www-form-urlencoded"
    assert ask(endpoint, method="POST", accept=accept, content_type=content, body=form) == expected
    content = "application/sparql-query; charset=UTF-8"
    assert ask(endpoint, method="POST", accept=accept, content_type=content, body=query.encode()) == expected


def test_the_dataset_of_the_request(endpoint: Endpoint) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = "https://example.org/lib/set/graph/books"
    assert ask(endpoint, {"query": count}, accept="text/csv").body == b"n\r\n3\r\n"
    one = {"query": count, "default-graph-uri": graph}
    assert ask(endpoint, one, accept="text/csv").body == b"n\r\n2\r\n"
    named = {"query": count, "named-graph-uri": graph}
    assert ask(endpoint, named, accept="text/csv").body == b"n\r\n0\r\n"


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        (
            "SELECT * {\n  ?s ?p }",
            400,
            (
                "error: SPARQL syntax near line 2, column 10, after '?s ?p }' [MT401]\n"
                "  Look at this place and just before it (a missing brace, dot, quote or PREFIX).\n"
            ),
        ),
        (
            "CLEAR ALL",
            400,
            (
                "error: this is an update (CLEAR), and the data is read-only [MT404]\n"
                "  Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; facts are changed in the Turtle files.\n"
            ),
        ),
        (
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            400,
            (
                "error: the query calls another endpoint (SERVICE), which is switched off here [MT405]\n"
                "  Run it where you can reach both endpoints, or ask each of them on its own.\n"
            ),
        ),
    ],
)
def test_a_bad_query(endpoint: Endpoint, query: str, status: int, text: str) -> None:
    assert ask(endpoint, {"query": query}) == Reply(status, (TEXT, VARY), text.encode())


@pytest.mark.parametrize(
    ("query", "accept"),
    [("ASK {}", "text/csv"), (SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (SELECT, "image/png")],
)
def test_formats_that_are_not_defined(endpoint: Endpoint, query: str, accept: str) -> None:
    reply = ask(endpoint, {"query": query}, accept=accept)
    assert (reply.status, reply.fields) == (406, (("content-type", "text/html; charset=utf-8"), VARY))


def test_refusals(endpoint: Endpoint) -> None:
    update = "This endpoint is read-only and takes no update [MT404].\n"
    assert ask(endpoint, {"update": "CLEAR ALL"}) == Reply(403, (TEXT,), update.encode())
    assert ask(endpoint, method="PUT") == Reply(
        405, (TEXT, ("allow", "GET, HEAD, POST, OPTIONS")), b"The endpoint answers GET, HEAD, POST, OPTIONS.\n"
    )


def test_options(endpoint: Endpoint) -> None:
    allowed = "GET, HEAD, POST, OPTIONS"
    assert ask(endpoint, method="OPTIONS") == Reply(
        204,
        (
            ("allow", allowed),
            ("access-control-allow-methods", allowed),
            ("access-control-allow-headers", "*"),
            ("access-control-max-age", "86400"),
        ),
    )


def test_people_get_a_page(endpoint: Endpoint) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert ask(endpoint, accept=browser) == Reply(303, (("location", "query/"),))


def test_programs_get_a_description(endpoint: Endpoint) -> None:
    reply = ask(endpoint, accept="text/turtle, text/html;q=0.5")
    assert (reply.status, dict(reply.fields)["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert (
        reply.body.decode()
        == """\
@prefix format: <http://www.w3.org/ns/formats/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
_:dataset a sd:Dataset ;
\tsd:defaultGraph _:default ;
\tsd:namedGraph _:named0 , _:named1 .
_:default a sd:Graph .
_:named0 a sd:NamedGraph ;
\tsd:name <https://example.org/lib/set/graph/books> .
_:named1 a sd:NamedGraph ;
\tsd:name <https://example.org/lib/set/graph/counts> .
_:service a sd:Service ;
\tsd:defaultDataset _:dataset ;
\tsd:endpoint <http://localhost:8000/sparql> ;
\tsd:feature sd:UnionDefaultGraph ;
\tsd:resultFormat format:JSON-LD , format:N-Triples , format:RDF_XML , format:SPARQL_Results_CSV , \
format:SPARQL_Results_JSON , format:SPARQL_Results_TSV , format:SPARQL_Results_XML , format:Turtle ;
\tsd:supportedLanguage sd:SPARQL11Query .
"""
    )
    assert ask(endpoint).fields[0] == ("content-type", "text/turtle; charset=utf-8")
    assert ask(endpoint, accept="image/png").status == 406


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("example.org", "http://example.org"),
        ("[::1]:8000", "http://[::1]:8000"),
        (None, "https://example.org/lib"),
        ("", "https://example.org/lib"),
        ("evil> <x", "https://example.org/lib"),
    ],
)
def test_origin(host: str | None, found: str) -> None:
    assert origin("http", host, "https://example.org/lib") == found
