"""A reply, before any server is involved: status, header fields and body."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Fields = tuple[tuple[str, str], ...]

READING = "GET, HEAD, OPTIONS"
# Anyone may read what is published, from any page (Fetch standard, "CORS protocol").
CORS: Fields = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Content-Location, ETag, Link, Location"),
)


class Reply(NamedTuple):
    """A status, header fields (names in lower case), a body; length and CORS fields are added when sent."""

    status: int
    fields: Fields = ()
    body: bytes = b""

    def encoded(self) -> list[tuple[bytes, bytes]]:
        """The header fields as ASGI takes them, complete."""
        length: Fields = () if self.status in (204, 304) else (("content-length", str(len(self.body))),)
        return [(name.encode(), value.encode("latin-1")) for name, value in (*self.fields, *length, *CORS)]


def text_reply(status: int, text: str, fields: Fields = ()) -> Reply:
    """A reply of plain text."""
    return Reply(status, (("content-type", "text/plain; charset=utf-8"), *fields), text.encode())


def redirect(status: int, location: str) -> Reply:
    """A redirection; `location` may be relative (RFC 9110, section 10.2.2)."""
    return Reply(status, (("location", location),))


def method_not_allowed(allowed: str) -> Reply:
    """405, with the methods that a resource has."""
    return text_reply(405, f"This resource answers {allowed} only.\n", (("allow", allowed),))


def options(allowed: str) -> Reply:
    """The answer to OPTIONS, and to the preflight request of a browser."""
    preflight = (
        ("access-control-allow-methods", allowed),
        ("access-control-allow-headers", "*"),
        ("access-control-max-age", "86400"),
    )
    return Reply(204, (("allow", allowed), *preflight))


def not_acceptable(choices: Iterable[tuple[str, str]], fields: Fields = ()) -> Reply:
    """406, with the variants there are: pairs of a media type and a link (empty: no address of its own)."""
    items = "".join(
        f'<li><a href="{escape(link)}">{escape(media_type)}</a></li>\n' if link else f"<li>{escape(media_type)}</li>\n"
        for media_type, link in choices
    )
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Not acceptable</title></head>\n'
        "<body><h1>Not available in the format that was asked for</h1>\n"
        f"<p>It can be had as:</p>\n<ul>\n{items}</ul></body></html>\n"
    )
    return Reply(406, (("content-type", "text/html; charset=utf-8"), *fields), page.encode())
