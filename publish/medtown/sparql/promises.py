"""Whether an answer holds what the header of its stored query promises (docs/query.md, "Stored queries")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.i18n import say, say_n
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.values import same_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.i18n import Message
    from medtown.sparql.stored import Expectation, RowCount, StoredQuery, Truth


class Shortfall(NamedTuple):
    """What the header promises at a line, and the answer does not give."""

    line: int
    message: Message


def check_expectations(query: StoredQuery, answer: Answer) -> list[Shortfall]:
    """What the header promises and the answer does not give, in the order of the kinds; empty where all is there."""
    return [
        *_other_truth(query.truth, answer),
        *_other_count(query.rows, answer),
        *_missing_rows(query, answer),
        *_missing_columns(query, answer),
    ]


def _other_truth(wanted: Truth | None, answer: Answer) -> Iterator[Shortfall]:
    if wanted is None or (answer.kind is Kind.ASK and answer.value is wanted.value):
        return
    expected = str(wanted.value).lower()
    if answer.kind is Kind.ASK:
        found = str(answer.value).lower()
        yield Shortfall(wanted.line, say("expected {expected}, found {found}", expected=expected, found=found))
    else:
        yield Shortfall(wanted.line, say("expected {expected}, but this is no ASK query", expected=expected))


def _other_count(wanted: RowCount | None, answer: Answer) -> Iterator[Shortfall]:
    if wanted is None or _has_count(wanted, answer.count):
        return
    number, found = wanted.number, f"{answer.count:,}"
    if wanted.at_least:
        message = say_n(
            "expected at least {n} row, found {found}", "expected at least {n} rows, found {found}", number, found=found
        )
    else:
        message = say_n("expected {n} row, found {found}", "expected {n} rows, found {found}", number, found=found)
    yield Shortfall(wanted.line, message)


def _missing_rows(query: StoredQuery, answer: Answer) -> Iterator[Shortfall]:
    for wanted in query.expected:
        if not _has_row(answer, wanted):
            yield Shortfall(wanted.line, say("no row of the answer has {values}", values=wanted.text))


def _has_count(wanted: RowCount, found: int) -> bool:
    return found >= wanted.number if wanted.at_least else found == wanted.number


def _has_row(answer: Answer, expectation: Expectation) -> bool:
    if answer.kind is not Kind.SELECT or not set(expectation.values) <= set(answer.variables):
        return False
    columns = [(answer.variables.index(variable), term) for variable, term in expectation.values.items()]
    return any(all(same_value(row[column], term) for column, term in columns) for row in answer.rows)


def _missing_columns(query: StoredQuery, answer: Answer) -> Iterator[Shortfall]:
    """The variables of headings and of the chart that the answer has no column for."""
    wanted = [(column.line, variable) for variable, column in query.columns.items()]
    if query.chart:
        wanted += [(query.chart.line, variable) for variable in query.chart.variables]
    columns = answer.variables if answer.kind is Kind.SELECT else ()
    for line, variable in wanted:
        if variable not in columns:
            yield Shortfall(line, say("the answer has no column ?{variable}", variable=variable))
