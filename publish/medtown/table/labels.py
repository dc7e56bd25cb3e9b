"""The label of every term, by language, with what a page falls back on."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from medtown.table.table import Table

# The order of preference where a resource has several: SKOS first, then what the common vocabularies use.
LABEL_PREDICATES = (
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "<http://www.w3.org/2000/01/rdf-schema#label>",
    "<http://purl.org/dc/terms/title>",
    "<http://xmlns.com/foaf/0.1/name>",
    "<https://schema.org/name>",
    "<http://schema.org/name>",
    "<http://www.w3.org/ns/shacl#name>",
)


class Label(NamedTuple):
    """A text and its language tag (empty: none given)."""

    text: str
    language: str


class Labels:
    """The label index of a Table: `languages` is the project's order of preference.

    `fallback` names terms that the Table itself has no label for (foreign classes and properties that shapes name).
    """

    def __init__(
        self, table: Table, languages: tuple[str, ...], fallback: Mapping[str, dict[str, str]] | None = None
    ) -> None:
        self._table = table
        self.languages = languages
        self._fallback = fallback or {}

    @cached_property
    def _index(self) -> dict[int, dict[str, str]]:
        """Labels by term and language; an earlier predicate of the list wins, then an earlier line."""
        index: dict[int, dict[str, str]] = {}
        table = self._table
        for predicate in LABEL_PREDICATES:
            number = table.id(predicate)
            if number is None:
                continue
            rows = table.rows_with(number)
            for s, o in zip(table.subject[rows].tolist(), table.object[rows].tolist(), strict=True):
                term = table.terms[o]
                if is_literal(term):
                    literal = parse_literal(term)
                    index.setdefault(s, {}).setdefault(literal.language, literal.lexical)
        for term, names in self._fallback.items():
            number = table.id(term)
            if number is not None and names:
                index.setdefault(number, names)
        return index

    def all(self, number: int) -> dict[str, str]:
        """The labels of a term by language tag; empty where it has none."""
        return self._index.get(number, {})

    def best(self, number: int, language: str) -> Label:
        """The label in a language, else without one, else in the project's order, else any, else the IRI's end."""
        labels = self._index.get(number)
        if not labels:
            return Label(local_name(self._table.terms[number]), "")
        tag = self._preferred(labels, language)
        if tag is None:
            tag = min(labels)
        return Label(labels[tag], tag)

    def chosen(self, texts: Mapping[str, str], language: str) -> str:
        """Of texts by language, the one that `best` would choose, else the first; empty where there is none."""
        tag = self._preferred(texts, language)
        return next(iter(texts.values()), "") if tag is None else texts[tag]

    def _preferred(self, texts: Mapping[str, str], language: str) -> str | None:
        """The first tag that there is: a language, none, those of the project."""
        return next((tag for tag in (language, "", *self.languages) if tag in texts), None)


def local_name(term: str) -> str:
    """What stands after the last `#` or `/` of an IRI term, decoded; other terms as they are."""
    if term[0] != "<":
        return term
    parts = [part for part in re.split(r"[#/]", term[1:-1]) if part]
    return unquote(parts[-1]) if parts else term
