from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.rules.terms import check_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.check.context import Context

FOAF = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
DC = "http://purl.org/dc/elements/1.1/"


@pytest.mark.parametrize(
    "text",
    [
        ':a foaf:name "x"@en ; a foaf:Person ; :p "1"^^xsd:integer, 1, 1.0, true, "x"^^:own .',
        ":a <http://www.w3.org/1999/02/22-rdf-syntax-ns#_3> :b ; rdfs:seeAlso <http://xmlns.com/foaf/0.1/> .",
        ":a rdfs:seeAlso <http://xmlns.com/foaf/0.1/index.rdf>, <http://www.w3.org/2004/02/skos/core> .",
        ":a :p foaf:TODO .",
        ":a :p <http://www.w3.org/ns/dcat#DatasetSeries>, <https://schema.org/Certification> .",
        ':a :p "http://xmlns.com/foaf/0.1/nmae", "foaf:nmae"@en .',
        ':a :p "2020"^^xsd:gYear, "PT1H"^^xsd:dayTimeDuration, "x"^^xsd:anyType .',
        ":a sh:class foaf:Agent ; sh:and () ; sh:in () ; sh:not [] .",
    ],
)
def test_terms_that_are_declared_or_not_looked_at(text: str, context: Callable[..., Context]) -> None:
    assert list(check_terms(context(FOAF + text))) == []


@pytest.mark.parametrize(
    ("text", "columns", "term", "suggestion"),
    [
        (':a foaf:nmae "x" .', (4, 13), "foaf:nmae", "foaf:name"),
        (":a a foaf:Organisation .", (6, 23), "foaf:Organisation", "foaf:Organization"),
        (":a :p <http://xmlns.com/foaf/0.1/knowss> .", (7, 41), "foaf:knowss", "foaf:knows"),
        ("foaf:nmae a :B ; a :C .", (1, 10), "foaf:nmae", "foaf:name"),
        (':a :p "2020-01-01"^^xsd:Date .', (21, 29), "xsd:Date", "xsd:date"),
        (':a :p "x" ^^ <http://www.w3.org/2001/XMLSchema#dat> .', (14, 52), "xsd:dat", "xsd:date"),
        (':a :p """x\n"""^^xsd:strng .', (6, 15), "xsd:strng", "xsd:string"),
        (f":a <{DC}label> 1 .", (4, 43), f"<{DC}label>", "rdfs:label"),
        (f":a <{DC}license> 1 .", (4, 45), f"<{DC}license>", "<http://purl.org/dc/terms/license>"),
        (":a foaf:zzzzz 1 .", (4, 14), "foaf:zzzzz", ""),
    ],
)
def test_terms_that_no_vocabulary_declares(
    text: str, columns: tuple[int, int], term: str, suggestion: str, context: Callable[..., Context]
) -> None:
    (finding,) = check_terms(context(f"{FOAF}\n{text}"))
    assert (finding.code, finding.message) == ("MT308", f"{term} is not declared by its vocabulary")
    assert finding.at
    assert (finding.at.last_line, finding.at.column, finding.at.end_column) == (6 + text.count("\n"), *columns)
    assert finding.suggestion == suggestion
    assert bool(finding.expected) == bool(suggestion)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (":a foaf:nmae 1 . :b foaf:nmae 2 .", 2),
        ("foaf:nmae a :B ; a :C . foaf:nmae :p foaf:nmae .", 2),
        (':a :p "1"^^xsd:in, "2"^^xsd:in ; :q "1"^^xsd:in .', 3),
    ],
)
def test_a_file_is_told_of_a_term_once(text: str, times: int, context: Callable[..., Context]) -> None:
    (finding,) = check_terms(context(FOAF + text))
    assert finding.message.endswith(f"is not declared by its vocabulary (used {times} times in this file, here first)")


def test_shapes_are_checked_too_and_each_file_by_itself(context: Callable[..., Context]) -> None:
    shape = ":S a sh:NodeShap ; sh:property [ sh:path foaf:nmae ; sh:datatype xsd:int16 ; sh:minCuont 1 ] ."
    found = check_terms(
        context(
            {
                "graph/0.ttl": f"{FOAF}:a foaf:nmae 1 .",
                "graph/1.ttl": f"{FOAF}:a foaf:nmae 1 .",
                "shapes/0.ttl": FOAF + shape,
            }
        )
    )
    assert [(finding.file and finding.file.parent.name, finding.message.split()[0]) for finding in found] == [
        ("graph", "foaf:nmae"),
        ("graph", "foaf:nmae"),
        ("shapes", "sh:NodeShap"),
        ("shapes", "foaf:nmae"),
        ("shapes", "xsd:int16"),
        ("shapes", "sh:minCuont"),
    ]


def test_vocabularies_that_are_named_are_checked(context: Callable[..., Context], tmp_path: Path) -> None:
    (tmp_path / "v.ttl").write_text("@prefix v: <http://v.org/v#> . v:place v:b 1 . v:b v:b 1 .")
    text = "@prefix v: <http://v.org/v#> . :a v:plaec 1 ."
    assert list(check_terms(context(text))) == []
    (finding,) = check_terms(context(text, tmp_path / "v.ttl"))
    assert (finding.message, finding.suggestion) == ("v:plaec is not declared by its vocabulary", "v:place")


def test_a_vocabulary_that_cannot_be_read_is_a_fault(context: Callable[..., Context], tmp_path: Path) -> None:
    (tmp_path / "v.ttl").write_text("<a> <b>")
    fault, finding = check_terms(context(f"{FOAF}:a foaf:nmae 1 .", tmp_path / "v.ttl"))
    assert (fault.code, fault.is_fault, fault.file, fault.line) == ("MT201", True, tmp_path / "v.ttl", 1)
    assert finding.code == "MT308"
