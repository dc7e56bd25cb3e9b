"""The files of each document: a page a language, and its data in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.render import data_link
from medtown.pages.vocabulary import term_sections
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from medtown.data.document import Describer, Document, Writer
    from medtown.pages.render import DataLink
    from medtown.site.context import Context, LanguageContext, TableContext
    from medtown.site.plan import Plan

_EXAMPLES = 12  # instances that a class's page shows


class SiteFile(NamedTuple):
    """A file of the site: its path and its content."""

    path: str
    content: str | bytes


class DocumentWriter:
    """Writes the documents of one Table, the data's or the shapes'."""

    def __init__(self, context: Context, describer: Describer, plan: Plan, writers: Sequence[Writer]) -> None:
        self._describer, self._plan, self._writers = describer, plan, writers
        self._table = table = describer.table
        self._links = {w.suffix: data_link(w.suffix, w.media_type) for w in writers}
        self._pages: list[tuple[LanguageContext, TableContext]] = [
            (language, language.data if table is context.data else language.shapes) for language in context.languages
        ]

    def files(self, path: str) -> Iterator[SiteFile]:
        """The files of the document at a site path."""
        topics = self._plan.documents[path]
        document = self._describer.document(topics, path)
        written = [(writer, writer.write(document)) for writer in self._writers]
        links = tuple(self._links[writer.suffix] for writer, text in written if text is not None)
        yield from (SiteFile(f"{path}.{writer.suffix}", text) for writer, text in written if text is not None)
        for language, table in self._pages:
            if path in self._plan.vocabularies:
                yield from self._vocabulary(language, table, document, links)
            else:
                yield self._resource(language, table, document, links)

    def _resource(
        self, language: LanguageContext, table: TableContext, document: Document, links: tuple[DataLink, ...]
    ) -> SiteFile:
        text = language.renderer.page(
            "resource",
            document.path,
            topics=[table.topics.topic(document, t) for t in document.topics],
            class_pages=language.class_pages,
            files=links,
        )
        return SiteFile(f"{document.path}{language.suffix}", text)

    def _vocabulary(
        self, language: LanguageContext, table: TableContext, document: Document, links: tuple[DataLink, ...]
    ) -> Iterator[SiteFile]:
        header, *terms = document.topics
        gettext = language.texts.gettext
        kinds = {
            "class": gettext("Classes"),
            "property": gettext("Properties"),
            "shape": gettext("Shapes"),
            "property shape": gettext("Shapes of properties"),
            "other": gettext("Other terms"),
        }
        topic = table.topics.topic(document, header)
        text = language.renderer.page(
            "ontology",
            document.path,
            topics=[topic],
            header=topic,
            sections=term_sections(document, table.topics, terms, self._plan.term_pages, kinds),
            class_pages=language.class_pages,
            files=links,
        )
        yield SiteFile(f"{document.path}{language.suffix}", text)
        for number in document.topics:
            page = self._plan.term_pages.get(iri_value(self._table.terms[number]))
            if page:
                yield self._term(language, table, document, number, page)

    def _term(
        self, language: LanguageContext, table: TableContext, document: Document, number: int, page: str
    ) -> SiteFile:
        term = self._table.terms[number]
        found = [s for s in self._table.instances(term) if self._table.terms[s][0] == "<"]
        examples = [table.values.of(s) for s in found[:_EXAMPLES]]
        text = language.renderer.page(
            "term",
            page,
            t=table.topics.topic(document, number),
            instances=examples,
            count=len(found),
            used=self._table.predicate_counts.get(term, 0),
            browse=language.class_pages.get(iri_value(term), ""),
            home=document.path,
        )
        return SiteFile(f"{page}{language.suffix}", text)
