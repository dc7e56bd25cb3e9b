"""Terms as people read them: prefixed names, labels in their language, literals cut to a readable length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medtown.i18n import texts_of
from medtown.table.labels import Labels
from medtown.table.terms import RDF, XSD, XSD_STRING, by_language, iri_value, is_blank, is_iri, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from medtown.table.table import Table

LONGEST = 120  # characters of a literal or a message that people are shown
_LOCAL = re.compile(r"[\w%-](?:[\w.%-]*[\w%-])?\Z")
_IRI = re.compile(r"https?:[^\s<>\"{}|\\^`]*[^\s<>\"{}|\\^`.,;:!?)]")  # no punctuation at its end
_SHORTHAND = {  # what Turtle writes without quotes (section 2.5)
    f"{XSD}integer": re.compile(r"[+-]?\d{1,30}"),
    f"{XSD}decimal": re.compile(r"[+-]?\d{0,30}\.\d{1,30}"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_COMMON_PREFIXES = {
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": XSD,
}


class Names:
    """The names of a project's terms: `language` first, then the project's own order of `languages`.

    `say` and `say_n` write sentences in that language (i18n.message).
    """

    def __init__(self, data: Table, prefixes: Mapping[str, str], language: str, languages: Iterable[str]) -> None:
        self.language = language
        self.texts = texts_of(language)
        self.say, self.say_n = self.texts.say, self.texts.say_n
        self.prefixes = dict(prefixes)
        self._data = data
        self._languages = (language, "", *languages)
        self._labels = Labels(data, tuple(languages))
        known = _COMMON_PREFIXES | self.prefixes
        self._prefix_of = {namespace: prefix for prefix, namespace in reversed(known.items())}

    def short(self, term: str) -> str:
        """A prefixed name where a prefix is known; a literal with its text cut; `[]` for a blank node."""
        if is_iri(term):
            return self.short_iri(iri_value(term)) or term
        if is_blank(term):
            return "[]"
        literal = parse_literal(term)
        pattern = _SHORTHAND.get(literal.datatype)
        if pattern and pattern.fullmatch(literal.lexical):
            return literal.lexical
        text = f'"{cut(literal.lexical)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        if literal.datatype == XSD_STRING:
            return text
        return f"{text}^^{self.short_iri(literal.datatype) or f'<{literal.datatype}>'}"

    def short_iri(self, iri: str) -> str | None:
        """The prefixed name of an IRI, or None where no prefix fits."""
        cut_at = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut_at])
        return f"{prefix}:{iri[cut_at:]}" if prefix is not None and _LOCAL.match(iri[cut_at:]) else None

    def label(self, term: str) -> str:
        """The label that the data gives a term; empty where it gives none."""
        number = self._data.id(term)
        if number is None or not self._labels.all(number):
            return ""
        return self._labels.best(number, self.language).text

    def described(self, term: str) -> str:
        """The short name with the label in brackets, where there is one that says more."""
        short, label = self.short(term), self.label(term)
        return f"{short} ({cut(label)})" if label and label != short else short

    def text(self, table: Table, literals: Iterable[int]) -> str:
        """The literal that suits the language best, by the same rule as labels; empty where there is none."""
        texts = by_language(table.terms[number] for number in literals)
        chosen = next((tag for tag in self._languages if tag in texts), None)
        return texts[chosen if chosen is not None else min(texts)] if texts else ""

    def shorten_all(self, text: str) -> str:
        """A text whose IRIs are written as prefixed names, where a prefix fits."""
        return _IRI.sub(lambda match: self.short_iri(match[0]) or match[0], text)


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of at most `longest` characters: a longer one ends in an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
