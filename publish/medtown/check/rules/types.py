"""MT303: a thing to which two files give classes with nothing in common; often two things share an IRI."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.region import Related
from medtown.table.terms import RDF_TYPE, is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from medtown.check.context import Context
    from medtown.table.table import Table

SUBCLASS_OF = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def check_types(context: Context) -> Iterator[Finding]:
    """Warn of each subject whose classes in one file are neither those in another nor above or below them."""
    data = context.data
    ancestors = _ancestors(data)
    for subject, by_file in _types_by_file(data).items():
        conflict = _first_conflict(by_file, ancestors)
        if conflict is not None and not is_blank(data.terms[subject]):
            yield _finding(context, subject, *(by_file[graph] for graph in conflict))


def _types_by_file(data: Table) -> dict[int, dict[int, dict[int, int]]]:
    """Subject -> file -> class -> row, of the subjects that have types in more than one file."""
    found: defaultdict[int, dict[int, dict[int, int]]] = defaultdict(dict)
    number = data.id(RDF_TYPE)
    rows = data.rows_with(number) if number is not None else data.union[:0]
    columns = (rows, data.subject[rows], data.graph[rows], data.object[rows])
    for row, subject, graph, cls in zip(*(column.tolist() for column in columns), strict=True):
        found[subject].setdefault(graph, {}).setdefault(cls, row)
    return {subject: by_file for subject, by_file in found.items() if len(by_file) > 1}


def _first_conflict(
    by_file: dict[int, dict[int, int]], ancestors: Callable[[int], frozenset[int]]
) -> tuple[int, int] | None:
    """The first file, and the first after it that has no class in common with it."""
    first, *others = by_file
    ours = frozenset(by_file[first])
    above = ours.union(*map(ancestors, ours))
    for other in others:
        theirs = frozenset(by_file[other])
        if not above & theirs and not ours & theirs.union(*map(ancestors, theirs)):
            return first, other
    return None


def _ancestors(data: Table) -> Callable[[int], frozenset[int]]:
    """All classes above a class by rdfs:subClassOf."""

    @cache
    def of(cls: int) -> frozenset[int]:
        found: list[int] = data.values(cls, SUBCLASS_OF)
        for above in found:
            found += [further for further in data.values(above, SUBCLASS_OF) if further not in found]
        return frozenset(found)

    return of


def _finding(context: Context, subject: int, first: dict[int, int], other: dict[int, int]) -> Finding:
    data, names, places = context.data, context.names, context.data_places
    term = data.terms[subject]
    here, there = places.region(min(other.values())), places.region(min(first.values()))
    ours, theirs = (" + ".join(names.short(data.terms[cls]) for cls in classes) for classes in (other, first))
    return Finding(
        "MT303",
        Severity.WARNING,
        names.say(
            "{thing} is {classes} here, but {others} in {place}",
            thing=names.short(term),
            classes=ours,
            others=theirs,
            place=f"{there.file.name}:{there.line}",
        ),
        at=here,
        focus=term,
        focus_label=names.label(term),
        path=RDF_TYPE,
        path_label=names.described(RDF_TYPE),
        value=data.terms[next(iter(other))],
        value_label=ours,
        expected=names.say("classes that are equal, or one above the other"),
        remedy=names.say("If these are two things, give one another IRI; else use the same class in both files."),
        related=(Related(names.say("the other class"), there),),
    )
