"""MT313: places where `medtown new` left TODO for a person to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.uses import uses_by_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.context import Context
    from medtown.check.uses import Use
    from medtown.table.table import Table

_PLACEHOLDER = re.compile(r'"TODO"(?:@.*|\^\^.*)?|<[^>]*[/#]TODO>')


def is_placeholder(term: str) -> bool:
    """Whether a term is a text that is exactly TODO, or an IRI whose last segment is."""
    return "TODO" in term and _PLACEHOLDER.fullmatch(term) is not None


def check_placeholders(context: Context) -> Iterator[Finding]:
    """Report each placeholder that no one has written over; of one that is described, once a file."""
    for table in (context.data, context.shapes):
        terms = [number for number, term in enumerate(table.terms) if is_placeholder(term)]
        for uses in uses_by_file(table, terms).values():
            yield from (_finding(context, table, use) for use in uses)


def _finding(context: Context, table: Table, use: Use) -> Finding:
    names, places = context.names, context.places(table)
    subject, predicate, value = (
        table.terms[int(column[use.row])] for column in (table.subject, table.predicate, table.object)
    )
    is_subject = use.part == "subject"
    return Finding(
        "MT313",
        Severity.VIOLATION,
        names.say("{term} still stands here", term=names.short(table.terms[use.term])),
        at=places.region(use.row, use.part),
        focus=subject,
        focus_label=places.label(subject, names),
        path=None if is_subject else predicate,
        path_label="" if is_subject else names.described(predicate),
        value=None if is_subject else value,
        value_label="" if is_subject else names.short(value),
        remedy=names.say("Write what belongs here, or take the statement out."),
    )
