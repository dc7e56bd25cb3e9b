"""HTML literals (RDF 1.1 Concepts, section 5.2) as formatted text: nh3 keeps a few elements and links to the web."""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup

from medtown.pages.plain import as_reference, visible_html

_TEXT = ("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small")
_BLOCKS = ("blockquote", "div", "hr", "li", "ol", "p", "pre", "ul")
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_WITH_CONTENT = ("iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg")
_HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"<a(?: [^>]*)?>\s*</a>")
# A browser builds elements anew in each paragraph that they were left open in, so that little source can be much HTML.
_MOST_GROWTH = 4


def _attribute(_tag: str, _name: str, value: str) -> str:
    return as_reference(value)


_CLEANER = nh3.Cleaner(
    tags={*_TEXT, *_BLOCKS, *_TABLES, "strong", "sub", "sup", "u", "var"},
    clean_content_tags={*_WITH_CONTENT, "template", "textarea", "title"},
    attributes={"*": set(), "a": {"href"}},  # else nh3 keeps lang and title everywhere
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow noopener noreferrer",
)


def formatted(html: str) -> Markup | None:
    """HTML of others as it may stand in a page, inside a block; None where that is nothing, or far longer than it was.

    Headings become paragraphs: those of the page would no longer be its outline.
    """
    clean = _EMPTY_LINK.sub("", _CLEANER.clean(_HEADING.sub(r"<\1p", html)))
    if not clean.strip() or len(clean) > _MOST_GROWTH * len(html) + 1000:
        return None
    return Markup(visible_html(clean))  # noqa: S704 - nh3's work
