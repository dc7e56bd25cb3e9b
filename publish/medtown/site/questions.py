"""The pages of the stored queries: what each asks, its answer from this data, and the answer in every result format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from medtown.namespaces import CLASSES, DCAT, DCTERMS, OWL
from medtown.pages.figures.answer import draw
from medtown.pages.figures.chart import number_of
from medtown.pages.render import data_link
from medtown.pages.urls import encode_segment
from medtown.pages.words import as_words, humanised
from medtown.site.file import SiteFile
from medtown.site.places import answer_marks
from medtown.sparql.answer import Kind
from medtown.sparql.results import formats_for, write
from medtown.table.terms import RDF, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from medtown.check.rules.questions import Answered
    from medtown.site.context import Context, LanguageContext
    from medtown.sparql.answer import Answer
    from medtown.sparql.stored import StoredQuery

_TAKEN = ("index", "editor", "terms")  # the list of all questions; the page to ask one's own; its names to complete
_SHOWN = 200  # rows on a page
_VERSIONS = (f"<{DCAT}version>", f"<{OWL}versionInfo>", f"<{DCTERMS}modified>")
_TERMS = (*CLASSES, *(f"<{OWL}{kind}Property>" for kind in ("Object", "Datatype")), f"<{RDF}Property>")
_QUERY = data_link("rq", "application/sparql-query")


class QuestionView(NamedTuple):
    """A question in one language.

    `path` is the site path of its page, `digest` the SHA-256 of its file, `rows` the number of rows where its answer
    is a table, and `has_chart` says that its page draws them without a script.
    """

    path: str
    title: str
    description: str
    audience: str
    not_asked: str
    text: str
    digest: str
    rows: int | None
    has_chart: bool


class AnswerView(NamedTuple):
    """The answer of a SELECT query as a page shows it: the first rows, and the number of all.

    `numeric` tells of each column whether it holds numbers only; `chart` is empty where the header wants none.
    """

    headings: list[str]
    numeric: list[bool]
    rows: list[list[Markup]]
    total: int
    chart: Markup


@dataclass(frozen=True)
class Question:
    """A stored query and its answer; none where the query is not asked here."""

    query: StoredQuery
    answer: Answer | None

    @property
    def path(self) -> str:
        """The site path of its page."""
        name = self.query.name
        # No encoded name starts so.
        return f"query/{encode_segment(name) if name not in _TAKEN else f'~{name}'}"

    @property
    def table(self) -> Answer | None:
        """Its answer where that is a table."""
        return self.answer if self.answer and self.answer.kind is Kind.SELECT else None

    def view(self, language: str) -> QuestionView:
        """The question in a language."""
        query, table = self.query, self.table
        return QuestionView(
            self.path,
            query.title(language),
            query.description(language),
            query.audience(language),
            query.why_not_asked(language),
            query.text,
            digest=hashlib.sha256(query.source.encode()).hexdigest(),
            rows=table.count if table else None,
            has_chart=table is not None and query.chart is not None and query.chart.kind != "map",
        )


def questions_of(answers: Iterable[Answered]) -> list[Question]:
    """The questions that the checks have asked, for their pages."""
    return [Question(query, answer) for query, answer in answers]


def question_files(questions: Sequence[Question], prefixes: Mapping[str, str]) -> Iterator[SiteFile]:
    """The answers in every format that holds them, and the queries themselves."""
    for question in questions:
        yield SiteFile(f"{question.path}.rq", question.query.source)
        if answer := question.answer:
            for known in formats_for(answer.kind):
                yield SiteFile(f"{question.path}.{known.name}", write(answer, known.name, prefixes))


def question_pages(context: Context, language: LanguageContext, questions: Sequence[Question]) -> Iterator[SiteFile]:
    """The list of questions and the page of each, in one language."""
    page, suffix = language.renderer.page, language.suffix
    views = [question.view(language.language) for question in questions]
    versions, names = _versions(language), _term_names(language)
    yield SiteFile(f"query/index{suffix}", page("queries", "query/index", groups=by_audience(views)))
    for question, view in zip(questions, views, strict=True):
        formats = formats_for(question.answer.kind) if question.answer else ()
        files = [data_link(f.name, f.media_types[0]) for f in formats]
        text = page(
            "query",
            question.path,
            query=view,
            answer=_answer_view(language, question, names),
            marks=_marks(context, language, question),
            truth=_truth(question),
            versions=versions,
            files=(*files, _QUERY),
        )
        yield SiteFile(f"{question.path}{suffix}", text)


def by_audience(views: Iterable[QuestionView]) -> list[tuple[str, list[QuestionView]]]:
    """The questions by who asks them, in the order of the first of each; those that don't say come last."""
    groups: dict[str, list[QuestionView]] = {}
    for view in views:
        groups.setdefault(view.audience, []).append(view)
    return sorted(groups.items(), key=lambda group: not group[0])


def _truth(question: Question) -> bool | None:
    return question.answer.value if question.answer and question.answer.kind is Kind.ASK else None


def _answer_view(language: LanguageContext, question: Question, names: Mapping[str, str]) -> AnswerView | None:
    answer = question.table
    if answer is None:
        return None
    # `?xLabel` beside `?x` is the label that the link of `?x` shows already.
    shown = [n for n, name in enumerate(answer.variables) if name.removesuffix("Label") not in answer.variables[:n]]
    values, query = language.data.values, question.query
    headings = {v: query.column(v, language.language) or names.get(as_words(v), as_words(v)) for v in answer.variables}
    return AnswerView(
        headings=[headings[answer.variables[n]] for n in shown],
        numeric=[all(row[n] is None or number_of(row[n]) is not None for row in answer.rows) for n in shown],
        rows=[[values.of_term(row[n]) for n in shown] for row in answer.rows[:_SHOWN]],
        total=answer.count,
        chart=draw(query.chart, answer, headings, values, language.texts) if query.chart else Markup(""),
    )


def _marks(context: Context, language: LanguageContext, question: Question) -> dict[str, Any] | None:
    """What the map draws that the header asks for; None where it asks for none, or nothing of it has a place."""
    answer, wish = question.table, question.query.chart
    if answer is None or wish is None or wish.kind != "map":
        return None
    column = answer.variables.index(wish.variables[0])
    marks = answer_marks(context, language, [term for row in answer.rows if (term := row[column]) is not None])
    return marks if marks["spots"] else None


def _versions(language: LanguageContext) -> list[Markup]:
    """What tells one version of the data from another: what its dataset says of itself."""
    table = language.data.table
    dataset = table.id(iri(language.renderer.settings.dataset))
    found = [] if dataset is None else [v for p in _VERSIONS for v in table.values(dataset, p)]
    return [language.data.values.of(v).html for v in found]


def _term_names(language: LanguageContext) -> dict[str, str]:
    """The labels of classes and properties in this language, by what their IRIs end in, as words."""
    table, values = language.data.table, language.data.values
    used = map(table.id, (*table.class_counts, *table.predicate_counts))
    terms = dict.fromkeys([*(n for cls in _TERMS for n in table.instances(cls)), *(n for n in used if n is not None)])
    found = [(number, values.of(number)) for number in terms]
    return {humanised(table.terms[number]): value.text for number, value in reversed(found) if not value.language}
