"""One page of each kind of MedTOWN's site, without language and suffix: what holds for every page is tested here."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

DEFAULT = "en"
LANGUAGES = ("en", "fr", "es", "pt", "el", "ar")
KINDS = {
    "home": "index",
    "classes": "class/index",
    "class": "class/mt-DemonstrativeAction",
    "project": "doc/project/medtown",
    "action": "doc/action/beitillu-waste",
    "organisation": "doc/organisation/acpp",
    "person": "doc/person/anna-catte",
    "event": "doc/event/whats-next",
    "concept": "doc/policy-area/waste",
    "indicator": "doc/indicator/jobs-created",
    "observation": "doc/observation/beitillu-households",
    "source": "doc/source/phg-articles-view-161-en-medtown-first-national-event-on-waste",
    "vocabulary": "def",
    "term": "def/DemonstrativeAction",
    "shapes": "shapes",
    "model": "model",
    "profile": "profile",
    "graph": "set/graph/actions",
    "questions": "query/index",
    "answer": "query/disagreements",
    "chart": "query/subgrants-by-country",
    "answer map": "query/co-producing-authorities",
    "editor": "query/editor",
    "search": "search/index",
    "letters": "a-z/index",
    "map": "map/index",
    "timeline": "timeline/index",
    "contribute": "contribute/index",
    "form": "contribute/mt-SSEEntity",
    "downloads": "dump/index",
    "manual": "docs/index",
    "manual page": "docs/publish",
    "missing": "404",
}
FILLED = frozenset(("answer map", "editor", "form", "map", "search"))  # by scripts, after the page itself has loaded


def loaded(kind: str) -> Literal["load", "networkidle"]:
    """The event after which a page of a kind stands as its reader has it; a quiet network takes half a second more."""
    return "networkidle" if kind in FILLED else "load"


def file_of(path: str, language: str) -> str:
    """The file of a page in a language."""
    return f"{quote(path)}.html" if language == DEFAULT else f"{quote(path)}.{language}.html"
