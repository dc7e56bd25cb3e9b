"""Complaints of the parser: whatever a file holds, each has a place in it and words for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check.rules.syntax import syntax_findings, well_known_prefixes
from medtown.check.source import read_lines
from medtown.check.syntax.characters import described, replacement
from medtown.check.syntax.complaint import MOST, complaints
from medtown.i18n import texts_of

if TYPE_CHECKING:
    from pathlib import Path

PIECES = st.sampled_from(
    (
        *(":a", " ", "\n", "\r\n", ".", ";", ",", "[", "]", "(", ")", '"x', '"', "'''", "<http://e/", ">", "^^", "@en"),
        *("@prefix", "foo:b", "2019-05-31", "True", "?x", "#", "“", "؛", "\u200f", "\ufeff", "\\u12", "http://e/x"),
        *("{", "<<<<<<< HEAD", "é"),
    )
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_complaint_has_a_place_and_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ttl"
    path.write_bytes(b"@prefix : <http://e/> .\n" + text.encode())
    lines = read_lines(path)
    found = list(syntax_findings(path, well_known_prefixes(), texts_of("en")))
    assert len(found) <= MOST
    for finding in found:
        assert finding.at is not None
        line, column, last_line, end_column = finding.at[1:]
        assert line is not None
        assert line == last_line
        assert 1 <= line <= len(lines)
        assert column is not None
        assert end_column is not None
        assert 1 <= column < end_column <= len(lines[line - 1]) + 2
        assert finding.message.strip()
        assert finding.remedy.strip()
        assert all(1 <= (other.at.line or 0) <= len(lines) for other in finding.related)


def test_each_line_counts_once_and_echoes_do_not(tmp_path: Path) -> None:
    path = tmp_path / "many.ttl"
    path.write_text("@prefix : <http://e/> .\n" + ":a b:c d:e .\n" * 12 + ':x :y "open\n:z k:k 1 .\n', "utf-8")
    assert [complaint.line for complaint in complaints(path)] == list(range(2, 2 + MOST))
    path.write_text('@prefix : <http://e/> .\n:x :y "open\n:z k:k "1" .\n:z :k', "utf-8")
    assert [complaint.words for complaint in complaints(path)] == [
        "Line jumps are not allowed in string literals, use \\n"
    ]


def test_a_file_without_errors_has_no_complaint(tmp_path: Path) -> None:
    path = tmp_path / "fine.ttl"
    path.write_text("@prefix : <http://e/> .\n:a :b :c .\n", "utf-8")
    assert list(complaints(path)) == []


@pytest.mark.parametrize(
    ("character", "meant", "name"),
    [
        ("؛", ";", "؛ (U+061B ARABIC SEMICOLON)"),
        ("\u037e", ";", "\u037e (U+037E GREEK QUESTION MARK)"),
        ("\u00a0", " ", "U+00A0 NO-BREAK SPACE"),
        ("\u202e", "", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("é", None, "é (U+00E9 LATIN SMALL LETTER E WITH ACUTE)"),
        ("\ue000", None, "U+E000"),
    ],
)
def test_characters(character: str, meant: str | None, name: str) -> None:
    assert (replacement(character), described(character)) == (meant, name)
