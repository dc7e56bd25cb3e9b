"""MT312: IRIs that the last release published and that the data no longer describes (design.md, "IRIs")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity, finding_of
from medtown.check.region import Region
from medtown.check.released import last_release
from medtown.check.spelling import Lookalikes
from medtown.errors import InputError
from medtown.namespaces import DCTERMS, OWL
from medtown.table.terms import iri, iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.context import Context
    from medtown.check.released import Released


def check_permanence(context: Context) -> Iterator[Finding]:
    """Report each IRI of the last release that is no longer a subject; a list that can't be read is a fault."""
    try:
        released = last_release(context.project.root)
    except InputError as error:
        yield finding_of(error)
        return
    if released is None:
        return
    tables = (context.data, context.shapes)
    subjects = {iri_value(t) for table in tables for n in table.subject_ids() if is_iri(t := table.terms[n])}
    new = Lookalikes(found for found in subjects - released.lines.keys() if found.startswith(context.base))
    for gone in released.lines:
        if gone not in subjects:
            yield _finding(context, released, gone, new.similar(gone))


def _finding(context: Context, released: Released, gone: str, similar: str | None) -> Finding:
    names, line = context.names, released.lines[gone]
    tombstone = f"{names.short(iri(gone))} {names.short(f'<{OWL}deprecated>')} true"
    if similar:
        tombstone += f" ; {names.short(f'<{DCTERMS}isReplacedBy>')} {names.short(iri(similar))}"
    return Finding(
        "MT312",
        Severity.VIOLATION,
        names.say(
            "{iri} was published in release {version} and is gone",
            iri=names.short(iri(gone)),
            version=released.version,
        ),
        at=Region(released.file, line, 1, line, len(gone) + 1),
        focus=iri(gone),
        expected=names.say(
            "that a published IRI stays; was it renamed to {similar}?", similar=names.described(iri(similar))
        )
        if similar
        else names.say("that a published IRI stays"),
        remedy=names.say("Put it back, or leave a tombstone in graph/: {triple} .", triple=tombstone),
    )
