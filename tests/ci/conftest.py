"""What the tests of the CI files share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ci.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner of GitHub's with an empty workspace."""
    folder = tmp_path / "runner"
    folder.mkdir()
    return Runner(folder)
