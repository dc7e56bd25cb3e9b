"""`medtown new` as people run it: whole outputs and exit codes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command

    Write = Callable[[Mapping[str, str | bytes]], Path]

BLOCK = """\
# garden: write over each TODO, then run medtown validate.
# Below, a line that begins with # is optional: take its # away to use it.
garden:{slug}
  a def:Garden ;
  rdfs:label "TODO"@en ;  # at least 1, at most one in each language
  # def:area "TODO"^^xsd:integer ;  # area (m²): datatype xsd:integer (such as 12)
.
"""
PREFIXES = """\
@prefix def: <https://example.net/gardens/def#> .
@prefix garden: <https://example.net/gardens/id/garden/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A copy of the minimal project."""
    return shutil.copytree(MINIMAL, tmp_path / "minimal")


def test_a_block_is_printed(medtown: Command) -> None:
    done = medtown("--project", MINIMAL, "new", "garden")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{PREFIXES}\n{BLOCK.format(slug='new-garden')}"


def test_every_option_acts(medtown: Command) -> None:
    done = medtown("--project", MINIMAL, "new", "GARDEN", "--id", "elm", "--lang", "ar", "--all")
    assert (done.returncode, done.stderr) == (0, "")
    header, subject, *lines = done.stdout.removeprefix(f"{PREFIXES}\n").splitlines()
    assert header.startswith("# حديقة")
    assert subject == "garden:elm"
    assert lines[2].startswith('  def:area "TODO"^^xsd:integer ;  # المساحة (م²): ')


def test_the_classes_are_listed(medtown: Command) -> None:
    done = medtown("--project", MINIMAL, "new", "--list")
    assert (done.returncode, done.stdout, done.stderr) == (0, "def:Garden  garden  shapes/garden.ttl\n", "")


def test_a_block_is_appended(medtown: Command, minimal: Path) -> None:
    file = minimal / "graph" / "gardens.ttl"
    before = file.read_text("utf-8")
    done = medtown("new", "garden", "--id", "elm", "--append", "graph/gardens.ttl", cwd=minimal)
    line = before.count("\n") + 2
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"graph/gardens.ttl:{line}: garden:elm added; write over each TODO, then run medtown validate\n"
    )
    assert file.read_text("utf-8") == f"{before}\n{BLOCK.format(slug='elm')}"
    again = medtown("new", "garden", "--id", "elm", "--append", "graph/gardens.ttl", cwd=minimal)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.splitlines()[:2] == [
        "error: there is a resource with this IRI already: https://example.net/gardens/id/garden/elm [MT110]",
        "  Name another end of the IRI with --id.",
    ]


def test_validate_tells_of_every_placeholder(medtown: Command, minimal: Path) -> None:
    shape = minimal / "shapes" / "garden.ttl"
    near = "[ sh:path def:near ; sh:class def:Garden ] , [ sh:path def:tree ; sh:in ( <https://example.org/oak> ) ] ,"
    shape.write_text(shape.read_text("utf-8").replace("sh:property\n", f"sh:property {near}\n"), "utf-8")
    assert medtown("new", "garden", "--all", "--append", "graph/gardens.ttl", cwd=minimal).returncode == 0
    lines = (minimal / "graph" / "gardens.ttl").read_text("utf-8").splitlines()
    placeholders = [number for number, line in enumerate(lines, 1) if line.startswith("  ") and "TODO" in line]
    assert len(placeholders) == 4
    found = medtown("validate", cwd=minimal).stdout.splitlines()
    told = {int(line.split(":")[1]) for line in found if line.endswith("[MT313]")}
    assert told == set(placeholders)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gardn"], ('error: no shape targets a class called "gardn" [MT110]\n'
         "  Did you mean def:Garden (garden)? The classes are: def:Garden. `medtown new --list` says more of them.\n")),
        (["garden", "--id", "a b"],
         ("error: a b can't be the end of an IRI: use letters, digits and hyphens [MT110]\n"
         "  Name another with --id, such as a-b.\n")),
        (["garden", "--append", "shapes/garden.ttl"],
         ("shapes/garden.ttl: error: is no Turtle file in the project's folder graph/ [MT110]\n"
         "  Name one that is there. To start another, send the block to it: medtown new CLASS > graph/FILE.ttl\n")),
        ([], ("Usage: medtown new [OPTIONS] [CLASS]\nTry 'medtown new --help' for help.\n\n"
         "Error: name a class, or ask for --list\n")),
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_told(medtown: Command, arguments: list[str], message: str) -> None:
    done = medtown("new", *arguments, cwd=MINIMAL)
    link = "  https://w3id.org/medtown/docs/errors/MT110.html\n" if "[MT110]" in message else ""
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message + link)


def test_a_project_without_shapes_has_no_classes(medtown: Command, project: Write) -> None:
    done = medtown("new", "--list", cwd=project({"graph/x.ttl": ""}))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("shapes: error: no shape targets a class, ")


def test_a_file_that_can_not_be_parsed_is_named(medtown: Command, project: Write) -> None:
    done = medtown("new", "garden", cwd=project({"graph/x.ttl": "<x:a> <x:b> .\n"}))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("graph/x.ttl:1:")
    assert "[MT201]" in done.stderr
