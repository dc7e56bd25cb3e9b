"""The real server: what a client sees over HTTP, and SPARQLWrapper as a client."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any

import pytest
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper

# SPARQLWrapper leaves its connections to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

QUERY = "SELECT ?title { ?book <https://example.org/lib/def#title> ?title } ORDER BY ?title"


def ask(
    port: int, path: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_a_page(server: int) -> None:
    status, fields, body = ask(server, "/doc/book/walks", headers={"Accept-Language": "fr"})
    assert (status, body) == (200, b"<p>Promenades</p>")
    assert fields.pop("date")
    assert fields.pop("server")
    etag = fields.pop("etag")
    assert fields == {
        "content-type": "text/html; charset=utf-8",
        "content-language": "fr",
        "content-location": "walks.fr.html",
        "content-length": "17",
        "vary": "Accept, Accept-Language, Accept-Encoding",
        "link": '<walks.html>; rel="alternate"; type="text/html"; hreflang="en", '
        '<walks.ttl>; rel="alternate describedby"; type="text/turtle", '
        '<walks.jsonld>; rel="alternate describedby"; type="application/ld+json", '
        '<walks.nt>; rel="alternate describedby"; type="application/n-triples", '
        '<walks.rdf>; rel="alternate describedby"; type="application/rdf+xml"',
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "Content-Location, ETag, Link, Location",
    }
    status, _, body = ask(server, "/doc/book/walks", headers={"Accept-Language": "fr", "If-None-Match": etag})
    assert (status, body) == (304, b"")


def test_head_has_the_fields_of_get(server: int) -> None:
    for path in ("/doc/book/walks", "/doc/long", "/id/book/walks", "/none", "/sparql?query=ASK+%7B%7D"):
        status, fields, _ = ask(server, path)
        head_status, head_fields, body = ask(server, path, method="HEAD")
        assert (head_status, body) == (status, b"")
        assert {**head_fields, "date": ""} == {**fields, "date": ""}


def test_a_thing_leads_to_its_document(server: int) -> None:
    status, fields, body = ask(server, "/id/book/caf%C3%A9")
    assert (status, fields["location"], body) == (303, "../../doc/book/caf%C3%A9", b"")
    assert ask(server, "/id/book/a%2Eb")[1]["location"] == "../../doc/book/a~2eb"


def test_two_accept_fields_are_one_list(server: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server, timeout=20)
    connection.putrequest("GET", "/doc/book/walks")
    connection.putheader("Accept", "text/turtle, image/png")
    connection.putheader("Accept", "text/html;q=0.1")
    connection.endheaders()
    with connection.getresponse() as response:
        assert response.getheader("content-location") == "walks.ttl"
    connection.close()


@pytest.mark.parametrize("path", ["/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/doc/%00"])
def test_no_way_out_of_the_site(server: int, path: str) -> None:
    status, _, body = ask(server, path)
    assert (status, body) == (404, b"<p>nothing here</p>")


def test_other_methods(server: int) -> None:
    assert ask(server, "/", method="DELETE")[:2][0] == 405
    status, fields, body = ask(server, "/", method="OPTIONS")
    assert (status, fields["allow"], body) == (204, "GET, HEAD, OPTIONS", b"")


def test_too_long_a_query(server: int) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    status, _, body = ask(server, "/sparql", method="POST", headers=headers, body=b"#" * 1_000_001)
    assert (status, body) == (413, b"A query may have 1000000 bytes.\n")


def test_pages_are_served_while_a_query_runs(server: int) -> None:
    # 8 million solutions: the page below must not wait for them.
    product = "VALUES ?{0} {{ " + "1 " * 200 + "}} "
    query = "SELECT (SUM(?a + ?b + ?c) AS ?n) { " + "".join(product.format(v) for v in "abc") + "}"
    done = threading.Event()

    def run() -> None:
        headers = {"Content-Type": "application/sparql-query"}
        ask(server, "/sparql", method="POST", headers=headers, body=query.encode())
        done.set()

    thread = threading.Thread(target=run)
    thread.start()
    served = 0
    while not done.is_set() and served < 50:
        assert ask(server, "/doc/book/walks")[0] == 200
        served += not done.is_set()
    thread.join()
    # One or two could slip in before the query starts; were it to block the others, no more would be served.
    assert served > 4


def wrapper(server: int, result_format: str, query: str = QUERY) -> Any:
    client = SPARQLWrapper(f"http://127.0.0.1:{server}/sparql")
    client.setQuery(query)
    client.setReturnFormat(result_format)
    return client


def test_sparqlwrapper_json(server: int) -> None:
    client = wrapper(server, JSON)
    expected = {
        "head": {"vars": ["title"]},
        "results": {
            "bindings": [
                {"title": {"type": "literal", "value": "Promenades", "xml:lang": "fr"}},
                {"title": {"type": "literal", "value": "Walks", "xml:lang": "en"}},
            ]
        },
    }
    assert client.queryAndConvert() == expected
    client.setMethod(POST)
    assert client.queryAndConvert() == expected
    client.setRequestMethod("postdirectly")
    assert client.queryAndConvert() == expected


def test_sparqlwrapper_xml(server: int) -> None:
    document = wrapper(server, XML).queryAndConvert()
    assert [node.firstChild.data for node in document.getElementsByTagName("literal")] == ["Promenades", "Walks"]


def test_sparqlwrapper_csv(server: int) -> None:
    assert wrapper(server, CSV).queryAndConvert() == b"title\r\nPromenades\r\nWalks\r\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, in SPARQLWrapper's own conversion
def test_sparqlwrapper_construct(server: int) -> None:
    title = "<https://example.org/lib/def#title>"
    query = f"CONSTRUCT {{ ?book {title} ?t }} WHERE {{ ?book {title} ?t }}"
    graph = wrapper(server, RDFXML, query).queryAndConvert()
    assert sorted(o.n3() for o in graph.objects()) == ['"Promenades"@fr', '"Walks"@en']
    turtle = wrapper(server, TURTLE, query).queryAndConvert()
    assert turtle == (
        b"@prefix book: <https://example.org/lib/id/book/> .\n@prefix v: <https://example.org/lib/def#> .\n"
        b'book:walks v:title "Promenades"@fr , "Walks"@en .\n'
    )


def test_sparqlwrapper_ask(server: int) -> None:
    assert wrapper(server, JSON, "ASK {}").queryAndConvert() == {"head": {}, "boolean": True}


def test_the_description_names_the_address_that_was_asked(server: int) -> None:
    _, _, body = ask(server, "/sparql", headers={"Accept": "application/ld+json"})
    nodes = json.loads(body)
    endpoint = "http://www.w3.org/ns/sparql-service-description#endpoint"
    assert [n[endpoint] for n in nodes if endpoint in n] == [[{"@id": f"http://127.0.0.1:{server}/sparql"}]]
