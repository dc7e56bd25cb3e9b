"""That each term of others that we use exists there, and that what can't be checked is named.

Set MEDTOWN_SUITES to the folder beside the vocabularies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.core import get_global
from rdflib import DCMITYPE, OWL, QB, RDF, RDFS, XSD, Graph, URIRef
from rdflib.namespace import WGS

from medtown.check.vocabularies import listed
from tests.ontology.reading import (
    BASE,
    LISTS,
    ROOT,
    TWINS,
    VOCABULARIES,
    datatypes,
    iris,
    namespace,
    own_triples,
    read,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EU = "http://publications.europa.eu/resource/authority/"
LANGUAGES = f"{_EU}language/"

# Namespaces of which there is no copy: rdflib's own lists, which are closed W3C and DCMI vocabularies.
_LISTED = {str(space): listed(space) for space in (DCMITYPE, OWL, QB, RDF, RDFS, XSD)}
# rdflib spells the namespace of W3C Basic Geo with https, where http is right; the names are the same.
_LISTED["http://www.w3.org/2003/01/geo/wgs84_pos#"] = listed(WGS)

# What nothing here can check, and why. Each was typed from the public table and looked at by a person.
NOT_CHECKED = {
    f"{_EU}frequency/IRREG": "no copy of the EU's table of frequencies; the examples of DCAT-AP hold only two others",
    **dict.fromkeys(
        ("http://datashapes.org/dash#propertyRole", "http://datashapes.org/dash#KeyInfoRole"),
        "no copy of DASH with its property roles (https://datashapes.org/propertyroles.html)",
    ),
}
# Where an IRI may stand that is no term: pages and files, licences, names of other bases for the same thing.
_POINTERS = {
    *(
        "http://www.w3.org/ns/dcat#landingPage",
        "http://purl.org/dc/terms/license",
        "http://rdfs.org/ns/void#vocabulary",
    ),
    *("http://xmlns.com/foaf/0.1/homepage", "http://xmlns.com/foaf/0.1/page", str(RDFS.seeAlso), str(OWL.sameAs)),
    *("http://rdfs.org/ns/void#uriSpace", "http://purl.org/dc/terms/conformsTo"),
    str(RDF.object),  # what a statement says may be any of these
}
_KNOWN = {**VOCABULARIES, **LISTS, **TWINS, **_LISTED, LANGUAGES: ()}


@pytest.fixture(scope="module")
def own() -> Graph:
    return own_triples("ontology", "graph", "shapes")


@pytest.fixture(scope="module")
def declared(vocabs: Path, own: Graph) -> dict[str, set[str]]:
    """The IRIs that exist in each namespace that is used."""
    used = {namespace(iri, _KNOWN) for iri in _used(own)}
    files = {**VOCABULARIES, **{space: (file,) for space, file in LISTS.items()}}
    found = {space: {space + name for name in names} for space, names in _LISTED.items()}
    for space, names in files.items():
        if space in used:
            found[space] = set().union(*(subjects(read(vocabs / name)) for name in names))
    for twin, space in TWINS.items():
        found[twin] = {iri.replace(space, twin) for iri in subjects(read(vocabs / LISTS[space]))}
    return found


def test_each_foreign_term_exists(own: Graph, declared: dict[str, set[str]]) -> None:
    missing = [
        iri
        for iri in sorted(_used(own))
        if (space := namespace(iri, declared)) and iri != space and iri not in declared[space]
    ]
    assert missing == []


def test_each_namespace_of_terms_is_known(own: Graph) -> None:
    """No predicate, class or datatype, and no link but to pages, is in a namespace that this test does not know."""
    unknown = {iri for iri in _terms(own) if not iri.startswith(BASE) and namespace(iri, _KNOWN) is None}
    assert sorted(unknown - NOT_CHECKED.keys()) == []


def test_what_is_not_checked_is_used_and_has_a_reason(own: Graph) -> None:
    assert NOT_CHECKED.keys() <= _used(own)
    assert all(NOT_CHECKED.values())


def test_each_language_has_a_code_of_iso_639_3(own: Graph) -> None:
    """There is no copy of the EU's table of languages; its codes are those of ISO 639-3 in capitals.

    CLDR, through Babel, knows the three-letter codes of languages that have two letters as well. That the EU's table
    holds the language is not checked.
    """
    aliases = get_global("language_aliases")
    codes = {iri.removeprefix(LANGUAGES) for iri in _used(own) if iri.startswith(LANGUAGES)} - {""}
    assert {code for code in codes if not (code.isupper() and len(aliases.get(code.lower(), "")) == 2)} == set()
    assert {"ARA", "ELL", "ENG", "FRA", "POR", "SPA"} <= codes


def test_no_entry_of_an_eu_table_is_deprecated(own: Graph, vocabs: Path) -> None:
    flag = URIRef("http://publications.europa.eu/ontology/authority/deprecated")
    used = _used(own)
    for space, file in LISTS.items():
        if space.startswith(_EU) and any(iri.startswith(space) for iri in used):
            table = read(vocabs / file)
            assert [s for s, value in table[:flag] if str(value) == "true" and str(s) in used] == []


def test_each_name_of_another_base_was_seen_in_a_source(own: Graph, vocabs: Path) -> None:
    """There is no copy of GeoNames or EUR-Lex: their identifiers must stand in table 19 of the facts."""
    facts = (vocabs.parent / "facts" / "medtown-facts.md").read_text("utf-8")
    for same in own.objects(None, OWL.sameAs):
        found = re.fullmatch(r"https://sws\.geonames\.org/(\d+)/", str(same))
        assert re.search(rf"\bGeoNames {found[1]}\b" if found else rf"{re.escape(str(same))}(?=\s)", facts), same


def test_a_misspelt_term_is_caught(own: Graph, declared: dict[str, set[str]]) -> None:
    wrong = ("http://www.w3.org/ns/org#Organisation", "http://metadata.un.org/sdg/18", f"{_EU}country/PAL")
    assert [iri for iri in wrong if iri in declared[str(namespace(iri, declared))]] == []
    assert {"http://www.w3.org/ns/org#Organization", "http://metadata.un.org/sdg/8.3"} <= _used(own)


def _used(own: Graph) -> set[str]:
    """All IRIs of the Turtle files, and those of the questions."""
    return iris(own) | {iri for path in sorted((ROOT / "queries").glob("*.rq")) for iri in _in_query(path)}


def _terms(own: Graph) -> set[str]:
    """IRIs that must be terms: predicates, datatypes, and objects of all but what points to pages."""
    found = {str(p) for p in own.predicates(unique=True)} | datatypes(own)
    return found | {str(o) for _, p, o in own if isinstance(o, URIRef) and str(p) not in _POINTERS}


_TOKEN = re.compile(
    r"""
      (?: "[^"\n]*" | '[^'\n]*' )                                # a text
    | <(?P<iri>[a-z]+:[^>\s]*)>
    | \#.*                                                       # a comment, at a line's end or whole
    | (?i:PREFIX) \s+ (?P<prefix>[\w-]*): \s* <(?P<space>[^>]*)>
    | (?<![\w?$:]) (?P<of>[A-Za-z][\w-]*) : (?P<name>\w[\w.-]*\w|\w)
    """,
    re.VERBOSE,
)


def _in_query(path: Path) -> Iterator[str]:
    """The IRIs of a question: those in angle brackets, and its prefixed names."""
    prefixes: dict[str, str] = {}
    for token in _TOKEN.finditer(path.read_text("utf-8")):
        if token["space"] is not None:
            prefixes[token["prefix"]] = token["space"]
        elif token["iri"] is not None:
            yield token["iri"]
        elif token["of"] is not None:
            yield prefixes[token["of"]] + token["name"]
