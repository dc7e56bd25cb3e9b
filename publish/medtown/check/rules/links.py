"""MT305: own IRIs that are used but defined nowhere; most often a typing error."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.rules.placeholders import is_placeholder
from medtown.check.spelling import Lookalikes, alphabets, as_written, split_iri
from medtown.table.terms import iri, iri_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.check.names import Names
    from medtown.table.table import Table

# What these predicates point to is a page or a service, not a thing that the graph describes.
TO_DOCUMENTS = frozenset(
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


def check_links(context: Context) -> Iterator[Finding]:
    """Report the own IRIs, used as property or value, that no triple of the project defines; once a file."""
    tables = (context.data, context.shapes)
    defined = _defined(tables, context.base)
    uses = [(table, _undefined_uses(table, defined, context.base)) for table in tables]
    own = (iri_value(term) for term in defined if term.startswith(f"<{context.base}"))
    lookalikes = Lookalikes(own if any(by_iri for _, by_iri in uses) else ())
    for table, by_iri in uses:
        for (number, _), rows in by_iri.items():
            yield _finding(context, table, number, rows, lookalikes)


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
    undefined = {
        number
        for number, term in enumerate(table.terms)
        if term.startswith(start) and term not in defined and not is_placeholder(term)
    }
    documents = {table.id(term) for term in TO_DOCUMENTS}
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


def _finding(context: Context, table: Table, number: int, rows: list[int], lookalikes: Lookalikes) -> Finding:
    row, names, places = rows[0], context.names, context.places(table)
    prefixes = table.file_prefixes[table.graph[row]]
    subject, predicate, value = (table.terms[int(c[row])] for c in (table.subject, table.predicate, table.object))
    undefined = table.terms[number]
    found = lookalikes.similar(iri_value(undefined))
    similar = None if found is None else iri(found)
    message = names.say_n(
        "{iri} is defined nowhere",
        "{iri} is defined nowhere (used {n} times in this file, here first)",
        len(rows),
        iri=names.short(undefined),
    )
    return Finding(
        "MT305",
        Severity.VIOLATION,
        message,
        at=places.region(row, "predicate" if undefined == predicate else "object"),
        focus=subject,
        focus_label=places.label(subject, names),
        path=predicate,
        path_label=names.described(predicate),
        value=value,
        value_label=names.described(value),
        expected=names.say("an IRI that some file describes; did you mean {similar}?", similar=names.described(similar))
        if similar
        else "",
        remedy=_remedy(iri_value(undefined), names),
        suggestion=as_written(iri_value(similar), prefixes) if similar else "",
    )


def _remedy(undefined: str, names: Names) -> str:
    mixed = alphabets(split_iri(undefined)[1])
    if len(mixed) > 1:
        return names.say("Write it anew: it mixes {alphabets} letters that look alike.", alphabets=" + ".join(mixed))
    return names.say("Correct the spelling, or describe it in a file.")
