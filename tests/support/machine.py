"""What a machine must have for some tests."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(program: str) -> str:
    """The path of a program of Debian's; a machine without it skips the test, but not where CI is set."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is missing, so this was not tested: apt-get install {program}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    return path
