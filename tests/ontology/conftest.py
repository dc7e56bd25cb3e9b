"""Where the copies of other vocabularies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.shared import shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def vocabs() -> Path:
    """The folder of other vocabularies."""
    return shared("vocabs")
