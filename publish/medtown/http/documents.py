"""From a request for a page or a data file to the reply: a site's rules, without any server."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from medtown.http.accept import accepts_gzip, choose_language, choose_type
from medtown.http.etag import coded_etag, is_unchanged
from medtown.http.folder import NOT_FOUND
from medtown.http.links import Link, link_field
from medtown.http.redirects import document_of, relative
from medtown.http.reply import READING, Reply, method_not_allowed, not_acceptable, options, redirect, text_reply
from medtown.http.signposts import signposts

if TYPE_CHECKING:
    from medtown.http.folder import File, Folder
    from medtown.http.reply import Fields

WELL_KNOWN_VOID = "/.well-known/void"  # "Describing Linked Datasets with the VoID Vocabulary", section 7.2
VOID_FILE = "void.ttl"
_VARY = ("vary", "Accept, Accept-Language, Accept-Encoding")
_VARY_CODING = ("vary", "Accept-Encoding")
_REMEMBERED = 1024  # header fields of different clients

_types = lru_cache(_REMEMBERED)(choose_type)
_languages = lru_cache(_REMEMBERED)(choose_language)
_gzip = lru_cache(_REMEMBERED)(accepts_gzip)


class Wishes(NamedTuple):
    """The header fields of a request that matter here; None where a field is missing."""

    accept: str | None = None
    language: str | None = None
    encoding: str | None = None
    if_none_match: str | None = None


def reply_to(folder: Folder, method: str, target: str, wishes: Wishes) -> Reply:
    """The reply to a request for `target`, the percent-encoded path from `/` on."""
    if method == "OPTIONS":
        return options(READING)
    if method not in ("GET", "HEAD"):
        return method_not_allowed(READING)
    return _found(folder, target, wishes) or _elsewhere(folder, target) or _missing(folder, wishes)


def _found(folder: Folder, target: str, wishes: Wishes) -> Reply | None:
    """The file or the document at the path itself. Only names that are in memory are served."""
    name = unquote(target).removeprefix("/")
    file = folder.files.get(name)
    if file is not None:
        return _send(file, wishes, _file_fields(folder, file))
    if name == NOT_FOUND:
        return None
    variants = folder.documents.get(f"{name}index" if name.endswith("/") or not name else name)
    return _negotiated(folder, variants, target, wishes) if variants else None


def _elsewhere(folder: Folder, target: str) -> Reply | None:
    """A redirection: from a thing to its document, from a folder's name to the folder, to the VoID file."""
    if target == WELL_KNOWN_VOID and VOID_FILE in folder.files:
        return redirect(303, relative(target, VOID_FILE))
    document = document_of(target, folder.settings, folder.documents)
    if document is not None:
        return redirect(303, relative(target, document))
    name = unquote(target).removeprefix("/")
    if f"{name}/index" in folder.documents:
        return redirect(301, relative(target, f"{name}/"))
    return None


def _missing(folder: Folder, wishes: Wishes) -> Reply:
    """404 with the site's own page, in the language that was asked for."""
    pages = tuple(v for v in folder.documents.get(NOT_FOUND, ()) if v.suffix == "html")
    if not pages:
        return text_reply(404, "There is nothing at this address.\n")
    page = pages[_languages(wishes.language, tuple(v.language for v in pages))]
    fields = (("content-type", page.content_type), ("content-language", page.language))
    return Reply(404, (*fields, ("vary", "Accept-Language")), page.body)


def _negotiated(folder: Folder, variants: tuple[File, ...], target: str, wishes: Wishes) -> Reply:
    """The variant that the client likes best: first the media type, then among its files the language."""
    offers = tuple(dict.fromkeys(v.media_type for v in variants))
    chosen = _types(wishes.accept, offers)
    if chosen is None:
        choices = [(_named(v), relative(target, v.path)) for v in variants]
        return not_acceptable(choices, (_VARY,))
    same = tuple(v for v in variants if v.media_type == offers[chosen])
    file = same[_languages(wishes.language, tuple(v.language for v in same))]
    return _send(file, wishes, _document_fields(folder, variants, file))


def _send(file: File, wishes: Wishes, fields: Fields) -> Reply:
    """The file, in gzip where the client takes it, or 304 where the client has it."""
    body, etag = file.body, file.etag
    if _gzip(wishes.encoding) and file.packed is not None:
        body, etag = file.packed, coded_etag(etag, "gzip")
        fields = (("content-encoding", "gzip"), *fields)
    fields = (("etag", etag), *fields)
    if is_unchanged(wishes.if_none_match, etag):
        return Reply(304, tuple(f for f in fields if not f[0].startswith("content-") or f[0] == "content-location"))
    return Reply(200, fields, body)


@lru_cache(_REMEMBERED)
def _document_fields(folder: Folder, variants: tuple[File, ...], file: File) -> Fields:
    location = file.path.rpartition("/")[2]
    return (
        *_own_fields(file),
        ("content-location", _reference(location)),
        _VARY,
        *_links(folder, variants, file),
    )


@lru_cache(_REMEMBERED)
def _file_fields(folder: Folder, file: File) -> Fields:
    variants = folder.documents.get(_document(file), ())
    return (*_own_fields(file), _VARY_CODING, *_links(folder, variants if file in variants else (), file))


def _document(file: File) -> str:
    """The path of the document of which a file is, or could be, a variant."""
    stem = file.path.rpartition(".")[0]
    return stem.removesuffix(f".{file.language}") if file.language else stem


def _own_fields(file: File) -> Fields:
    language: Fields = (("content-language", file.language),) if file.language else ()
    return (("content-type", file.content_type), *language)


def _links(folder: Folder, variants: tuple[File, ...], file: File) -> Fields:
    """Links to the other variants; RDF also describes what a page shows, hence `describedby` (POWDER)."""
    links = [
        Link(
            _reference(other.path.rpartition("/")[2]),
            "alternate describedby" if other.is_graph and not file.is_graph else "alternate",
            other.media_type,
            other.language,
        )
        for other in variants
        if other is not file
    ]
    if variants or file.path.startswith("dump/"):
        links += signposts(folder, file, _document(file))
    return (("link", link_field(links)),) if links else ()


def _reference(name: str) -> str:
    return relative("/", name)


def _named(file: File) -> str:
    return f"{file.media_type} ({file.language})" if file.language else file.media_type
