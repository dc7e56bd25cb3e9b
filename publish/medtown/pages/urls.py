"""All addresses of a resource: which document describes it and where that document's files stand in the site.

`id/<concept>/<slug>` names a thing and is described at `doc/<concept>/<slug>` (design.md, "IRIs"). An IRI with a
fragment is described where it dereferences to, the part before the `#`. Other own IRIs go below `doc/`; foreign ones
that the data describes go below `doc/~/`. A path never leaves the site: every character of an IRI that is not a
letter, a digit, `_` or `-` becomes `~` and its UTF-8 bytes in hexadecimal, so dots, slashes and NUL can't act.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from medtown.table.terms import iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

# Own IRIs that name documents, not things: they answer 200 where they stand.
_INFORMATION = ("set", "def", "shapes")
# Folders and files of the site itself: an IRI that would stand there is moved below doc/.
_RESERVED = frozenset(
    (
        *("assets", "class", "context", "doc", "docs", "dump", "index", "map", "query", "robots"),
        *("site", "sitemap", "sparql", "timeline", "void", "404", "search", "a-z", "contribute"),
    )
)
_LONGEST_SEGMENT = 180  # bytes; file systems allow 255, and suffixes such as `.fr.html.gz` follow
_KEPT_OF_LONG = 60  # bytes
_LONGEST_PATH = 1000  # bytes; file systems allow 4095, the folder of the site included
_BASE_DOCUMENT = "doc/~~base"  # no segment is encoded so
_EMPTY_SEGMENT = "~0"
_SAFE = re.compile(r"[A-Za-z0-9_-]*\Z")


class Urls:
    """The addresses in one site: `base` as in the settings, `described` every IRI that some document describes."""

    def __init__(self, base: str, described: Iterable[str]) -> None:
        self.base = base
        iris = list(dict.fromkeys(described))
        self._hash_documents = {iri.split("#", 1)[0] for iri in iris if "#" in iri}
        self._paths = self._without_collisions({iri: self._path(iri) for iri in iris})

    def document(self, iri: str) -> str | None:
        """The site path, without suffix, of the document that describes an IRI; None where none does."""
        return self._paths.get(iri)

    def page(self, term: str) -> str | None:
        """The same for a term; None for what is no IRI."""
        return self.document(iri_value(term)) if is_iri(term) else None

    def is_own(self, iri: str) -> bool:
        """Whether the IRI is in the project's own space."""
        return iri.startswith(self.base)

    def moved(self) -> dict[str, str]:
        """Document paths that the IRI alone does not give (names that differ by case only), by IRI without fragment."""
        return {self._stem(iri): path for iri, path in self._paths.items() if path != self._path(iri)}

    def _path(self, iri: str) -> str:
        stem = iri.split("#", 1)[0]
        if f"{stem}#" == self.base:
            # All own IRIs are one document, as no server is told the fragment.
            return own_path(stem.rpartition("/")[2], is_hash_document=True)
        if not self.is_own(iri):
            return foreign_path(iri) if iri != self.base.rstrip("/") else _BASE_DOCUMENT
        return own_path(stem[len(self.base) :], is_hash_document=stem in self._hash_documents)

    def _stem(self, iri: str) -> str:
        """What the document of an IRI is found by: an own IRI dereferences without its fragment."""
        return iri.split("#", 1)[0] if self.is_own(iri) else iri

    def _without_collisions(self, paths: dict[str, str]) -> dict[str, str]:
        """Tell apart names that a file system may confuse (case, Unicode form), and `x` from `id/x`.

        The one in plain form keeps its path (of two, that below `id/`); the others get a hash.
        """
        groups: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        places = {iri: (path, _decoded(self._stem(iri))) for iri, path in paths.items()}
        for place in places.values():
            if place[0] != _BASE_DOCUMENT:
                groups[_confusable(place[0])].add(place)
        things = _decoded(f"{self.base}id/")
        renamed = {}
        for plain, group in groups.items():
            first = min(group, key=lambda place: (place[0] != plain, not place[1].startswith(things), place))
            for path, stem in group:
                if len(group) > 1 and (path != plain or (path, stem) != first):
                    renamed[path, stem] = f"{path}~~{_digest(stem)}"
        return {iri: renamed.get(place, place[0]) for iri, place in places.items()}


def own_path(rest: str, *, is_hash_document: bool = False) -> str:
    """The document path of an own IRI, given the part after the base and before any `#`."""
    if not rest:
        return _BASE_DOCUMENT
    first, _, tail = rest.partition("/")
    if first == "id" and tail:
        return f"doc/{encode_path(tail)}"
    path = encode_path(rest)
    top = _confusable(path.partition("/")[0])
    if (is_hash_document or first in _INFORMATION) and top not in _RESERVED:
        return path
    return f"doc/{path}"


def foreign_path(iri: str) -> str:
    """The document path of a foreign IRI that the data describes."""
    scheme, _, rest = iri.partition(":")
    return f"doc/~/{encode_segment(scheme)}/{encode_path(rest.removeprefix('//'))}"


def encode_path(path: str) -> str:
    """Encode each segment of an IRI's path for use as folders and a file name; the end of a very long one as a hash."""
    encoded = "/".join(map(encode_segment, path.split("/")))
    if len(encoded.encode()) <= _LONGEST_PATH:
        return encoded
    return f"{encoded[:_KEPT_OF_LONG].rpartition('/')[0] or '~~'}/~~{_digest(encoded)}"


def encode_segment(segment: str) -> str:
    """One path segment as a safe file name; percent-escapes are resolved first, as `é` and `%C3%A9` are one URL."""
    if segment and len(segment) < _LONGEST_SEGMENT and _SAFE.match(segment):
        return segment
    if not segment:
        return _EMPTY_SEGMENT
    text = _decoded(segment)
    name = "".join(map(_encode_character, text))
    if len(name.encode()) > _LONGEST_SEGMENT:
        kept = re.sub(r"~[0-9a-f]?\Z", "", name.encode()[:_KEPT_OF_LONG].decode(errors="ignore"))
        return f"{kept}~~{_digest(text)}"
    return name


def free_path(path: str, taken: set[str]) -> str:
    """A path that no other takes, even where case is not told apart: `_` is added until it is free.

    `taken` holds the case-folded paths in use; the new one joins them.
    """
    while path.casefold() in taken:
        path += "_"
    taken.add(path.casefold())
    return path


def quoted(site_path: str) -> str:
    """A site path (with an anchor, maybe) as it stands in a link: percent-encoded."""
    return quote(site_path, safe="/~#")


def _encode_character(char: str) -> str:
    if char.isalnum() or char in "_-":
        return char
    return "".join(f"~{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))


def _decoded(text: str) -> str:
    return unquote(text, errors="surrogateescape")


def _confusable(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]
