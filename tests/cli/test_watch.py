"""`medtown validate --watch` as a process: files are saved beside it, its output is read as it comes."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

FACTS = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n<https://example.net/g/id/a> rdfs:label"
GOOD, BAD = f'{FACTS} "A" .\n', f'{FACTS} "A .\n'
QUERY = "# title: All\n# expect-rows: >= {n}\n\nSELECT * {{ ?s ?p ?o }}\n"
_PATIENCE = 120  # seconds


# As on a terminal: what a shell starts in the background is born deaf to Ctrl-C.
_INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from medtown.cli import main
main(["validate", "--watch"])
"""


class Watch:
    """A running process, read line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, words: str) -> list[str]:
        """All lines up to one that holds some words."""
        lines = [self._lines.get(timeout=_PATIENCE)]
        while words not in lines[-1]:
            lines.append(self._lines.get(timeout=_PATIENCE))
        return lines


@pytest.fixture
def watching() -> Callable[[Path], AbstractContextManager[Watch]]:
    @contextmanager
    def start(folder: Path) -> Iterator[Watch]:
        with subprocess.Popen(
            [sys.executable, "-c", _INTERRUPTIBLE],
            cwd=folder,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE,
        ) as process:
            watch = Watch(process)
            try:
                yield watch
            finally:
                process.kill()
                watch.reader.join()

    return start


def save(path: Path, text: str) -> None:
    """Save as many editors do: write beside, then rename."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def test_each_save_is_checked_and_ctrl_c_ends_it(
    project: Callable[[Mapping[str, str]], Path], watching: Callable[[Path], AbstractContextManager[Watch]]
) -> None:
    folder = project({"graph/a.ttl": GOOD})
    with watching(folder) as watch:
        assert watch.until("no violations")[-1].startswith("no violations, 1 info in 2 files")
        save(folder / "graph/a.ttl", BAD)
        broken = watch.until("1 error")
        assert broken[1].strip("─\n") == ""
        assert any(line.startswith("graph/a.ttl:2:") and "[MT201]" in line for line in broken)
        save(folder / "graph/a.ttl", GOOD)
        mended = watch.until("no violations")
        assert not [line for line in mended if "MT201" in line]
        # A folder that was not there before, a file that is no project's, and what stands in the settings.
        (folder / "graph" / "notes.txt").write_text("nothing", "utf-8")
        save(folder / "queries/all.rq", QUERY.format(n=99))
        assert any("[MT331]" in line for line in watch.until("1 violation"))
        save(folder / "queries/all.rq", QUERY.format(n=1))
        watch.until("no violations")
        dataset = folder / "graph/dataset.ttl"
        save(dataset, dataset.read_text("utf-8").replace("void:uriSpace", "void:uriSpac"))
        assert any("[MT103]" in line for line in watch.until("1 error"))
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=_PATIENCE) == 0
