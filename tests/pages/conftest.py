"""Small sites in memory: values and topics from texts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.i18n import Texts
from medtown.pages.readings.profile import Profile
from medtown.pages.readings.when import Dates
from medtown.pages.readings.where import Where
from medtown.pages.resource.headline import Headlines
from medtown.pages.resource.provenance import Provenance, Statements
from medtown.pages.resource.topic import TopicMaker
from medtown.pages.urls import Urls
from medtown.pages.values import Values
from medtown.table import Labels, read_table
from medtown.table.terms import iri_value, is_iri
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from medtown.pages.resource.facts import Item, Property
    from medtown.pages.resource.topic import Topic
    from medtown.pages.values import Value
    from medtown.table import Table

PREFIXES = """\
@prefix : <http://e.org/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


class SmallSite:
    """The pages of http://e.org/ in one language; the site's languages are English, French, Arabic and Greek."""

    def __init__(self, data: Table, shapes: Table, language: str) -> None:
        self.table, self.texts = data, Texts(language)
        self.profile = Profile(shapes, data)
        labels = Labels(data, ("en", "fr", "ar", "el"), self.profile.names)
        subjects = (data.terms[s] for s in data.subject_ids())
        urls = Urls("http://e.org/", [iri_value(term) for term in subjects if is_iri(term)])
        self.values = Values(data, labels, urls, Prefixes(), self.texts)
        provenance = Provenance(data, Statements(data), self.values, self.texts)
        headlines = Headlines(self.values, self.texts, Dates(data), Where(data))
        self.topics = TopicMaker(data, labels, self.profile, provenance, headlines)

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.table)

    def number(self, term: str) -> int:
        """The number of a term, or of `:name`."""
        number = self.table.id(f"<http://e.org/id/{term[1:]}>" if term.startswith(":") else term)
        assert number is not None
        return number

    def value(self, term: str) -> Value:
        """The value of a term or `:name`."""
        return self.values.of(self.number(term))

    def topic(self, name: str) -> Topic:
        """The topic of `:name`, described by a document of its own."""
        number = self.number(name)
        return self.topics.topic(self._describer.document([number]), number)

    def outline(self, name: str) -> list[str]:
        """The sections of a topic and their properties with their values, indented, without markup."""
        lines = []
        for section in self.topic(name).sections:
            lines.append(f"# {section.label}")
            lines += [line for prop in section.properties for line in _outline(prop, "")]
        return lines

    def inverse(self, name: str) -> list[str]:
        """What refers to a topic."""
        return [line for prop in self.topic(name).inverse for line in _outline(prop, "")]


def _outline(prop: Property, indent: str) -> list[str]:
    lines = [f"{indent}{prop.label}:"]
    for item in (*prop.shown, *prop.hidden):
        lines += _item(item, f"{indent}  ")
    for item in prop.translations:
        lines += _item(item, f"{indent}  … ")
    return lines


def _item(item: Item, indent: str) -> list[str]:
    if not item.properties:
        return [f"{indent}{item.html.striptags()}"]
    return [f"{indent}-", *(line for prop in item.properties for line in _outline(prop, f"{indent}  "))]


@pytest.fixture
def small_site(tmp_path: Path) -> Callable[..., SmallSite]:
    """Makes a site from the text of its data and, where wanted, of its shapes."""

    def make(data: str, shapes: str = "", language: str = "en") -> SmallSite:
        tables = []
        for name, text in (("data", data), ("shapes", shapes)):
            path = tmp_path / f"{name}.ttl"
            path.write_text(PREFIXES + text, "utf-8")
            tables.append(read_table([TurtleFile(path, f"http://e.org/set/{name}")]))
        return SmallSite(tables[0], tables[1], language)

    return make
