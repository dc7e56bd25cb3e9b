"""What pages of a site say of terms and to programs: cards with places elsewhere in the site, and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.metadata.page import MetadataMaker
from medtown.pages.model.terms import CardMaker
from medtown.pages.urls import quoted
from medtown.site.profile import model_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.model.application_profile import Section
    from medtown.site.context import Context, LanguageContext, TableContext

_MOST = 8  # places of a property in the application profile


def card_maker(context: Context, language: LanguageContext, table: TableContext) -> CardMaker:
    """The maker of the cards of a Table's terms in a language."""
    reader = context.terms if table is language.data else context.shapes_terms
    return CardMaker(reader, table.values, language.texts, SitePlaces(context, language, table))


def metadata_maker(context: Context, language: LanguageContext, table: TableContext) -> MetadataMaker:
    """The maker of the metadata of a Table's pages in a language."""
    schema = context.schema if table is language.data else context.shapes_schema
    return MetadataMaker(schema, table.values, language.texts, context.settings)


class SitePlaces:
    """Where the terms of a Table stand in a site, in one language."""

    def __init__(self, context: Context, language: LanguageContext, table: TableContext) -> None:
        self._context, self._language = context, language
        self._is_data = table is language.data
        self._anchors = model_anchors(context)
        self._forms = {form.cls: path for path, form in context.forms.by_path.items()}

    def in_profile(self, term: str, number: int) -> list[tuple[str, str]]:
        """The places of a class, a property or a shape in the application profile, by the names of the sections."""
        asked = self._context.asked
        rows = [*asked.of_property.get(term, ()), *asked.of_property.get(f"^{term}", ())]
        found = [(section, row.anchor) for section, row in rows[:_MOST]]
        found += self._sections(asked.of_class.get(term, ()))
        if not self._is_data and number in asked.of_shape:
            found += self._sections([asked.of_shape[number]])
        places = [(self._language.asked.link(s).name, self._address("profile", anchor)) for s, anchor in found]
        more = len(rows) - _MOST
        say_n = self._language.texts.say_n
        return places if more <= 0 else [*places, (say_n("{n} more", "{n} more", more), self._address("profile", ""))]

    def of_class(self, term: str) -> list[tuple[str, str]]:
        """The list of a class's instances, its place in the data model, its form."""
        say, suffix = self._language.texts.say, self._language.suffix
        ways = []
        if term in self._context.class_paths:
            ways.append((say("All of them"), quoted(f"{self._context.class_paths[term]}{suffix}")))
        if term in self._anchors:
            ways.append((say("In the data model"), self._address("model", self._anchors[term])))
        if term in self._forms:
            ways.append((say("Add one"), quoted(f"{self._forms[term]}{suffix}")))
        return ways

    def _sections(self, sections: Iterable[Section]) -> list[tuple[Section, str]]:
        return [(section, section.anchor) for section in sections]

    def _address(self, room: str, anchor: str) -> str:
        return quoted(f"{self._context.rooms[room]}{self._language.suffix}{f'#{anchor}' if anchor else ''}")
