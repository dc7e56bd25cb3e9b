"""MedTOWN with one mistake: both verbs find it in its file and line, and nothing that is published changes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.support.command import Command

ROOT = Path(__file__).parents[2]


class Mistake(NamedTuple):
    """An edit of a file (a regular expression and what takes its place), and how it is reported."""

    file: str
    old: str
    new: str
    reported: str  # how the line that is named begins, after the edit
    code: str
    exit_code: int


MISTAKES = {
    "a required label is missing": Mistake(
        "graph/events.ttl",
        r'(?<=  skos:prefLabel\n    )"MedTOWN final conference"@en\s*,\s*',
        "",
        '    "المؤتمر الختامي لمشروع MedTOWN"@ar',  # the last of the names that are there
        "MT301",
        1,
    ),
    "a role points to a place": Mistake(
        "graph/actions.ttl",
        r"(?<=mt:participant org_:beitillu-agricultural-cooperative ;\n)  mt:role role:sse-entity",
        "  mt:role <https://w3id.org/medtown/id/place/beitillu>",
        "  mt:role <https://w3id.org/medtown/id/place/beitillu>",
        "MT301",
        1,
    ),
    "a typo in Turtle": Mistake(
        "graph/places.ttl",
        '"Seville"@en',
        '"Seville@en',
        '    "Seville@en',
        "MT201",
        2,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake(name: str, tmp_path: Path, medtown: Command) -> None:
    mistake = MISTAKES[name]
    project = tmp_path / "project"
    for folder in ("ontology", "graph", "shapes", "queries"):
        shutil.copytree(ROOT / folder, project / folder)
    text, count = re.subn(mistake.old, mistake.new, (project / mistake.file).read_text("utf-8"))
    assert count == 1
    (project / mistake.file).write_text(text, "utf-8")
    (line,) = (n for n, found in enumerate(text.split("\n"), 1) if found.startswith(mistake.reported))
    _old_site(project / "site")
    before = _contents(tmp_path)

    done = medtown("validate", "--format", "json", cwd=project)
    assert done.returncode == mistake.exit_code
    findings = json.loads(done.stdout)["findings"]
    # A question may miss what the mistake took away (MT331).
    (finding,) = (found for found in findings if found["severity"] != "info" and found["code"] != "MT331")
    assert (finding["file"], finding["line"], finding["code"]) == (mistake.file, line, mistake.code)

    done = medtown("publish", cwd=project)
    assert done.returncode == mistake.exit_code
    assert f"{mistake.file}:{line}" in done.stdout
    assert f"[{mistake.code}]" in done.stdout
    assert done.stderr == "Nothing was published; site is as it was.\n"
    assert _contents(tmp_path) == before


def _old_site(folder: Path) -> None:
    """A site as an earlier run may have left it."""
    folder.mkdir()
    marker = {"base": "https://w3id.org/medtown/", "name": "medtown", "languages": ["en"], "moved": {}}
    (folder / "site.json").write_text(json.dumps(marker), "utf-8")
    (folder / "index.html").write_text("<p>old</p>", "utf-8")


def _contents(folder: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}
