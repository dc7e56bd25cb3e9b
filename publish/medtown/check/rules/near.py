"""MT307: IRIs that nearly are the project's own: the base misspelt, http for https, `www.`, a slash too few …."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medtown.check.finding import Finding, Severity
from medtown.check.rules.links import TO_DOCUMENTS
from medtown.check.spelling import as_written, is_misspelt
from medtown.check.uses import prefix_region, uses_by_file
from medtown.namespaces import DCTERMS, OWL
from medtown.table.terms import iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from medtown.check.context import Context
    from medtown.check.region import Region
    from medtown.check.uses import Use
    from medtown.table.table import Table

_WIDEST = 8  # characters by which a mistyped base may be longer or shorter: `http://www.` for `https://`, and slashes
_SEPARATORS = re.compile("[/#]+")
# Who states these of an IRI that is nearly the project's own, such as an earlier one, means it so.
_MEANT = TO_DOCUMENTS | {
    f"<{OWL}sameAs>",
    f"<{DCTERMS}hasVersion>",
    f"<{DCTERMS}isReplacedBy>",
    f"<{DCTERMS}isVersionOf>",
    f"<{DCTERMS}replaces>",
    "<http://www.w3.org/2004/02/skos/core#exactMatch>",
    "<http://www.w3.org/ns/prov#wasRevisionOf>",
}


class _Slip(NamedTuple):
    """How an IRI starts, and how it should."""

    wrong: str
    right: str


def check_near(context: Context) -> Iterator[Finding]:
    """Warn of IRIs that start almost as the base does; each wrong start once a file."""
    slip_of = _slips(context)
    for table in (context.data, context.shapes):
        slips = {
            number: slip
            for number, term in enumerate(table.terms)
            if is_iri(term) and (slip := slip_of(iri_value(term))) is not None
        }
        meant = {table.id(predicate) for predicate in _MEANT}
        for uses in uses_by_file(table, slips).values():
            by_slip: defaultdict[_Slip, list[Use]] = defaultdict(list)
            for use in uses:
                if use.part != "object" or int(table.predicate[use.row]) not in meant:
                    by_slip[slips[use.term]].append(use)
            for slip, its_uses in by_slip.items():
                yield _finding(context, table, slip, its_uses)


def _slips(context: Context) -> Callable[[str], _Slip | None]:
    """What tells the slip at the start of an IRI; starts that many share are looked at once."""
    base, first_parts = context.base, _first_parts(context)

    @cache
    def is_near(start: str) -> bool:
        return is_misspelt(start, base)

    def slip_of(iri: str) -> _Slip | None:
        if iri.startswith(base) or iri == base[:-1]:
            return None
        if iri.startswith(base[:-1]) and (first := _first_part(iri[len(base) - 1 :])) in first_parts:
            return _Slip(base[:-1] + first, base + first)
        wrong = next(filter(is_near, _starts(iri, len(base))), None)
        return None if wrong is None else _Slip(wrong, base if wrong[-1] in "/#" else base[:-1])

    return slip_of


def _starts(iri: str, length: int) -> Iterator[str]:
    """The starts of an IRI that are about as long as the base, and end where a part does."""
    for match in _SEPARATORS.finditer(iri, max(0, length - _WIDEST), length + _WIDEST):
        yield iri[: match.end()]
    if abs(len(iri) - length) <= _WIDEST:
        yield iri


def _first_parts(context: Context) -> set[str]:
    """What comes after the base in the project's own IRIs: `id`, `def` …."""
    own = (context.data.terms[number] for number in context.data.subject_ids())
    start = f"<{context.base}"
    return {_first_part(iri_value(term)[len(start) - 1 :]) for term in own if term.startswith(start)} - {""}


def _first_part(path: str) -> str:
    return _SEPARATORS.split(path, maxsplit=1)[0]


def _finding(context: Context, table: Table, slip: _Slip, uses: list[Use]) -> Finding:
    row, part, number = uses[0]
    names, places = context.names, context.places(table)
    subject, predicate, value = (table.terms[int(c[row])] for c in (table.subject, table.predicate, table.object))
    right = slip.right + iri_value(table.terms[number])[len(slip.wrong) :]
    region, suggestion = _place(context, table, uses[0], slip)
    return Finding(
        "MT307",
        Severity.WARNING,
        names.say_n(
            "{wrong} is not the project's base, but nearly",
            "{wrong} is not the project's base, but nearly ({n} IRIs of this file start so, here first)",
            len(uses),
            wrong=f"<{slip.wrong}>",
        ),
        at=region,
        focus=subject,
        focus_label=places.label(subject, names),
        path=None if part == "subject" else predicate,
        path_label="" if part == "subject" else names.described(predicate),
        value=None if part == "subject" else value,
        value_label="" if part == "subject" else names.described(value),
        expected=names.say("{iri}, as the base is {base}", iri=f"<{right}>", base=f"<{context.base}>"),
        remedy=names.say("Correct the start of the IRI, or that of the prefix that it is written with."),
        suggestion=suggestion,
    )


def _place(context: Context, table: Table, use: Use, slip: _Slip) -> tuple[Region, str]:
    """Where the wrong start is written, and what could stand there: the IRI, or the prefix that it is written with."""
    places = context.places(table)
    region = places.region(use.row, use.part)
    source, prefixes = places.source(region.file), table.file_prefixes[table.graph[use.row]]
    iri = iri_value(table.terms[use.term])
    written = source.written(region)
    prefix = written.partition(":")[0]
    namespace = prefixes.get(prefix, "")
    declared = prefix_region(source, prefix) if written[:1] != "<" and namespace.startswith(slip.wrong) else None
    if declared is not None and source.written(declared) == f"<{namespace}>":
        return declared, f"<{slip.right}{namespace[len(slip.wrong) :]}>"
    own = {name: space for name, space in prefixes.items() if space.startswith(context.base)}
    right = as_written(slip.right + iri[len(slip.wrong) :], own)
    return region, right if region.column is not None else ""
