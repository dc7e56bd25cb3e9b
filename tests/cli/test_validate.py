"""`medtown validate` as people run it: whole outputs and exit codes on projects, each broken in one way.

The expected outputs stand in validate/, one file a case.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.support.command import with_link

Changes: TypeAlias = dict[str, tuple[str, str] | str | bytes | None]

OUTPUTS = Path(__file__).parent / "validate"

PREFIXES = """\
@prefix : <http://example.org/id/> .
@prefix v: <http://example.org/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FILES = {
    "graph/dataset.ttl": """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<http://example.org/set/library> a void:Dataset ;
  dcterms:title "Library"@en ;
  dcterms:language "en", "fr" ;
  void:uriSpace "http://example.org/" .
""",
    "graph/books.ttl": PREFIXES
    + """\

:emma a v:Novel ;
  rdfs:label "Emma" ;
  v:author :jane ;
  v:place :bath .

:jane a v:Author ;
  rdfs:label "Jane Austen" .

:bath a v:Place ;
  rdfs:label "Bath"@en ;
  v:opened [ v:year "1800"^^xsd:gYear ] .
""",
    "ontology/def.ttl": PREFIXES
    + """\
v:Book a rdfs:Class ; rdfs:label "book"@en, "livre"@fr .
v:Novel rdfs:subClassOf v:Book .
v:Author rdfs:label "author"@en, "autrice ou auteur"@fr .
v:Place rdfs:label "place"@en .
v:author rdfs:label "written by"@en, "écrit par"@fr .
v:place rdfs:label "takes place in"@en .
v:opened rdfs:label "opening"@en .
v:year rdfs:label "year"@en .
""",
    "shapes/book.ttl": PREFIXES
    + """\
v:BookShape a sh:NodeShape ; sh:targetClass v:Novel ;
  sh:property
    [ sh:path rdfs:label ; sh:minCount 1 ;
      sh:message "A book needs a title."@en, "Il faut un titre."@fr ] ,
    [ sh:path v:author ; sh:class v:Author ; sh:minCount 1 ] ,
    [ sh:path v:place ; sh:maxCount 2 ] .
v:AuthorShape a sh:NodeShape ; sh:targetClass v:Author ; sh:property [ sh:maxCount 3 ; sh:path rdfs:label ] .
v:PlaceShape a sh:NodeShape ; sh:targetClass v:Place ;
  sh:property [ sh:path v:opened ; sh:node v:OpeningShape ] .
v:OpeningShape a sh:NodeShape ; sh:property [ sh:path v:year ; sh:maxCount 1 ] .
""",
}


def write_project(folder: Path, changes: Changes | None = None) -> Path:
    """Write the project, with files replaced (text, bytes), left out (None) or edited ((old, new))."""
    files: dict[str, str | bytes | None] = dict(FILES)
    for name, change in (changes or {}).items():
        if isinstance(change, tuple):
            assert FILES[name].count(change[0]) == 1
            change = FILES[name].replace(*change)  # noqa: PLW2901 - the edit becomes the file
        files[name] = change
    for name, content in files.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def validate(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "medtown", "--project", str(folder), "validate", *options],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={key: value for key, value in os.environ.items() if key != "NO_COLOR"},
        timeout=120,
    )


def shape(text: str) -> str:
    return FILES["shapes/book.ttl"] + text


CASES: dict[str, tuple[Changes, tuple[str, ...], int]] = {
    "all is well": ({}, (), 0),
    "a required label is missing": ({"graph/books.ttl": ('  rdfs:label "Emma" ;\n', "")}, (), 1),
    "the same in French": ({"graph/books.ttl": ('  rdfs:label "Emma" ;\n', "")}, ("--lang", "fr"), 1),
    "a role points to a place": ({"graph/books.ttl": ("v:author :jane", "v:author :bath")}, (), 1),
    "the same with French labels": (
        {"graph/books.ttl": ("v:author :jane", "v:author :bath")},
        ("--lang", "fr"),
        1,
    ),
    "a missing dot and an undeclared prefix": (
        {
            "graph/books.ttl": ("v:place :bath .", "v:place :bath"),
            "ontology/def.ttl": ("v:year rdfs", "vv:year rdfs"),
        },
        (),
        2,
    ),
    "settings that can't be parsed, and another file": (
        {
            "graph/dataset.ttl": ("a void:Dataset ;", "a void:Dataset"),
            "ontology/def.ttl": ("v:year rdfs", "vv:year rdfs"),
        },
        (),
        2,
    ),
    "an unclosed string": ({"graph/books.ttl": ('"Emma" ;', '"Emma ;')}, (), 2),
    "not UTF-8": ({"graph/notes.ttl": b'<http://a.org/a> <http://a.org/b>\n "caf\xe9" .'}, (), 2),
    "no Turtle": (dict.fromkeys(FILES) | {"graph/notes.txt": "nothing"}, (), 2),
    "no dataset.ttl": ({"graph/dataset.ttl": None}, (), 2),
    "no void:uriSpace": (
        {"graph/dataset.ttl": ('"en", "fr" ;\n  void:uriSpace "http://example.org/"', '"en"')},
        (),
        2,
    ),
    "a relative IRI": ({"graph/books.ttl": ("v:place :bath", "v:place <bath>")}, (), 2),
    "NUL in an IRI": ({"graph/books.ttl": ("v:place :bath", "v:place <http://example.org/\\u0000>")}, (), 2),
    "RDF 1.2": ({"graph/books.ttl": ('"Bath"@en', '"Bath"@en--ltr')}, (), 2),
    "types at odds in two files": ({"graph/more.ttl": PREFIXES + ":bath a v:Author .\n"}, (), 0),
    "an IRI that nothing defines": ({"graph/books.ttl": ("v:author :jane", "v:author :jan")}, (), 1),
    "a property that nothing defines": ({"graph/books.ttl": ("v:place :bath", "v:plaec :bath")}, (), 1),
    "IRIs that are hard to publish": (
        {"graph/more.ttl": PREFIXES + ":Emma a v:Place .\n<http://example.org/id/a.ttl> a v:Place .\n"},
        (),
        0,
    ),
    "no shapes": ({"shapes/book.ttl": None}, (), 0),
    "shapes that can't be used": ({"shapes/book.ttl": ("sh:path rdfs:label ;", "")}, (), 2),
    "a pattern that is no regular expression": (
        {
            "shapes/book.ttl": shape(
                "v:Good a sh:NodeShape ; sh:targetClass v:Place .\n"
                "v:Town a sh:NodeShape ; sh:targetClass v:Place ;\n"
                "  sh:property [ sh:path rdfs:label ; sh:pattern '([' ] .\n"
            )
        },
        (),
        2,
    ),
    "a blank node as focus": (
        {
            "shapes/book.ttl": shape(
                "v:Opening a sh:NodeShape ; sh:targetObjectsOf v:opened ;\n"
                "  sh:property [ sh:path v:year ; sh:datatype xsd:date ] ,\n"
                "    [ sh:path rdfs:label ; sh:minCount 1 ] .\n"
            )
        },
        (),
        1,
    ),
    "an inverse path": (
        {
            "shapes/book.ttl": shape(
                "v:Writer a sh:NodeShape ; sh:targetClass v:Author ;\n"
                "  sh:property [ sh:path [ sh:inversePath v:author ] ; sh:class v:Place ; sh:maxCount 0 ] .\n"
            )
        },
        (),
        1,
    ),
    "a SPARQL constraint": (
        {
            "shapes/book.ttl": shape(
                "v:Far a sh:NodeShape ; sh:targetClass v:Novel ; sh:severity sh:Warning ; sh:sparql [\n"
                '  sh:message "{$this} plays in {?where}."@en, "{$this} joue à {?where}."@fr ;\n'
                '  sh:select "SELECT $this ?where { $this <http://example.org/def#place> ?where }" ] .\n'
            )
        },
        (),
        0,
    ),
    "sh:or, sh:in, sh:pattern and a list of languages": (
        {
            "shapes/book.ttl": shape(
                "v:Town a sh:NodeShape ; sh:targetClass v:Place ;\n"
                "  sh:property [ sh:path rdfs:label ; sh:languageIn ( 'fr' 'pt' ) ;\n"
                "    sh:pattern '^[a-z]+$' ] ,\n"
                "    [ sh:path v:opened ; sh:or ( [ sh:class v:Author ] [ sh:nodeKind sh:Literal ] ) ;\n"
                "      sh:in ( :a :b ) ] .\n"
            )
        },
        (),
        1,
    ),
    "sh:node tells of the inner result": (
        {
            "shapes/book.ttl": shape(
                "v:Setting a sh:NodeShape ; sh:targetClass v:Novel ;\n"
                "  sh:property [ sh:path v:place ; sh:severity sh:Info ; sh:node v:Complete ] .\n"
                "v:Complete sh:property [ sh:path rdfs:comment ; sh:minCount 1 ] .\n"
            )
        },
        (),
        0,
    ),
}


def slug(case: str) -> str:
    """The file name of a case."""
    return re.sub("[^a-z0-9]+", "-", case.lower())


@pytest.mark.parametrize("case", CASES)
def test_text(case: str, tmp_path: Path, *, updates_golden: bool) -> None:
    changes, options, code = CASES[case]
    done = validate(write_project(tmp_path, changes), *options)
    output = OUTPUTS / f"{slug(case)}.txt"
    assert (done.returncode, done.stderr) == (code, "")
    if updates_golden:
        output.write_text(done.stdout, "utf-8")
    assert done.stdout == output.read_text("utf-8")


def test_there_is_no_output_without_a_case() -> None:
    assert {path.stem for path in OUTPUTS.iterdir()} == set(map(slug, CASES))


def test_json_of_a_fault(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"graph/books.ttl": ("v:place :bath .", "v:place :bath")})
    done = validate(project, "--format", "json")
    found = json.loads(done.stdout)
    nothing = dict.fromkeys(("violations", "warnings", "infos", "triples"), 0) | dict.fromkeys(("known", "untouched"))
    assert found["summary"] == {"faults": 1, "files": 4, "language": "en", **nothing}
    assert [(f["code"], f["is_fault"], f["line"], f["column"]) for f in found["findings"]] == [("MT201", True, 12, 1)]
    assert done.returncode == 2


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    done = validate(tmp_path)
    assert done.stdout == ""
    assert done.stderr == with_link(
        f"{tmp_path}: error: this folder is not a project: it has no folder graph/ [MT101]\n"
        "  Name a project with --project DIR; docs/project.md says what one holds.\n"
    )
    assert done.returncode == 2


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that even root can't read")
def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "graph" / "notes.ttl").symlink_to("/proc/self/mem")
    done = validate(project)
    assert done.stdout == (
        "graph/notes.ttl: error: can't be read: Input/output error [MT105]\n"
        "  remedy  Check that the file exists and that you may read it.\n\n"
        "MT105  https://w3id.org/medtown/docs/errors/MT105.html\n\n"
        "1 error in 5 files; nothing else is checked until these are mended\n"
    )
    assert done.returncode == 2


def test_a_dangling_link_is_named_with_other_faults(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"graph/dataset.ttl": None})
    (project / "graph" / "notes.ttl").symlink_to("nowhere")
    assert "graph/notes.ttl: error: can't be read: No such file or directory [MT105]\n" in validate(project).stdout


def test_a_folder_named_like_a_file_is_no_file(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "graph" / "notes.ttl").mkdir()
    assert validate(project).returncode == 0


@pytest.mark.parametrize(
    ("megabytes", "code", "line"),
    [
        (15, 1, "graph/big.ttl:6:16: violation: expected at most 10 characters [MT301]"),
        (
            20,
            2,
            "graph/big.ttl:6: error: a text or name here is larger than 16 MiB, the parser's limit [MT204]",
        ),
    ],
)
def test_a_huge_literal(megabytes: int, code: int, line: str, tmp_path: Path) -> None:
    changes: Changes = {
        "graph/big.ttl": f'{PREFIXES}:bath v:opened "{"x" * megabytes * 1_000_000}" .\n',
        "shapes/book.ttl": shape(
            "v:Town a sh:NodeShape ; sh:targetClass v:Place ;\n  sh:property [ sh:path v:opened ; sh:maxLength 10 ] .\n"
        ),
    }
    done = validate(write_project(tmp_path, changes))
    assert line in done.stdout.splitlines()
    assert len(done.stdout) < 2000  # the line is cut
    assert done.returncode == code


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    changes: Changes = {
        "graph/books.ttl": ('"Emma"', r'"E\u001B[31m\nm\u202Ema"'),
        "shapes/book.ttl": shape(
            "v:Short a sh:NodeShape ; sh:targetClass v:Novel ;\n"
            "  sh:property [ sh:path rdfs:label ; sh:maxLength 2 ] .\n"
        ),
    }
    done = validate(write_project(tmp_path, changes))
    assert done.stdout == (
        "graph/books.ttl:8:14: violation: expected at most 2 characters [MT301]\n"
        '  8 |   rdfs:label "E\\u001B[31m\\nm\\u202Ema" ;\n'
        "    |              ^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  at        E�[31m m�ma <http://example.org/id/emma>\n"
        "  property  rdfs:label\n"
        '  value     "E�[31m m�ma"\n\n'
        "MT301  https://w3id.org/medtown/docs/errors/MT301.html\n\n"
        "1 violation in 4 files (60 triples)\n"
    )
