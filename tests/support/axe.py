"""What axe-core finds wrong with a page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tests.support.node import package

if TYPE_CHECKING:
    from playwright.sync_api import Page

WCAG: dict[str, Any] = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
_RUN = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.map(v => [v.id, v.help, ...v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]);
}"""


@cache
def _script() -> str:
    return package("axe-core/axe.min.js").read_text("utf-8")


def violations(page: Page, rules: dict[str, Any] = WCAG) -> list[list[str]]:
    """The rules that a page breaks as it stands now (WCAG 2.2, levels A and AA): each with some elements that do."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_script())
    found: list[list[str]] = page.evaluate(_RUN, rules)
    return found
