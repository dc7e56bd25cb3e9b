"""A pull request as GitHub's runner sees it: the real action on real git repositories, with a fake `gh`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ci.repositories import BAD_GARDEN, GARDENS, GOOD_GARDEN, PLAIN_GARDEN, git, line_of, open_pull_request
from tests.ci.runner import PUSH, REPOSITORY, ROOT, TOKEN, Annotation, action, event
from tests.support.machine import needs

if TYPE_CHECKING:
    from tests.ci.runner import Runner

MARKER = "<!-- medtown-validate: {} -->"
RESULT = "{} ([findings](https://github.com/gardens/data/actions/runs/42))"


@pytest.mark.parametrize("project", [".", "open data/shared gardens"])
def test_a_good_and_a_bad_change(tmp_path: Path, runner: Runner, project: str) -> None:
    request = open_pull_request(tmp_path / "origin", change=GOOD_GARDEN + BAD_GARDEN, project=project)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), project=project, comment="true")
    file, line = (Path(project) / GARDENS).as_posix(), line_of(runner.workspace / project, '"large"')
    assert (run.code, run.annotations) == (1, [Annotation("error", file, line)]), run.log
    result = f"**Failed**, `{project}`: 1 violation in 5 files (92 triples)"
    changes = Path(run.outputs["diff-file"]).read_text("utf-8")
    assert run.comment == f"{MARKER.format(project)}\n{RESULT.format(result)}\n\n{changes}"
    added = ["- Hill top garden (garden) `garden:hill-top`", "- Mill Lane garden (garden) `garden:mill-lane`"]
    assert [text for text in changes.splitlines() if text.startswith("- ")] == added
    assert run.summary.startswith(f"## medtown validate\n\n{result}\n\n    {file}:{line}:")
    assert run.summary.endswith(changes)


def test_the_outputs(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=BAD_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), sarif_file="reports/medtown.sarif")
    outputs = run.outputs
    assert run.calls == []
    assert list(outputs) == list(action()["outputs"])
    counts = [outputs[name] for name in ("exit-code", "errors", "violations", "warnings")]
    assert counts == ["1", "0", "1", "0"]
    assert outputs["sarif-file"] == "reports/medtown.sarif"
    sarif = json.loads((runner.workspace / "reports" / "medtown.sarif").read_text("utf-8"))
    (result,) = sarif["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    line = line_of(runner.workspace, '"large"')
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (GARDENS, line)
    assert json.loads(Path(outputs["json-file"]).read_text("utf-8"))["summary"]["violations"] == 1


def test_a_clean_change(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=GOOD_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), comment="true")
    assert (run.code, run.annotations) == (0, []), run.log
    assert RESULT.format("**Passed**, `.`: no violations in 5 files (89 triples)") in run.comment.splitlines()
    assert "Mill Lane garden" in run.comment


def test_unreadable_turtle(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change="\ngarden:unreadable a def:Garden ;; , .\n")
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), comment="true")
    line = line_of(runner.workspace, "unreadable")
    assert run.code == 2
    assert run.annotations == [Annotation("error", GARDENS, line), Annotation("warning", None, None)], run.log
    assert (run.outputs["errors"], run.outputs["diff-file"]) == ("1", "")
    assert "**Failed**" in run.comment


def test_no_project(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin")
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), project="elsewhere")
    assert run.code == 2
    assert Annotation("error", None, None) in run.annotations
    assert (run.outputs["errors"], run.outputs["sarif-file"], run.outputs["json-file"]) == ("1", "", "")
    assert "**Failed**, `elsewhere`: elsewhere: error: " in run.summary


def test_the_branch_itself_is_compared_with_where_it_left_main(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=GOOD_GARDEN)
    runner.workspace.rmdir()
    request.check_out_branch(runner.workspace)
    git(runner.workspace, "remote", "remove", "origin")
    made_later = event(request)
    made_later["pull_request"]["base"]["sha"] = request.tip
    run = runner.run(made_later, comment="true")
    assert (run.code, run.annotations) == (0, []), run.log
    assert "Mill Lane garden" in run.comment
    assert "Sea view garden" not in run.comment


def test_a_commit_that_cannot_be_had(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=BAD_GARDEN)
    request.check_out_merge(runner.workspace)
    git(runner.workspace, "remote", "remove", "origin")
    run = runner.run(event(request), changed_since="base")
    assert run.code == 1
    assert Annotation("warning", None, None) in run.annotations
    assert "fetch-depth: 0" in run.log
    assert run.outputs["diff-file"] == ""


def test_a_push(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=BAD_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(PUSH, comment="true", changed_since="base")
    assert (run.code, run.outputs["diff-file"], run.calls) == (1, "", [])


def test_changed_since_the_base(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", main=BAD_GARDEN, change=GOOD_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), changed_since="base", comment="true")
    assert (run.code, run.annotations) == (1, []), run.log
    result = "1 violation in 5 files (92 triples); 1 more finding on lines that this change does not touch"
    assert run.comment.splitlines()[1] == RESULT.format(f"**Failed**, `.`: {result}")


def test_a_baseline(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", main=BAD_GARDEN, change=GOOD_GARDEN)
    request.check_out_merge(runner.workspace)
    before = runner.run(PUSH)
    (tmp_path / "baseline.json").write_bytes(Path(before.outputs["json-file"]).read_bytes())
    run = runner.run(event(request), baseline=str(tmp_path / "baseline.json"))
    assert (before.code, run.code, run.annotations) == (1, 0, []), run.log


def test_language_and_severity(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=PLAIN_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request), lang="ar", fail_on="info")
    line = line_of(runner.workspace, "seeAlso")
    assert (run.code, run.annotations) == (1, [Annotation("notice", GARDENS, line)]), run.log
    assert "حديقة ممر الطاحونة" in run.log
    assert "حديقة ممر الطاحونة" in Path(run.outputs["diff-file"]).read_text("utf-8")


@pytest.mark.parametrize("head_repository", ["somebody/data", None])
def test_a_fork(tmp_path: Path, runner: Runner, head_repository: str | None) -> None:
    request = open_pull_request(tmp_path / "origin", change=BAD_GARDEN)
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request, head_repository=head_repository), comment="true")
    assert (run.code, run.calls) == (1, [])
    assert run.annotations[-1] == Annotation("notice", None, None)
    assert "Hill top garden" in run.summary


def test_a_comment_that_is_refused(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin", change=GOOD_GARDEN)
    request.check_out_merge(runner.workspace)
    runner.gh_fails = True
    run = runner.run(event(request), comment="true")
    assert (run.code, run.annotations) == (0, [Annotation("warning", None, None)])
    assert "pull-requests: write" in run.log


def test_the_first_comment(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin")
    request.check_out_merge(runner.workspace)
    look, write = runner.run(event(request), comment="true").calls
    assert look["arguments"][:5] == ["pr", "view", "7", "--repo", REPOSITORY]
    target = ["--method", "POST", f"repos/{REPOSITORY}/issues/7/comments"]
    assert write["arguments"][:-2] == ["api", "--silent", *target]
    assert (look["token"], write["token"]) == (TOKEN, TOKEN)


def test_the_comment_is_written_anew(tmp_path: Path, runner: Runner) -> None:
    needs("jq")  # with which the fake gh filters
    request = open_pull_request(tmp_path / "origin")
    request.check_out_merge(runner.workspace)
    runner.comments = [
        _comment(1, MARKER.format("."), is_ours=False),
        _comment(2, MARKER.format("another"), is_ours=True),
        _comment(3, MARKER.format("."), is_ours=True),
    ]
    write = runner.run(event(request), comment="true").calls[-1]
    assert write["arguments"][2:5] == ["--method", "PATCH", f"repos/{REPOSITORY}/issues/comments/3"]


def _comment(number: int, first_line: str, *, is_ours: bool) -> dict[str, str | bool]:
    url = f"https://github.com/{REPOSITORY}/pull/7#issuecomment-{number}"
    return {"url": url, "body": f"{first_line}\r\nbefore", "viewerDidAuthor": is_ours}


def test_more_findings_than_a_summary_takes(tmp_path: Path, runner: Runner) -> None:
    gardens = (BAD_GARDEN.replace("hill-top", f"hill-{number}").replace("top", "ت" * 60) for number in range(1500))
    request = open_pull_request(tmp_path / "origin", change="".join(gardens))
    request.check_out_merge(runner.workspace)
    run = runner.run(event(request))
    assert run.outputs["violations"] == "1500"
    assert 400_000 < len(run.summary.encode()) <= 1024**2
    assert "    … the rest is in the log\n" in run.summary


def test_more_changes_than_a_comment_takes(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin")
    request.check_out_merge(runner.workspace)
    changes = tmp_path / "changes.md"
    changes.write_text("ص garden\n" * 7281, encoding="utf-8")
    command = f'[[ $3 != diff ]] || exec cp "{changes}" "${{@: -1}}"\nexec "{runner.folder}/bin/medtown" "$@"\n'
    runner.write_command("with-changes", f"#!/usr/bin/env bash\n{command}")
    run = runner.run(event(request), comment="true", command=str(runner.folder / "bin" / "with-changes"))
    assert 64_000 < len(run.comment) <= 65_536
    *_, before, blank, last = run.comment.splitlines()
    assert (before, blank) == ("ص garden", "")
    assert last == "The rest is in the [job summary](https://github.com/gardens/data/actions/runs/42)."
    assert run.summary.endswith(changes.read_text("utf-8"))


def test_the_action_brings_its_own_software(tmp_path: Path, runner: Runner) -> None:
    request = open_pull_request(tmp_path / "origin")
    request.check_out_merge(runner.workspace)
    runner.python = str(runner.folder / "bin" / "python")
    runner.write_command("python", FAKE_PYTHON)
    run = runner.run(event(request), command="")
    assert run.code == 0, run.log
    installed = (runner.folder / "installed").read_text()
    assert Path(installed).resolve() == ROOT


# Makes a venv that has this very command as its python, whose pip notes what it is asked to install.
FAKE_PYTHON = f"""\
#!/usr/bin/env bash
case "$*" in
  "-m venv "*)
    mkdir -p "$3/bin"
    cp "$TEST_FOLDER/bin/python" "$TEST_FOLDER/bin/medtown" "$3/bin/" ;;
  "-m pip install "*) printf '%s' "${{@: -1}}" >"$TEST_FOLDER/installed" ;;
  *) exec {sys.executable} "$@" ;;
esac
"""


def test_every_input_is_used() -> None:
    (step,) = (step for step in action()["runs"]["steps"] if step["id"] == "validate")
    script = (ROOT / "ci/github/validate.sh").read_text("utf-8")
    given = "".join(str(step) for step in action()["runs"]["steps"])
    assert [name for name in step["env"] if f"${{{name}" not in script] == []
    assert [name for name in action()["inputs"] if f"inputs.{name} " not in given] == []
