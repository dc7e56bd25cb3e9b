"""From the path of an IRI to its document."""

from __future__ import annotations

import pytest

from medtown.http.folder import SiteSettings
from medtown.http.redirects import document_of, relative

SETTINGS = SiteSettings(
    base="https://example.org/lib/",
    name="lib",
    languages=("en",),
    moved={
        "https://example.org/lib/id/book/WALKS": "doc/book/WALKS~~0a1b2c",
        "https://example.org/lib/id/book/É": "doc/book/É~~1",
        "https://example.org/lib/id/book/%C3%9C": "doc/book/Ü~~2",
    },
)
DOCUMENTS = {
    "doc/book/walks",
    "doc/book/café",
    "doc/book/a~2eb",
    "doc/book/a~2fb",
    "doc/claim/1",
    "def",
    "doc/~base",
    "doc/~2e~2e/secret",
}


@pytest.mark.parametrize(
    ("target", "document"),
    [
        ("/id/book/walks", "doc/book/walks"),
        ("/id/book/caf%C3%A9", "doc/book/café"),
        ("/id/book/caf%c3%a9", "doc/book/café"),
        ("/id/book/a.b", "doc/book/a~2eb"),
        ("/id/book/a%2Eb", "doc/book/a~2eb"),
        ("/id/book/a%2Fb", "doc/book/a~2fb"),
        ("/id/book/WALKS", "doc/book/WALKS~~0a1b2c"),
        ("/id/book/%C3%89", "doc/book/É~~1"),
        ("/id/book/%C3%9C", "doc/book/Ü~~2"),
        ("/claim/1", "doc/claim/1"),
        ("/id/../secret", "doc/~2e~2e/secret"),
        ("/id/book/walks/", None),
        ("/id/book/", None),
        ("/id/book/none", None),
        ("/id/book/%00", None),
        ("/id/book/%FF", None),
        ("/id/", None),
        ("/id", None),
    ],
)
def test_document_of(target: str, document: str | None) -> None:
    assert document_of(target, SETTINGS, DOCUMENTS) == document


@pytest.mark.parametrize(
    ("path", "to", "reference"),
    [
        ("/", "index.html", "index.html"),
        ("/id/book/walks", "doc/book/walks", "../../doc/book/walks"),
        ("/id/book/café", "doc/book/café", "../../doc/book/caf%C3%A9"),
        ("/query", "query/", "query/"),
        ("/sparql/", "query/", "../query/"),
        ("/sparql", "", "./"),
        ("/a/b", "x~~1", "../x~~1"),
    ],
)
def test_relative(path: str, to: str, reference: str) -> None:
    assert relative(path, to) == reference
