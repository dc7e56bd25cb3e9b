"""Where the copies of other vocabularies are."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

from tests.ontology.reading import ROOT


@pytest.fixture(scope="session")
def vocabs() -> Path:
    """The folder of other vocabularies; its absence is said aloud, and is an error where CI is set."""
    suites = Path(os.environ.get("MEDTOWN_SUITES", ROOT.parent / "shared" / "suites"))
    folder = suites.parent / "vocabs"
    if folder.is_dir():
        return folder
    message = f"other vocabularies are not at {folder}: set MEDTOWN_SUITES to the folder beside them"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(message, stacklevel=1)
    pytest.skip(message)
