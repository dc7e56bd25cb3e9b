"""Members of an rdf:List (RDF Schema, section 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.table.terms import RDF

if TYPE_CHECKING:
    from medtown.table.table import Table

RDF_FIRST, RDF_REST, RDF_NIL = (f"<{RDF}{name}>" for name in ("first", "rest", "nil"))


def cells(table: Table, head: int) -> list[int]:
    """The nodes that make up a list; one that bites its tail ends there."""
    found: dict[int, None] = {}
    while head not in found and table.terms[head] != RDF_NIL:
        found[head] = None
        head = next(iter(table.values(head, RDF_REST)), head)
    return list(found)


def members(table: Table, head: int) -> list[int]:
    """The members of a list, in its order."""
    return [member for cell in cells(table, head) for member in table.values(cell, RDF_FIRST)[:1]]
