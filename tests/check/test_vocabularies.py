"""Which vocabularies are known, and that rdflib's lists that are trusted miss nothing of the official files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medtown.check.declarations import Declarations, read_declarations
from medtown.check.rules.prefixes import WELL_KNOWN, meant
from medtown.check.vocabularies import TRUSTED, Vocabularies, listed, own_namespaces, read_vocabularies
from tests.support.shared import shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.namespace import DefinedNamespace

    from medtown.check.context import Context

ROOT = Path(__file__).parents[2]
FOAF = "http://xmlns.com/foaf/0.1/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
# Subjects in these files that are no terms: versions and parts of a document.
NO_TERMS = {"", "1.1"}


@pytest.fixture(scope="module")
def official() -> list[Declarations]:
    """What the official files of vocabularies declare."""
    declared, errors = read_declarations([shared("vocabs")])
    assert {error.file.name for error in errors if error.file} == {"earl.ttl", "vcard.ttl"}  # are no Turtle
    return declared


@pytest.mark.parametrize("space", TRUSTED, ids=lambda space: space.__name__)
def test_a_trusted_list_misses_no_official_term(space: type[DefinedNamespace], official: list[Declarations]) -> None:
    declared = {name for file in official if str(space) in file.about for name in file.names[str(space)]}
    assert declared - listed(space) - NO_TERMS == set()


def test_most_trusted_lists_were_compared(official: list[Declarations]) -> None:
    described = {space for file in official for space in file.about}
    assert {space.__name__ for space in TRUSTED if str(space) not in described} == {
        *("DC", "DCAM", "DCMITYPE", "OWL", "QB", "RDF", "RDFS", "XSD")
    }


def test_no_official_namespace_looks_mistyped(official: list[Declarations]) -> None:
    known = {space for spaces in WELL_KNOWN.values() for space in spaces}
    assert [space for file in official for space in file.about if meant("", space, known)] == []


def test_well_known_namespaces_are_those_of_the_official_files(official: list[Declarations]) -> None:
    described = {space for file in official for space in file.about}
    for name in ("adms", "csvw", "dcat", "dcterms", "doap", "dqv", "duv", "foaf", "locn", "oa", "odrl", "org", "prof"):
        assert WELL_KNOWN[name][0] in described, name
    for name in ("prov", "regorg", "schema", "sd", "sh", "skos", "time", "vann", "void"):
        assert WELL_KNOWN[name][0] in described, name


KNOWN = Vocabularies(
    {
        "http://e.org/a#": {"name", "Name", "title", "Organization", "organization"},
        "http://e.org/b/": {"label", "nave"},
        "http://e.org/c/": {"Title", "label", "nomenclature"},
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": {"type"},
    }
)


@pytest.mark.parametrize(
    ("iri", "lacks"),
    [
        ("http://e.org/a#name", False),
        ("http://e.org/a#nmae", True),
        ("http://e.org/a#", False),
        ("http://e.org/a", False),
        ("http://e.org/b/x/y", False),
        ("http://e.org/b/file.ttl", False),
        ("http://e.org/z#nmae", False),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#_12", False),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#_0", True),
        ("http://e.org/a#_1", True),
    ],
)
def test_what_a_vocabulary_lacks(iri: str, lacks: bool) -> None:  # noqa: FBT001 - a column of the table
    assert KNOWN.lacks(iri) is lacks


@pytest.mark.parametrize(
    ("iri", "similar"),
    [
        ("http://e.org/a#nmae", "http://e.org/a#name"),
        ("http://e.org/a#NAME", "http://e.org/a#Name"),
        ("http://e.org/a#organisation", "http://e.org/a#organization"),
        ("http://e.org/a#Organisation", "http://e.org/a#Organization"),
        ("http://e.org/a#Title", "http://e.org/a#title"),
        ("http://e.org/a#label", "http://e.org/c/label"),
        ("http://e.org/b/name", "http://e.org/b/nave"),
        ("http://e.org/b/titl", None),
        ("http://e.org/b/Organization", "http://e.org/a#Organization"),
    ],
)
def test_what_was_probably_meant(iri: str, similar: str | None) -> None:
    assert KNOWN.similar(iri, ["http://e.org/unknown/", "http://e.org/c/"]) == similar


def test_the_same_name_in_a_vocabulary_of_the_project_comes_before_a_similar_one() -> None:
    assert KNOWN.similar("http://e.org/b/name", ["http://e.org/a#"]) == "http://e.org/a#name"


def test_a_named_file_adds_to_what_is_known(context: Callable[..., Context], tmp_path: Path) -> None:
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    (folder / "v.ttl").write_text(
        "@prefix v: <http://v.org/v#> . v:a v:b v:c . v:b v:b v:c ."
        f"<{FOAF}nick2> v:b v:c . <http://w.org/w#x> v:b v:c ."
    )
    (folder / "broken.ttl").write_text("<a> <b>")
    (folder / "relative.ttl").write_text("<> <#b> <#c> . <#b> <#b> <#c> . <#d> <#b> 1 .")
    (folder / ".hidden.ttl").write_text("broken")
    vocabularies, errors = read_vocabularies(context("", folder, tmp_path / "none.ttl"))
    assert vocabularies.names["http://v.org/v#"] == {"a", "b"}
    assert {"name", "nick2"} <= set(vocabularies.names[FOAF])
    assert "http://w.org/w#" not in vocabularies.names
    assert f"{(folder / 'relative.ttl').as_uri()}#" in vocabularies.names
    assert [(error.code, error.file) for error in errors] == [
        ("MT201", folder / "broken.ttl"),
        ("MT105", tmp_path / "none.ttl"),
    ]


ONTOLOGY = """\
@prefix o: <http://own.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://own.org/o> a owl:Ontology . o:A a owl:Class . o:B a owl:Class .
<http://xmlns.com/foaf/0.1/Kitten> a owl:Class .
"""


def test_an_ontology_outside_the_base_is_known(context: Callable[..., Context]) -> None:
    shape = "<http://own.org/o#Shape> a sh:NodeShape ."
    own = context({"ontology/o.ttl": ONTOLOGY, "shapes/o.ttl": shape})
    assert own_namespaces(own) == ["http://example.org/", "http://own.org/o#"]
    vocabularies, _ = read_vocabularies(own)
    assert vocabularies.names["http://own.org/o#"] == {"A", "B", "Shape"}
    assert "Kitten" not in vocabularies.names[FOAF]


def test_an_ontology_that_is_only_described_is_not_known(context: Callable[..., Context]) -> None:
    described = "<http://own.org/o> a <http://www.w3.org/2002/07/owl#Ontology> . :a a :B . :b a :B ."
    assert own_namespaces(context({"ontology/o.ttl": described})) == ["http://example.org/"]
    assert own_namespaces(context({"graph/o.ttl": ONTOLOGY})) == ["http://example.org/"]


def test_what_is_below_the_base_is_left_to_others(context: Callable[..., Context], tmp_path: Path) -> None:
    (tmp_path / "v.ttl").write_text("<http://example.org/def#a> <http://v.org/b> 1 .")
    vocabularies, _ = read_vocabularies(context("", tmp_path / "v.ttl"))
    assert "http://example.org/def#" not in vocabularies.names
    assert RDFS in vocabularies.names
