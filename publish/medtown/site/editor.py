"""The page on which visitors ask queries of their own, and the names that it completes while they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from medtown.namespaces import CLASSES, OWL
from medtown.site.file import SiteFile, json_file
from medtown.site.metadata import DUMP_FOLDER
from medtown.site.questions import by_audience
from medtown.table.labels import LABEL_PREDICATES
from medtown.table.terms import RDF, iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from medtown.data.prefixes import Prefixes
    from medtown.site.context import Context, LanguageContext
    from medtown.site.questions import Question
    from medtown.table import Labels, Table

EDITOR = "query/editor"
TERMS = "query/terms.json"

_PROPERTIES = frozenset(
    (
        f"<{RDF}Property>",
        *(f"<{OWL}{kind}Property>" for kind in ("Object", "Datatype", "Annotation")),
    )
)
_MOST_CLASSES = 50  # rows of the first query's answer


class Sources(NamedTuple):
    """Where the page finds what it asks: the dump's site path, and what its policy adds for an endpoint elsewhere."""

    dump: str
    connect: str


def term_files(context: Context) -> Iterator[SiteFile]:
    """`query/terms.json`: prefixes, classes and properties, those in use first, with their labels by language."""
    data, labels = context.data, context.data_labels
    content = {
        "prefixes": context.prefixes.namespaces,
        "classes": _named(data, labels, list(data.class_counts), CLASSES),
        "properties": _named(data, labels, list(data.predicate_counts), _PROPERTIES),
    }
    yield json_file(TERMS, content)


def editor_pages(context: Context, language: LanguageContext, questions: Sequence[Question]) -> Iterator[SiteFile]:
    """The page in one language; it offers the stored queries that are asked here as examples."""
    views = [question.view(language.language) for question in questions if question.answer]
    endpoint = context.settings.endpoint
    text = language.renderer.page(
        "editor",
        EDITOR,
        groups=by_audience(views),
        first=first_query(context.data, context.prefixes, language.language),
        sources=Sources(f"{DUMP_FOLDER}/{context.settings.name}.nq", _origin(endpoint) if endpoint else ""),
    )
    yield SiteFile(f"{EDITOR}{language.suffix}", text)


def first_query(table: Table, prefixes: Prefixes, language: str) -> str:
    """A query to start from, that any data answers: its classes and how many things each has.

    Where the data names its classes, the answer has their names in a language.
    """
    label = _label_of_classes(table)
    name = prefixes.split(label) if label else None
    if name is None:
        return (
            "SELECT ?class (COUNT(?thing) AS ?things)\n"
            "WHERE { ?thing a ?class }\n"
            f"GROUP BY ?class\nORDER BY DESC(?things) ?class\nLIMIT {_MOST_CLASSES}\n"
        )
    return (
        f"PREFIX {name.prefix}: <{prefixes.namespaces[name.prefix]}>\n\n"
        "SELECT ?class ?label (COUNT(?thing) AS ?things)\n"
        "WHERE {\n"
        "  ?thing a ?class .\n"
        f'  OPTIONAL {{ ?class {name.prefix}:{name.local} ?label . FILTER (LANG(?label) = "{language}") }}\n'
        "}\n"
        f"GROUP BY ?class ?label\nORDER BY DESC(?things) ?class\nLIMIT {_MOST_CLASSES}\n"
    )


def _label_of_classes(table: Table) -> str:
    """The IRI of the first of the usual label properties that a class of the data has; empty where none has one."""
    classes = [number for cls in table.class_counts if (number := table.id(cls)) is not None]
    found = (predicate for predicate in LABEL_PREDICATES if any(table.values(cls, predicate) for cls in classes))
    return iri_value(next(found, "<>"))


def _named(table: Table, labels: Labels, used: list[str], types: frozenset[str]) -> list[tuple[str, dict[str, str]]]:
    """The terms in use, most used first, then those that the data declares; each with its labels."""
    declared = (table.terms[number] for cls in sorted(types) for number in table.instances(cls))
    terms = dict.fromkeys((*used, *declared))
    numbers = {term: table.id(term) for term in terms if is_iri(term)}
    return [(iri_value(term), labels.all(number)) for term, number in numbers.items() if number is not None]


def _origin(endpoint: str) -> str:
    """The scheme and host of an endpoint's address."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"
