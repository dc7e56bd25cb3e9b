"""MT305: own IRIs that are used but defined nowhere; most often a typing error."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.locate import Locator
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.names import Names
    from medtown.table.table import Table

# What these predicates point to is a page or a service, not a thing that the graph describes.
_TO_DOCUMENTS = frozenset(
    f"<{iri}>"
    for iri in (
        "http://www.w3.org/ns/dcat#accessURL",
        "http://www.w3.org/ns/dcat#downloadURL",
        "http://www.w3.org/ns/dcat#endpointDescription",
        "http://www.w3.org/ns/dcat#endpointURL",
        "http://www.w3.org/ns/dcat#landingPage",
        "http://www.w3.org/ns/sparql-service-description#endpoint",
        "http://rdfs.org/ns/void#dataDump",
        "http://rdfs.org/ns/void#sparqlEndpoint",
        "http://xmlns.com/foaf/0.1/homepage",
        "http://xmlns.com/foaf/0.1/isPrimaryTopicOf",
        "http://xmlns.com/foaf/0.1/page",
    )
)
_MOST_SUGGESTIONS = 100  # each costs a comparison with every name of its namespace
_SIMILARITY = 0.7


def check_links(data: Table, shapes: Table, names: Names, base: str) -> Iterator[Finding]:
    """Report the own IRIs, used as property or value, that no triple of the project defines; once a file."""
    defined = _defined((data, shapes), base)
    suggest = _Suggestions(defined, base)
    for table in (data, shapes):
        for rows in _undefined_uses(table, defined, base).values():
            yield _finding(table, names, rows, suggest)


def _defined(tables: Iterable[Table], base: str) -> set[str]:
    """What needs no definition: subjects, named graphs, the base, documents and namespaces of hash IRIs."""
    defined = {f"<{base}>", f"<{base[:-1]}>"}
    for table in tables:
        subjects = {table.terms[number] for number in table.subject_ids()}
        defined |= subjects | {f"<{graph.iri}>" for graph in table.graphs}
        documents = {term.split("#", 1)[0].rstrip(">") for term in subjects if term[0] == "<"}
        defined |= {f"{document}>" for document in documents} | {f"{document}#>" for document in documents}
    return defined


def _undefined_uses(table: Table, defined: set[str], base: str) -> dict[tuple[int, int], list[int]]:
    """The rows that use an undefined own IRI, by that IRI and file."""
    start = f"<{base}"
    undefined = {k for k, term in enumerate(table.terms) if term.startswith(start) and term not in defined}
    documents = {table.id(term) for term in _TO_DOCUMENTS}
    uses: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    if not undefined:
        return uses
    columns = (table.predicate.tolist(), table.object.tolist(), table.graph.tolist())
    for row, (predicate, obj, graph) in enumerate(zip(*columns, strict=True)):
        if predicate in undefined:
            uses[predicate, graph].append(row)
        if obj in undefined and predicate not in documents:
            uses[obj, graph].append(row)
    return uses


def _finding(table: Table, names: Names, rows: list[int], suggest: _Suggestions) -> Finding:
    row = rows[0]
    subject, predicate, value = (table.terms[int(c[row])] for c in (table.subject, table.predicate, table.object))
    undefined = predicate if not suggest.is_defined(predicate) else value
    similar = suggest.similar(undefined)
    place = table.place(row)
    times = f" (used {len(rows)} times in this file, here first)" if len(rows) > 1 else ""
    return Finding(
        "MT305",
        Severity.VIOLATION,
        f"{names.short(undefined)} is defined nowhere{times}",
        file=place.path,
        line=place.line,
        focus=subject,
        focus_label=Locator(table).label(subject, names),
        path=predicate,
        path_label=names.described(predicate),
        value=value,
        value_label=names.described(value),
        expected=f"an IRI that some file describes; did you mean {names.described(similar)}?" if similar else "",
        remedy="Correct the spelling, or describe it in a file.",
    )


class _Suggestions:
    """What a person may have meant: a similar name in the same namespace, else the same name in another."""

    def __init__(self, defined: set[str], base: str) -> None:
        self._defined = defined
        self._base = base
        self._left = _MOST_SUGGESTIONS

    def is_defined(self, term: str) -> bool:
        """Whether an IRI is defined or not the project's own."""
        return term in self._defined or not term.startswith(f"<{self._base}")

    def similar(self, term: str) -> str | None:
        """A defined term that looks like an undefined one, or None."""
        if not self._left:
            return None
        self._left -= 1
        space, name = _split(iri_value(term))
        close = get_close_matches(name, self._names[space], n=1, cutoff=_SIMILARITY)
        elsewhere = (terms[name] for terms in self._names.values() if name in terms)
        return self._names[space][close[0]] if close else next(elsewhere, None)

    @cached_property
    def _names(self) -> defaultdict[str, dict[str, str]]:
        """The defined own terms, by namespace and local name."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for term in sorted(term for term in self._defined if term.startswith(f"<{self._base}")):
            space, name = _split(iri_value(term))
            found[space][name] = term
        return found


def _split(iri: str) -> tuple[str, str]:
    """Namespace and local name."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:end], iri[end:]
