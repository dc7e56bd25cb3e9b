"""The files of each document: a page a language, and its data in every format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.metadata.page import FileLink
from medtown.pages.model.vocabulary import term_sections
from medtown.pages.render import data_link
from medtown.pages.resource.neighbours import Neighbourhoods
from medtown.pages.resource.paging import find_long, list_path, pages_of
from medtown.pages.urls import quoted
from medtown.site.file import SiteFile
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from medtown.data.document import Describer, Document, Writer
    from medtown.pages.render import DataLink
    from medtown.pages.resource.facts import Section
    from medtown.pages.resource.paging import LongList
    from medtown.pages.values import Value
    from medtown.site.context import Context, LanguageContext, TableContext
    from medtown.site.plan import Plan

_EXAMPLES = 12  # instances that a class's page shows


class _Pages(NamedTuple):
    """What a Table's pages in one language are made with."""

    language: LanguageContext
    table: TableContext
    neighbourhoods: Neighbourhoods


class DocumentWriter:
    """Writes the documents of one Table, the data's or the shapes'."""

    def __init__(self, context: Context, describer: Describer, plan: Plan, writers: Sequence[Writer]) -> None:
        self._describer, self._plan, self._writers = describer, plan, writers
        self._table = table = describer.table
        self._links = {w.suffix: data_link(w.suffix, w.media_type) for w in writers}
        tables = [(lang, lang.data if table is context.data else lang.shapes) for lang in context.languages]
        self._pages = [_Pages(lang, pages, Neighbourhoods(pages.values, lang.texts)) for lang, pages in tables]

    def files(self, path: str) -> Iterator[SiteFile]:
        """The files of the document at a site path."""
        topics = self._plan.documents[path]
        document = self._describer.document(topics, path)
        written = [(writer, writer.write(document)) for writer in self._writers]
        links = tuple(self._links[writer.suffix] for writer, text in written if text is not None)
        yield from (SiteFile(f"{path}.{writer.suffix}", text) for writer, text in written if text is not None)
        for pages in self._pages:
            if path in self._plan.vocabularies:
                yield from self._vocabulary(pages, document, links)
            else:
                yield from self._resource(pages, document, links)

    def _resource(self, pages: _Pages, document: Document, links: tuple[DataLink, ...]) -> Iterator[SiteFile]:
        language, table, neighbourhoods = pages
        topics = [table.topics.topic(document, t) for t in document.topics]
        lists = [(t.title, _long(document, t.title, "to", t.sections)) for t in topics]
        lists += [(t.title, _long(document, t.title, "of", t.related.sections)) for t in topics]
        text = language.renderer.page(
            "resource",
            document.path,
            topics=topics,
            metadata=table.metadata.resource(document.path, topics[0], document.topics[0]),
            neighbours=neighbourhoods.of(topics[0]),
            figures=[language.figures.of(t) if table is language.data else None for t in document.topics],
            citations=[language.citer.of(t.iri, t.title.text, is_concept=t.is_concept) for t in topics],
            class_pages=language.class_pages,
            files=links,
        )
        yield SiteFile(f"{document.path}{language.suffix}", text)
        yield from _list_pages(language, lists)

    def _vocabulary(self, pages: _Pages, document: Document, links: tuple[DataLink, ...]) -> Iterator[SiteFile]:
        language, table, _ = pages
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
        sections = term_sections(document, (table.topics, table.cards), terms, self._plan.term_pages, kinds)
        shown = [topic, *(term.topic for section in sections for term in section.terms)]
        lists = [(t.title, _long(document, t.title, "to", t.sections)) for t in shown]
        text = language.renderer.page(
            "ontology",
            document.path,
            topics=[topic],
            metadata=table.metadata.resource(document.path, topic, header),
            header=topic,
            sections=sections,
            class_pages=language.class_pages,
            files=links,
        )
        yield SiteFile(f"{document.path}{language.suffix}", text)
        yield from _list_pages(language, lists)
        for number in document.topics:
            if iri_value(self._table.terms[number]) in self._plan.term_pages:
                yield from self._term(pages, document, number, links)

    def _term(self, pages: _Pages, document: Document, number: int, links: tuple[DataLink, ...]) -> Iterator[SiteFile]:
        language, table, _ = pages
        term = self._table.terms[number]
        page = self._plan.term_pages[iri_value(term)]
        topic = table.topics.topic(document, number)
        _long(document, topic.title, "to", topic.sections)  # whose pages are those of the whole document
        lists = _long(document, topic.title, "of", topic.related.sections)
        found = [s for s in self._table.instances(term) if self._table.terms[s][0] == "<"]
        examples = [table.values.of(s) for s in found[:_EXAMPLES]]
        files = [FileLink(quoted(f"{document.path}.{link.suffix}"), link.media_type) for link in links]
        text = language.renderer.page(
            "term",
            page,
            t=topic,
            metadata=table.metadata.term(page, topic, number, document.topics[0], files),
            instances=examples,
            card=table.cards.card(topic, number),
            home=document.path,
        )
        yield SiteFile(f"{page}{language.suffix}", text)
        yield from _list_pages(language, [(topic.title, lists)])


def _long(document: Document, title: Value, direction: str, sections: Sequence[Section]) -> list[LongList]:
    """The lists of a topic that have pages of their own."""
    return find_long(document.path, title.iri or str(title.term), direction, sections)


def _list_pages(language: LanguageContext, lists: Iterable[tuple[Value, list[LongList]]]) -> Iterator[SiteFile]:
    """The pages of long lists of values, each given with the title of its topic."""
    for title, found in ((title, one) for title, several in lists for one in several):
        for page in pages_of(found):
            text = language.renderer.page(
                "value_list",
                page.path,
                title=title,
                label=found.label,
                total=len(found.items),
                page=page,
                address=partial(list_path, found.path),
            )
            yield SiteFile(f"{page.path}{language.suffix}", text)
