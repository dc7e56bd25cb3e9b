"""From the path of an IRI to the document that describes it (design.md, "IRIs"; Cool URIs, section 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from medtown.pages.urls import own_path, quoted

if TYPE_CHECKING:
    from collections.abc import Container

    from medtown.http.folder import SiteSettings


def document_of(target: str, settings: SiteSettings, documents: Container[str]) -> str | None:
    """The document that describes the IRI at a request path (percent-encoded, from `/` on), or None.

    A document that stands at the path itself is not looked for here.
    """
    rest = target.lstrip("/")
    # The data may hold the IRI with percent-escapes, or with the characters that they stand for.
    for spelling in (rest, unquote(rest), quote(unquote(rest), safe="/~!$&'()*+,;=:@")):
        moved = settings.moved.get(settings.base + spelling)
        if moved is not None:
            return moved
    document = own_path(rest)
    return document if document in documents else None


def relative(path: str, to: str) -> str:
    """A reference from a request path (from `/` on) to a site path: a site may stand in a folder."""
    return "../" * (path.count("/") - 1) + quoted(to) or "./"
