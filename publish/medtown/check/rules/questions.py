"""MT331: a stored question whose answer is not what its header promises (docs/query.md, "Stored queries")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from medtown.check.finding import Finding, Severity, finding_of
from medtown.check.region import Region
from medtown.errors import InputError
from medtown.sparql.engine import run
from medtown.sparql.promises import check_expectations
from medtown.sparql.store import store_from_table
from medtown.sparql.stored import Column, StoredQuery, read_columns, read_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from medtown.check.context import Context
    from medtown.sparql.answer import Answer


class Answered(NamedTuple):
    """A stored query and its answer from the project's data; none where its header says that it is not asked here."""

    query: StoredQuery
    answer: Answer | None


def check_questions(context: Context) -> tuple[list[Finding], tuple[Answered, ...]]:
    """Ask every stored query that is for asking here. Gives the findings, and what could be read and run.

    A query that can't be is a fault (MT401 to MT409), and the others are asked all the same.
    """
    findings: list[Finding] = []
    answers: list[Answered] = []
    paths = context.project.query_files
    store = store_from_table(context.data) if paths else ox.Store()
    shared: Mapping[str, Column] = {}
    try:
        shared = read_columns(context.project.query_folder)
    except InputError as error:
        findings.append(finding_of(error))
    for path in paths:
        try:
            answered = _ask(path, shared, store, context)
        except InputError as error:
            findings.append(finding_of(error))
        else:
            answers.append(answered)
            findings += _shortfalls(answered, context)
    return findings, tuple(answers)


def _ask(path: Path, shared: Mapping[str, Column], store: ox.Store, context: Context) -> Answered:
    """Read and run a query. Raises InputError MT401 to MT409."""
    query = read_query(path, context.project.settings.prefixes, shared)
    if query.not_asked:
        return Answered(query, None)
    return Answered(query, run(store, query.source, base=context.base, file=path))


def _shortfalls(answered: Answered, context: Context) -> Iterator[Finding]:
    names = context.names
    if answered.answer is None:
        return
    for line, message in check_expectations(answered.query, answered.answer):
        yield Finding(
            "MT331",
            Severity.VIOLATION,
            names.say(
                "the question “{title}”: {shortfall}", title=answered.query.title(names.language), shortfall=message
            ),
            at=Region(answered.query.path, line),
            remedy=names.say("Mend the data or the query; where the new answer is right, mend the header."),
        )
