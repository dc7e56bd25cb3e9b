"""Templates to pages: language, escaping, links, names of licences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import pytest

from medtown.i18n import Texts
from medtown.pages.frame import Frame
from medtown.pages.render import DataLink, Renderer, licence_name
from medtown.pages.values import PATH, UP
from medtown.settings import Settings

SETTINGS = Settings(
    dataset="http://e.org/set/d",
    base="http://e.org/",
    titles={"en": "Title & <i>", "fr": "Titre"},
    languages=("en", "fr", "ar"),
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher=None,
    prefixes={},
)


def render(language: str, template: str, path: str, **content: Any) -> str:
    return Renderer(SETTINGS, Texts(language), Frame({"vocabulary": "def"}, Path("none"))).page(
        template, path, **content
    )


def test_what_a_template_is_not_given_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="'graphs' is undefined"):
        render("en", "dumps", "dump/index", dumps=[])


def test_a_page_in_french() -> None:
    page = render("fr", "queries", "query/index", groups=[])
    assert page.startswith('<!doctype html>\n<html lang="fr" dir="ltr">\n')
    assert "<h1>Des questions et leurs réponses</h1>" in page
    assert "<title>Questions · Titre</title>" in page
    assert '<link rel="alternate" hreflang="en" href="../query/index.html">' in page
    assert '<link rel="alternate" hreflang="x-default" href="../query/index.html">' in page
    assert '<a href="../query/index.ar.html" lang="ar" dir="rtl" hreflang="ar" rel="alternate">العربية</a>' in page
    assert '<span aria-current="true">Français</span>' in page
    assert '<a href="../def.fr.html">Vocabulaire</a>' in page
    assert '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in page


def test_everything_is_escaped_and_no_page_holds_nul() -> None:
    hostile = f"<script>\"'&{UP}{PATH}"
    texts = ("title", "description", "audience", "not_asked", "text", "path", "digest")
    query = {**dict.fromkeys(texts, hostile), "rows": 1, "has_chart": True}
    spot = {"name": hostile, "href": hostile, "at": [1, 2], "size": 1, "sizes": {}, "things": [{"name": hostile}]}
    asked = {"query": query, "answer": None, "files": ()}
    for template, path, content in (
        ("query", "query/a", {**asked, "truth": True, "marks": {"spots": [spot]}, "versions": [hostile]}),
        ("query", "query/a", {**asked, "truth": None, "marks": None, "versions": []}),
        ("queries", "query/index", {"groups": [(hostile, [query])]}),
        ("dumps", "dump/index", {"dumps": [{"name": hostile, "size": 1, "sha256": hostile}], "graphs": []}),
        (
            "graph",
            "set/graph/a",
            {
                "name": hostile,
                "iri": hostile,
                "triples": 1000,
                "subjects": [],
                "files": (DataLink(hostile, hostile, hostile),),
            },
        ),
    ):
        page = render("ar", template, path, **content)
        assert "\0" not in page
        # The site's own; that of a map and what it holds.
        assert page.count("<script") == (3 if content.get("marks") else 1)
        assert "&lt;script&gt;&#34;&#39;&amp;\ufffd^\ufffd." in page
        assert 'dir="rtl"' in page.split("\n", 2)[1]
        assert "Title &amp; &lt;i&gt;" in page


def test_paths_in_links_are_quoted() -> None:
    page = render("en", "queries", "query/é", groups=[])
    assert 'href="../query/%C3%A9.fr.html"' in page


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
        ("http://creativecommons.org/licenses/by/3.0", "CC BY 3.0"),
        ("https://www.etalab.gouv.fr/licence-ouverte/", "etalab.gouv.fr/licence-ouverte"),
        ("urn:licence", "urn:licence"),
    ],
)
def test_names_of_licences(iri: str, name: str) -> None:
    assert licence_name(iri) == name


def test_questions_by_who_asks() -> None:
    query = {"title": "A", "description": "B", "path": "query/a", "rows": None, "has_chart": False}
    page = render("fr", "queries", "query/index", groups=[("Chercheuse", [query]), ("", [query])])
    assert re.findall("<h2>(.*)</h2>", page) == ["Chercheuse", "Autres questions"]
    assert "<h2>" not in render("fr", "queries", "query/index", groups=[("", [query])])


def test_a_question_that_is_not_asked_says_why() -> None:
    query = {"title": "A", "description": "B", "text": "SELECT", "path": "query/a", "audience": "", "digest": "0" * 64}
    query["not_asked"] = "Elle part ailleurs."
    page = render("fr", "query", "query/a", query=query, answer=None, truth=None, marks=None, files=(), versions=[])
    assert "<h2>Non posée ici</h2>\n<p>Elle part ailleurs.</p>" in page
