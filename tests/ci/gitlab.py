"""Runs the GitLab template as GitLab does, inputs filled in and the script's lines in one shell; and a fake GitLab."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from tests.ci.repositories import GIT_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATE = (Path(__file__).parents[2] / "ci/gitlab/medtown.gitlab-ci.yml").read_text("utf-8")


def pipeline(**inputs: str) -> dict[str, Any]:
    """The template with its inputs filled in, whose names have `_` for `-`."""
    header, text = TEMPLATE.split("\n---\n")
    values = {name: given.get("default") for name, given in YAML(typ="safe").load(header)["spec"]["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    document: dict[str, Any] = _filled(YAML(typ="safe").load(text), values)
    return document


def _filled(node: Any, values: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {_filled(key, values): _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(item, values) for item in node]
    return (
        re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: values[found[1]], node) if isinstance(node, str) else node
    )


def run_job(workspace: Path, commands: Path, variables: Mapping[str, str], **inputs: str) -> tuple[int, str]:
    """Run the script, but for the installation: exit code and log. `commands` is a folder with `medtown` in it."""
    (job,) = pipeline(requirement="medtown", **inputs).values()
    environment = {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(workspace.parent),
        **GIT_SETTINGS,
        **job["variables"],
        **variables,
    }
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        cwd=workspace,
        encoding="utf-8",
        env=environment,
    )
    return done.returncode, done.stdout


class GitLab(ThreadingHTTPServer):
    """As much of GitLab as notes need: two notes a page, the caller is user 5; where it `refuses`, it answers 403."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.notes: list[dict[str, Any]] = []
        self.written: list[tuple[str, str, str]] = []
        self.refuses = False

    @property
    def variables(self) -> dict[str, str]:
        """What a job of the merge request 3 gets."""
        return {
            "CI_API_V4_URL": f"http://127.0.0.1:{self.server_port}/api/v4",
            "CI_MERGE_REQUEST_PROJECT_ID": "8",
            "CI_MERGE_REQUEST_IID": "3",
            "CI_JOB_URL": "https://gitlab.example/gardens/data/-/jobs/42",
            "MEDTOWN_NOTE_TOKEN": "secret",
        }


class _Handler(BaseHTTPRequestHandler):
    server: GitLab

    def do_GET(self) -> None:
        """The user, or a page of the notes."""
        if self.path == "/api/v4/user":
            self._answer({"id": 5})
            return
        page = int(self.path.rsplit("=", 1)[1])
        notes = self.server.notes[2 * page - 2 : 2 * page]
        self._answer(notes, str(page + 1) if len(self.server.notes) > 2 * page else "")

    def do_POST(self) -> None:
        """Note what is to be written."""
        assert self.headers["PRIVATE-TOKEN"] == "secret"
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        self.server.written.append((self.command, self.path, text))
        self._answer({})

    do_PUT = do_POST  # noqa: N815 - the name that http.server looks for

    def _answer(self, content: Any, next_page: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(403 if self.server.refuses else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Next-Page", next_page)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@contextmanager
def serving() -> Iterator[GitLab]:
    """A fake GitLab that answers until the test ends."""
    with GitLab() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
