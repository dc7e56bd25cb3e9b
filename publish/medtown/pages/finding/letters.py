"""All names in the order of a language: under their first letters, the language's own script first."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.words import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from medtown.pages.values import Value

OTHER = "#"  # stands for names that begin with no letter
_NO_LETTER = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"ال(?=\w{3})")  # Arabic dictionaries pass it over
_ARABIC_VARIANTS = str.maketrans("ىیةک", "ييهك")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_SCRIPT_OF = {"el": "GREEK", "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "he": "HEBREW"} | dict.fromkeys(
    ("ru", "uk", "bg", "sr", "mk", "be"), "CYRILLIC"
)


class Letter(NamedTuple):
    """A letter and the names that begin with it; `anchor` names it on its page."""

    letter: str
    anchor: str
    names: list[Value]


def letters(names: Iterable[Value], language: str) -> list[Letter]:
    """The names by their first letters; those of another script than the language's come after, digits last."""
    own = _SCRIPT_OF.get(language.split("-", 1)[0], "LATIN")
    keyed = sorted(((_key(value.text, own), value) for value in names), key=lambda item: (item[0], item[1].iri))
    groups = [(key, [value for _, value in items]) for key, items in groupby(keyed, key=lambda item: item[0][:3])]
    return [Letter(letter or OTHER, f"l{n}", values) for n, ((_, _, letter), values) in enumerate(groups, 1)]


def paged(found: Sequence[Letter], most: int) -> list[list[Letter]]:
    """Letters put on pages of `most` names; a letter that does not fit goes on over the next.

    So there are as many pages in every language, and the language switch finds each.
    """
    pages: list[list[Letter]] = [[]]
    room = most
    for letter in found:
        rest = letter.names
        while rest:
            if not room:
                pages.append([])
                room = most
            pages[-1].append(letter._replace(names=rest[:room]))
            taken, rest = len(rest[:room]), rest[room:]
            room -= taken
    return pages


def _key(text: str, own: str) -> tuple[bool, int, str, str]:
    """What a name is sorted by: its script, its first letter, all of it."""
    key = _NO_LETTER.sub(" ", sort_key(text)).strip().translate(_ARABIC_VARIANTS)
    key = _ARTICLE.sub("", key, count=1) if key.startswith("ال") else key
    first = key[:1]
    if not first.isalpha():
        return (True, len(_SCRIPTS) + 1, "", key)
    script = unicodedata.name(first, "").split(" ", 1)[0]
    place = _SCRIPTS.index(script) if script in _SCRIPTS else len(_SCRIPTS)
    return (script != own, place, first.upper(), key)
