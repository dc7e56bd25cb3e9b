"""A project's manual: the Markdown files of its folder `docs/` as pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markupsafe import Markup

from medtown.pages.urls import encode_segment, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

FOLDER = "docs"
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


@dataclass(frozen=True)
class ManualPage:
    """A page of the manual: its site path without suffix, its title and its content."""

    path: str
    title: str
    content: Markup


def read_manual(texts: Mapping[str, str], suffix: str) -> list[ManualPage]:
    """The pages of Markdown texts, given by their paths below the folder, such as `errors/MT101.md`.

    Links between them lead to pages with `suffix`; a relative link to anything else is left as text, as only the
    manual is published. Of HTML only comments are read, and left out.
    """
    paths = {name: site_path(name) for name in texts}
    return [_page(name, text, paths, suffix) for name, text in texts.items()]


def site_path(name: str) -> str:
    """The site path of a page without suffix: `docs/errors/MT101` for `errors/MT101.md`."""
    parts = PurePosixPath(name).with_suffix("").parts
    return "/".join((FOLDER, *map(encode_segment, parts)))


def _page(name: str, text: str, paths: Mapping[str, str], suffix: str) -> ManualPage:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse(text)
    for token in tokens:
        for link in token.children or ():
            _direct(link, name, paths, suffix)
    _mark_headings(tokens)
    for kind in ("html_block", "html_inline"):
        markdown.add_render_rule(kind, _html)
    content = markdown.renderer.render(tokens, markdown.options, {})
    return ManualPage(paths[name], _title(tokens) or name, Markup(content))  # noqa: S704 - escaped by markdown-it


def _direct(link: Token, name: str, paths: Mapping[str, str], suffix: str) -> None:
    """Make a link of the page `name` one of the site; a relative one that leads to no page is an anchor without one."""
    address = str(link.attrs.get("href", ""))
    if link.type != "link_open" or re.match(r"https?://|mailto:|#", address):
        return
    file, _, fragment = address.partition("#")
    target = paths.get(normpath((PurePosixPath(name).parent / unquote(file)).as_posix()))
    if target is None:
        del link.attrs["href"]
        return
    up = "../" * paths[name].count("/")
    link.attrs["href"] = f"{up}{quoted(target)}{suffix}{f'#{fragment}' if fragment else ''}"


def _mark_headings(tokens: Sequence[Token]) -> None:
    """Give each heading the id that GitHub gives it, and let the first alone be of level 1."""
    seen: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        slug = re.sub(r"[^\w\- ]", "", tokens[number + 1].content.lower()).replace(" ", "-")
        again = seen[slug] = seen.get(slug, -1) + 1
        token.attrs["id"] = f"{slug}-{again}" if again else slug
        if token.tag == "h1" and seen != {slug: 0}:
            token.tag = tokens[number + 2].tag = "h2"


def _title(tokens: Sequence[Token]) -> str:
    headings = (tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open")
    return next(headings, "").replace("`", "")


def _html(_renderer: RendererHTML, tokens: Sequence[Token], number: int, _options: Any, _env: Any) -> str:
    """A comment is for the source's readers; other HTML is shown as it is written."""
    return escape(_COMMENT.sub("", tokens[number].content))
