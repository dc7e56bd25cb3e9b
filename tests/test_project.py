"""What a project folder is, and the settings that graph/dataset.ttl gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from medtown import project as module
from medtown.errors import InputError
from medtown.project import Project
from medtown.settings import Settings, read_settings
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix language: <http://publications.europa.eu/resource/authority/language/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
SHORTEST = f"""\
{PREFIXES}
<http://e.org/set/library>
  void:uriSpace "http://e.org/" ;
  dcterms:title "Library"@en .
"""
FULL = f"""\
{PREFIXES}
<http://e.org/lib/set/library> a void:Dataset ;
  void:uriSpace "http://e.org/lib#" ;
  dcterms:title "Bibliothèque"@fr , "Library"@en , "Biblioteca"@pt-BR ;
  dcterms:language language:FRA , "pt-BR" , language:ELL , "fr" , "zh-Hant" ;
  dcterms:license <http://e.org/licence> ;
  dcterms:publisher <http://e.org/us> , <http://e.org/them> ;
  sh:declare [ sh:prefix "z" ; sh:namespace "http://e.org/z#" ] ,
    [ sh:prefix "a" ; sh:namespace "http://e.org/a#" ] , [ sh:prefix "half" ] .
<http://e.org/other> dcterms:title "Other"@el ; dcterms:language "el" .
"""
SETTINGS = Settings(
    dataset="http://e.org/set/library",
    base="http://e.org/",
    titles={"en": "Library"},
    languages=("en",),
    licence=None,
    publisher=None,
    prefixes={},
)


def settings(folder: Path, text: str | bytes) -> Settings:
    """The settings that a text gives."""
    file = folder / "dataset.ttl"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(file)


def test_the_shortest_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, SHORTEST) == SETTINGS
    assert settings(tmp_path, f"\ufeff{SHORTEST}") == SETTINGS


def test_all_settings(tmp_path: Path) -> None:
    assert settings(tmp_path, FULL) == Settings(
        dataset="http://e.org/lib/set/library",
        base="http://e.org/lib#",
        titles={"fr": "Bibliothèque", "en": "Library", "pt-br": "Biblioteca"},
        languages=("fr", "pt-br", "el", "zh-hant"),
        licence="http://e.org/licence",
        publisher="http://e.org/us",
        prefixes={"z": "http://e.org/z#", "a": "http://e.org/a#"},
    )


def test_an_iri_as_uri_space(tmp_path: Path) -> None:
    assert settings(tmp_path, SHORTEST.replace('"http://e.org/"', "<http://e.org/>")) == SETTINGS


@pytest.mark.parametrize(
    ("code", "language"),
    [("ENG", "en"), ("FRA", "fr"), ("ARA", "ar"), ("ELL", "el"), ("SPA", "es"), ("POR", "pt"), ("CAT", "ca")],
)
def test_languages_of_the_eu_table(tmp_path: Path, code: str, language: str) -> None:
    text = SHORTEST.replace('"Library"@en', f'"Library"@en ; dcterms:language language:{code}')
    assert settings(tmp_path, text).languages == (language,)


def test_the_title_in_a_language(tmp_path: Path) -> None:
    found = settings(tmp_path, FULL)
    assert [found.title(tag) for tag in ("en", "pt-br", "el")] == ["Library", "Biblioteca", "Bibliothèque"]


@pytest.mark.parametrize(
    ("dataset", "name"),
    [
        ("http://e.org/set/library", "library"),
        ("http://e.org/set/library/", "library"),
        ("http://e.org/set#library", "library"),
        ("http://e.org/set/", "set"),
        ("http://e.org/set/a%20b..c", "a-20b-c"),
        ("http://e.org/set/حديقة", "dataset"),
        ("urn:x:y", "urn-x-y"),
    ],
)
def test_the_name_of_the_dump_files(dataset: str, name: str) -> None:
    assert replace(SETTINGS, dataset=dataset).name == name


@pytest.mark.parametrize(
    ("change", "message", "why"),
    [
        (
            ("void:uriSpace", "void:sparqlEndpoint"),
            "exactly one void:uriSpace (found 0)",
            "base of the project's own IRIs",
        ),
        (
            ("/lib#", '/lib#", "http://e.org/x/'),
            "exactly one void:uriSpace (found 2)",
            "base of the project's own IRIs",
        ),
        *(
            (
                ('"http://e.org/lib#"', value),
                f'a void:uriSpace that is an http(s) IRI ending in "/" or "#" (found "{found}")',
                "base",
            )
            for value, found in (
                ('"http://e.org/lib"', "http://e.org/lib"),
                ('"ftp://e.org/"', "ftp://e.org/"),
                ('"urn:lib#"', "urn:lib#"),
                ('"http:///"', "http:///"),
                ('"http://e.org/a b/"', "http://e.org/a b/"),
                ('"http://e.org/\\n"', "http://e.org/\n"),
                ('""', ""),
                ("[]", ""),
            )
        ),
        (
            ("<http://e.org/lib/set/library>", "_:b"),
            "a dataset with an IRI (void:uriSpace stands on a blank node)",
            "dataset",
        ),
        (
            ('dcterms:title "Bibliothèque"@fr , "Library"@en , "Biblioteca"@pt-BR ;', ""),
            "a dcterms:title on the dataset",
            "site's title",
        ),
        *(
            (("language:FRA", value), f'a dcterms:language that is known (found "{found}")', "languages of the pages")
            for value, found in (("language:XYZ", "xyz"), ('"français"', "français"), ('""', ""), ("[]", ""))
        ),
    ],
)
def test_settings_that_are_missing_or_wrong(tmp_path: Path, change: tuple[str, str], message: str, why: str) -> None:
    assert change[0] in FULL
    with pytest.raises(InputError) as caught:
        settings(tmp_path, FULL.replace(*change, 1))
    assert str(caught.value) == (
        f"{tmp_path}/dataset.ttl: error: the settings need {message} [MT103]\n"
        f"  It gives the {why}; see docs/project.md."
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f"{PREFIXES}<urn:a> void:title .\n", ":5:20", "Turtle syntax: . is not a valid RDF object [MT201]"),
        ("<a> <urn:b> 1 .", ":1:1", "relative IRI: it has no scheme and the file no @base [MT202]"),
        (b"# \xe9\n", ":1:3", "is not UTF-8: byte 0xE9 can't stand here [MT106]"),
    ],
)
def test_a_file_of_settings_that_cannot_be_read(tmp_path: Path, text: str | bytes, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        settings(tmp_path, text)
    assert str(caught.value).split("\n", maxsplit=1)[0] == f"{tmp_path}/dataset.ttl{place}: error: {message}"


def test_no_file_of_settings(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path / "dataset.ttl")
    assert str(caught.value) == (
        f"{tmp_path}/dataset.ttl: error: the project has no graph/dataset.ttl, the file that describes the dataset "
        "[MT102]\n  Write one; docs/project.md shows the shortest that works."
    )


def write(root: Path, *files: str) -> Project:
    """A project with empty files over the shortest settings."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (root / "graph").mkdir(parents=True, exist_ok=True)
    (root / "graph/dataset.ttl").write_text(SHORTEST, "utf-8")
    return Project.open(root)


def test_files_become_graphs(tmp_path: Path) -> None:
    project = write(
        tmp_path,
        "graph/b.ttl",
        "graph/a/deep er/é#.ttl",
        "graph/a.ttl",
        "graph/.hidden.ttl",
        "graph/notes.txt",
        "graph/folder.ttl/c.ttl",
        "ontology/a b.ttl",
        "shapes/x.y.ttl",
        "queries/two.rq",
        "queries/one.rq",
        "queries/readme.md",
    )
    graphs = [
        ("graph/a.ttl", "set/graph/a"),
        ("graph/a/deep er/é#.ttl", "set/graph/a/deep%20er/%C3%A9%23"),
        ("graph/b.ttl", "set/graph/b"),
        ("graph/dataset.ttl", "set/graph/dataset"),
        ("graph/folder.ttl/c.ttl", "set/graph/folder.ttl/c"),
    ]
    assert project.graph_files == tuple(TurtleFile(tmp_path / p, f"http://e.org/{iri}") for p, iri in graphs)
    assert project.ontology_files == (TurtleFile(tmp_path / "ontology/a b.ttl", "http://e.org/set/ontology/a%20b"),)
    assert project.shapes_files == (TurtleFile(tmp_path / "shapes/x.y.ttl", "http://e.org/set/shapes/x.y"),)
    assert [p.name for p in project.query_files] == ["one.rq", "two.rq"]
    assert project.settings == SETTINGS


def test_folders_other_than_graph_may_be_missing(tmp_path: Path) -> None:
    project = write(tmp_path)
    assert (project.ontology_files, project.shapes_files, project.query_files) == ((), (), ())


def test_no_graph_files(tmp_path: Path) -> None:
    project = write(tmp_path)
    assert project.settings == SETTINGS
    project.dataset_file.unlink()
    with pytest.raises(InputError) as caught:
        _ = project.graph_files
    assert str(caught.value) == (
        f"{tmp_path}/graph: error: graph/ holds no Turtle file (*.ttl) [MT104]\n"
        "  Add graph/dataset.ttl and at least one file of facts."
    )


@pytest.mark.parametrize("name", ["", "none"])
def test_a_folder_that_is_no_project(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        Project.open(tmp_path / name)
    assert str(caught.value) == (
        f"{tmp_path / name}: error: this folder is not a project: it has no folder graph/ [MT101]\n"
        "  Name a project with --project DIR; docs/project.md says what one holds."
    )


def test_the_project_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder if it is one, else the checkout's project, else the one that is packed in the wheel."""
    working, checkout, packed = (tmp_path / name for name in ("working", "checkout", "packed"))
    working.mkdir()
    monkeypatch.chdir(working)
    monkeypatch.setattr(module, "CHECKOUT", checkout)
    monkeypatch.setattr(module, "PACKED", packed)
    with pytest.raises(InputError) as caught:
        Project.open(None)
    assert caught.value.code == "MT101"
    write(packed)
    assert Project.open(None).root == packed
    write(checkout)
    assert Project.open(None).root == checkout
    write(working)
    assert Project.open(None).root.resolve() == working.resolve()
