"""What a Table says of some resources: their triples and those of the blank nodes below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.table.table import Table


def describe(table: Table, subjects: Iterable[int]) -> list[int]:
    """The rows of the default graph about `subjects`, with the closure over blank nodes.

    This is the Concise Bounded Description without reifications (W3C submission, 2005). Each row comes once, a
    blank node's after the row that led to it.
    """
    rows: list[int] = []
    waiting = list(dict.fromkeys(subjects))
    seen = set(waiting)
    terms, objects, is_union = table.terms, table.object, table.is_union
    for subject in waiting:
        own = table.rows_of(subject)
        own = own[is_union[own]]
        rows.extend(own.tolist())
        for value in objects[own].tolist():
            if value not in seen and is_blank(terms[value]):
                seen.add(value)
                waiting.append(value)
    return rows
