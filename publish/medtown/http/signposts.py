"""What a page's Link header tells robots beside its variants (signposting.org): the same as its head says.

The server reads no HTML: what a document is about, and of which classes that is, stands first in its N-Triples.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from medtown.http.links import Link
from medtown.http.redirects import document_of
from medtown.table.terms import RDF_TYPE, iri_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.http.folder import File, Folder

ABOUT_PAGE = "https://schema.org/AboutPage"
_OF_DATASET = frozenset(("index", "dump/index"))  # the pages about the dataset as a whole
_QUERIES = "query/"  # whose N-Triples are answers
_SUBJECT = re.compile(rb"<[^>\n]*>")
_REMEMBERED = 1024


def signposts(folder: Folder, file: File, document: str) -> Iterator[Link]:
    """The links of a file that is a variant of a document, or a dump; targets are relative to the file."""
    up = "../" * file.path.count("/")
    if folder.settings.licence.startswith(("http://", "https://")):
        yield Link(_reference(folder.settings.licence), "license")
    if file.suffix == "html":
        yield from _of_page(folder, document, up)
    elif file in _dumps(folder):
        yield Link("index.html", "collection", "text/html")


def _of_page(folder: Folder, document: str, up: str) -> Iterator[Link]:
    iri, home = _topic(folder, document)
    if not iri:
        return
    yield Link(_reference(iri), "cite-as")
    yield Link(ABOUT_PAGE, "type")
    yield from (Link(_reference(cls), "type") for cls in _types(folder, home, iri))
    if document in _OF_DATASET:
        yield Link(f"{up}void.ttl", "describedby", "text/turtle")
        yield from (Link(f"{up}{quote(dump.path)}", "item", dump.media_type) for dump in _dumps(folder))
    elif home != document:
        graphs = (variant for variant in folder.documents.get(home, ()) if variant.is_graph)
        yield from (Link(f"{up}{quote(graph.path, safe='/~')}", "describedby", graph.media_type) for graph in graphs)


@lru_cache(_REMEMBERED)
def _topic(folder: Folder, document: str) -> tuple[str, str]:
    """What a document is about, and the document whose data describes that; empty where it is about nothing."""
    settings = folder.settings
    if document in _OF_DATASET and settings.dataset:
        path = settings.dataset.removeprefix(settings.base)
        return settings.dataset, document_of(f"/{path}", settings, folder.documents) or ""
    if document in settings.terms:
        return settings.terms[document], document.rpartition("/")[0]
    triples = folder.files.get(f"{document}.nt")
    subject = None if triples is None or document.startswith(_QUERIES) else _SUBJECT.match(triples.body)
    return (iri_value(subject[0].decode()), document) if subject else ("", "")


@lru_cache(_REMEMBERED)
def _types(folder: Folder, document: str, iri: str) -> tuple[str, ...]:
    """The classes of a resource, by the data of a document."""
    triples = folder.files.get(f"{document}.nt")
    start = re.escape(f"<{iri}> {RDF_TYPE} <".encode())
    found = re.findall(rb"^%b([^>\n]*)> \.$" % start, triples.body, re.MULTILINE) if triples else []
    return tuple(iri_value(f"<{cls.decode()}>") for cls in found)


@lru_cache(_REMEMBERED)
def _dumps(folder: Folder) -> tuple[File, ...]:
    start = f"dump/{folder.settings.name}."
    return tuple(file for path, file in folder.files.items() if path.startswith(start))


def _reference(iri: str) -> str:
    """An IRI as a URI, which a header field can hold (RFC 3987, section 3.1)."""
    return quote(iri, safe="%/:?#[]@!$&'()*+,;=~", errors="surrogatepass")
