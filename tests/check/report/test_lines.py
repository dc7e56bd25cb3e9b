from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check.report.lines import harmless, one_line, relative_path, relative_uri, xml_text

HERE = Path("/work/project")
ACTING = "\x1b\x07\x9b\x85\u061c\u200f\u2028\u202e\u2066"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("graph/a.ttl", "graph/a.ttl"),
        ("/work/project/b c.ttl", "b c.ttl"),
        ("/elsewhere/a.ttl", "/elsewhere/a.ttl"),
        ("../other/a.ttl", "/work/other/a.ttl"),
        ("graph/caf\udce9.ttl", "graph/caf�.ttl"),
    ],
)
def test_relative_path(file: str, expected: str) -> None:
    assert relative_path(Path(file), HERE) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("graph/a b[1]#?{x}é.ttl", "graph/a%20b%5B1%5D%23%3F%7Bx%7D%C3%A9.ttl"),
        ("/elsewhere/a:b.ttl", "file:///elsewhere/a%3Ab.ttl"),
        ("caf\udce9:%41.ttl", "caf%E9%3A%2541.ttl"),
    ],
)
def test_relative_uri(file: str, expected: str) -> None:
    assert relative_uri(Path(file), HERE) == expected
    assert urlsplit(expected).path.endswith(".ttl")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1))
def test_a_uri_leads_back_to_the_file(name: str) -> None:
    uri = relative_uri(Path("graph") / name, HERE)
    assert unquote(uri) == relative_path(Path("graph") / name, HERE)
    assert uri.isascii()


@given(st.text())
def test_one_line_is_one_line_that_does_not_act(given_text: str) -> None:
    line = one_line(given_text)
    assert len(line.splitlines()) <= 1
    assert not set(ACTING) & set(line)
    assert one_line(line) == line


def test_a_line_of_a_file_keeps_its_columns() -> None:
    assert harmless(f" \ta{ACTING}  b ") == f" \ta{'�' * len(ACTING)}  b "


@given(st.text())
def test_xml_can_hold_each_text(given_text: str) -> None:
    element = ET.Element("a")
    element.text = one_line(xml_text(given_text))
    assert ET.fromstring(ET.tostring(element)).text in (element.text, None)  # noqa: S314 - our own
