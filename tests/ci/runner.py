"""Runs the GitHub action as GitHub does: its own steps, inputs through `env`, the files and variables of a runner."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml import YAML

from tests.ci.repositories import GIT_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ci.repositories import PullRequest

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "ci" / "github"
REPOSITORY = "gardens/data"
TOKEN = "token-of-the-job"  # noqa: S105 - opens nothing
_ANNOTATION = re.compile(r"^::(?P<kind>error|warning|notice) (?P<properties>[^:]*)::(?P<text>.*)$", re.MULTILINE)
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


class Annotation(NamedTuple):
    """What GitHub shows at a line of a file; both None where it is about none."""

    kind: str
    file: str | None
    line: int | None


@dataclass(frozen=True)
class Run:
    """What a run of the action left: exit code, log, outputs, summary and what the fake `gh` was asked."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    calls: list[dict[str, Any]]

    @property
    def annotations(self) -> list[Annotation]:
        """The annotations in the order of the log."""
        found = []
        for match in _ANNOTATION.finditer(self.log):
            pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
            file = re.sub(r"%[0-9A-F]{2}", lambda code: chr(int(code[0][1:], 16)), pairs.get("file", "")) or None
            found.append(Annotation(match["kind"], file, int(pairs["line"]) if "line" in pairs else None))
        return found

    @property
    def comment(self) -> str:
        """The body of the one comment that was written."""
        (body,) = (call["body"] for call in self.calls if "body" in call)
        return str(body)


class Runner:
    """A runner with a workspace; `comments` are those that the pull request has, `python` is what it has installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work"
        self.workspace.mkdir()
        self.comments: list[dict[str, Any]] = []
        self.gh_fails = False
        self.python = sys.executable
        (folder / "temp").mkdir()
        self.write_command("gh", FAKE_GH)
        self.write_command("medtown", MEDTOWN)

    def run(self, event: Mapping[str, Any], **inputs: str) -> Run:
        """Run the action on an event with inputs, whose names have `_` for `-`."""
        step = _steps()["validate"]
        values = {name: given["default"] for name, given in action()["inputs"].items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        values["command"] = inputs.get("command", str(self.folder / "bin" / "medtown"))
        known = {f"inputs.{name}": _EXPRESSION.sub(TOKEN, value) for name, value in values.items()}
        known["steps.python.outputs.python-path"] = self.python
        environment = {name: _EXPRESSION.sub(lambda found: known[found[1]], text) for name, text in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=self.workspace,
            encoding="utf-8",
            env={**self._environment(event), **environment},
        )
        return Run(done.returncode, done.stdout, self._outputs(), self._read("summary"), self._calls())

    def _environment(self, event: Mapping[str, Any]) -> dict[str, str]:
        (self.folder / "event.json").write_text(json.dumps(event))
        (self.folder / "comments.json").write_text(json.dumps({"comments": self.comments}))
        is_request = "pull_request" in event
        return {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ACTION),
            "GITHUB_BASE_REF": "main" if is_request else "",
            "GITHUB_HEAD_REF": "change" if is_request else "",
            "GITHUB_EVENT_NAME": "pull_request" if is_request else "push",
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_RUN_ID": "42",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "TEST_FOLDER": str(self.folder),
            "TEST_GH_FAILS": "1" if self.gh_fails else "",
            **GIT_SETTINGS,
        }

    def write_command(self, name: str, text: str) -> None:
        """Put a command on the runner's PATH."""
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def _read(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8") if path.exists() else ""

    def _outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self._read("output").splitlines())

    def _calls(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._read("gh.jsonl").splitlines()]


def action() -> dict[str, Any]:
    """The action's own file."""
    document: dict[str, Any] = YAML(typ="safe").load(ACTION / "action.yml")
    return document


def _steps() -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in action()["runs"]["steps"]}


def event(request: PullRequest, *, head_repository: str | None = REPOSITORY) -> dict[str, Any]:
    """The event of a pull request, made when main stood where the branch left it; None: its fork is gone."""
    repository = {"full_name": head_repository} if head_repository else None
    return {
        "pull_request": {
            "number": 7,
            "base": {"ref": "main", "sha": request.left},
            "head": {"ref": "change", "sha": request.head, "repo": repository},
        }
    }


PUSH: dict[str, Any] = {"ref": "refs/heads/main"}

# The real command; the job's token is none of its business.
MEDTOWN = f"""\
#!/usr/bin/env bash
[[ -z ${{GH_TOKEN-}} ]] || exit 99
exec {sys.executable} -m medtown "$@"
"""

# Notes each call, with the body that it would send; `pr view` applies its jq filter to the comments there are.
FAKE_GH = f"""\
#!{sys.executable}
import json, os, pathlib, shutil, subprocess, sys
folder = pathlib.Path(os.environ["TEST_FOLDER"])
arguments = sys.argv[1:]
call = {{"arguments": arguments, "token": os.environ.get("GH_TOKEN")}}
for argument in arguments:
    if argument.startswith("body=@"):
        call["body"] = pathlib.Path(argument[6:]).read_text("utf-8")
with (folder / "gh.jsonl").open("a") as log:
    log.write(json.dumps(call) + "\\n")
if os.environ["TEST_GH_FAILS"]:
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
if arguments[:2] == ["pr", "view"] and json.loads((folder / "comments.json").read_text())["comments"]:
    filter = arguments[arguments.index("--jq") + 1]
    subprocess.run([shutil.which("jq"), "--raw-output", filter, str(folder / "comments.json")], check=True)
"""
