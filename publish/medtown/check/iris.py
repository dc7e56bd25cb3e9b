"""MT304: own IRIs that will be hard to publish as web addresses (design.md, "IRIs")."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

from medtown.check.finding import Finding, Severity
from medtown.check.locate import Locator
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.names import Names
    from medtown.table.table import Table

LONGEST_IRI = 200  # characters
_DOTS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\.(?:csv|gz|html?|json|jsonld|md|nq|nt|owl|pdf|php|rdf|rq|trig|tsv|ttl|txt|xhtml|xml|zip)$",
    re.IGNORECASE,
)


def check_iris(data: Table, names: Names, base: str) -> Iterator[Finding]:
    """Warn of the project's own IRIs, as far as the data describes them, that make poor web addresses."""
    start = f"<{base}"
    own = [term for number in data.subject_ids() if (term := data.terms[number]).startswith(start)]
    locator = Locator(data)
    for term, (message, remedy) in _faults(own, len(base), names):
        place = locator.block(term)
        yield Finding(
            "MT304",
            Severity.WARNING,
            message,
            file=place.path if place else None,
            line=place.line if place else None,
            focus=term,
            focus_label=names.label(term),
            remedy=remedy,
        )


def fault_of(iri: str, base_length: int) -> tuple[str, str] | None:
    """What is wrong with one IRI, as message and remedy; None where nothing is. Fragments don't count."""
    path = iri.split("#", 1)[0][base_length:]
    if "%00" in path:
        return "the IRI holds %00, which web servers refuse", "Leave the character out."
    if _DOTS.search(path):
        return (
            "the IRI has a dot segment, which browsers resolve away",
            "Use segments other than `.` and `..`.",
        )
    if _SUFFIX.search(path):
        return (
            f"the IRI ends in {path[path.rindex('.') :]}, as files do: it names a thing, not a file",
            "Leave the suffix out.",
        )
    if len(iri) > LONGEST_IRI:
        return f"the IRI has {len(iri)} characters (up to {LONGEST_IRI} is fine)", "Choose a shorter name."
    return None


def _faults(own: Iterable[str], base_length: int, names: Names) -> Iterator[tuple[str, tuple[str, str]]]:
    """Terms with what is wrong with them, each document once."""
    documents: dict[str, str] = {}
    for term in own:
        documents.setdefault(iri_value(term).split("#", 1)[0], term)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for document, term in documents.items():
        alike[unicodedata.normalize("NFC", unquote(document)).casefold()].append(term)
        if fault := fault_of(iri_value(term), base_length):
            yield term, fault
    for first, *others in alike.values():
        for other in others:
            message = f"the IRI differs from {names.short(first)} only in letter case or accents' encoding"
            yield (
                other,
                (message, "If both are one thing, use one spelling; else choose names further apart."),
            )
