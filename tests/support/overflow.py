"""What is wider than the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUN = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll("*")]
        .filter(e => e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1)
        .map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40)).slice(0, 5);
    return out.length ? out : [`${document.documentElement.scrollWidth} > ${width}`];
}"""


def overflow(page: Page) -> list[str]:
    """The elements that make the document scroll sideways; what is wide inside a part that scrolls by itself is not."""
    found: list[str] = page.evaluate(_RUN)
    return found
