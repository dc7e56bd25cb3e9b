"""`medtown serve` as people run it: its start, its end and what it refuses."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.command import with_link

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "dump").mkdir(parents=True)
    (site / "site.json").write_text('{"base": "http://example.org/", "name": "lib", "languages": ["en"]}')
    (site / "index.html").write_text("<p>home</p>")
    (site / "dump" / "lib.nq").write_text("")
    return tmp_path


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def medtown(folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "medtown", "serve", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_ended(site: Path, end: signal.Signals) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "medtown", "serve", "--port", str(port)],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    try:
        assert home_page(port) == b"<p>home</p>"
        process.send_signal(end)
        out, error = process.communicate(timeout=30)
    finally:
        process.kill()
    line = f"Serving site at http://127.0.0.1:{port}/ (Ctrl-C ends it)\n"
    assert (process.returncode, out.decode(), error.decode()) == (0, line, "")


def home_page(port: int) -> bytes:
    for _ in range(400):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    pytest.fail("the server does not answer")


def test_no_site(tmp_path: Path) -> None:
    assert medtown(tmp_path) == (
        2,
        "",
        with_link(
            "site: error: no published site there: it has no site.json [MT501]\n"
            "  Write the site with `medtown publish`, or name its folder with --site.\n"
        ),
    )


def test_a_damaged_site(site: Path) -> None:
    (site / "site" / "site.json").write_text("{}")
    assert medtown(site) == (
        2,
        "",
        with_link(
            "site/site.json: error: damaged: KeyError: 'base' [MT503]\n  Write the site again with `medtown publish`.\n"
        ),
    )


def test_no_dump(site: Path) -> None:
    (site / "site" / "dump" / "lib.nq").unlink()
    assert medtown(site) == (
        2,
        "",
        with_link(
            "site/dump/lib.nq: error: the dump can't be read: there is no such file [MT408]\n"
            "  Write it again with `medtown publish`.\n"
        ),
    )


def test_a_port_in_use(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert medtown(site, "--port", str(port)) == (
            2,
            "",
            with_link(
                f"error: port {port} at 127.0.0.1 is in use [MT502]\n  Choose another one with --port (and --host).\n"
            ),
        )


def test_a_host_that_is_not_ours(site: Path) -> None:
    code, out, error = medtown(site, "--host", "192.0.2.1", "--port", str(free_port()))
    assert (code, out) == (2, "")
    assert error.startswith("error: can't listen at 192.0.2.1:")
    assert "[MT502]" in error
