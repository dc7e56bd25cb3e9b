"""A small published site, and the real server over it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from medtown.http.folder import Folder, read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = {
    "base": "https://example.org/lib/",
    "name": "lib",
    "titles": {"en": "Library", "fr": "Bibliothèque"},
    "languages": ["en", "fr"],
    "moved": {"https://example.org/lib/id/book/WALKS": "doc/book/WALKS~~0a1b2c"},
    "gone": {},
    "prefixes": {"book": "https://example.org/lib/id/book/", "v": "https://example.org/lib/def#"},
}
DUMP = """\
<https://example.org/lib/id/book/walks> <https://example.org/lib/def#title> "Walks"@en <https://example.org/lib/set/graph/books> .
<https://example.org/lib/id/book/walks> <https://example.org/lib/def#title> "Promenades"@fr <https://example.org/lib/set/graph/books> .
<https://example.org/lib/id/book/walks> <https://example.org/lib/def#pages> "120"^^<http://www.w3.org/2001/XMLSchema#integer> <https://example.org/lib/set/graph/counts> .
"""  # noqa: E501
FILES = {
    "site.json": json.dumps(SETTINGS),
    "index.html": "<p>home</p>",
    "index.fr.html": "<p>accueil</p>",
    "404.html": "<p>nothing here</p>",
    "404.fr.html": "<p>rien ici</p>",
    "doc/book/walks.html": "<p>Walks</p>",
    "doc/book/walks.fr.html": "<p>Promenades</p>",
    "doc/book/walks.ttl": "# ttl",
    "doc/book/walks.jsonld": "{}",
    "doc/book/walks.nt": "# nt",
    "doc/book/walks.rdf": "<rdf/>",
    "doc/book/café.html": "<p>Café</p>",
    "doc/book/a~2eb.html": "<p>a.b</p>",
    "doc/book/WALKS~~0a1b2c.html": "<p>WALKS</p>",
    "doc/long.html": "<p>long</p>" * 200,
    "def.html": "<p>def</p>",
    "def.ttl": "# def",
    "set/lib.html": "<p>set</p>",
    "query/index.html": "<p>queries</p>",
    "query/all.html": "<p>all</p>",
    "query/all.rq": "SELECT * {}",
    "query/all.csv": "a\r\n",
    "query/all.json": "{}",
    "class/index.html": "<p>classes</p>",
    "void.ttl": "# void",
    "assets/style.css": "p {}",
    "dump/lib.nq": DUMP,
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root


@pytest.fixture(scope="session")
def folder(site: Path) -> Folder:
    return read_folder(site)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[int]:
    """The port at which `medtown serve` answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    arguments = [sys.executable, "-m", "medtown", "serve", "--port", str(port), "--site", str(site)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONWARNINGS": ""})
    try:
        _wait_for(process, port)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(400):
        assert process.poll() is None, "the server ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not listen")
