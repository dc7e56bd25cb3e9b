from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.prefixes import WELL_KNOWN, meant
from medtown.check.rules.terms import check_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.check.context import Context

FOAF = "http://xmlns.com/foaf/0.1/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.mark.parametrize(
    ("prefix", "namespace", "right"),
    [
        ("foaf", "http://xmlns.com/foaf/0.1", FOAF),
        ("foaf", "https://xmlns.com/foaf/0.1/", FOAF),
        ("foaf", "http://xmlns.com/foaf/0.1#", FOAF),
        ("foaf", "http://www.xmlns.com/foaf/0.1/", FOAF),
        ("foaf", "http://xmlns.com/foaf/spec/", FOAF),
        ("foaf", "http://xmlns.com/foaf/1.0/", FOAF),
        ("f", "http://xmlns.com/foaff/0.1/", FOAF),
        ("f", "http://XMLNS.com//foaf/0.1/", FOAF),
        ("f", "http://xmlns.com/foaf0.1/", FOAF),
        ("skos", "http://www.w3.org/2008/05/skos#", SKOS),
        ("s", "http://www.w3.org/2004/02/skso/core#", SKOS),
        ("xsd", "http://www.w3.org/2001/XMLSchema", "http://www.w3.org/2001/XMLSchema#"),
        ("dcat", "https://www.w3.org/ns/dcat#", "http://www.w3.org/ns/dcat#"),
        ("schema", "http://schema.org", "https://schema.org/"),
        ("wd", "https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/"),
        ("geo", "http://www.w3.org/2003/01/geo/", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ],
)
def test_slips(prefix: str, namespace: str, right: str) -> None:
    assert meant(prefix, namespace) == right


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [
        *((prefix, namespace) for prefix, spaces in WELL_KNOWN.items() for namespace in spaces),
        ("foaf", SKOS),
        ("org", "https://example.net/id/org/"),
        ("f", "http://xmlns.com/foaf/0.2/"),
        ("wot", "http://xmlns.com/wot/0.1/"),
        ("dpv", "http://www.w3.org/ns/dpv#"),
        ("ma", "http://www.w3.org/ns/ma-ont#"),
        ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("", "http://example.org/"),
        ("x", "urn:x:"),
    ],
)
def test_namespaces_that_are_meant_so(prefix: str, namespace: str) -> None:
    assert meant(prefix, namespace) is None


def test_each_file_is_told_where_it_declares_the_prefix(context: Callable[..., Context]) -> None:
    found = check_terms(
        context(
            {
                "graph/0.ttl": "@prefix foaf: <http://xmlns.com/foaf/0.1> . :a foaf:name 1 .",
                "graph/1.ttl": f"@prefix foaf: <{FOAF}> . :a foaf:name 1 .",
                "shapes/0.ttl": "PREFIX foaf:\n  <https://xmlns.com/foaf/0.1/> :a sh:path foaf:name .",
            }
        )
    )
    assert [
        (f.code, f.file and f.file.parent.name, *(f.at or ())[1:], f.message, f.expected, f.suggestion) for f in found
    ] == [
        (
            *("MT309", "graph", 5, 15, 5, 42),
            "the prefix foaf: stands for <http://xmlns.com/foaf/0.1>, which no known vocabulary uses",
            *(f"<{FOAF}>", f"<{FOAF}>"),
        ),
        (
            *("MT309", "shapes", 6, 3, 6, 32),
            "the prefix foaf: stands for <https://xmlns.com/foaf/0.1/>, which no known vocabulary uses",
            *(f"<{FOAF}>", f"<{FOAF}>"),
        ),
    ]


def test_a_namespace_written_in_another_way_gets_no_replacement(context: Callable[..., Context]) -> None:
    (finding,) = check_terms(context("@base <http://xmlns.com/foaf/> . @prefix foaf: <0.1> . :a foaf:name 1 ."))
    assert (finding.code, finding.line, finding.expected, finding.suggestion) == ("MT309", 5, f"<{FOAF}>", "")


def test_what_is_below_the_base_is_the_projects_own(context: Callable[..., Context], tmp_path: Path) -> None:
    (tmp_path / "v.ttl").write_text("<http://example.orgg/id/b> <http://example.orgg/id/b> 1 .")
    assert list(check_terms(context(":a :b 1 .", tmp_path / "v.ttl"))) == []


def test_a_vocabulary_that_is_named_is_known_by_its_namespace(context: Callable[..., Context]) -> None:
    own = context("@prefix v: <http://vocabulary.org/termss#> . :a v:b 1 .")
    assert list(check_terms(own)) == []
    file = own.project.root / "v.ttl"
    file.write_text("<http://vocabulary.org/terms#b> <http://vocabulary.org/terms#b> 1 .")
    named = context("@prefix v: <http://vocabulary.org/termss#> . :a v:b 1 .", file)
    assert [finding.suggestion for finding in check_terms(named)] == ["<http://vocabulary.org/terms#>"]
