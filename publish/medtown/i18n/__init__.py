"""Texts for people: gettext catalogues (`<language>.po` beside this file); English stands in code and templates."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib import resources
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from medtown.i18n.message import Message, say, say_n

__all__ = ["Message", "Texts", "say", "say_n", "texts_of"]


class Texts:
    """The interface texts of one language, given as a BCP 47 tag."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self._translations = _translations(self.locale.language)

    def gettext(self, message: str) -> str:
        """A text in this language; the English one where there is no other."""
        return self._translations.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of a text that a number asks for."""
        return self._translations.ngettext(singular, plural, number)

    def decimal(self, number: int) -> str:
        """A number as this language writes it, with the digits 0 to 9."""
        return str(format_decimal(number, locale=self.locale))

    def translated(self, text: str) -> str:
        """A message in this language; any other text as it is."""
        return text.translated(self) if isinstance(text, Message) else text

    def say(self, template: str, **values: object) -> str:
        """A sentence in this language; `template` is the English one (i18n.message.say)."""
        return self.translated(say(template, **values))

    def say_n(self, singular: str, plural: str, number: int, **values: object) -> str:
        """A sentence that depends on a number, in this language (i18n.message.say_n)."""
        return self.translated(say_n(singular, plural, number, **values))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def name(self) -> str:
        """The language's name in itself, as in a language switch."""
        name = str(self.locale.get_display_name() or self.language)
        return name[:1].upper() + name[1:]

    def name_of(self, tag: str) -> str:
        """The name of another language in this one; the tag where it is not known."""
        return str(self.locale.languages.get(tag.split("-", 1)[0], tag))


def texts_of(language: str) -> Texts:
    """The texts of a language that a person asks for; English where the tag is none that Babel knows."""
    try:
        return Texts(language)
    except (UnknownLocaleError, ValueError):
        return Texts("en")


@cache
def _translations(language: str) -> NullTranslations:
    file = resources.files(__package__) / f"{language}.po"
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return Translations(compiled)
