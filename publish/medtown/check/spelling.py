"""How IRIs are written, and which look like another that was meant."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medtown.data.prefixes import turtle_local

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_MOST_QUESTIONS = 200  # a project with more slips has a cause that no similar name explains; each takes milliseconds
_MOST_ERRORS = 2
_LEAST = 0.65  # of a name; 1 is equal: one error in three letters, two in six
_LEAST_LIKE = 0.7  # of a part of the IRI; 1 is equal
_SCHEME = re.compile(r"^https?:/*(?:www\.)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/#.:]+")
_DIGITS = re.compile(r"[0-9]+")


class Lookalikes:
    """IRIs of which one may be meant by another that is mistyped; only the first questions are answered."""

    def __init__(self, iris: Iterable[str]) -> None:
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        self._spaces: dict[str, str] = {}
        self._questions = 0
        for space, name in map(split_iri, sorted(iris)):
            self._names[space].append(name)
            self._spaces.setdefault(name, space)

    def similar(self, iri: str) -> str | None:
        """The one with a similar name in the same namespace, else one with the same name in another."""
        self._questions += 1
        if self._questions > _MOST_QUESTIONS:
            return None
        space, name = split_iri(iri)
        close = closest(name, self._names[space])
        if close is not None:
            return space + close
        return self._spaces[name] + name if name in self._spaces else None


def closest(name: str, known: Collection[str]) -> str | None:
    """The known name nearest to `name` by optimal string alignment, letter case aside; None where none is near.

    Among equally near ones the first counts, so give `known` in a fixed order.
    """
    found = process.extractOne(
        name, list(known), scorer=OSA.normalized_similarity, processor=str.casefold, score_cutoff=_LEAST
    )
    return found[0] if found else None


def split_iri(iri: str) -> tuple[str, str]:
    """Namespace and local name: cut after the last `/` or `#`."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:end], iri[end:]


def alphabets(text: str) -> list[str]:
    """The alphabets with letters that look alike, of which a text has some: Latin, Greek, Cyrillic."""
    names = {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}
    return [alphabet.title() for alphabet in ("LATIN", "GREEK", "CYRILLIC") if alphabet in names]


def as_written(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI as it can be written in a file that declares these prefixes: a prefixed name, else the whole IRI."""
    fitting = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
    for prefix, namespace in fitting:
        if namespace and iri.startswith(namespace):
            local = turtle_local(iri[len(namespace) :])
            return f"<{iri}>" if local is None else f"{prefix}:{local}"
    return f"<{iri}>"


def is_misspelt(found: str, right: str) -> bool:
    """Whether a namespace looks like another, mistyped.

    Either they differ only in scheme, `www.`, letter case, slashes or other separators, or one part is misspelt
    in up to two letters. Numbers that differ are other versions, and short parts that differ other names.
    """
    if found == right:
        return False
    ours, theirs = _parts(found), _parts(right)
    if "".join(ours) == "".join(theirs):
        return True
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    return len(ours) == len(theirs) and len(differing) == 1 and _is_like(*differing[0])


def host(iri: str) -> str:
    """The host of an http(s) IRI, in lower case and without `www.`."""
    return _SEPARATORS.sub(".", _SCHEME.sub("", iri).split("/", 1)[0]).casefold()


def _is_like(found: str, right: str) -> bool:
    if _DIGITS.sub("", found) == _DIGITS.sub("", right):
        return False
    errors = OSA.distance(found, right)
    return errors <= _MOST_ERRORS and OSA.normalized_similarity(found, right) >= _LEAST_LIKE


@lru_cache(maxsize=256)
def _parts(iri: str) -> list[str]:
    """What stands between separators, the scheme and `www.` apart."""
    return [part for part in _SEPARATORS.split(_SCHEME.sub("", iri).casefold()) if part]
