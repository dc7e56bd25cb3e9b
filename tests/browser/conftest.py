"""What tests in a real browser share: Debian's chromium, and sites on a plain file server."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.support.machine import needs
from tests.support.static import file_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")  # while it lives, its event loop keeps other tests in this process from theirs
def browser() -> Iterator[Browser]:
    """Debian's chromium; a machine without it skips these tests, but not where CI is set."""
    chromium = needs("chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not where there is no browser

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def host() -> Iterator[Callable[[Path], str]]:
    """Put a folder on a plain file server until the session ends; gives its address."""
    with ExitStack() as servers:
        addresses: dict[Path, str] = {}

        def start(folder: Path) -> str:
            if folder not in addresses:
                addresses[folder] = servers.enter_context(file_server(folder))
            return addresses[folder]

        yield start
