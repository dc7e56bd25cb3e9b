"""Going through a page by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST = 150  # presses


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that a selector finds has the focus; the test fails where none is reached."""
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")
