"""What tests of whole sites share: the real command, the real server, MedTOWN's site published once a run."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.support.command import Command

# A busy machine must not fail a test, and CI must fail or pass the same commit alike.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

ROOT = Path(__file__).parents[1]
MINIMAL = Path(__file__).parent / "sites" / "minimal"
_LONGEST_PUBLISH = 600  # seconds


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files from what is found")


@pytest.fixture(scope="session")
def updates_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def medtown(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The real command in a process of its own, in a folder that is no project unless `cwd` says another."""
    elsewhere = tmp_path_factory.mktemp("cwd")

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
        before: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*before, sys.executable, "-m", "medtown", *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=cwd or elsewhere,
            encoding="utf-8",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
            preexec_fn=limit,
            timeout=_LONGEST_PUBLISH,
        )

    return run


@pytest.fixture(scope="session")
def medtown_site(tmp_path_factory: pytest.TempPathFactory, medtown: Command) -> Path:
    """MedTOWN's site, published once for all workers of pytest-xdist."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # the workers' own folders stand in the run's
    site = shared / "medtown-site"

    def publish() -> None:
        done = medtown("--project", ROOT, "publish", "-o", site)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr

    _once(shared / "medtown-site.lock", publish)
    return site


def _once(lock: Path, work: Callable[[], None]) -> None:
    """Do work in the first process that comes here; the others wait until it is done."""
    done, failed = lock.with_suffix(".done"), lock.with_suffix(".failed")
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        for _ in range(_LONGEST_PUBLISH * 10):
            if done.exists():
                return
            if failed.exists():
                break
            time.sleep(0.1)
        pytest.fail("another worker could not publish MedTOWN's site")
    try:
        work()
    except BaseException:
        failed.touch()
        raise
    done.touch()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Serve a site with `medtown serve` until the session ends; gives its address, such as http://127.0.0.1:9/."""
    with ExitStack() as servers:
        addresses: dict[Path, str] = {}

        def start(site: Path) -> str:
            if site not in addresses:
                log = tmp_path_factory.mktemp("serve") / "log"
                addresses[site] = servers.enter_context(_server(site, log))
            return addresses[site]

        yield start


@contextmanager
def _server(site: Path, log: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    arguments = [sys.executable, "-m", "medtown", "serve", "--port", str(port), "--site", str(site)]
    with log.open("wb") as output:
        process = subprocess.Popen(arguments, stdout=output, stderr=subprocess.STDOUT, cwd=log.parent)
    try:
        for _ in range(1200):
            assert process.poll() is None, log.read_text("utf-8")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail(f"the server does not listen: {log.read_text('utf-8')}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def fetch() -> Iterator[Callable[..., tuple[int, str, bytes]]]:
    """GET an address as it is written, following redirections; gives status, last path and body."""
    connections: dict[str, http.client.HTTPConnection] = {}

    def get(address: str, accept: str = "text/html") -> tuple[int, str, bytes]:
        host, _, path = address.removeprefix("http://").partition("/")
        path = f"/{path}"
        connection = connections.setdefault(host, http.client.HTTPConnection(host, timeout=60))
        for _ in range(5):
            connection.request("GET", path, headers={"Accept": accept})
            response = connection.getresponse()
            body = response.read()
            if response.status not in (301, 302, 303, 307, 308):
                return response.status, path, body
            location = response.headers["Location"]
            path = _resolved(path, location)
        raise AssertionError(f"{address} redirects for ever")

    yield get
    for connection in connections.values():
        connection.close()


def _resolved(path: str, location: str) -> str:
    """A relative path from a request path, without a normalising of the segments that both hold."""
    assert not location.startswith(("/", "http")), location
    folder = path.split("?", 1)[0].split("/")[:-1]
    while location.startswith("../"):
        folder.pop()
        location = location[3:]
    return "/".join([*folder, location.removeprefix("./")])


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write a project into a folder of the test: files by path, over a small graph/dataset.ttl."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "project"
        for name, content in {"graph/dataset.ttl": DATASET, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write


@pytest.fixture(scope="session")
def minimal_site(tmp_path_factory: pytest.TempPathFactory, medtown: Command) -> Path:
    """The site of the minimal project in tests/sites/."""
    folder = tmp_path_factory.mktemp("minimal")
    shutil.copytree(MINIMAL, folder / "project")
    done = medtown("--project", folder / "project", "publish", "-o", folder / "site")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return folder / "site"


DATASET = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<https://example.net/g/set/g> a void:Dataset ;
  dcterms:title "Gardens"@en ; void:uriSpace "https://example.net/g/" .
"""
