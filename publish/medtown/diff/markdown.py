"""What differs as Markdown: what a maintainer pastes, or a workflow posts, as the comment of a pull request.

Text of the data is escaped, so that it shows as it is: GitHub Flavored Markdown (0.29-gfm), section 6.1 and the
extended autolinks of 6.9, and what GitHub makes a link of after that (@mentions, #numbers, :emoji:).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from medtown.check.names import cut
from medtown.table.diff import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from medtown.diff.changes import Property, Resource, View

# GitHub refuses a comment of more than 65,536 characters; who posts ours may add some words.
LONGEST = 60_000
_LONGEST_IRI = 240
_MOST_VALUES = 20  # of a property, on each side
_SHORTEST_FOLD = 80
_PUNCTUATION = re.compile(r"[\\`*_\[\]<>|~&$]")
_AT_START = re.compile(r"^(\d{0,9})([#+=.)-])")
_AUTOLINK = re.compile(r"\b(?:https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)", re.IGNORECASE)
_REFERENCE = re.compile(r"@(?=\\?\w)|#(?=\d)|\bGH-(?=\d)|:(?=[\w+\\-]+:)", re.IGNORECASE)


def write(view: View, longest: int = LONGEST) -> str:
    """The summary, then the resources added, removed and changed, of `longest` characters at most.

    Where they are more, details of changed resources go first, then resources, whose number stays.
    """
    changed = view.resources[Kind.CHANGED]
    bullets = {kind: [_bullet(resource) for resource in found] for kind, found in view.resources.items()}
    note = f"\n{escape(view.left_out)}\n" if changed else ""
    most = max(map(len, bullets.values()))
    room = longest - len(_page(view, bullets, most)) - len(note)
    if room < 0:
        sizes = range(1, most + 1)
        most = bisect_right(sizes, longest - len(note), key=lambda number: len(_page(view, bullets, number)))
    details = _details(changed, room)
    bullets[Kind.CHANGED] = [f"{bullet}{detail}" for bullet, detail in zip(bullets[Kind.CHANGED], details, strict=True)]
    return _page(view, bullets, most) + ("" if all(details) else note)


def _page(view: View, bullets: Mapping[Kind, list[str]], most: int) -> str:
    """The whole text without the note, with at most that many resources of each kind."""
    parts = [f"**{escape(view.summary)}**\n"]
    for kind, found in bullets.items():
        if found:
            parts.append(f"\n### {escape(view.heading(kind))} ({len(found):,})\n\n")
            parts += found[:most]
            if len(found) > most:
                parts.append(f"- {escape(view.more(len(found) - most))}\n")
    return "".join(parts)


def _bullet(resource: Resource) -> str:
    classes = f"({escape(', '.join(resource.classes))})" if resource.classes else ""
    iri = _code(cut(resource.iri, _LONGEST_IRI)) if resource.iri else ""
    return f"- {' '.join(filter(None, (escape(resource.label), classes, iri)))}\n"


def _details(resources: Iterable[Resource], room: int) -> list[str]:
    """The details of each resource; the empty string where they don't fit into the room that the others leave."""
    details = []
    for resource in resources:
        text = _fold(resource) if room >= _SHORTEST_FOLD else ""
        details.append(text if len(text) <= room else "")
        room -= len(details[-1])
    return details


def _fold(resource: Resource) -> str:
    """What changed in a resource, in a fold below its bullet; nothing in a code block acts, or becomes a link."""
    lines = list(chain.from_iterable(map(_lines, resource.properties)))
    fence = _fence("\n".join(lines), 3)
    block = [f"<details><summary>{resource.extent}</summary>", "", f"{fence}diff", *lines, fence, "", "</details>"]
    return "".join(f"  {line}".rstrip() + "\n" for line in block)


def _lines(changed: Property) -> Iterator[str]:
    if changed.name:
        yield f" {changed.name}"
    for sign, texts in (("-", changed.removed), ("+", changed.added)):
        yield from (f"{sign} {text}" for text in texts[:_MOST_VALUES])
        if len(texts) > _MOST_VALUES:
            yield f"{sign} … (+{len(texts) - _MOST_VALUES:,})"


def escape(text: str) -> str:
    """Text that shows as it is on GitHub."""
    text = _PUNCTUATION.sub(r"\\\g<0>", text)
    text = _AT_START.sub(r"\1\\\2", text)
    text = _AUTOLINK.sub(r"\g<0>\\", text)
    # No escape keeps GitHub from finding these; a space of no width does.
    return _REFERENCE.sub(r"\g<0>&#8203;", text)


def _code(text: str) -> str:
    """A code span (section 6.3)."""
    fence = _fence(text, 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _fence(text: str, shortest: int) -> str:
    """More backticks than stand anywhere in a text in a row."""
    return "`" * max(shortest, 1 + max(map(len, re.findall("`+", text)), default=0))
