"""Interface texts: every message of the templates is translated, and nothing else is."""

from __future__ import annotations

import re
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from medtown.pages.i18n import Texts
from medtown.pages.render import DataLink, Renderer, licence_name
from medtown.pages.values import PATH, UP
from medtown.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

CATALOGUES = [f.name for f in (resources.files("medtown.pages") / "i18n").iterdir() if f.name.endswith(".po")]
TRIMMED = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
PLACEHOLDER = re.compile(r"%(?:\(\w+\)\w|[^%(]|$)")


def extracted() -> set[tuple[str, ...]]:
    """The messages of all templates and Python files: (text,) or (singular, plural)."""
    found = set()
    for method, files in (
        ("jinja2.ext:babel_extract", _files(resources.files("medtown.pages") / "templates", ".jinja")),
        ("python", _files(resources.files("medtown"), ".py")),
    ):
        for file in files:
            for _, message, _, _ in extract(method, BytesIO(file.read_bytes()), options=TRIMMED):
                found.add((message,) if isinstance(message, str) else tuple(filter(None, message)))
    return found


def _files(folder: Traversable, suffix: str) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, suffix)
        elif entry.name.endswith(suffix):
            yield entry


def catalogue(name: str) -> Catalog:
    with (resources.files("medtown.pages") / "i18n" / name).open("rb") as stream:
        return read_po(stream, locale=name.removesuffix(".po"), abort_invalid=True)


def texts_of(text: object) -> tuple[str, ...]:
    """The forms of a message or of its translation."""
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text or ""),)


def test_french_is_there() -> None:
    assert "fr.po" in CATALOGUES


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_is_translated_and_no_other(name: str) -> None:
    assert {texts_of(message.id) for message in catalogue(name) if message.id} == extracted()


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_form_is_there_with_its_placeholders(name: str) -> None:
    found = catalogue(name)
    for message in found:
        if message.id:
            forms = texts_of(message.string)
            assert len(forms) == (found.num_plurals if message.pluralizable else 1), message.id
            assert all(forms), message.id
            assert not message.fuzzy, message.id
            # All forms of all our messages show the same things.
            assert {tuple(sorted(PLACEHOLDER.findall(text))) for text in (*texts_of(message.id), *forms)} == {
                tuple(sorted(PLACEHOLDER.findall(forms[-1])))
            }, message.id


def test_messages_are_looked_up_by_number() -> None:
    texts = Texts("fr")
    forms = ("%(num)s row", "%(num)s rows")
    assert [texts.ngettext(*forms, n) for n in (0, 1, 2)] == ["%(num)s ligne", "%(num)s ligne", "%(num)s lignes"]
    assert Texts("ar").ngettext(*forms, 2) == "%(num)s rows"


@pytest.mark.parametrize(
    ("tag", "name", "direction", "french"),
    [
        ("en", "English", "ltr", "anglais"),
        ("fr", "Français", "ltr", "français"),
        ("ar", "العربية", "rtl", "arabe"),
        ("el", "Ελληνικά", "ltr", "grec"),
        ("pt-br", "Português (Brasil)", "ltr", "portugais"),
        ("zh-hant", "中文 (繁體)", "ltr", "chinois"),
    ],
)
def test_names_of_languages(tag: str, name: str, direction: str, french: str) -> None:
    texts = Texts(tag)
    assert (texts.name, texts.direction, Texts("fr").name_of(tag)) == (name, direction, french)
    assert Texts("fr").name_of("x-private") == "x-private"


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
    return Renderer(SETTINGS, Texts(language), "def").page(template, path, **content)


def test_what_a_template_is_not_given_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="'graphs' is undefined"):
        render("en", "dumps", "dump/index", dumps=[])


def test_a_page_in_french() -> None:
    page = render("fr", "queries", "query/index", queries=[])
    assert page.startswith('<!doctype html>\n<html lang="fr" dir="ltr">\n')
    assert "<h1>Des questions et leurs réponses</h1>" in page
    assert "<title>Questions · Titre</title>" in page
    assert '<link rel="alternate" hreflang="en" href="../query/index.html">' in page
    assert '<a href="../query/index.ar.html" lang="ar" hreflang="ar">العربية</a>' in page
    assert '<span aria-current="true" lang="fr">Français</span>' in page
    assert '<a href="../def.fr.html">Vocabulaire</a>' in page
    assert '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in page


def test_everything_is_escaped_and_no_page_holds_nul() -> None:
    hostile = f"<script>\"'&{UP}{PATH}"
    query = {"title": hostile, "description": hostile, "text": hostile, "path": hostile}
    for template, path, content in (
        ("query", "query/a", {"query": query, "answer": None, "truth": True, "files": ()}),
        ("queries", "query/index", {"queries": [query]}),
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
        assert "<script" not in page
        assert "&lt;script&gt;&#34;&#39;&amp;\ufffd^\ufffd." in page
        assert 'dir="rtl"' in page.split("\n", 2)[1]
        assert "Title &amp; &lt;i&gt;" in page


def test_paths_in_links_are_quoted() -> None:
    page = render("en", "queries", "query/é", queries=[])
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
