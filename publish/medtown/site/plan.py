"""Which documents a site has, and what each describes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtown.pages.model.vocabulary import header_first, is_vocabulary, term_pages
from medtown.pages.urls import Urls
from medtown.table.terms import iri_value, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.settings import Settings
    from medtown.table import Table


@dataclass(frozen=True)
class Plan:
    """The documents of a Table: topics (term numbers) by site path, and the pages of the ontologies' terms."""

    documents: dict[str, list[int]]
    vocabularies: frozenset[str]
    term_pages: dict[str, str]


def addresses(settings: Settings, data: Table, shapes: Table) -> Urls:
    """The addresses of everything that the site describes: subjects of the data and the shapes, and named graphs."""
    graphs = (graph.iri for graph in (*data.graphs, *shapes.graphs))
    return Urls(settings.base, [*_subject_iris(data), *_subject_iris(shapes), *graphs])


def plan(table: Table, urls: Urls, home: str) -> Plan:
    """Group the subjects of a Table by the document that describes them.

    Blank nodes that no resource leads to are topics of the document of `home` (an IRI), so that the documents
    together hold every triple.
    """
    documents: dict[str, list[int]] = {}
    for number in table.subject_ids():
        term = table.terms[number]
        path = urls.page(term)
        if path is not None:
            documents.setdefault(path, []).append(number)
    orphans = _orphans(table)
    if orphans:
        documents.setdefault(urls.document(home) or "doc/~orphans", []).extend(orphans)
    vocabularies = frozenset(path for path, topics in documents.items() if is_vocabulary(table, topics))
    pages: dict[str, str] = {}
    taken = {path.casefold() for path in documents}
    for path in sorted(vocabularies):
        documents[path] = header_first(table, documents[path])
        pages.update(term_pages(table, path, documents[path], taken))
    return Plan(documents, vocabularies, pages)


def _subject_iris(table: Table) -> Iterable[str]:
    return (iri_value(table.terms[s]) for s in table.subject_ids() if is_iri(table.terms[s]))


def _orphans(table: Table) -> list[int]:
    """Blank subjects that no IRI leads to, in the order of the files."""
    terms = table.terms
    blanks = [s for s in table.subject_ids() if is_blank(terms[s])]
    if not blanks:
        return []
    is_subject_iri = [is_iri(term) for term in terms]
    reached: set[int] = set()
    waiting = [
        o
        for s, o in zip(table.subject.tolist(), table.object.tolist(), strict=True)
        if is_subject_iri[s] and is_blank(terms[o])
    ]
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting.extend(o for o in table.object[table.rows_of(number)].tolist() if is_blank(terms[o]))
    return [b for b in blanks if b not in reached]
