"""The pages of the stored queries: what each asks, its answer from this data, and the answer in every result format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from medtown.pages.render import data_link
from medtown.pages.urls import encode_segment
from medtown.pages.words import as_words
from medtown.site.documents import SiteFile
from medtown.sparql.answer import Kind
from medtown.sparql.results import formats_for, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from medtown.check.rules.questions import Answered
    from medtown.site.context import LanguageContext
    from medtown.sparql.answer import Answer
    from medtown.sparql.stored import StoredQuery

_QUERY = data_link("rq", "application/sparql-query")


class QuestionView(NamedTuple):
    """A question in one language; `path` is the site path of its page."""

    path: str
    title: str
    description: str
    audience: str
    not_asked: str
    text: str


class AnswerView(NamedTuple):
    """The answer of a SELECT query as a page shows it."""

    headings: list[str]
    rows: list[list[Markup]]


@dataclass(frozen=True)
class Question:
    """A stored query and its answer; none where the query is not asked here."""

    query: StoredQuery
    answer: Answer | None

    @property
    def path(self) -> str:
        """The site path of its page."""
        name = self.query.name
        # The list of all questions is at `query/index`. No encoded name starts so.
        return f"query/{encode_segment(name) if name != 'index' else '~index'}"

    def view(self, language: str) -> QuestionView:
        """The question in a language."""
        query = self.query
        return QuestionView(
            self.path,
            query.title(language),
            query.description(language),
            query.audience(language),
            query.why_not_asked(language),
            query.text,
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


def question_pages(language: LanguageContext, questions: Sequence[Question]) -> Iterator[SiteFile]:
    """The list of questions and the page of each, in one language."""
    page, suffix = language.renderer.page, language.suffix
    views = [question.view(language.language) for question in questions]
    yield SiteFile(f"query/index{suffix}", page("queries", "query/index", groups=_by_audience(views)))
    for question, view in zip(questions, views, strict=True):
        formats = formats_for(question.answer.kind) if question.answer else ()
        files = [data_link(f.name, f.media_types[0]) for f in formats]
        answer = _answer_view(language, question.answer)
        text = page("query", question.path, query=view, answer=answer, truth=_truth(question), files=(*files, _QUERY))
        yield SiteFile(f"{question.path}{suffix}", text)


def _by_audience(views: Iterable[QuestionView]) -> list[tuple[str, list[QuestionView]]]:
    """The questions by who asks them, in the order of the first of each; those that don't say come last."""
    groups: dict[str, list[QuestionView]] = {}
    for view in views:
        groups.setdefault(view.audience, []).append(view)
    return sorted(groups.items(), key=lambda group: not group[0])


def _truth(question: Question) -> bool | None:
    return question.answer.value if question.answer and question.answer.kind is Kind.ASK else None


def _answer_view(language: LanguageContext, answer: Answer | None) -> AnswerView | None:
    if answer is None or answer.kind is not Kind.SELECT:
        return None
    # `?xLabel` beside `?x` is the label that the link of `?x` shows already.
    shown = [n for n, name in enumerate(answer.variables) if name.removesuffix("Label") not in answer.variables[:n]]
    values = language.data.values
    rows = [[values.of_term(row[n]) for n in shown] for row in answer.rows]
    return AnswerView([as_words(answer.variables[n]) for n in shown], rows)
