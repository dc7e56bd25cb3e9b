"""Where the W3C test suites are, and a small store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.sparql.store import store_from_dump
from tests.support.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

QUADS = """\
<http://e/a> <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g1> .
<http://e/a> <http://e/p> "a, \\"b\\"\\tc"@en <http://e/g1> .
<http://e/a> <http://e/p> "a, \\"b\\"\\tc"@en <http://e/g2> .
<http://e/b> <http://e/q> _:f0b0 <http://e/g2> .
_:f0b0 <http://e/p> "l1\\nl2\\rl3\\u0001" <http://e/g2> .
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    dump = tmp_path_factory.mktemp("dump") / "small.nq"
    dump.write_text(QUADS)
    return store_from_dump(dump)


@pytest.fixture(scope="session")
def suites() -> Path:
    """The folder of the W3C suites."""
    return shared("suites")
