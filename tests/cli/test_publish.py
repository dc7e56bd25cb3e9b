"""`medtown publish` as people run it: what it says, where it writes, how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command import with_link

if TYPE_CHECKING:
    from tests.support.command import Command

MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    return shutil.copytree(MINIMAL, tmp_path / "project")


def test_what_it_says(minimal: Path, medtown: Command) -> None:
    """One line, with as many files as there are; in the project's folder no option is needed."""
    done = medtown("publish", cwd=minimal)
    assert (done.returncode, done.stderr) == (0, "")
    said = re.fullmatch(r"site: ([\d,]+) documents, ([\d,]+) files in \d+\.\d s\n", done.stdout)
    assert said
    assert int(said[1]) == 4  # the dataset, the ontology and two gardens
    assert int(said[2]) == sum(path.is_file() for path in (minimal / "site").rglob("*"))


def test_another_folder_whose_parents_are_made(minimal: Path, medtown: Command, tmp_path: Path) -> None:
    done = medtown("--project", minimal, "publish", "--output", tmp_path / "a" / "b" / "site")
    assert done.stdout.startswith(f"{tmp_path}/a/b/site: 4 documents, ")
    assert json.loads((tmp_path / "a/b/site/site.json").read_bytes()) == {
        "base": "https://example.net/gardens/",
        "dataset": "https://example.net/gardens/set/gardens",
        "endpoint": "",
        "gone": {},
        "languages": ["en", "ar"],
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "moved": {},
        "name": "gardens",
        "prefixes": {
            "def": "https://example.net/gardens/def#",
            "garden": "https://example.net/gardens/id/garden/",
        },
        "terms": {
            f"def/{name}": f"https://example.net/gardens/def#{name}"
            for name in ("Garden", "area", "day", "hours", "near", "opened", "opening")
        },
        "titles": {"ar": "حدائق مشتركة", "en": "Shared gardens"},
    }


def test_a_site_is_replaced_whole(minimal: Path, medtown: Command) -> None:
    """What the project no longer has goes, and so does what others put there."""
    assert medtown("publish", cwd=minimal).returncode == 0
    (minimal / "site" / "mine.txt").write_text("mine", "utf-8")
    (minimal / "queries" / "large-gardens.rq").unlink()
    assert medtown("publish", cwd=minimal).returncode == 0
    site = minimal / "site"
    assert (site / "index.html").is_file()
    assert not (site / "mine.txt").exists()
    assert not (site / "query" / "large-gardens.html").exists()
    assert sorted(p.name for p in minimal.iterdir()) == [
        "graph",
        "ontology",
        "queries",
        "shapes",
        "site",
    ]
    assert site.stat().st_mode & 0o777 == 0o755


def test_a_violation(minimal: Path, medtown: Command) -> None:
    gardens = minimal / "graph" / "gardens.ttl"
    text = gardens.read_text("utf-8")
    gardens.write_text(text.replace("def:area 095", 'def:area "much"'), "utf-8")
    done = medtown("publish", cwd=minimal)
    assert done.stdout == (
        "graph/gardens.ttl:16:12: violation: expected datatype xsd:integer (such as 12) [MT301]\n"
        '  16 |   def:area "much" ;\n'
        "     |            ^^^^^^\n"
        "  at        River bank garden <https://example.net/gardens/id/garden/river-bank>\n"
        "  property  def:area (area (m²))\n"
        '  value     "much"\n\n'
        "MT301  https://w3id.org/medtown/docs/errors/MT301.html\n\n"
        "1 violation in 4 files (70 triples)\n"
    )
    assert done.stderr == "Nothing was published; site is as it was.\n"
    assert (done.returncode, (minimal / "site").exists()) == (1, False)


def test_a_warning_is_said_and_stops_nothing(minimal: Path, medtown: Command) -> None:
    more = "<https://example.net/gardens/id/garden/Oak-Street> a <https://example.net/gardens/def#Garden> ;\n"
    more += '  <http://www.w3.org/2000/01/rdf-schema#label> "Another" .\n'
    (minimal / "graph" / "more.ttl").write_text(more, "utf-8")
    done = medtown("publish", cwd=minimal)
    assert (done.returncode, done.stderr) == (0, "")
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("graph/more.ttl:")
    assert ": warning: " in first
    assert "[MT304]" in first
    assert last.startswith("site: 5 documents, ")


def test_a_query_that_fails(minimal: Path, medtown: Command) -> None:
    (minimal / "queries" / "bad.rq").write_text("# title: Bad\n\nSELECT ?x {\n", "utf-8")
    done = medtown("publish", cwd=minimal)
    assert (done.returncode, done.stderr) == (2, "Nothing was published; site is as it was.\n")
    assert done.stdout.startswith("queries/bad.rq:")
    assert "[MT401]" in done.stdout
    assert not (minimal / "site").exists()


def test_a_folder_in_the_way(minimal: Path, medtown: Command) -> None:
    (minimal / "site").mkdir()
    (minimal / "site" / "mine.txt").write_text("mine", "utf-8")
    done = medtown("publish", cwd=minimal)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == with_link(
        f"{minimal}/site: error: is in the way: it was not written by medtown publish, so it won't be replaced "
        "[MT601]\n  Name another folder with --output, or move this one away.\n"
    )
    assert [p.name for p in (minimal / "site").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("publish", "--outptu", "x"), "No such option"),
        (("publish", "x"), "unexpected extra argument"),
        (("publish", "-o"), "requires an argument"),
    ],
)
def test_wrong_arguments(arguments: tuple[str, ...], said: str, minimal: Path, medtown: Command) -> None:
    done = medtown(*arguments, cwd=minimal)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (minimal / "site").exists()


def test_a_fault_of_ours(minimal: Path, medtown: Command, tmp_path: Path) -> None:
    """MT901: the trace, a sentence that takes the blame, and code 3; the old site stays."""
    assert medtown("publish", cwd=minimal).returncode == 0
    before = (minimal / "site" / "index.html").read_bytes()
    # Python imports this file at its start (the module `site`): a stand-in for a fault in our code.
    (tmp_path / "sitecustomize.py").write_text(
        "import medtown.site.lists as lists\ndef fail(*_):\n    raise RuntimeError('a fault')\nlists._home = fail\n",
        "utf-8",
    )
    done = medtown("publish", cwd=minimal, env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (3, "")
    assert "RuntimeError: a fault\n" in done.stderr
    assert "This is a fault of medtown itself" in done.stderr
    assert "[MT901]" in done.stderr
    assert (minimal / "site" / "index.html").read_bytes() == before
    assert sorted(p.name for p in minimal.iterdir()) == ["graph", "ontology", "queries", "shapes", "site"]


def test_progress_is_for_a_terminal_and_standard_output_for_the_summary(tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "medtown", "--project", str(MINIMAL), "publish", "-o", str(tmp_path / "site")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, check=True, timeout=120)
    os.close(end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert "documents" in shown
    assert re.fullmatch(r"\S+/site: 4 documents, \d+ files in \d+\.\d s\n", done.stdout.decode())
