"""What the start page puts first: classes worth a visit, and the latest of what they hold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from medtown.pages.finding.listing import instances, mean_properties
from medtown.pages.resource.provenance import SOURCES
from medtown.pages.resource.related import FIGURE, LINKS
from medtown.table.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.finding.listing import ClassEntry
    from medtown.pages.readings.profile import Profile
    from medtown.pages.readings.when import Dates
    from medtown.table import Table

# These hold things up rather than being what somebody looks for; sources, found by what leads to them, do too.
_SUPPORT = LINKS | {FIGURE, f"<{RDF}Statement>"}
_DAY = len("2021-03-02")


def front(table: Table, profile: Profile, entries: list[ClassEntry], most: int) -> list[ClassEntry]:
    """Classes worth a visit, at most so many: those of many instances of which the data says much come first.

    None holds only what others of them hold, as a class above them does, or one that is a side of them.
    """
    sources = {o for p in map(table.id, SOURCES) if p is not None for o in table.object[table.rows_with(p)].tolist()}
    members = {
        e.term: set(instances(table, e.term)) for e in entries if _SUPPORT.isdisjoint(profile.superclasses(e.term))
    }
    kept = [e for e in entries if len(members.get(e.term, ())) > 1 and not members[e.term] <= sources] or entries
    wealth = {e.term: mean_properties(table, instances(table, e.term)) * math.log2(1 + e.size) for e in kept}
    chosen: dict[str, ClassEntry] = {}
    for entry in sorted(kept, key=lambda e: (-wealth[e.term], e.term)):
        if len(chosen) == most:
            break
        chosen[entry.term] = entry
        for term in list(chosen):
            others = (members.get(other, set()) for other in chosen if other != term)
            if len(chosen) > 1 and members.get(term, set()) <= set().union(*others):
                del chosen[term]
    return list(chosen.values())


def latest(table: Table, dates: Dates, classes: Iterable[ClassEntry], most: int) -> list[int]:
    """The latest things of classes, of those whose day is known."""
    numbers = dict.fromkeys(n for entry in classes for n in instances(table, entry.term))
    dated = {n: when for n in numbers if (when := dates.of(n)) and len(when.first) == _DAY}
    return sorted(dated, key=lambda n: dated[n].first, reverse=True)[:most]
