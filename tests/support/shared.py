"""Where the files that lie beside the project are: facts, W3C and EU suites, copies of vocabularies."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

_SUITES = Path(__file__).parents[3] / "shared" / "suites"


def shared(name: str) -> Path:
    """A folder or file of ../shared, such as `vocabs` or `suites/semic`; MEDTOWN_SUITES names another `suites`.

    Its absence is said aloud, and is an error where CI is set.
    """
    suites = Path(os.environ.get("MEDTOWN_SUITES", _SUITES))
    first, _, rest = name.partition("/")
    path = (suites if first == "suites" else suites.parent / first) / rest
    if path.exists():
        return path
    message = f"{path} is missing, so this was not tested: set MEDTOWN_SUITES to the folder of the suites"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(message, stacklevel=2)
    pytest.skip(message)
