"""The manual's pages of codes, which stand in the package or, where it is being made, in docs/."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from medtown.errors import help_link
from medtown.project import CHECKOUT

_FOLDERS = (Path(__file__).parents[2] / "docs" / "errors", CHECKOUT / "docs" / "errors")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)\.md")  # to another page


class Page(NamedTuple):
    """A code's page: its title without the code, and its Markdown below the title, for readers elsewhere."""

    title: str
    text: str


def error_pages() -> dict[str, Path]:
    """The files of all codes' pages, by code; none where the manual is not at hand."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return {} if folder is None else {path.stem: path for path in sorted(folder.glob("MT*.md"))}


def without_comments(text: str) -> str:
    """A page's Markdown without the comments that run its examples."""
    return _COMMENT.sub("", text)


@cache
def page_of(code: str) -> Page:
    """The page of a code; where the manual is not at hand, a page without text whose title is the code."""
    path = error_pages().get(code)
    if path is None:
        return Page(code, "")
    title, _, text = path.read_text("utf-8").partition("\n")
    return Page(title.removeprefix(f"# {code}: ").strip(), _for_elsewhere(text, help_link(code)))


def _for_elsewhere(text: str, address: str) -> str:
    """A page's Markdown without comments, its links made absolute."""
    linked = _LINK.sub(lambda match: f"]({urljoin(address, match[1])}.html", text)
    return without_comments(linked).strip()
