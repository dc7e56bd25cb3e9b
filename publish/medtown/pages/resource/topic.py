"""The page of a document: what is said of its topics, grouped and ordered by the shapes, and what refers to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from medtown.data.document import DEEPEST
from medtown.namespaces import SKOS
from medtown.pages.resource.description import DESCRIPTIONS
from medtown.pages.resource.facts import Item, Names, Section, in_sections, listed, sorted_property
from medtown.pages.resource.key import KeyFacts, KeyProperties
from medtown.pages.resource.related import Relations
from medtown.pages.words import humanised
from medtown.table.terms import RDF_TYPE, iri_value, is_iri

if TYPE_CHECKING:
    from medtown.data.document import Block, Document
    from medtown.pages.readings.profile import Profile
    from medtown.pages.resource.facts import Property
    from medtown.pages.resource.headline import Headlines
    from medtown.pages.resource.key import KeyFact
    from medtown.pages.resource.provenance import Provenance
    from medtown.pages.resource.related import Related
    from medtown.pages.values import Value
    from medtown.table import Labels, Table

_CONCEPT = f"<{SKOS}Concept>"
_TEXTS = ("text", "html")  # kinds of values
_LONGEST_NAME = 60  # characters; longer texts in other languages are folded


@dataclass
class Topic:
    """One resource of a document.

    `when` and `where` are the line below its title; `sections` is all that is said of it, `key` what of that tells
    most.
    """

    iri: str
    anchor: str
    title: Value
    types: list[Value]
    leads: list[Value]
    when: Markup
    where: Markup
    key: list[KeyFact]
    sections: list[Section]
    related: Related
    is_concept: bool

    @cached_property
    def rest(self) -> list[Section]:
        """What is said beside the key facts."""
        told = {fact.term for fact in self.key if fact.is_whole}
        kept = (Section(s.label, [p for p in s.properties if p.term not in told]) for s in self.sections)
        return [section for section in kept if section.properties]

    @property
    def inverse(self) -> list[Property]:
        """What refers to it, by property, but for what its timeline shows."""
        return [prop for section in self.related.sections for prop in section.properties]


class TopicMaker:
    """Makes the topics of pages in one language."""

    def __init__(
        self, table: Table, labels: Labels, profile: Profile, provenance: Provenance, headlines: Headlines
    ) -> None:
        self._table, self._labels, self._profile, self._provenance = table, labels, profile, provenance
        self._values, self._headlines = headlines.values, headlines
        self._names = Names(table, labels, self._values, profile)
        keys = KeyProperties(profile)
        self._key_facts = KeyFacts(self._names, keys, provenance, headlines)
        self._relations = Relations(table, self._names, keys, provenance, headlines)
        ids = (table.id(p) for p in DESCRIPTIONS)
        self._descriptions = [i for i in ids if i is not None]
        self._type = table.id(RDF_TYPE)
        self._most_specific = cache(self._without_implied)

    def topic(self, document: Document, number: int) -> Topic:
        """What is said of a resource that the document describes."""
        term = self._table.terms[number]
        iri = iri_value(term) if is_iri(term) else ""
        block = document.blocks.get(number, {})
        types = self._types(block)
        classes = self._classes_of(types)
        leads = self._leads(block)
        return Topic(
            iri=iri,
            anchor=iri.split("#", 1)[1] if "#" in iri else "",
            title=self._values.of(number),
            types=self._most_specific(tuple(types)),
            leads=leads,
            when=self._headlines.when(number),
            where=self._headlines.where(number),
            key=self._key_facts.of(self._table, number, block, classes),
            sections=self._sections(document, number, 0, {number, *(v.term for v in leads)}),
            related=self._relations.of(number, classes),
            is_concept=any(_CONCEPT in self._profile.superclasses(cls) for cls in classes),
        )

    def _types(self, block: Block) -> list[int]:
        return [] if self._type is None else block.get(self._type, [])

    def _leads(self, block: Block) -> list[Value]:
        """The descriptions in the page's language, which stand below the title."""
        found = (self._values.of(o) for p in self._descriptions for o in block.get(p, ()))
        return list({v.term: v for v in found if v.kind in _TEXTS and not v.language}.values())

    def _without_implied(self, types: tuple[int, ...]) -> list[Value]:
        """Types without those that another of them implies."""
        terms = {t: self._table.terms[t] for t in types}
        implied = self._profile.implied(terms.values())
        kept = [t for t, term in terms.items() if term not in implied]
        return [self._type_value(t) for t in kept or types]

    def _type_value(self, number: int) -> Value:
        """A class; one of elsewhere that has no name here goes by the words of its IRI."""
        value = self._values.of(number)
        return value if self._labels.all(number) else value._replace(text=humanised(self._table.terms[number]))

    def _classes_of(self, types: list[int]) -> frozenset[str]:
        return frozenset(self._table.terms[t] for t in types)

    def _sections(self, document: Document, subject: int, depth: int, said: set[int]) -> list[Section]:
        """The properties of a subject nested in `depth` others; `said` are the terms that the page shows already."""
        block = document.blocks.get(subject, {})
        classes = self._classes_of(self._types(block))
        entries = []
        for predicate, objects in block.items():
            is_lead = depth == 0 and predicate in self._descriptions
            left = [o for o in objects if o not in said] if is_lead else objects
            if left and (predicate != self._type or depth):
                name = self._names.of(predicate, classes)
                items = [self._cited(self._item(document, o, depth, said), (subject, predicate, o)) for o in left]
                has_own = len(left) < len(objects)  # the lead is in the page's language
                entries.append((name, sorted_property(self._table.terms[predicate], name, items, has_own=has_own)))
        return in_sections(entries, self._names)

    def _item(self, document: Document, number: int, depth: int, said: set[int]) -> Item:
        """A value, with what is said of a blank node: once a topic, so that cycles end and shared nodes stay few."""
        value = self._values.of(number)
        if value.kind != "blank" or number in said or depth > DEEPEST:
            size = len(value.text) if value.kind in _TEXTS else 0
            return Item(value.html, value.sort, (), value.language, len(value.text) > _LONGEST_NAME, number, size)
        said.add(number)
        members = document.items(number)
        if members is not None:
            items = [self._item(document, member, depth + 1, said) for member in members]
            return Item(value.html, value.sort, (listed("", "", Markup(""), items),), term=number)
        sections = self._sections(document, number, depth + 1, said)
        return Item(value.html, value.sort, [p for section in sections for p in section.properties], term=number)

    def _cited(self, item: Item, triple: tuple[int, int, int]) -> Item:
        """A value with the sources of just that value, where a statement names them."""
        sources = self._provenance.of(triple)
        return item._replace(html=item.html + sources) if sources else item
