"""A merge request as GitLab's runner sees it: the template's real script on real git repositories."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.ci.gitlab import GitLab, run_job, serving
from tests.ci.repositories import BAD_GARDEN, GARDENS, GOOD_GARDEN, PLAIN_GARDEN, line_of, open_pull_request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ci.runner import Runner

MARKER = "<!-- medtown-validate: `.` -->"
NOTES = "/api/v4/projects/8/merge_requests/3/notes"


@pytest.fixture
def server() -> Iterator[GitLab]:
    with serving() as gitlab:
        yield gitlab


def run(runner: Runner, change: str, variables: dict[str, str], **inputs: str) -> tuple[int, str]:
    """Run the job on the branch of a merge request."""
    request = open_pull_request(runner.folder / "origin", change=change)
    runner.workspace.rmdir()
    request.check_out_branch(runner.workspace)
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": request.left, **variables}
    return run_job(runner.workspace, runner.folder / "bin", variables, **inputs)


def test_the_reports_of_a_bad_change(runner: Runner) -> None:
    code, log = run(runner, GOOD_GARDEN + BAD_GARDEN, {})
    line = line_of(runner.workspace, '"large"')
    assert code == 1, log
    assert f"{GARDENS}:{line}:" in log
    (finding,) = json.loads((runner.workspace / "medtown-codequality.json").read_text("utf-8"))
    location = finding["location"]
    assert (location["path"], location["lines"]["begin"]) == (GARDENS, line)
    root = ET.parse(runner.workspace / "medtown-junit.xml").getroot()  # noqa: S314 - our own file
    assert len(list(root.iter("failure"))) == 1
    changes = (runner.workspace / "medtown-diff.md").read_text("utf-8")
    assert "Mill Lane garden" in changes
    assert "Sea view garden" not in changes


def test_the_merged_result_is_compared_with_the_target(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=GOOD_GARDEN)
    request.check_out_branch(tmp_path / "merged")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": request.left}
    assert run_job(tmp_path / "merged", runner.folder / "bin", variables)[0] == 0
    assert "Mill Lane garden" in (tmp_path / "merged" / "medtown-diff.md").read_text("utf-8")


def test_a_clean_branch_that_is_no_merge_request(runner: Runner) -> None:
    code, log = run(runner, GOOD_GARDEN, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}, note="true", changed_since="base")
    assert (code, "note" in log) == (0, False), log
    assert not (runner.workspace / "medtown-diff.md").exists()


def test_language_and_severity(runner: Runner) -> None:
    code, log = run(runner, PLAIN_GARDEN, {}, lang="ar", fail_on="info")
    assert code == 1, log
    for file in ("medtown-junit.xml", "medtown-diff.md"):
        assert "حديقة ممر الطاحونة" in (runner.workspace / file).read_text("utf-8")


def test_a_baseline(tmp_path: Path, runner: Runner) -> None:
    baseline = tmp_path / "baseline.json"
    request = open_pull_request(tmp_path / "before", change=BAD_GARDEN)
    request.check_out_branch(tmp_path / "old")
    command = [str(runner.folder / "bin" / "medtown"), "--project", str(tmp_path / "old"), "validate"]
    subprocess.run([*command, "--write", f"json={baseline}"], check=False, capture_output=True)
    code, log = run(runner, BAD_GARDEN, {}, baseline=str(baseline))
    assert code == 0, log


def test_changed_since_the_base(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", main=BAD_GARDEN, change=GOOD_GARDEN)
    request.check_out_branch(tmp_path / "change")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": request.left}
    code, log = run_job(tmp_path / "change", runner.folder / "bin", variables, changed_since="base")
    assert (code, f"{GARDENS}:" in log) == (1, False), log


def test_a_commit_that_cannot_be_had(runner: Runner) -> None:
    code, log = run(runner, BAD_GARDEN, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40})
    assert (code, "What changed can't be shown." in log) == (1, True), log


def test_the_first_note(runner: Runner, server: GitLab) -> None:
    code, log = run(runner, GOOD_GARDEN, server.variables, note="true")
    assert code == 0, log
    ((verb, path, text),) = server.written
    assert (verb, path) == ("POST", NOTES)
    result = "**Passed**, `.`: no violations in 4 files (86 triples)"
    assert text.splitlines()[:2] == [MARKER, f"{result} ([log](https://gitlab.example/gardens/data/-/jobs/42))"]
    assert "Mill Lane garden" in text


def test_the_note_is_written_anew(runner: Runner, server: GitLab) -> None:
    server.notes = [
        {"id": 11, "author": {"id": 4}, "body": MARKER},
        {"id": 12, "author": {"id": 5}, "body": "Thank you"},
        {"id": 13, "author": {"id": 5}, "body": f"{MARKER}\nbefore"},
    ]
    code, log = run(runner, BAD_GARDEN, server.variables, note="true")
    assert code == 1, log
    ((verb, path, text),) = server.written
    assert (verb, path) == ("PUT", f"{NOTES}/13")
    assert "**Failed**, `.`: 1 violation" in text


@pytest.mark.parametrize(
    ("refuses", "token", "said"),
    [(True, "secret", "does MEDTOWN_NOTE_TOKEN have the scope api?"), (False, "", "MEDTOWN_NOTE_TOKEN is not set")],
)
def test_a_note_that_cannot_be_written_fails_nothing(
    runner: Runner,
    server: GitLab,
    refuses: bool,  # noqa: FBT001 - a column of the table
    token: str,
    said: str,
) -> None:
    server.refuses = refuses
    code, log = run(runner, GOOD_GARDEN, {**server.variables, "MEDTOWN_NOTE_TOKEN": token}, note="true")
    assert (code, server.written) == (0, [])
    assert said in log
    assert "Traceback" not in log
