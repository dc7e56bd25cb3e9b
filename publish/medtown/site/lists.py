"""The pages that lead to the documents: start page, classes, graphs, downloads; and the page for a wrong address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.finding.front import front, latest
from medtown.pages.finding.listing import (
    PER_PAGE,
    described_subjects,
    in_order,
    instances,
    sorted_values,
)
from medtown.pages.render import data_link
from medtown.pages.resource.description import definition, description
from medtown.site.file import SiteFile
from medtown.table.read import read_bytes
from medtown.table.terms import iri, iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from medtown.data.dumps import Dump
    from medtown.pages.finding.listing import ClassEntry
    from medtown.pages.metadata.page import Metadata
    from medtown.site.context import Context, LanguageContext
    from medtown.site.questions import Question, QuestionView

_ON_START_PAGE = 8  # classes
_LATEST, _FEATURED = 5, 3  # things and questions there


class NamedGraph(NamedTuple):
    """A named graph: its site path, the file it was read from and how many triples it holds."""

    iri: str
    path: str
    file: Path
    triples: int

    @property
    def name(self) -> str:
        """What pages call it: the name of its file."""
        return self.file.name


class Totals(NamedTuple):
    """How much the dataset holds."""

    resources: int
    triples: int


def list_pages(
    context: Context, language: LanguageContext, questions: Sequence[Question], dumps: Sequence[Dump]
) -> Iterator[SiteFile]:
    """All list pages of one language."""
    suffix, page = language.suffix, language.renderer.page
    yield SiteFile(f"index{suffix}", _home(context, language, questions, dumps))
    yield SiteFile(f"404{suffix}", page("notfound", "404", top="/"))
    yield SiteFile(f"class/index{suffix}", page("classes", "class/index", classes=language.classes))
    for entry in language.classes:
        yield from _class_pages(context, language, entry)
    graphs = named_graphs(context)
    about = _about_dataset(context, language, "dump/index", dumps)
    yield SiteFile(f"dump/index{suffix}", page("dumps", "dump/index", dumps=dumps, graphs=graphs, metadata=about))
    for number, graph in enumerate(graphs):
        if graph.path not in context.plan.documents:
            yield _graph_page(context, language, number, graph)


def graph_files(context: Context) -> Iterator[SiteFile]:
    """Each named graph as data: the very file that contributors edit."""
    for graph in named_graphs(context):
        if graph.path not in context.plan.documents:
            yield SiteFile(f"{graph.path}.ttl", read_bytes(graph.file))


def named_graphs(context: Context) -> list[NamedGraph]:
    """The named graphs of the data, in the order of their files; one that the data describes has its own document."""
    graphs = zip(context.data.graphs, context.data.graph_counts, strict=True)
    return [NamedGraph(graph.iri, context.urls.document(graph.iri) or "", graph.path, count) for graph, count in graphs]


def _home(context: Context, language: LanguageContext, questions: Sequence[Question], dumps: Sequence[Dump]) -> str:
    table, values = context.data, language.data.values
    dataset = table.id(iri(context.settings.dataset))
    classes = front(table, context.profile, language.classes, _ON_START_PAGE)
    queries = [q.view(language.language) for q in questions]
    return language.renderer.page(
        "home",
        "index",
        metadata=_about_dataset(context, language, "index", dumps),
        description=None if dataset is None else description(table, dataset, values),
        totals=Totals(len(context.plan.documents), len(table.union)),
        classes=classes,
        latest=[
            (values.of(n), language.data.headlines.line(n)) for n in latest(table, context.dates, classes, _LATEST)
        ],
        queries=queries,
        featured=_featured(queries),
        example=_example(context),
    )


def _featured(queries: list[QuestionView]) -> list[QuestionView]:
    """The questions of the start page: one an audience, one with a picture where there is one."""
    chosen: dict[str, QuestionView] = {}
    for query in sorted(queries, key=lambda q: not q.has_chart):
        chosen.setdefault(query.audience, query)
    return [*chosen.values(), *(q for q in queries if q not in chosen.values())][:_FEATURED]


def _about_dataset(context: Context, language: LanguageContext, path: str, dumps: Sequence[Dump]) -> Metadata:
    number = context.data.id(iri(context.settings.dataset))
    return language.data.metadata.dataset(path, number, _description(context, language), dumps)


def _description(context: Context, language: LanguageContext) -> str:
    """The dataset's description in the page's language."""
    number = context.data.id(iri(context.settings.dataset))
    return "" if number is None else definition(context.data, number, language.data.values)


def _example(context: Context) -> str:
    """The IRI of a resource to try content negotiation on, or the empty string."""
    terms = (context.data.terms[topics[0]] for topics in context.plan.documents.values())
    iris = (iri_value(term) for term in terms if is_iri(term))
    return next((i for i in iris if context.urls.is_own(i) and "#" not in i), "")


def _class_pages(context: Context, language: LanguageContext, entry: ClassEntry) -> Iterator[SiteFile]:
    values = in_order(context.data, language.data.values, instances(context.data, entry.term))
    line = language.data.headlines.line
    pages = max(1, -(-len(values) // PER_PAGE))
    for page in range(1, pages + 1):
        path = entry.path if page == 1 else f"{entry.path}/{page}"
        shown = [(value, line(value.term)) for value in values[(page - 1) * PER_PAGE : page * PER_PAGE]]
        about = language.data.metadata.class_list(path, entry, language.texts.gettext("Browse"))
        text = language.renderer.page("class", path, cls=entry, instances=shown, page=page, pages=pages, metadata=about)
        yield SiteFile(f"{path}{language.suffix}", text)


def _graph_page(context: Context, language: LanguageContext, number: int, graph: NamedGraph) -> SiteFile:
    subjects = described_subjects(context.data, context.urls, number)
    text = language.renderer.page(
        "graph",
        graph.path,
        name=graph.name,
        iri=graph.iri,
        triples=graph.triples,
        subjects=sorted_values(language.data.values, subjects),
        files=(data_link("ttl", "text/turtle"),),
    )
    return SiteFile(f"{graph.path}{language.suffix}", text)
