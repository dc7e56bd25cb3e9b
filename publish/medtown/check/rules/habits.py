"""Parts of own IRIs that change sooner than the thing they name: owners, versions, running numbers (for MT304).

They are the habits that ISA's ten rules for persistent URIs advise against (design.md, "IRIs"). Where many IRIs of
one kind have one, it is told once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.check.finding import Severity
from medtown.check.spelling import split_iri
from medtown.i18n import say, say_n
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.i18n import Message
    from medtown.table import Table

_DATASETS = "set/"  # below the base: datasets, releases and graphs, which may have a version (docs/project.md)
_HOME = re.compile("~.")
_VERSION = re.compile(r"v\d+(?:\.\d+)*|\d+(?:\.\d+){1,3}|version-?\d.*|.+-v\d+(?:\.\d+)*", re.IGNORECASE)
# Properties that tell of a version: whether it is their subject, else it is their object.
_SAYS_VERSION = {
    "<http://purl.org/dc/terms/isVersionOf>": True,
    "<http://www.w3.org/2002/07/owl#priorVersion>": False,
    "<http://www.w3.org/2002/07/owl#versionIRI>": False,
    "<http://www.w3.org/ns/dcat#isVersionOf>": True,
    "<http://www.w3.org/ns/dcat#previousVersion>": False,
}
_YEAR = re.compile(r"1\d{3}|2\d{3}")
_NUMBER = re.compile(r"(?P<word>.*?)[-_]?\d+")


class Habit(NamedTuple):
    """The first IRI that has it, and what is to be said."""

    term: str
    severity: Severity
    message: Message
    remedy: Message


def habits_of(own: Iterable[str], context: Context) -> Iterator[Habit]:
    """The habits in own IRI terms, each once a parent path."""
    start, names, versions = len(context.base), context.names, _versions(context.data)
    owner = split_iri(context.project.settings.publisher or "")[1]
    found: dict[tuple[str, str], list[str]] = {}
    for term in own:
        path = iri_value(term).split("#", 1)[0][start:]
        kind = "" if path.startswith(_DATASETS) else _kind(path, owner)
        if kind and not (kind == "version" and term in versions):
            found.setdefault((kind, split_iri(path)[0]), []).append(term)
    for (kind, _), terms in found.items():
        yield _habit(kind, terms[0], names.short(terms[0]), len(set(terms)))


def _versions(data: Table) -> set[str]:
    """The terms that the data says are versions of something (OWL 2, section 3.1; DCAT 3, section 11)."""
    predicates = [(data.id(name), is_subject) for name, is_subject in _SAYS_VERSION.items()]
    return {
        data.terms[number]
        for predicate, is_subject in predicates
        if predicate is not None
        for number in (data.subject if is_subject else data.object)[data.rows_with(predicate)].tolist()
    }


def _kind(path: str, owner: str) -> str:
    *above, last = path.split("/")
    if any(_HOME.match(part) or (owner and part == owner) for part in above):
        return "owner"
    if any(_VERSION.fullmatch(part) for part in (*above, last)):
        return "version"
    match = _NUMBER.fullmatch(last)
    if match and not _YEAR.fullmatch(last) and match["word"] in ("", *above[-1:]):
        return "number"
    return ""


def _habit(kind: str, term: str, name: str, number: int) -> Habit:
    if kind == "owner":
        message = say_n(
            "{iri} names its owner, who may change",
            "{iri} names its owner, who may change (as {n} IRIs of this path do)",
            number,
            iri=name,
        )
        return Habit(term, Severity.WARNING, message, say("Leave the owner out."))
    if kind == "version":
        message = say_n(
            "{iri} names a version: the next one will need another IRI",
            "{iri} names a version: the next one will need another IRI (as {n} IRIs of this path do)",
            number,
            iri=name,
        )
        return Habit(term, Severity.INFO, message, say("Leave the version out, unless the thing is that version."))
    message = say_n(
        "{iri} is numbered: people can't tell what it names, and numbers get lost",
        "{iri} is numbered: people can't tell what it names, and numbers get lost (as {n} IRIs of this path do)",
        number,
        iri=name,
    )
    return Habit(term, Severity.INFO, message, say("Use a short name, unless the number is one that others use too."))
