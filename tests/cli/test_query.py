"""`medtown query` as people run it: whole outputs and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.command import with_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "graph/dataset.ttl": """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix void: <http://rdfs.org/ns/void#> .
<http://example.org/set/lib> a void:Dataset ; dcterms:title "Library"@en ; dcterms:language "en" ;
  void:uriSpace "http://example.org/" ;
  sh:declare [ sh:prefix "book" ; sh:namespace "http://example.org/id/book/" ] .
""",
    "graph/books.ttl": """\
@prefix v: <http://example.org/def#> .
<http://example.org/id/book/walks> v:title "Walks"@en , "Promenades"@fr ; v:pages 120 .
""",
    "queries/titles.rq": """\
# title@en: Titles of all books
# title@fr: Titres de tous les livres

PREFIX v: <http://example.org/def#>
SELECT ?book ?title { ?book v:title ?title } ORDER BY ?title
""",
    "queries/pages.rq": """\
# title@en: Is any book long?

PREFIX v: <http://example.org/def#>
ASK { ?book v:pages ?n FILTER(?n > 100) }
""",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def medtown(project: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "medtown", "--project", ".", "query", *arguments],
        input=stdin,
        capture_output=True,
        cwd=project,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


TABLE = """\
book         title
───────────────────────
book:walks   Promenades
book:walks   Walks
"""


def test_a_stored_query(project: Path) -> None:
    assert medtown(project, "titles") == (0, TABLE, "")
    assert medtown(project, "pages") == (0, "true\n", "")


def test_a_file(project: Path) -> None:
    (project / "elsewhere.rq").write_text("SELECT ?n { ?b <def#pages> ?n }")
    assert medtown(project, "elsewhere.rq", "--format", "csv") == (0, "n\r\n120\r\n", "")
    assert medtown(project, "./queries/titles.rq") == (0, TABLE, "")


def test_standard_input(project: Path) -> None:
    query = "PREFIX v: <http://example.org/def#>\nCONSTRUCT { ?b v:n ?n } { ?b v:pages ?n }"
    turtle = (
        "@prefix book: <http://example.org/id/book/> .\n@prefix v: <http://example.org/def#> .\nbook:walks v:n 120 .\n"
    )
    assert medtown(project, "-", stdin=query.encode()) == (0, turtle, "")
    assert medtown(project, "-", "--format", "ttl", stdin=query.encode()) == (0, turtle, "")
    assert medtown(project, "-", "--format", "nt", stdin=query.encode()) == (
        0,
        (
            "<http://example.org/id/book/walks> <http://example.org/def#n> "
            '"120"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        ),
        "",
    )


def test_json(project: Path) -> None:
    code, out, _ = medtown(project, "pages", "--format", "json")
    assert (code, json.loads(out)) == (0, {"head": {}, "boolean": True})


def test_the_list(project: Path) -> None:
    assert medtown(project, "--list") == (0, "pages   Is any book long?\ntitles  Titles of all books\n", "")


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (
            ["tittles"],
            "",
            (
                "error: there is no stored query named tittles [MT402]\n"
                "  Did you mean titles? `medtown query --list` prints their names.\n"
            ),
        ),
        (
            ["zzz"],
            "",
            "error: there is no stored query named zzz [MT402]\n  `medtown query --list` prints their names.\n",
        ),
        (
            ["none.rq"],
            "",
            (
                "none.rq: error: can't be read: No such file or directory [MT409]\n"
                "  Check the file's name, permissions and encoding.\n"
            ),
        ),
        (
            ["-"],
            "SELECT * {\n ?s ?p }",
            (
                "error: SPARQL syntax near line 2, column 9, after '?s ?p }' [MT401]\n"
                "  Look at this place and just before it (a missing brace, dot, quote or PREFIX).\n"
            ),
        ),
        (
            ["-"],
            "DROP ALL",
            (
                "error: this is an update (DROP), and the data is read-only [MT404]\n"
                "  Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; facts are changed in the Turtle files.\n"
            ),
        ),
        (
            ["pages", "--format", "csv"],
            "",
            (
                "error: csv can't hold the answer to this query, which is yes or no [MT406]\n"
                "  Ask for one of these formats: json, xml.\n"
            ),
        ),
        (
            ["titles", "--endpoint", "ftp://example.org/"],
            "",
            (
                "error: ftp://example.org/ gave no answer that can be used: that is no http or https URL [MT407]\n"
                "  Check the address (of the endpoint, not of its page) and that it answers just now.\n"
            ),
        ),
        (
            [],
            "",
            (
                "Usage: medtown query [OPTIONS] [NAME|FILE|-]\nTry 'medtown query --help' for help.\n\n"
                "Error: name a stored query, a file or -, or ask for --list\n"
            ),
        ),
    ],
)
def test_errors(project: Path, arguments: list[str], stdin: str, message: str) -> None:
    assert medtown(project, *arguments, stdin=stdin.encode()) == (2, "", with_link(message))


def test_an_error_in_a_file_names_its_line(project: Path) -> None:
    (project / "queries" / "titles.rq").write_text("# title: A\n\nSELECT * { ?s foo:bar ?o }\n")
    place = "queries/titles.rq:3:22: "
    assert medtown(project, "titles")[2].startswith(f"{place}error: SPARQL syntax near line 3, column 22, after ")


def test_an_ill_formed_header_names_its_line(project: Path) -> None:
    (project / "queries" / "titles.rq").write_text("# title: A\n# titel: B\nSELECT * {}\n")
    assert medtown(project, "--list") == (
        2,
        "",
        with_link(
            "queries/titles.rq:2: error: titel is no key of a header [MT403]\n"
            "  Did you mean title? The keys are title, description, audience, not-asked, column-VARIABLE, chart, "
            "question, expect-rows, expect. See docs/query.md.\n"
        ),
    )


class Remote(BaseHTTPRequestHandler):
    """An endpoint with one answer a path, which keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []
    answers: ClassVar[dict[str, tuple[int, str, bytes]]] = {
        "/select": (
            200,
            "application/sparql-results+json",
            (
                b'{"head":{"vars":["b","a"]},"results":{"bindings":['
                b'{"a":{"type":"uri","value":"http://example.org/id/book/z"}},'
                b'{"a":{"type":"literal","value":"1"},"b":{"type":"literal","value":"y","xml:lang":"fr"}}]}}'
            ),
        ),
        "/ask": (200, "application/sparql-results+json", b'{"head":{},"boolean":false}'),
        "/construct": (200, "application/n-triples", b"<http://x/b> <http://x/p> 'no'"),
        "/graph": (200, "application/n-triples", b"<http://x/b> <http://x/p> <http://x/c> .\n"),
        "/html": (200, "text/html", b"<p>hello</p>"),
        "/bad": (400, "text/plain", b"line 1: unknown prefix"),
        "/broken": (500, "text/plain", b"oops"),
    }

    def do_GET(self) -> None:
        """Answer a query in the URL."""
        parts = urlsplit(self.path)
        self._answer(parts.path, parse_qs(parts.query)["query"][0])

    def do_POST(self) -> None:
        """Answer a query in a form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(self.path, parse_qs(body)["query"][0])

    def _answer(self, path: str, query: str) -> None:
        self.asked.append((self.command, query))
        status, media_type, body = self.answers.get(path, (404, "text/plain", b"none"))
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def remote() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Remote) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_remote_endpoint(project: Path, remote: str) -> None:
    csv = "b,a\r\n,http://example.org/id/book/z\r\ny,1\r\n"
    assert medtown(project, "titles", "--endpoint", f"{remote}/select", "--format", "csv") == (0, csv, "")
    assert Remote.asked[-1] == ("GET", FILES["queries/titles.rq"])
    out = "b   a\n──────────\n    book:z\ny   1\n"
    assert medtown(project, "titles", "--endpoint", f"{remote}/select") == (0, out, "")
    assert medtown(project, "pages", "--endpoint", f"{remote}/ask") == (0, "false\n", "")
    turtle = "@prefix x: <http://x/> .\nx:b x:p x:c .\n"
    query = b"PREFIX x: <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert medtown(project, "-", "--endpoint", f"{remote}/graph", stdin=query) == (0, turtle, "")
    long = b"ASK {} #" + b"x" * 3000
    assert medtown(project, "-", "--endpoint", f"{remote}/ask", stdin=long) == (0, "false\n", "")
    assert Remote.asked[-1] == ("POST", long.decode())


@pytest.mark.parametrize(
    ("path", "query", "code", "begins"),
    [
        ("/bad", "ASK {}", "MT401", "error: {remote}/bad calls the query ill-formed [MT401]\n  QueryBadFormed: "),
        ("/broken", "ASK {}", "MT407", "error: {remote}/broken gave no answer that can be used: "),
        ("/none", "ASK {}", "MT407", "error: {remote}/none gave no answer that can be used: "),
        ("/html", "ASK {}", "MT407", "error: {remote}/html gave no answer that can be used: its answer (text/html) "),
        ("/construct", "DESCRIBE <x:y>", "MT407", "error: {remote}/construct gave no answer that can be used: "),
        ("/ask", "CLEAR ALL", "MT404", "error: this is an update (CLEAR) [MT404]\n"),
    ],
)
def test_a_remote_endpoint_that_fails(  # noqa: PLR0913, PLR0917 - fixtures and columns
    project: Path, remote: str, path: str, query: str, code: str, begins: str
) -> None:
    status, out, error = medtown(project, "-", "--endpoint", f"{remote}{path}", stdin=query.encode())
    assert (status, out) == (2, "")
    assert error.startswith(begins.format(remote=remote)), error
    assert f"[{code}]" in error


def test_no_endpoint_there(project: Path) -> None:
    status, out, error = medtown(project, "pages", "--endpoint", "http://127.0.0.1:1/sparql")
    assert (status, out) == (2, "")
    assert error.startswith("error: http://127.0.0.1:1/sparql gave no answer that can be used: <urlopen error ")
