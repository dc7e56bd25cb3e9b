"""Texts for people: every message of code and templates is translated, and nothing else is."""

from __future__ import annotations

import ast
import re
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po

from medtown.i18n import Texts, say, say_n, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

CATALOGUES = [f.name for f in resources.files("medtown.i18n").iterdir() if f.name.endswith(".po")]
TRIMMED = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w+\}")  # of the templates, and of the code
NUMBERS = {"{n}", "%(num)s"}  # what a form may leave to its words
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "say_n": (1, 2)}


def extracted() -> set[tuple[str, ...]]:
    """The messages of all templates and Python files: (text,) or (singular, plural)."""
    found = set()
    for method, files in (
        ("jinja2.ext:babel_extract", _files(resources.files("medtown.pages") / "templates", ".jinja")),
        ("python", _files(resources.files("medtown"), ".py")),
    ):
        for file in files:
            for _, message, _, _ in extract(method, BytesIO(file.read_bytes()), keywords=KEYWORDS, options=TRIMMED):
                found.add((message,) if isinstance(message, str) else tuple(filter(None, message)))
    return found


def _files(folder: Traversable, suffix: str) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, suffix)
        elif entry.name.endswith(suffix):
            yield entry


def catalogue(name: str) -> Catalog:
    with (resources.files("medtown.i18n") / name).open("rb") as stream:
        return read_po(stream, locale=name.removesuffix(".po"), abort_invalid=True)


def forms_of(text: object) -> tuple[str, ...]:
    """The forms of a message or of its translation."""
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text or ""),)


def test_french_is_there() -> None:
    assert "fr.po" in CATALOGUES


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_is_translated_and_no_other(name: str) -> None:
    assert {forms_of(message.id) for message in catalogue(name) if message.id} == extracted()


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_form_is_there_with_its_placeholders(name: str) -> None:
    found = catalogue(name)
    for message in found:
        if message.id:
            forms = forms_of(message.string)
            assert len(forms) == (found.num_plurals if message.pluralizable else 1), message.id
            assert all(forms), message.id
            assert not message.fuzzy, message.id
            # The last form shows what the message shows; the others may leave the number to the words.
            wanted = placeholders(forms_of(message.id)[-1])
            assert placeholders(forms[-1]) == wanted, message.id
            assert all(wanted - NUMBERS <= placeholders(form) <= wanted for form in forms), message.id


def placeholders(text: str) -> set[str]:
    """The values that a text shows."""
    return set(PLACEHOLDER.findall(text))


def test_babel_finds_every_sentence_of_the_code() -> None:
    """It passes over one deep within the call of another, and over one that is no plain string."""
    found = extracted()
    missed = []
    for file in _files(resources.files("medtown"), ".py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and _name(call.func) in ("say", "say_n"):
                forms = call.args[: 2 if _name(call.func) == "say_n" else 1]
                message = tuple(form.value if isinstance(form, ast.Constant) else None for form in forms)
                if message not in found and file.name not in ("message.py", "__init__.py"):
                    missed.append((file.name, call.lineno, message))
    assert missed == []


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def test_messages_are_looked_up_by_number() -> None:
    forms = ("%(num)s row", "%(num)s rows")
    french, arabic, none = Texts("fr"), Texts("ar"), Texts("sv")
    assert [french.ngettext(*forms, n) for n in (0, 1, 2)] == ["%(num)s ligne", "%(num)s ligne", "%(num)s lignes"]
    assert len({arabic.ngettext(*forms, n) for n in (0, 1, 2, 3, 11, 100)}) > 3
    assert none.ngettext(*forms, 2) == "%(num)s rows"


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


def test_a_sentence_is_english_and_can_be_translated() -> None:
    inner = say("no value")
    message = say("expected {expected}", expected=inner)
    assert message == "expected no value"
    french = texts_of("fr")
    assert french.translated(message) == french.say("expected {expected}", expected=french.say("no value"))
    assert french.translated("plain {text}") == "plain {text}"


def test_values_are_shown_as_they_are() -> None:
    assert say("Write {fixed}.", fixed="{n} %(a)s {{") == "Write {n} %(a)s {{."
    assert texts_of("fr").say("Write {fixed}.", fixed="{n}").count("{n}") == 1


def test_a_sentence_with_a_number() -> None:
    forms = ("{n} file", "{n} files")
    assert [say_n(*forms, n) for n in (0, 1, 2, 12345)] == ["0 files", "1 file", "2 files", "12,345 files"]
    assert texts_of("fr").say_n(*forms, 12345) == "12\u202f345 fichiers"
    assert texts_of("el").say_n(*forms, 12345).startswith("12.345 ")


def test_a_language_that_nobody_knows_gets_english() -> None:
    assert [texts_of(tag).language for tag in ("fr", "xx-none", "", "é")] == ["fr", "en", "en", "en"]
