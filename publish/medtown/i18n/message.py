"""Sentences for people that can still be translated: where they arise, nobody knows yet who will read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Language(Protocol):
    """What a translation needs of a language."""

    def gettext(self, message: str) -> str:
        """A text in the language."""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of a text that a number asks for."""

    def decimal(self, number: int) -> str:
        """A number as the language writes it."""


class Message(str):
    """A sentence in English that remembers its template, its plural where it has one, and its values."""

    __slots__ = ("number", "plural", "template", "values")

    template: str
    plural: str
    number: int
    values: Mapping[str, object]

    def translated(self, language: Language) -> str:
        """The sentence in a language, which also writes the number; values that are messages are translated too."""
        values = {
            name: value.translated(language) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        if not self.plural:
            return language.gettext(self.template).format(**values)
        template = language.ngettext(self.template, self.plural, self.number)
        return template.format(**{"n": language.decimal(self.number), **values})


def say(template: str, **values: object) -> Message:
    """A sentence whose `{names}` stand for the values; the template is a plain string, so that Babel finds it."""
    return _message(template, "", 0, values)


def say_n(singular: str, plural: str, number: int, **values: object) -> Message:
    """A sentence that depends on a number, which its templates may show as `{n}`; thousands have a comma."""
    return _message(singular, plural, number, values)


def _message(template: str, plural: str, number: int, values: Mapping[str, object]) -> Message:
    chosen = plural if plural and number != 1 else template
    message = Message(chosen.format(**{"n": f"{number:,}", **values}))
    message.template, message.plural, message.number, message.values = template, plural, number, values
    return message
