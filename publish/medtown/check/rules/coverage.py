"""MT321 to MT323: what shapes and data have nothing to do with each other.

These are infos: a shape may wait for data, and not every fact needs a shape. They are about the facts alone. What
the project says of its own classes and properties, and of the dataset itself, is looked at by other rules.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from medtown.check.finding import Finding, Severity
from medtown.check.shacl.paths import either
from medtown.check.shacl.targets import Reach, Targets
from medtown.check.spelling import closest
from medtown.namespaces import OWL, RDFS, SH
from medtown.table.describe import describe
from medtown.table.terms import RDF, RDF_TYPE, iri, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.check.names import Names
    from medtown.table.table import Column, Table

_TURTLE_WRITES = frozenset({RDF_TYPE, f"<{RDF}first>", f"<{RDF}rest>"})  # with signs of its own
_BETWEEN_TERMS = tuple(f"<{RDFS}{name}>" for name in ("subClassOf", "subPropertyOf", "domain", "range"))
_VOCABULARY_TYPES = tuple(f"<{namespace}" for namespace in (RDF, RDFS, OWL))
# What a shape says of properties; the paths among them may be complex (SHACL, section 2.3.1).
_NAMING = (
    "path",
    "targetSubjectsOf",
    "targetObjectsOf",
    "ignoredProperties",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
)


def check_coverage(context: Context) -> Iterator[Finding]:
    """Say which shapes, resources and properties are without a counterpart; nothing where there are no shapes."""
    if not len(context.shapes):
        return
    targets = Targets(context.shapes, context.data)
    yield from _idle_shapes(context, targets)
    facts = _facts(context)
    yield from _untouched(context, facts, Reach(targets).touched)
    yield from _unmentioned(context, facts)


def _facts(context: Context) -> Column:
    """The rows of the default graph, without the vocabulary's own description and the dataset's."""
    data = context.data
    dataset = data.id(iri(context.project.settings.dataset))
    described = [*_vocabulary(data), *([] if dataset is None else [dataset])]
    facts: Column = np.setdiff1d(data.union, np.array(describe(data, described), np.int32))
    return facts


def _vocabulary(data: Table) -> list[int]:
    """The classes, properties and ontologies: known by their types or, where they have none, by their use."""
    types = _rows(data, RDF_TYPE)
    kinds = [cls for cls in np.unique(data.object[types]).tolist() if data.terms[cls].startswith(_VOCABULARY_TYPES)]
    typed = data.subject[types[np.isin(data.object[types], kinds)]]
    relations = np.concatenate([_rows(data, predicate) for predicate in _BETWEEN_TERMS])
    used = either(data.predicate, data.object[types], data.subject[relations])
    found: list[int] = either(typed, np.setdiff1d(used, data.subject[types])).tolist()
    return found


def _rows(table: Table, predicate: str) -> Column:
    number = table.id(predicate)
    return table.union[:0] if number is None else table.rows_with(number)


def _idle_shapes(context: Context, targets: Targets) -> Iterator[Finding]:
    names, places, terms = context.names, context.shapes_places, context.shapes.terms
    for shape in targets.shapes_with_targets:
        wanted = list(targets.of(shape))
        if len(targets.focus_nodes(shape)) or any(_is_undefined(context, value) for _, value in wanted):
            continue
        reasons = names.say("; ").join(_reason(names, *target) for target in wanted)
        yield Finding(
            "MT321",
            Severity.INFO,
            names.say("this shape applies to nothing: {reasons}", reasons=reasons),
            at=places.block(terms[shape]),
            focus=terms[shape],
            focus_label=places.label(terms[shape], names),
            expected=_meant(context, wanted),
            shape=terms[shape] if is_iri(terms[shape]) else None,
        )


def _is_undefined(context: Context, term: str) -> bool:
    """Whether MT305 tells of a term already."""
    is_own = term.startswith(iri(context.base)[:-1])
    return is_own and not any(places.is_described(term) for places in (context.data_places, context.shapes_places))


def _reason(names: Names, parameter: str, value: str) -> str:
    name = names.described(value)
    match parameter:
        case "targetClass":
            return names.say("the data has no instance of {name}", name=name)
        case "targetNode":
            return names.say("the data has no {name}", name=name)
    return names.say("no triple of the data has the property {name}", name=name)


def _meant(context: Context, wanted: Iterable[tuple[str, str]]) -> str:
    """The class with instances that is most like a target class that the data does not know."""
    names, data = context.names, context.data
    used = [names.short(cls) for cls in data.class_counts]
    for parameter, value in wanted:
        if parameter == "targetClass" and data.id(value) is None and (near := closest(names.short(value), used)):
            return names.say("a class of the data; did you mean {similar}?", similar=near)
    return ""


def _untouched(context: Context, facts: Column, touched: Column) -> Iterator[Finding]:
    """Own resources that no shape looks at: one finding a class and file."""
    data, names = context.data, context.names
    subjects, first = np.unique(data.subject[facts], return_index=True)
    loose = ~np.isin(subjects, touched)
    start = iri(context.base)[:-1]
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row, subject in sorted(zip(facts[first[loose]].tolist(), subjects[loose].tolist(), strict=True)):
        if data.terms[subject].startswith(start):
            cls = next(iter(data.values(subject, RDF_TYPE)), -1)
            groups[cls, int(data.graph[row])].append(subject)
    for (cls, _), members in groups.items():
        term = data.terms[members[0]]
        yield Finding(
            "MT322",
            Severity.INFO,
            _untouched_message(names, data.terms[cls] if cls >= 0 else None, len(members)),
            at=context.data_places.block(term),
            focus=term,
            focus_label=names.label(term),
            remedy=names.say("Write a shape for the class, or give the resources a class that has one."),
        )


def _untouched_message(names: Names, cls: str | None, number: int) -> str:
    if cls is None:
        return names.say_n(
            "{n} resource without a class is touched by no shape",
            "{n} resources without a class are touched by no shape; here the first",
            number,
        )
    return names.say_n(
        "{n} resource of class {cls} is touched by no shape",
        "{n} resources of class {cls} are touched by no shape; here the first",
        number,
        cls=names.described(cls),
    )


def _unmentioned(context: Context, facts: Column) -> Iterator[Finding]:
    """Properties of facts that no shape names, each at its first use."""
    data, names = context.data, context.names
    rows = _unmentioned_rows(context, facts)
    properties, first, uses = np.unique(data.predicate[rows], return_index=True, return_counts=True)
    for number, row, count in zip(properties.tolist(), rows[first].tolist(), uses.tolist(), strict=True):
        term, subject = data.terms[number], data.terms[int(data.subject[row])]
        yield Finding(
            "MT323",
            Severity.INFO,
            names.say_n(
                "no shape mentions {property}, used here alone",
                "no shape mentions {property}, used {n} times, here first",
                count,
                property=names.described(term),
            ),
            at=context.data_places.region(row, "predicate"),
            focus=subject,
            focus_label=context.data_places.label(subject, names),
            path=term,
            path_label=names.described(term),
        )


def _unmentioned_rows(context: Context, facts: Column) -> Column:
    """The facts whose property no shape names; those within the blank nodes of such a fact go without saying."""
    data = context.data
    mentioned = [data.id(term) for term in _TURTLE_WRITES.union(_mentioned(context.shapes))]
    known = np.array([number for number in mentioned if number is not None], np.int32)
    rows = facts[~np.isin(data.predicate[facts], known)]
    blank = (number for number in data.object[rows].tolist() if is_blank(data.terms[number]))
    left: Column = np.setdiff1d(rows, np.array(describe(data, blank), np.int32))
    return left


def _mentioned(shapes: Table) -> Iterator[str]:
    """The properties that shapes name in paths and lists."""
    for parameter in _NAMING:
        named = shapes.object[_rows(shapes, f"<{SH}{parameter}>")].tolist()
        within = [int(shapes.object[row]) for row in describe(shapes, (n for n in named if is_blank(shapes.terms[n])))]
        yield from (shapes.terms[number] for number in named + within)
