"""Texts of others as they may stand in a page: without what HTML can't hold, or what would reorder the page."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup, escape

# Embeddings, overrides and isolates (Unicode Standard Annex 9, section 2) reorder what follows them, so that a reader
# sees another text than the one that stands there. The marks LRM, RLM and ALM, and the joiners, are left alone.
_ORDER = "\u202a-\u202e\u2066-\u2069"
# Controls, surrogates and noncharacters are parse errors (HTML, section 13.2.3.5), and UTF-8 holds no surrogate.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNFIT = f"\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}"
_FIND_ORDER, _FIND_UNFIT, _FIND_EITHER = (re.compile(f"[{found}]") for found in (_ORDER, _UNFIT, _ORDER + _UNFIT))
_FIRST_PART = 0.8  # of a text that is cut: a word that starts before it is cut too


def plain(text: str) -> str:
    """A text for titles and attributes: characters that reorder it are left out, those unfit for HTML are U+FFFD."""
    if text.isprintable():  # true of most texts, and quick: no control or format character
        return text
    return _FIND_UNFIT.sub("\ufffd", _FIND_ORDER.sub("", text))


def visible(text: str) -> Markup:
    """A text as HTML, escaped, in which the characters that would reorder it are shown by their code points."""
    if text.isprintable() or not _FIND_ORDER.search(text):
        return escape(plain(text))
    return Markup(_FIND_ORDER.sub(_shown, escape(_FIND_UNFIT.sub("\ufffd", text))))  # noqa: S704 - escaped just before


def visible_html(html: str) -> str:
    """HTML whose attributes are `plain`, with the same signs in its texts as `visible` gives."""
    return _FIND_ORDER.sub(_shown, _FIND_UNFIT.sub("\ufffd", html))


def as_reference(address: str) -> str:
    """An address for `href`: what `plain` would take from it is percent-encoded instead."""
    if address.isprintable():
        return address
    return _FIND_EITHER.sub(lambda found: quote(found[0], errors="surrogatepass"), address)


def beginning(text: str, most: int) -> str:
    """The first characters of a text, at most so many and up to the end of a word; the whole of a short one."""
    if len(text) <= most:
        return text
    first = text[:most]
    words = first if text[most].isspace() else re.sub(r"\S*\Z", "", first[round(most * _FIRST_PART) :])
    return (first if words is first or not words else first[: round(most * _FIRST_PART)] + words).rstrip()


def _shown(found: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(found[0]):04X}</span>'
