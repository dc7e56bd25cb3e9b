"""A published site in memory: its files, and the documents whose variants they are."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from medtown.errors import InputError
from medtown.http.etag import etag_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SETTINGS_FILE = "site.json"
NOT_FOUND = "404"  # the document that is shown for a missing path
_WORTH_PACKING = 1024  # bytes

# Suffix to media type, in the server's order of preference.
MEDIA_TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/xml",
    "rq": "application/sparql-query",
    "txt": "text/plain",
    "md": "text/markdown",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "gz": "application/gzip",
    "zip": "application/zip",
}
_UNKNOWN_TYPE = "application/octet-stream"
# The variants among which a document path chooses, in the same order.
_NEGOTIATED = {suffix: rank for rank, suffix in enumerate(MEDIA_TYPES) if rank <= list(MEDIA_TYPES).index("rq")}
# Files that must have no suffix, or that stand among the answers to stored queries and are none.
_NAMED = {".well-known/void": "text/turtle", "query/terms.json": "application/json"}
_RESULTS = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml"}
_PACKED = frozenset(("gz", "zip", "png", "ico", "woff2"))
_GRAPH_SUFFIXES = frozenset(("ttl", "jsonld", "nt", "rdf", "nq", "trig"))
_WITH_CHARSET = frozenset(("xml", "rdf", "rq"))


@dataclass(frozen=True, eq=False)
class File:
    """One file: path in the site, bytes, media type, language (empty: none) and entity tag."""

    path: str
    body: bytes
    media_type: str
    language: str
    etag: str

    @property
    def suffix(self) -> str:
        """What stands after the last dot of the name, or the empty string."""
        return PurePosixPath(self.path).suffix[1:]

    @property
    def is_graph(self) -> bool:
        """Whether the file is RDF."""
        return self.suffix in _GRAPH_SUFFIXES

    @property
    def content_type(self) -> str:
        """The media type with its charset, where the type has one."""
        has_charset = self.media_type.startswith("text/") or self.suffix in _WITH_CHARSET
        return f"{self.media_type}; charset=utf-8" if has_charset else self.media_type

    @cached_property
    def packed(self) -> bytes | None:
        """The body in gzip, made at the first request; None where that saves nothing."""
        if len(self.body) <= _WORTH_PACKING or self.suffix in _PACKED:
            return None
        body = gzip.compress(self.body, compresslevel=6, mtime=0)
        return body if len(body) < len(self.body) else None


@dataclass(frozen=True)
class SiteSettings:
    """What `site.json` says: the base IRI, the languages (the default one first) and documents that moved.

    `dataset` and `licence` are IRIs, or empty; `terms` are the IRIs of the terms that have pages of their own, by path.
    """

    base: str
    name: str
    languages: tuple[str, ...]
    moved: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    dataset: str = ""
    licence: str = ""
    terms: dict[str, str] = field(default_factory=dict)

    @property
    def dump(self) -> str:
        """The path in the site of the N-Quads dump, from which queries are answered."""
        return f"dump/{self.name}.nq"


@dataclass(frozen=True, eq=False)
class Folder:
    """A site: `files` by path; `documents` by path without suffix, their variants, the preferred first."""

    settings: SiteSettings
    files: dict[str, File]
    documents: dict[str, tuple[File, ...]]


def read_folder(root: Path, endpoint: str = "") -> Folder:
    """Read a published site into memory; where its site.json names no SPARQL endpoint, it is served with this one.

    Raises InputError MT501 (no site), MT503 (site.json is damaged).
    """
    settings = read_site_settings(root)
    top = root.resolve()
    files = {}
    for path in sorted(top.rglob("*")):
        # A symbolic link must not publish what lies outside the site.
        if path.is_file() and path.resolve().is_relative_to(top):
            file = _read_file(path, path.relative_to(top).as_posix(), settings.languages)
            files[file.path] = file
    if endpoint:
        files[SETTINGS_FILE] = _with_endpoint(files[SETTINGS_FILE], endpoint)
    return Folder(settings, files, _documents(files.values(), settings.languages))


def _with_endpoint(file: File, endpoint: str) -> File:
    """`site.json` with the address of an endpoint, relative to the top, unless it has one: pages offer to ask it."""
    found = json.loads(file.body)
    if found.get("endpoint"):
        return file
    body = f"{json.dumps({**found, 'endpoint': endpoint}, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()
    return replace(file, body=body, etag=etag_of(body))


def read_site_settings(root: Path) -> SiteSettings:
    """Read `site.json`. Raises InputError MT501 (there is none), MT503 (it is damaged)."""
    path = root / SETTINGS_FILE
    try:
        found: Any = json.loads(path.read_bytes())
        return SiteSettings(
            base=_text(found["base"]),
            name=_text(found["name"]),
            languages=tuple(map(_text, found["languages"])),
            moved={_text(iri): _text(document) for iri, document in found.get("moved", {}).items()},
            prefixes={_text(name): _text(space) for name, space in found.get("prefixes", {}).items()},
            dataset=_text(found.get("dataset", "")),
            licence=_text(found.get("licence", "")),
            terms={_text(page): _text(iri) for page, iri in found.get("terms", {}).items()},
        )
    except OSError:
        raise InputError(
            "MT501",
            f"no published site there: it has no {SETTINGS_FILE}",
            remedy="Write the site with `medtown publish`, or name its folder with --site.",
            file=root,
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise InputError(
            "MT503",
            f"damaged: {type(fault).__name__}: {fault}",
            remedy="Write the site again with `medtown publish`.",
            file=path,
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _read_file(path: Path, name: str, languages: tuple[str, ...]) -> File:
    body = path.read_bytes()
    suffix = path.suffix[1:].lower()
    media_type = MEDIA_TYPES.get(suffix, _UNKNOWN_TYPE)
    if name.startswith("query/"):  # the answers to stored queries
        media_type = _RESULTS.get(suffix, media_type)
    media_type = _NAMED.get(name, media_type)
    return File(name, body, media_type, _language(path.name, languages), etag_of(body))


def _language(name: str, languages: tuple[str, ...]) -> str:
    """The language of a page: `x.fr.html` names it, `x.html` is in the default one; other files have none."""
    stem, dot, suffix = name.rpartition(".")
    if suffix != "html" or not dot:
        return ""
    tag = stem.rpartition(".")[2] if "." in stem else ""
    return tag if tag in languages else next(iter(languages), "")


def _documents(files: Iterable[File], languages: tuple[str, ...]) -> dict[str, tuple[File, ...]]:
    """Group the files by what is left of their path without language and suffix."""
    documents: dict[str, list[File]] = {}
    for file in files:
        stem, _, suffix = file.path.rpartition(".")
        if suffix not in _NEGOTIATED:
            continue
        documents.setdefault(stem.removesuffix(f".{file.language}") if file.language else stem, []).append(file)
    order = {tag: rank for rank, tag in enumerate(languages)}
    return {
        name: tuple(sorted(found, key=lambda f: (_NEGOTIATED[f.suffix], order.get(f.language, 0))))
        for name, found in documents.items()
        if not name.startswith("assets/")
    }
