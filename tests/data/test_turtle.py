from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.data.turtle import TurtleWriter
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "@prefix e: <http://e/> .\n\n"
XSD = "http://www.w3.org/2001/XMLSchema#"


def written(folder: Path, text: str, label: str = "") -> str:
    path = folder / "graph.ttl"
    path.write_text(f"@prefix e: <http://e/> .\n{text}")
    table = read_table([TurtleFile(path, "http://e/graph")])
    writer = TurtleWriter(table, Prefixes(table.prefixes), lambda _: label)
    subject = table.id("<http://e/s>")
    assert subject is not None
    return writer.write(Describer(table).document([subject]))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (f'"1"^^<{XSD}integer>', "1"),
        (f'"-12"^^<{XSD}integer>', "-12"),
        (f'"1.50"^^<{XSD}decimal>', "1.50"),
        (f'"true"^^<{XSD}boolean>', "true"),
        (r'"a\nb"', '"""a\nb"""'),
        (r'"a\n\"b\""', '"""a\n"b\\""""'),
        (r'"\n\"\"\"\""', '"""\n\\"\\"\\"\\""""'),
        (r'"a\\n"', r'"a\\n"'),
        (r'"a\r\n"@fr', '"""a\\r\n"""@fr'),
    ],
)
def test_literal(tmp_path: Path, term: str, text: str) -> None:
    assert written(tmp_path, f"e:s e:p {term} .") == f"{HEAD}e:s\n  e:p {text} .\n"


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("01", "integer"),
        ("+1", "integer"),
        ("-0", "integer"),
        (".5", "decimal"),
        ("1.", "decimal"),
        ("1e6", "double"),
        ("1", "boolean"),
        ("1", "decimal"),
        ("TRUE", "boolean"),
    ],
)
def test_other_numbers_keep_their_quotes(tmp_path: Path, lexical: str, datatype: str) -> None:
    text = written(tmp_path, f'e:s e:p "{lexical}"^^<{XSD}{datatype}> .')
    assert text.endswith(f'\n\ne:s\n  e:p "{lexical}"^^xsd:{datatype} .\n')


def test_a_label_can_not_leave_its_comment(tmp_path: Path) -> None:
    text = written(tmp_path, "e:s e:p e:o .", label="one\n\r\u2028two .\x00\x85 ")
    assert text == f"{HEAD}e:s\n  e:p e:o . # one two .\n"


def test_a_short_collection_stands_on_one_line(tmp_path: Path) -> None:
    assert written(tmp_path, "e:s e:p ( 1 ( 2 ) () ) .") == f"{HEAD}e:s\n  e:p ( 1 ( 2 ) () ) .\n"


def test_a_resource_of_which_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<http://e/s> <http://e/p> <http://e/o> .")
    table = read_table([TurtleFile(path, "http://e/graph")])
    unsaid = table.id("<http://e/o>")
    assert unsaid is not None
    assert TurtleWriter(table, Prefixes()).write(Describer(table).document([unsaid])) == ""
