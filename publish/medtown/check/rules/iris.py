"""MT304: own IRIs that will be hard to publish, or to keep, as web addresses (design.md, "IRIs")."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from medtown.check.finding import Finding, Severity
from medtown.check.rules.habits import habits_of
from medtown.i18n import say
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.check.names import Names
    from medtown.i18n import Message

LONGEST_IRI = 200  # characters
_DOTS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_SPACE = re.compile(r"%(?:20|09|0a|0d|a0)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\.(?:csv|gz|html?|json|jsonld|md|nq|nt|owl|pdf|php|rdf|rq|trig|tsv|ttl|txt|xhtml|xml|zip)$",
    re.IGNORECASE,
)


class _Fault(NamedTuple):
    term: str
    message: Message
    remedy: Message


def check_iris(context: Context) -> Iterator[Finding]:
    """Warn of the project's own IRIs, as far as the data describes them, that make poor web addresses."""
    data, texts, base = context.data, context.names.texts, context.base
    own = [term for number in data.subject_ids() if (term := data.terms[number]).startswith(f"<{base}")]
    found = [(Severity.WARNING, *fault) for fault in _faults(own, len(base), context.names)]
    found += [(habit.severity, habit.term, habit.message, habit.remedy) for habit in habits_of(own, context)]
    for severity, term, message, remedy in found:
        yield Finding(
            "MT304",
            severity,
            texts.translated(message),
            at=context.data_places.block(term),
            focus=term,
            focus_label=context.names.label(term),
            remedy=texts.translated(remedy),
        )


def fault_of(iri: str, base_length: int) -> tuple[Message, Message] | None:
    """What is wrong with one IRI, as message and remedy; None where nothing is. Fragments don't count."""
    path = iri.split("#", 1)[0][base_length:]
    return _refused(path) or _unseen(path) or _named_like_a_file(path) or _too_long(iri)


def _refused(path: str) -> tuple[Message, Message] | None:
    """What servers and browsers don't let through."""
    if "%00" in path:
        return say("the IRI holds %00, which web servers refuse"), say("Leave the character out.")
    if _DOTS.search(path):
        return (
            say("the IRI has a dot segment, which browsers resolve away"),
            say("Use segments other than `.` and `..`."),
        )
    return None


def _unseen(path: str) -> tuple[Message, Message] | None:
    """What people overlook and copy wrongly."""
    if "?" in path:
        return (
            say("the IRI has a query string (from `?` on), which a folder of files can't answer"),
            say("Make what it says a segment of the path."),
        )
    if "//" in path or path.startswith("/"):
        return say("the IRI has an empty segment (two slashes)"), say("Take one slash out.")
    if _SPACE.search(path):
        return say("the IRI has a space in it, written as %-code"), say("Write a hyphen in its place.")
    return None


def _named_like_a_file(path: str) -> tuple[Message, Message] | None:
    if _SUFFIX.search(path):
        return (
            say(
                "the IRI ends in {suffix}, as files do: it names a thing, not a file",
                suffix=path[path.rindex(".") :],
            ),
            say("Leave the suffix out."),
        )
    return None


def _too_long(iri: str) -> tuple[Message, Message] | None:
    if len(iri) > LONGEST_IRI:
        return (
            say("the IRI has {n} characters (up to {most} is fine)", n=len(iri), most=LONGEST_IRI),
            say("Choose a shorter name."),
        )
    return None


def _faults(own: list[str], base_length: int, names: Names) -> Iterator[_Fault]:
    """Terms with what is wrong with them, each document once."""
    documents: dict[str, str] = {}
    for term in own:
        documents.setdefault(iri_value(term).split("#", 1)[0], term)
    for term in documents.values():
        if fault := fault_of(iri_value(term), base_length):
            yield _Fault(term, *fault)
    yield from _alike(documents, names)
    yield from _slash_at_end(documents, own, base_length)


def _alike(documents: dict[str, str], names: Names) -> Iterator[_Fault]:
    """Terms whose documents differ in nothing that every disk and every person tells apart."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for document, term in documents.items():
        alike[unicodedata.normalize("NFC", unquote(document)).casefold()].append(term)
    for first, *others in alike.values():
        for other in others:
            message = say(
                "the IRI differs from {other} only in letter case or accents' encoding", other=names.short(first)
            )
            yield _Fault(
                other, message, say("If both are one thing, use one spelling; else choose names further apart.")
            )


def _slash_at_end(documents: dict[str, str], own: Iterable[str], base_length: int) -> Iterator[_Fault]:
    """Terms that end in a slash and are no namespace of others."""
    ended = [document for document in documents if document.endswith("/") and len(document) > base_length]
    ordered = sorted(map(iri_value, own)) if ended else []
    for document in ended:
        after = bisect_right(ordered, document)
        if after == len(ordered) or not ordered[after].startswith(document):
            message = say("the IRI ends in a slash, so it looks like a folder and is easily written without")
            yield _Fault(documents[document], message, say("Leave the slash out."))
