"""Tables from texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.table import Table


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Table]:
    """Reads texts (or bytes) as the files 0.ttl, 1.ttl, … with the graphs http://e.org/g/0 and so on."""

    def from_texts(*texts: str | bytes) -> Table:
        files = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.ttl"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            files.append(TurtleFile(path, f"http://e.org/g/{number}"))
        return read_table(files)

    return from_texts
