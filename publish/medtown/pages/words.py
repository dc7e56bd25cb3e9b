"""Names of things that have no label."""

from __future__ import annotations

import re
import unicodedata

from medtown.table.labels import local_name

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_-]+")


def humanised(term: str) -> str:
    """The end of an IRI as words: `<…#startDate>` is "start date"."""
    return as_words(local_name(term))


def as_words(name: str) -> str:
    """A name written in camel case, or with hyphens or underscores, as words."""
    words = " ".join(part for part in _HUMPS.split(name) if part)
    return words if words.isupper() else words[:1].lower() + words[1:].lower()


def sort_key(text: str) -> str:
    """What a list is sorted by: letters without case and accents, so that `Étude` stands with `etude`."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
