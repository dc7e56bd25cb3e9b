"""The page of an ontology: its header and its terms, each with an anchor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.namespaces import CLASSES, OWL, SH
from medtown.pages.urls import encode_segment, free_path
from medtown.table.terms import RDF, RDF_TYPE, iri_value, is_iri

if TYPE_CHECKING:
    from medtown.data.document import Document
    from medtown.pages.model.terms import Card, CardMaker
    from medtown.pages.resource.topic import Topic, TopicMaker
    from medtown.table import Table

ONTOLOGY = f"<{OWL}Ontology>"
PROPERTIES = frozenset(f"<{OWL}{kind}Property>" for kind in ("Object", "Datatype", "Annotation")) | {f"<{RDF}Property>"}
# The kinds of terms, in the order of the page.
KINDS = {
    "class": CLASSES,
    "property": PROPERTIES,
    "shape": frozenset((f"<{SH}NodeShape>",)),
    "property shape": frozenset((f"<{SH}PropertyShape>",)),
}
OTHER = "other"


@dataclass
class Term:
    """A term of the ontology on its page; `page` is the site path of the term's own page."""

    topic: Topic
    number: int
    page: str
    cards: CardMaker

    @cached_property
    def card(self) -> Card:
        """What the page says of it below its definition."""
        return self.cards.card(self.topic, self.number, is_brief=True)


@dataclass(slots=True)
class TermSection:
    """Terms of one kind."""

    label: str
    terms: list[Term]


def is_vocabulary(table: Table, topics: list[int]) -> bool:
    """Whether a document describes an ontology: its header, or classes and properties."""
    return any(_types(table, t) & ({ONTOLOGY} | CLASSES | PROPERTIES) for t in topics)


def header_first(table: Table, topics: list[int]) -> list[int]:
    """The topics with the ontology's own resource first."""
    return sorted(topics, key=lambda t: ONTOLOGY not in _types(table, t))


def term_pages(table: Table, document: str, topics: list[int], taken: set[str]) -> dict[str, str]:
    """The site path of the page of each class and property of an ontology document, by IRI.

    Of names that differ by case only, which some disks confuse, the later ones get a `_`, and so do those at the path
    of a document: `taken` holds the case-folded paths that are in use, to which these are added.
    """
    pages = {}
    for number in topics:
        term = table.terms[number]
        if is_iri(term) and "#" in term and _types(table, number) & (CLASSES | PROPERTIES):
            iri = iri_value(term)
            pages[iri] = free_path(f"{document}/{encode_segment(iri.split('#', 1)[1])}", taken)
    return pages


def term_sections(
    document: Document,
    makers: tuple[TopicMaker, CardMaker],
    topics: list[int],
    pages: dict[str, str],
    labels: dict[str, str],
) -> list[TermSection]:
    """The terms by kind (`labels` names each of KINDS), by label within each."""
    maker, cards = makers
    kinds: dict[str, list[Term]] = {kind: [] for kind in (*KINDS, OTHER)}
    for number in topics:
        topic = maker.topic(document, number)
        kinds[_kind(document.describer.table, number)].append(Term(topic, number, pages.get(topic.iri, ""), cards))
    return [
        TermSection(labels[kind], sorted(terms, key=lambda t: t.topic.title.sort))
        for kind, terms in kinds.items()
        if terms
    ]


def _kind(table: Table, number: int) -> str:
    types = _types(table, number)
    return next((kind for kind, members in KINDS.items() if types & members), OTHER)


def _types(table: Table, number: int) -> set[str]:
    return {table.terms[t] for t in table.values(number, RDF_TYPE)}
