"""Where terms are used: by file, and the exact characters that write them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from medtown.check.region import Region

if TYPE_CHECKING:
    from collections.abc import Collection

    from medtown.check.locate import Locator
    from medtown.check.source import Source
    from medtown.table.table import Column, Table


class Use(NamedTuple):
    """A row in which a term stands, and as which part."""

    row: int
    part: Literal["subject", "predicate", "object"]
    term: int


def uses_by_file(table: Table, terms: Collection[int]) -> dict[int, list[Use]]:
    """The uses of some terms in each graph, in the order of the rows; a subject counts once a file."""
    wanted = np.fromiter(terms, np.int32, len(terms))
    found: set[Use] = set()
    seen: set[tuple[int, int]] = set()
    for row in _rows(table.subject, wanted):
        subject = int(table.subject[row])
        if (subject, int(table.graph[row])) not in seen:
            seen.add((subject, int(table.graph[row])))
            found.add(Use(row, "subject", subject))
    found |= {Use(row, "predicate", int(table.predicate[row])) for row in _rows(table.predicate, wanted)}
    found |= {Use(row, "object", int(table.object[row])) for row in _rows(table.object, wanted)}
    by_file: defaultdict[int, list[Use]] = defaultdict(list)
    for use in sorted(found):
        by_file[int(table.graph[use.row])].append(use)
    return by_file


def last_part(region: Region, text: str) -> Region:
    """The last characters of a region, given what they are."""
    if region.end_column is None or not text:
        return region
    return Region(region.file, region.last_line, region.end_column - len(text), region.last_line, region.end_column)


def datatype_region(places: Locator, row: int) -> Region:
    """Where the datatype of a row's literal stands."""
    region = places.region(row)
    written = places.source(region.file).written(region)
    return last_part(region, written.rpartition("^^")[2].strip())


def prefix_region(source: Source, prefix: str) -> Region | None:
    """Where the namespace of a prefix stands in the directive that declares it first."""
    directive = source.directive(prefix)
    if directive is None:
        return None
    written = source.written(directive)
    return last_part(directive, written[written.rfind("<") :])


def _rows(column: Column, wanted: Column) -> list[int]:
    return list(np.flatnonzero(np.isin(column, wanted)).tolist())
