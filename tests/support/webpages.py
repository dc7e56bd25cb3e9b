"""What a browser and a strict reader would find wrong with the pages of a published site."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin

_HOST = "http://site.invalid/"
_VOID = frozenset(("base", "br", "hr", "img", "input", "link", "meta", "wbr"))
_REFERENCES = frozenset(("href", "src", "action", "srcset", "poster", "data"))
# What a `p` can't hold: a browser would close the paragraph there (HTML, section 4.4.1).
_CLOSES_A_PARAGRAPH = frozenset(
    ("article", "div", "dl", "details", "footer", "h1", "h2", "h3", "header", "main", "nav", "ol", "p", "pre")
) | {"section", "table", "ul"}
_DATA = ("application/json", "application/ld+json")
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


class Reference(NamedTuple):
    """A link of a page: its attribute's value."""

    tag: str
    value: str


class Page(HTMLParser):
    """One HTML page; `faults` says what is wrong with it by itself."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.language = self.direction = self.title = self.base = ""
        self.references: list[Reference] = []
        self.ids: set[str] = set()
        self.headings = 0
        self.faults: list[str] = []
        self._open: list[str] = []
        self._link_text: list[str] | None = None
        if not text.startswith("<!doctype html>\n"):
            self.faults.append("does not start with its doctype")
        if "\0" in text:
            self.faults.append("holds NUL")
        self.feed(text)
        self.close()
        self._check_whole()

    def _check_whole(self) -> None:
        if self._open:
            self.faults.append(f"not closed: {' '.join(self._open)}")
        if self.headings != 1:
            self.faults.append(f"{self.headings} h1")
        if not self.language or self.direction not in ("ltr", "rtl"):
            self.faults.append(f"html lang={self.language!r} dir={self.direction!r}")
        if not self.title.strip():
            self.faults.append("no title")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's start."""
        named = {name: value or "" for name, value in attrs}
        if len(named) != len(attrs):
            self.faults.append(f"an attribute twice in {self.get_starttag_text()}")
        if tag == "style" or (tag == "script" and not _is_harmless(named)):
            self.faults.append(f"a {tag} element: {self.get_starttag_text()}")
        if tag in _CLOSES_A_PARAGRAPH and "p" in self._open:
            self.faults.append(f"{tag} in p at line {self.getpos()[0]}")
        self._note(tag, named)
        self._note_kind(tag, named)
        if tag not in _VOID:
            self._open.append(tag)

    def _note(self, tag: str, named: dict[str, str]) -> None:
        for name, value in named.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name} in {tag}")
            elif name in _REFERENCES and tag != "base":
                self.references.append(Reference(tag, value))
            self._check_text(value)
        if "id" in named:
            if named["id"] in self.ids or not named["id"]:
                self.faults.append(f"id {named['id']!r} twice or empty")
            self.ids.add(named["id"])

    def _note_kind(self, tag: str, named: dict[str, str]) -> None:
        if tag == "html":
            self.language, self.direction = named.get("lang", ""), named.get("dir", "")
        elif tag == "base":
            self.base = named["href"]
        elif tag == "h1":
            self.headings += 1
        elif tag == "a":
            if self._link_text is not None:
                self.faults.append("a link in a link")
            self._link_text = [named.get("aria-label", "")]

    def handle_endtag(self, tag: str) -> None:
        """Note an element's end."""
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]} closes {self._open[-1:] or 'nothing'}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "a" and self._link_text is not None:
            if not "".join(self._link_text).strip():
                self.faults.append(f"a link without text at line {self.getpos()[0]}")
            self._link_text = None

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._open and self._open[-1] == "script":
            self._check_data(data)
            return
        if self._open and self._open[-1] == "title":
            self.title += data
        if self._link_text is not None:
            self._link_text.append(data)
        if "pre" not in self._open and "code" not in self._open:
            self._check_text(data)

    def _check_data(self, text: str) -> None:
        """A script element of a page loads a file or holds JSON."""
        try:
            json.loads(text)
        except ValueError:
            self.faults.append(f"a script with {text.strip()[:60]!r}")

    def _check_text(self, text: str) -> None:
        if text.strip() in ("None", "Undefined", "[]", "{}") or "{{" in text or "{%" in text:
            self.faults.append(f"the text {text.strip()[:60]!r}")

    def targets(self) -> dict[str, str]:
        """Each reference by value, resolved: a site path with its fragment, or an absolute address."""
        here = urljoin(_HOST + self.path, self.base)
        return {r.value: urljoin(here, r.value).removeprefix(_HOST) for r in self.references}


def _is_harmless(named: dict[str, str]) -> bool:
    """Whether a script element only holds data, or is a module of the site's own."""
    own = named.get("type") == "module" and "assets/" in named.get("src", "") and ":" not in named["src"]
    return own or named.get("type") in _DATA


class Site(NamedTuple):
    """A published folder: its pages and the names of all files."""

    root: Path
    files: frozenset[str]
    pages: dict[str, Page]


def read_site(root: Path) -> Site:
    """Read every page of a published folder."""
    files = frozenset(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    names = sorted(name for name in files if name.endswith(".html"))
    return Site(root, files, {name: Page(name, (root / name).read_text("utf-8")) for name in names})


def page_faults(site: Site) -> list[str]:
    """What is wrong with pages by themselves."""
    return [f"{page.path}: {fault}" for page in site.pages.values() for fault in page.faults]


def link_faults(site: Site) -> list[str]:
    """The links that lead to nothing in the site, or to an anchor that is not there."""
    return [
        f"{page.path}: {value!r} {fault}"
        for page in site.pages.values()
        for value, target in page.targets().items()
        if (fault := _fault_of(site, target))
    ]


def _fault_of(site: Site, target: str) -> str:
    if ":" in target.split("/", 1)[0]:
        return "" if target.startswith(_SAFE_SCHEMES) else "has a scheme that can act"
    path, fragment = urldefrag(target)
    name = unquote(path)
    if name not in site.files:
        return "leads to no file"
    page = site.pages.get(name)
    if fragment and page is not None and unquote(fragment) not in page.ids and fragment not in page.ids:
        return "leads to no anchor"
    return ""


def languages_of(name: str, tags: tuple[str, ...]) -> tuple[str, str]:
    """A page's name without language and suffix, and its language; the first tag is the default."""
    stem = name.removesuffix(".html")
    tag = PurePosixPath(stem).suffix[1:]
    return (stem.removesuffix(f".{tag}"), tag) if tag in tags[1:] else (stem, tags[0])
