"""What describes a resource in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.namespaces import DCTERMS, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.values import Value, Values
    from medtown.table import Table

DESCRIPTIONS = (
    f"<{DCTERMS}description>",
    f"<{SKOS}definition>",
    f"<{RDFS}comment>",
    "<https://schema.org/description>",
)


def definition(table: Table, number: int, values: Values) -> str:
    """The first description of a resource in the page's language, or the empty string."""
    return next((v.text for v in _descriptions(table, number, values) if not v.language), "")


def description(table: Table, number: int, values: Values) -> Value | None:
    """The first description of a resource in the page's language, else in any; None where it has none."""
    return min(_descriptions(table, number, values), key=lambda v: bool(v.language), default=None)


def _descriptions(table: Table, number: int, values: Values) -> Iterable[Value]:
    found = (values.of(o) for predicate in DESCRIPTIONS for o in table.values(number, predicate))
    return (value for value in found if value.kind == "text")
