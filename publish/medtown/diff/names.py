"""The names of the terms of both sides: those of the new side first, else those of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.names import LONGEST, Names, cut
from medtown.check.report.lines import one_line
from medtown.data.prefixes import WELL_KNOWN
from medtown.table.terms import RDF_TYPE, is_iri, is_literal, literal, parse_literal

if TYPE_CHECKING:
    from medtown.diff.side import Side
    from medtown.settings import Settings


class BothNames:
    """Terms as people read them, in a language; `settings` are those of the project that the sides belong to."""

    def __init__(self, old: Side, new: Side, settings: Settings, language: str) -> None:
        prefixes: dict[str, str] = {}
        for source in (settings.prefixes, new.table.prefixes, old.table.prefixes, WELL_KNOWN):
            for prefix, namespace in source.items():
                prefixes.setdefault(prefix, namespace)
        self.language = language
        self._tables = (new.table, old.table)
        self._names = [Names(table, prefixes, language, settings.languages) for table in self._tables]
        self.texts = self._names[0].texts

    def label(self, term: str) -> str:
        """The label of a term on one line; empty where neither side has one."""
        return next((cut(one_line(label)) for names in self._names if (label := names.label(term))), "")

    def short(self, term: str) -> str:
        """A prefixed name where a prefix is known, else the whole IRI; a literal much as Turtle writes it, uncut."""
        names = self._names[0]
        if is_literal(term):
            lexical, language, datatype = parse_literal(term)
            if len(lexical) > LONGEST:
                return one_line(f'"{lexical}"{names.short(literal("", language, datatype))[2:]}')
        return one_line(names.short(term))

    def name(self, term: str) -> str:
        """The label of a term, else its short name."""
        return self.label(term) or self.short(term)

    def types(self, subject: str) -> list[str]:
        """The classes of a resource: those of the new side, else of the old one."""
        for table in self._tables:
            number = table.id(subject)
            values = [] if number is None else [table.terms[value] for value in table.values(number, RDF_TYPE)]
            if values:
                return sorted(value for value in values if is_iri(value))
        return []
