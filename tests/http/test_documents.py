"""The rules of a published site: which reply a request for a page or a data file gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.http.documents import Wishes, reply_to
from medtown.http.folder import File, Folder, SiteSettings
from medtown.http.reply import Reply

VARY = ("vary", "Accept, Accept-Language, Accept-Encoding")
_SETTINGS = SiteSettings(base="http://example.org/", name="x", languages=("en",))
_PAGE = File("doc/a.html", b"a", "text/html", "en", '"1"')
_FOLDER = Folder(_SETTINGS, {"doc/a.html": _PAGE}, {"doc/a": (_PAGE,)})


def get(folder: Folder, target: str, **wishes: str) -> Reply:
    return reply_to(folder, "GET", target, Wishes(**wishes))


def field(reply: Reply, name: str) -> str | None:
    return dict(reply.fields).get(name)


@pytest.mark.parametrize(
    ("target", "accept", "language", "location"),
    [
        ("/doc/book/walks", None, None, "walks.html"),
        ("/doc/book/walks", "*/*", "fr", "walks.fr.html"),
        ("/doc/book/walks", "text/html", "de", "walks.html"),
        ("/doc/book/walks", "text/turtle", "fr", "walks.ttl"),
        ("/doc/book/walks", "text/turtle;q=0.2,application/ld+json;q=0.9", None, "walks.jsonld"),
        ("/doc/book/walks", "application/rdf+xml", None, "walks.rdf"),
        ("/doc/book/walks", "application/n-triples", None, "walks.nt"),
        ("/doc/book/caf%C3%A9", None, None, "caf%C3%A9.html"),
        ("/doc/book/a~2eb", None, None, "a~2eb.html"),
        ("/def", "text/turtle", None, "def.ttl"),
        ("/set/lib", None, None, "lib.html"),
        ("/", None, None, "index.html"),
        ("/", None, "fr-BE", "index.fr.html"),
        ("/query/", None, None, "index.html"),
        ("/query/all", "text/csv", None, "all.csv"),
        ("/query/all", "application/sparql-query", None, "all.rq"),
        ("/query/all", "application/sparql-results+json", None, "all.json"),
    ],
)
def test_negotiation(folder: Folder, target: str, accept: str | None, language: str | None, location: str) -> None:
    reply = reply_to(folder, "GET", target, Wishes(accept=accept, language=language))
    assert (reply.status, field(reply, "content-location"), field(reply, "vary")) == (200, location, VARY[1])


def test_a_negotiated_page_whole(folder: Folder) -> None:
    assert get(folder, "/doc/book/walks", language="fr") == Reply(
        200,
        (
            ("etag", folder.files["doc/book/walks.fr.html"].etag),
            ("content-type", "text/html; charset=utf-8"),
            ("content-language", "fr"),
            ("content-location", "walks.fr.html"),
            VARY,
            (
                "link",
                (
                    '<walks.html>; rel="alternate"; type="text/html"; hreflang="en", '
                    '<walks.ttl>; rel="alternate describedby"; type="text/turtle", '
                    '<walks.jsonld>; rel="alternate describedby"; type="application/ld+json", '
                    '<walks.nt>; rel="alternate describedby"; type="application/n-triples", '
                    '<walks.rdf>; rel="alternate describedby"; type="application/rdf+xml"'
                ),
            ),
        ),
        b"<p>Promenades</p>",
    )


def test_a_file_whole(folder: Folder) -> None:
    assert get(folder, "/def.ttl", accept="image/png") == Reply(
        200,
        (
            ("etag", folder.files["def.ttl"].etag),
            ("content-type", "text/turtle; charset=utf-8"),
            ("vary", "Accept-Encoding"),
            ("link", '<def.html>; rel="alternate"; type="text/html"; hreflang="en"'),
        ),
        b"# def",
    )


@pytest.mark.parametrize(
    ("target", "status", "location"),
    [
        ("/id/book/walks", 303, "../../doc/book/walks"),
        ("/id/book/caf%C3%A9", 303, "../../doc/book/caf%C3%A9"),
        ("/id/book/a.b", 303, "../../doc/book/a~2eb"),
        ("/id/book/WALKS", 303, "../../doc/book/WALKS~~0a1b2c"),
        ("/.well-known/void", 303, "../void.ttl"),
        ("/query", 301, "query/"),
        ("/class", 301, "class/"),
    ],
)
def test_redirections(folder: Folder, target: str, status: int, location: str) -> None:
    assert get(folder, target, accept="text/turtle") == Reply(status, (("location", location),))


@pytest.mark.parametrize(
    "target",
    [
        "/doc/book/none",
        "/doc/book/walks/",
        "/doc/book/walks.xml",
        "/doc/book",
        "/doc/",
        "/id/book/none",
        "/id/book/walks/",
        "/404",
        "/../site.json",
        "/doc/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/doc/book/walks%00.html",
        "/%ff",
        "/doc\\book\\walks.html",
        "*",
    ],
)
def test_not_found(folder: Folder, target: str) -> None:
    assert get(folder, target, language="fr") == Reply(
        404,
        (("content-type", "text/html; charset=utf-8"), ("content-language", "fr"), ("vary", "Accept-Language")),
        b"<p>rien ici</p>",
    )


def test_not_found_without_a_page() -> None:
    bare = Folder(settings=_SETTINGS, files={}, documents={})
    assert reply_to(bare, "GET", "/x", Wishes()) == Reply(
        404, (("content-type", "text/plain; charset=utf-8"),), b"There is nothing at this address.\n"
    )


def test_not_acceptable(folder: Folder) -> None:
    assert get(folder, "/def", accept="image/png") == Reply(
        406,
        (("content-type", "text/html; charset=utf-8"), VARY),
        b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Not acceptable</title></head>\n'
        b"<body><h1>Not available in the format that was asked for</h1>\n<p>It can be had as:</p>\n<ul>\n"
        b'<li><a href="def.html">text/html (en)</a></li>\n<li><a href="def.ttl">text/turtle</a></li>\n'
        b"</ul></body></html>\n",
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "get"])
def test_other_methods(folder: Folder, method: str) -> None:
    assert reply_to(folder, method, "/", Wishes()) == Reply(
        405,
        (("content-type", "text/plain; charset=utf-8"), ("allow", "GET, HEAD, OPTIONS")),
        b"This resource answers GET, HEAD, OPTIONS only.\n",
    )


def test_options(folder: Folder) -> None:
    assert reply_to(folder, "OPTIONS", "*", Wishes()) == Reply(
        204,
        (
            ("allow", "GET, HEAD, OPTIONS"),
            ("access-control-allow-methods", "GET, HEAD, OPTIONS"),
            ("access-control-allow-headers", "*"),
            ("access-control-max-age", "86400"),
        ),
    )


def test_unchanged(folder: Folder) -> None:
    etag = folder.files["def.ttl"].etag
    reply = get(folder, "/def", accept="text/turtle", if_none_match=f'"x", W/{etag}')
    assert reply == Reply(
        304,
        (
            ("etag", etag),
            ("content-location", "def.ttl"),
            VARY,
            ("link", '<def.html>; rel="alternate"; type="text/html"; hreflang="en"'),
        ),
    )
    assert get(folder, "/def", if_none_match=etag).status == 200


def test_gzip(folder: Folder) -> None:
    plain, packed = get(folder, "/doc/long"), get(folder, "/doc/long", encoding="gzip, br")
    file = folder.files["doc/long.html"]
    assert (field(plain, "content-encoding"), plain.body) == (None, file.body)
    assert (field(packed, "content-encoding"), packed.body) == ("gzip", file.packed)
    assert field(packed, "etag") == f'{file.etag[:-1]}-gzip"' != field(plain, "etag")
    assert get(folder, "/doc/long", encoding="gzip", if_none_match=f'{file.etag[:-1]}-gzip"').status == 304
    assert get(folder, "/doc/long", encoding="gzip", if_none_match=file.etag).status == 200
    assert field(get(folder, "/def.ttl", encoding="gzip"), "content-encoding") is None


def test_cors_and_length_are_on_every_reply(folder: Folder) -> None:
    assert get(folder, "/id/book/walks").encoded() == [
        (b"location", b"../../doc/book/walks"),
        (b"content-length", b"0"),
        (b"access-control-allow-origin", b"*"),
        (b"access-control-expose-headers", b"Content-Location, ETag, Link, Location"),
    ]
    assert b"content-length" not in dict(Reply(304).encoded())


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_no_request_fails_and_only_the_site_is_served(path: str, accept: str, language: str) -> None:
    folder = _FOLDER
    reply = reply_to(folder, "GET", f"/{path}", Wishes(accept=accept, language=language))
    assert reply.status in (200, 301, 303, 404, 406)
    reply.encoded()
