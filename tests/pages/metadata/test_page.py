"""JSON-LD inside a page: whatever the texts, it is one element of harmless text that says what it should."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.pages.metadata.page import json_ld


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(f"{tag} {attrs}" if attrs else tag)

    def handle_data(self, data: str) -> None:
        """Note its text."""
        self.text += data


@given(st.text(st.characters(exclude_categories=())))
def test_any_text(name: str) -> None:
    text = json_ld({"name": name})
    reader = _Reader(f"<script>{text}</script>")
    assert reader.tags == ["script"]
    assert json.loads(reader.text)["name" if name else "@context"] is not None
    assert json.loads(reader.text).get("name", "") == name
    assert text.isprintable()


@pytest.mark.parametrize("text", ["</script><b>", "<!-- <script>", "]]>", "\u202e\u2066\u2028\0", "\ud800", "'\"&"])
def test_nasty_texts(text: str) -> None:
    found = json_ld({"name": text})
    assert "<" not in found
    assert json.loads(found)["name"] == text


def test_what_is_empty_is_left_out() -> None:
    assert set(json.loads(json_ld({"name": "", "url": None, "keywords": [], "version": 0}))) == {"@context", "version"}
