from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from medtown.data.document import Describer
from medtown.data.jsonld import CONTEXT_FILE, JsonLdWriter
from medtown.data.prefixes import Prefixes
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The document of e:s and the context."""
    path = folder / "graph.ttl"
    path.write_text(f"@prefix e: <http://e/> . @prefix geo: <http://g/> .\n{text}")
    table = read_table([TurtleFile(path, "http://e/graph")])
    describer = Describer(table)
    writer = JsonLdWriter(describer, Prefixes(table.prefixes))
    subject = table.id("<http://e/s>")
    assert subject is not None
    document = json.loads(writer.write(describer.document([subject], "doc/x/s")))
    return document, json.loads(writer.context)["@context"]


@pytest.mark.parametrize(
    ("values", "value", "definition"),
    [
        ("e:a", "e:a", {"@type": "@id"}),
        ("_:b . e:t e:q _:b", "_:f0b0", {"@type": "@id"}),
        ("[ e:r 1 ]", {"e:r": "1"}, {"@type": "@id"}),
        ('"a"', "a", None),
        ("1", "1", {"@type": "http://www.w3.org/2001/XMLSchema#integer"}),
        ('"a"@en', {"en": "a"}, {"@container": "@language"}),
        ('"a"@en , "b@c" , "d"@en', {"en": ["a", "d"], "@none": "b@c"}, {"@container": "@language"}),
        ('"a" , e:b', ["a", {"@id": "e:b"}], None),
        ("( e:a )", {"@list": [{"@id": "e:a"}]}, None),
        ("()", {"@list": []}, None),
        (
            '"{}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>',
            {"@value": "{}", "@type": "rdf:JSON"},
            None,
        ),
    ],
)
def test_values(tmp_path: Path, values: str, value: object, definition: dict[str, str] | None) -> None:
    document, context = written(tmp_path, f"e:s e:p {values} .")
    assert document["e:p"] == value if "@graph" not in document else document["@graph"][0]["e:p"] == value
    if definition == {"@type": "http://www.w3.org/2001/XMLSchema#integer"}:
        definition = {"@type": "xsd:integer"}
    assert context.get("e:p") == (definition and {"@id": "http://e/p", **definition})


def test_a_prefix_that_is_a_scheme_in_the_data_is_not_used(tmp_path: Path) -> None:
    document, context = written(tmp_path, "e:s e:p <geo:1,2> , geo:x .")
    assert document["e:p"] == ["geo:1,2", "http://g/x"]
    assert "geo" not in context


def test_no_term_is_defined_by_itself(tmp_path: Path) -> None:
    text = 'e:s e: e:a ; e:p "1"^^e:p ; e:q "1"^^e:r ; e:r "1"^^e:q .'
    document, context = written(tmp_path, text)
    assert set(context) == {"@version", "e"}
    assert document["http://e/"] == {"@id": "e:a"}
    assert document["e:p"] == {"@value": "1", "@type": "e:p"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_context_is_found_beside_a_copy_of_the_site(tmp_path: Path, describer: Describer, book: int) -> None:
    writer = JsonLdWriter(describer, Prefixes(describer.table.prefixes))
    document = describer.document([book], "doc/book/short-walks")
    file = tmp_path / f"{document.path}.jsonld"
    file.parent.mkdir(parents=True)
    file.write_text(writer.write(document), encoding="utf-8")
    (tmp_path / CONTEXT_FILE).write_text(writer.context, encoding="utf-8")
    expected = sum(len(values) for block in document.blocks.values() for values in block.values())
    assert len(rdflib.Graph().parse(file, format="json-ld")) == expected - 1  # rdflib takes 096 and 96 for one
