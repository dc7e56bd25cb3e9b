"""Sentences for people that can still be translated: where they arise, nobody knows yet who will read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Message(str):
    """A sentence in English that remembers its template, its plural where it has one, and its values."""

    __slots__ = ("number", "plural", "template", "values")

    template: str
    plural: str
    number: int
    values: Mapping[str, object]

    def translated(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> str:
        """The sentence in the language of two gettext functions; values that are messages are translated too."""
        template = ngettext(self.template, self.plural, self.number) if self.plural else gettext(self.template)
        values = {
            name: value.translated(gettext, ngettext) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return template.format(**values)


def say(template: str, **values: object) -> Message:
    """A sentence whose `{names}` stand for the values; the template is a plain string, so that Babel finds it."""
    return _message(template, "", 0, values)


def say_n(singular: str, plural: str, number: int, **values: object) -> Message:
    """A sentence that depends on a number, which its templates may show as `{n}`; thousands have a comma."""
    return _message(singular, plural, number, {"n": f"{number:,}", **values})


def _message(template: str, plural: str, number: int, values: Mapping[str, object]) -> Message:
    chosen = plural if plural and number != 1 else template
    message = Message(chosen.format(**values))
    message.template, message.plural, message.number, message.values = template, plural, number, values
    return message
