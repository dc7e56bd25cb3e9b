"""Every triple of a file is found where it is written, however it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check.locate import Locator
from medtown.check.source import Source, read_lines
from medtown.table import read_table
from medtown.table.terms import is_blank, literal
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from medtown.table import Table

ROOT = Path(__file__).parents[3]
FILES = sorted(path for folder in ("ontology", "graph", "shapes") for path in (ROOT / folder).rglob("*.ttl"))


def read(path: Path) -> Table:
    return read_table([TurtleFile(path, "http://example.org/g")])


def text_at(source: Source, region: tuple[int, int, int, int]) -> str:
    line, column, last_line, end_column = region
    lines = source.text.split("\n")
    if line == last_line:
        return lines[line - 1][column - 1 : end_column - 1]
    inner = lines[line : last_line - 1]
    return "\n".join([lines[line - 1][column - 1 :], *inner, lines[last_line - 1][: end_column - 1]])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_triple_of_the_project_is_found_on_its_line(path: Path) -> None:
    table, source = read(path), Source(path)
    locator = Locator(table)
    wrong = []
    for row in range(len(table)):
        terms = [table.terms[int(column[row])] for column in (table.subject, table.predicate, table.object)]
        stated = source.triple((terms[0], terms[1], terms[2]), int(table.line[row]))
        # The links of a list are not written out: `( … )` stands for them.
        if stated is None:
            wrong.append(terms) if "rdf-syntax-ns#rest" not in terms[1] else None
        elif not is_blank(terms[2]):
            region = locator.region(row)
            found = source.term(stated.object)
            if found != terms[2] or not (region.line or 0) <= int(table.line[row]) or not text_at(source, region[1:]):  # type: ignore[arg-type]
                wrong.append(terms)
    assert wrong == []


class Written(NamedTuple):
    """A triple's object as written, as a term, and where it was put."""

    text: str
    term: str


GAPS = st.sampled_from(
    [" ", "\n", "\r\n", "\t", "  \n\t ", ' # a comment, with . and ; and "\n', "\r\n# «»\r\n", "\n\n"]
)
SUBJECTS = ("<http://e/s>", "ex:s", "ex:", "_:b", "ex:a.b", "é:ü", "<http://e/\\u00e9>")
PREDICATES = ("a", "ex:p", "<http://e/p>", "ex:p%20q", "ex:p\\,q")


XSD = "http://www.w3.org/2001/XMLSchema#"
INNER = st.sampled_from(["\n", "\n\n  . ;\n", ' "quoted" ', "# no comment\n", "\n\t", "''"])


@st.composite
def objects(draw: st.DrawFn, number: int) -> Written:
    """An object that no other number gives."""
    mark, inner = f"n{number}", draw(INNER)
    return draw(
        st.sampled_from(
            [
                Written(f"<http://e/{mark}>", f"<http://e/{mark}>"),
                Written(f"ex:{mark}", f"<http://e/{mark}>"),
                Written(f"{number}", literal(str(number), datatype=f"{XSD}integer")),
                Written(f"-{number}.5", literal(f"-{number}.5", datatype=f"{XSD}decimal")),
                Written(f'"""{mark}{inner}end"""', literal(f"{mark}{inner}end")),
                Written(f"'{mark} \"x\" \\' <a> .'", literal(f'{mark} "x" \' <a> .')),
                Written(f'"{mark}"^^ex:d', literal(mark, datatype="http://e/d")),
                Written(f'"{mark} مرحبا"@AR-jo', literal(f"{mark} مرحبا", "ar-jo")),
                Written(f'"{mark} \\" \\\\"', literal(f'{mark} " \\')),
            ]
        )
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, tuple[int, int, int, int]]]:
    """A Turtle text, and the region of each object by its term."""
    text = draw(st.sampled_from(["", "# head\r\n"])) + "@prefix ex: <http://e/> .\nPREFIX é: <http://e/é#>\n"
    places: dict[str, tuple[int, int, int, int]] = {}
    number = 0

    def put(part: str) -> tuple[int, int, int, int]:
        nonlocal text
        start = len(text)
        text += part
        return (*_position(text, start), *_position(text, len(text)))

    for _ in range(draw(st.integers(1, 4))):
        put(draw(st.sampled_from(SUBJECTS)))
        for first in (True, *[False] * draw(st.integers(0, 3))):
            put(("" if first else ";") + draw(GAPS))
            put(draw(st.sampled_from(PREDICATES)) + draw(GAPS))
            opening = draw(st.sampled_from(["", "", "[ ex:in ", "( "]))
            put(opening)
            written = draw(objects(number))
            number += 1
            places[written.term] = put(written.text)
            put(draw(GAPS) + {"": "", "[": "]", "(": ")"}[opening[:1]] + draw(GAPS))
        put("." + draw(GAPS))
    return text, places


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@given(files(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_any_layout(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[str, dict[str, tuple[int, ...]]], mark: bytes
) -> None:
    text, places = drawn
    path = tmp_path_factory.getbasetemp() / "layout.ttl"
    path.write_bytes(mark + text.encode())
    table = read(path)
    locator = Locator(table)
    found = {}
    for row in range(len(table)):
        term = table.terms[int(table.object[row])]
        if term in places:
            found[term] = tuple(locator.region(row)[1:])
    assert found == places


def test_the_parts_of_a_triple_and_its_statement(tmp_path: Path) -> None:
    path = tmp_path / "parts.ttl"
    path.write_text("@prefix : <http://e/> .\n\n:a :b 1 ;\n  :c [ :d 2 ] .\n", "utf-8")
    table = read(path)
    locator = Locator(table)
    rows = {table.terms[int(table.predicate[row])]: row for row in range(len(table))}
    last = rows["<http://e/d>"]
    assert locator.region(last)[1:] == (4, 11, 4, 12)
    assert locator.region(last, "predicate")[1:] == (4, 8, 4, 10)
    assert locator.region(last, "subject")[1:] == (4, 6, 4, 7)
    assert locator.region(last, "statement")[1:] == (3, 1, 4, 16)
    assert locator.region(rows["<http://e/b>"], "subject")[1:] == (3, 1, 3, 3)


def test_the_same_value_twice_on_a_line_is_told_apart_by_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "twice.ttl"
    path.write_text("@prefix : <http://e/> . :a :p 1 . :b :p 1 .\n", "utf-8")
    table = read(path)
    assert [Locator(table).region(row).column for row in range(2)] == [31, 41]


def test_a_prefix_is_found_where_it_is_declared_and_counts_from_there(tmp_path: Path) -> None:
    path = tmp_path / "prefix.ttl"
    path.write_text(
        "@prefix a: <http://e/1/> .\n@base <http://e/> .\na:x a <y> .\n  prefix a: <2/>\na:x a <z> .\n", "utf-8"
    )
    source = Source(path)
    found = source.directive("a")
    assert found is not None
    assert found[1:] == (1, 1, 1, 25)
    assert source.directive("b") is None
    table = read(path)
    assert [Locator(table).region(row).line for row in range(2)] == [3, 5]
    assert table.terms[int(table.subject[1])] == "<http://e/2/x>"


def test_lines_to_show(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\xff\nc")
    assert read_lines(path) == ["a", "b\ufffd", "c"]
    assert read_lines(tmp_path / "none") == []
