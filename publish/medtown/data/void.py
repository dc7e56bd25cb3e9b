"""The VoID description of the dataset (W3C Interest Group Note "Describing Linked Datasets with VoID", 2011).

It holds what the project says of the dataset itself, with the counts that we take from the data in place of
any that were written by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from medtown.data.document import Describer
from medtown.data.sitemap import site_root
from medtown.data.turtle import TurtleWriter, labels_in
from medtown.namespaces import VOID
from medtown.table import Labels, Table, describe
from medtown.table.terms import RDF_TYPE, XSD, iri, is_blank, is_iri, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from medtown.data.prefixes import Prefixes
    from medtown.settings import Settings

Triple = tuple[str, str, str]

# What we count or know better than a hand-written description.
_COMPUTED = frozenset(
    f"<{VOID}{name}>"
    for name in (
        *("triples", "entities", "distinctSubjects", "distinctObjects", "classes", "properties"),
        *("classPartition", "propertyPartition", "dataDump", "sparqlEndpoint"),
    )
)


def void_triples(table: Table, settings: Settings, dumps: Sequence[str]) -> list[Triple]:
    """The description as terms: the project's own statements, then counts, partitions and addresses.

    `dumps` are the absolute addresses of the dump files.
    """
    dataset = iri(settings.dataset)
    found = [
        (dataset, RDF_TYPE, _void("Dataset")),
        *((dataset, _void(name), _count(number)) for name, number in _counts(table, settings.base).items()),
        *((dataset, _void("dataDump"), iri(address)) for address in dumps),
        (dataset, _void("sparqlEndpoint"), iri(settings.endpoint or f"{site_root(settings.base)}sparql")),
        *_partitions(dataset, "class", "entities", table.class_counts),
        *_partitions(dataset, "property", "triples", table.predicate_counts),
    ]
    return list(dict.fromkeys((*_said(table, dataset), *found)))


def void_turtle(table: Table, settings: Settings, prefixes: Prefixes, dumps: Sequence[str]) -> str:
    """The description as Turtle, with the labels of what it names as comments."""
    description = _table_of(void_triples(table, settings, dumps))
    label = labels_in(Labels(table, settings.languages), settings.languages[0])

    def label_of(number: int) -> str:
        there = table.id(description.terms[number])
        return "" if there is None else label(there)

    dataset = description.id(iri(settings.dataset))
    topics = [] if dataset is None else [dataset]
    return TurtleWriter(description, prefixes, label_of).write(Describer(description).document(topics))


def _said(table: Table, dataset: str) -> Iterator[Triple]:
    """What the project says of the dataset and does not have counted, with the blank nodes below it."""
    number = table.id(dataset)
    if number is None:
        return
    terms = table.terms
    kept = [row for row in table.rows_of(number).tolist() if terms[table.predicate[row]] not in _COMPUTED]
    values = table.object[kept].tolist()
    for row in (*kept, *describe(table, dict.fromkeys(value for value in values if is_blank(terms[value])))):
        yield terms[table.subject[row]], terms[table.predicate[row]], terms[table.object[row]]


def _counts(table: Table, base: str) -> dict[str, int]:
    """VoID's statistics (section 4.6). An entity is a subject whose IRI is in the dataset's void:uriSpace."""
    union, terms = table.union, table.terms
    subjects = np.unique(table.subject[union]).tolist()
    return {
        "triples": len(union),
        "entities": sum(terms[number].startswith(f"<{base}") for number in subjects),
        "distinctSubjects": len(subjects),
        "distinctObjects": len(np.unique(table.object[union])),
        "classes": len(table.class_counts),
        "properties": len(table.predicate_counts),
    }


def _partitions(dataset: str, kind: str, counted: str, counts: dict[str, int]) -> Iterator[Triple]:
    """A blank node for each class or property with its count, largest first (section 4.5)."""
    named = ((term, count) for term, count in counts.items() if is_iri(term))
    for number, (term, count) in enumerate(named):
        node = f"_:{kind}{number}"
        yield dataset, _void(f"{kind}Partition"), node
        yield node, _void(kind), term
        yield node, _void(counted), _count(count)


def _void(name: str) -> str:
    return f"<{VOID}{name}>"


def _count(number: int) -> str:
    return literal(str(number), datatype=f"{XSD}integer")


def _table_of(triples: Iterable[Triple]) -> Table:
    """A Table of triples that stand in no file."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(term, len(numbers)) for term in triple] for triple in triples]
    subject, predicate, obj = np.array(rows, dtype=np.int32).reshape(-1, 3).T
    nowhere = np.zeros(len(rows), dtype=np.int32)
    return Table(list(numbers), subject, predicate, obj, graph=nowhere, line=nowhere, graphs=())
