"""The line below a title: when and where a thing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.lists import format_list
from markupsafe import Markup

from medtown.pages.values import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from medtown.i18n import Texts
    from medtown.pages.readings.when import Dates, When
    from medtown.pages.readings.where import Where
    from medtown.pages.values import Value, Values

_MOST_PLACES = 6
_NOTHING = Markup("")


class Headlines:
    """When and where the things of a Table are, in one language."""

    def __init__(self, values: Values, texts: Texts, dates: Dates, where: Where) -> None:
        self.values, self.dates = values, dates
        self._texts, self._where = texts, where
        self._lines: dict[int, Markup] = {}

    def when(self, number: int) -> Markup:
        """When a thing is, as a time element; nothing where the data does not say."""
        when = self.dates.of(number)
        return self.time(when) if when else _NOTHING

    def time(self, when: When) -> Markup:
        """Dates as a time element, which a program reads as the first of them."""
        return markup('<time datetime="{}">{}</time>', when.first, when.text(self._texts))

    def where(self, number: int) -> Markup:
        """The narrowest places of a thing with their countries, as links."""
        return self._places(number, lambda value: value.html)

    def line(self, number: int) -> Markup:
        """When and where in a line without links, for lists; a place is not said to be where it is itself."""
        if number not in self._lines:
            parts = (self.when(number), self._places(number, _unlinked))
            self._lines[number] = Markup(" · ").join(part for part in parts if part)
        return self._lines[number]

    def tells(self, number: int, predicate: int, objects: list[int]) -> bool:
        """Whether this of a thing is in its line: its dates, or places."""
        return self.dates.is_date(predicate) or set(objects) <= set(self._where.places(number))

    def all_of(self, parts: Iterable[Markup]) -> Markup:
        """Parts as the language lists them: `a, b and c`."""
        return Markup(format_list([str(part) for part in parts], locale=self._texts.locale))  # noqa: S704

    def some_of(self, parts: list[Markup], most: int) -> Markup:
        """The same, of which the last counts those past the first `most` where there are that many."""
        if len(parts) <= most:
            return self.all_of(parts)
        rest = len(parts) - most
        more = self._texts.ngettext("%(num)s more", "%(num)s more", rest) % {"num": self._texts.decimal(rest)}
        return self.all_of([*parts[:most], markup("{}", more)])

    def _places(self, number: int, html: Callable[[Value], Markup]) -> Markup:
        """Places by country: `Seville, Spain`; several of one country go before its name in brackets."""
        countries: dict[int | None, list[int]] = {}
        for place in self._where.narrowest(number):
            country = self._where.country(place)
            countries.setdefault(None if country == place else country, []).append(place)
        parts: list[Markup] = []
        for country, places in countries.items():
            shown = [html(self.values.of(place)) for place in places]
            if country is None:
                parts += shown
            else:
                is_one = len(places) == 1 and len(countries) == 1
                # The comma between a place and its country is not one of a list in every language.
                pattern = self._texts.gettext("{place}, {country}") if is_one else "{place} ({country})"
                pattern = pattern.replace("{place}", "{0}").replace("{country}", "{1}")
                parts.append(markup(pattern, self.some_of(shown, _MOST_PLACES), html(self.values.of(country))))
        return self.some_of(parts, _MOST_PLACES) if parts else _NOTHING


def _unlinked(value: Value) -> Markup:
    """A value's text, marked with its language and direction where they are not the page's."""
    attributes = [
        markup(' {}="{}"', name, content)
        for name, content in (("lang", value.language), ("dir", value.direction))
        if content
    ]
    return markup("<span{}>{}</span>" if attributes else "{}{}", Markup("").join(attributes), value.text)
