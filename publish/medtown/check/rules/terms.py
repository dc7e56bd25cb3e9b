"""MT308: terms that their vocabulary does not declare; most often a typing error. With MT309 (prefixes.py)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity, finding_of
from medtown.check.rules.placeholders import is_placeholder
from medtown.check.rules.prefixes import check_prefixes
from medtown.check.spelling import as_written
from medtown.check.uses import datatype_region, uses_by_file
from medtown.check.vocabularies import read_vocabularies
from medtown.data.prefixes import datatype_of
from medtown.table.terms import iri, iri_value, is_iri, is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.context import Context
    from medtown.check.uses import Use
    from medtown.check.vocabularies import Vocabularies
    from medtown.table.table import Table


def check_terms(context: Context) -> Iterator[Finding]:
    """Warn of terms of known vocabularies that these do not declare, once a file, and of prefixes mistyped.

    A vocabulary file that can't be read is a fault; the rest is checked without it.
    """
    vocabularies, errors = read_vocabularies(context)
    yield from map(finding_of, errors)
    yield from check_prefixes(context, vocabularies)
    for table in (context.data, context.shapes):
        undeclared = _undeclared(table, vocabularies)
        for uses in uses_by_file(table, undeclared).values():
            by_iri: defaultdict[str, list[Use]] = defaultdict(list)
            for use in uses:
                by_iri[undeclared[use.term]].append(use)
            for term, its_uses in by_iri.items():
                yield _finding(context, table, vocabularies, term, its_uses)


def _undeclared(table: Table, vocabularies: Vocabularies) -> dict[int, str]:
    """The terms that are undeclared IRIs, or literals with an undeclared datatype, and that IRI."""
    datatypes: dict[str, bool] = {}
    found: dict[int, str] = {}
    for number, term in enumerate(table.terms):
        if is_iri(term):
            if vocabularies.lacks(iri_value(term)) and not is_placeholder(term):
                found[number] = iri_value(term)
        elif is_literal(term) and term[-1] == ">" and (datatype := datatype_of(term)):
            if datatype not in datatypes:
                datatypes[datatype] = vocabularies.lacks(datatype)
            if datatypes[datatype]:
                found[number] = datatype
    return found


def _finding(context: Context, table: Table, vocabularies: Vocabularies, wrong: str, uses: list[Use]) -> Finding:
    row, part, number = uses[0]
    names, places, prefixes = context.names, context.places(table), table.file_prefixes[table.graph[uses[0].row]]
    subject, predicate, value = (table.terms[int(c[row])] for c in (table.subject, table.predicate, table.object))
    is_datatype = is_literal(table.terms[number])
    similar = vocabularies.similar(wrong, names.prefixes.values())
    return Finding(
        "MT308",
        Severity.WARNING,
        names.say_n(
            "{term} is not declared by its vocabulary",
            "{term} is not declared by its vocabulary (used {n} times in this file, here first)",
            len(uses),
            term=names.short(iri(wrong)),
        ),
        at=datatype_region(places, row) if is_datatype else places.region(row, part),
        focus=subject,
        focus_label=places.label(subject, names),
        path=predicate,
        path_label=names.described(predicate),
        value=value,
        value_label=names.described(value),
        expected=names.say("a term that exists; did you mean {similar}?", similar=names.short(iri(similar)))
        if similar
        else "",
        remedy=names.say("Correct the spelling; if a newer edition has the term, name its file with --vocabulary."),
        suggestion=as_written(similar, prefixes) if similar else "",
    )
