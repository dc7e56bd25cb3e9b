"""The Link header field (RFC 8288)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Link(NamedTuple):
    """A typed link: `target` is a URI reference; an empty `type` or `language` is left out."""

    target: str
    relation: str
    type: str = ""
    language: str = ""


def link_field(links: Iterable[Link]) -> str:
    """The value of a Link header field."""
    return ", ".join(map(_link, links))


def _link(link: Link) -> str:
    parts = [f"<{link.target}>", f'rel="{link.relation}"']
    if link.type:
        parts.append(f'type="{link.type}"')
    if link.language:
        parts.append(f'hreflang="{link.language}"')
    return "; ".join(parts)
