"""Lists of resources: the classes of the data and the instances of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from medtown.namespaces import SKOS, is_of_the_language
from medtown.pages.resource.description import definition
from medtown.pages.urls import encode_segment, free_path
from medtown.pages.words import humanised
from medtown.table.terms import iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from medtown.pages.urls import Urls
    from medtown.pages.values import Value, Values
    from medtown.table import Table

PER_PAGE = 500


class ClassEntry(NamedTuple):
    """A class of the data: `path` is the site path of its list, `term_page` that of its page, if it has one."""

    term: str
    iri: str
    path: str
    title: Value
    definition: str
    size: int
    term_page: str


def browsable(table: Table) -> dict[str, str]:
    """The classes worth a list and the site path of each, most instances first; those of OWL and SHACL are left out."""
    paths: dict[str, str] = {}
    taken = {"class/index"}
    for cls in table.class_counts:
        if not is_iri(cls) or is_of_the_language(cls):
            continue
        name = class_name(iri_value(cls), table.prefixes)
        paths[cls] = free_path(f"class/{name}", taken)
    return paths


def class_name(iri: str, prefixes: dict[str, str]) -> str:
    """A name for a class in an address: its prefixed name with a hyphen, `org-Organization`."""
    for prefix, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return encode_segment(f"{prefix}-{iri[len(namespace) :]}")
    return encode_segment(re.sub(r"\Ahttps?://", "", iri))


def class_entries(table: Table, paths: dict[str, str], values: Values, term_pages: dict[str, str]) -> list[ClassEntry]:
    """The classes as a page in one language lists them, in the order of `paths`."""
    entries = []
    for cls, path in paths.items():
        number = table.id(cls)
        if number is None:
            continue
        title = values.of(number)
        if title.kind == "link":
            title = title._replace(text=_label_or_words(title, cls))
        iri = iri_value(cls)
        entries.append(
            ClassEntry(
                term=cls,
                iri=iri,
                path=path,
                title=title,
                definition=definition(table, number, values),
                size=len(instances(table, cls)),
                term_page=term_pages.get(iri, ""),
            )
        )
    return entries


def richest(table: Table, entries: list[ClassEntry]) -> list[ClassEntry]:
    """The classes whose instances the data says most of, first: what a visitor most likely came for.

    A class with a single instance (the dataset itself, say) is none to browse.
    """
    several = [entry for entry in entries if entry.size > 1] or entries
    properties = {e.term: mean_properties(table, instances(table, e.term)) for e in several}
    return sorted(several, key=lambda e: (-properties[e.term], e.term))


def mean_properties(table: Table, numbers: list[int]) -> float:
    """How many properties the data says of each of some resources, on average."""
    rows = (table.rows_of(number) for number in numbers)
    return sum(len(np.unique(table.predicate[r])) for r in rows) / max(len(numbers), 1)


def instances(table: Table, cls: str) -> list[int]:
    """The resources with an IRI that are of a class."""
    return [s for s in table.instances(cls) if is_iri(table.terms[s])]


def sorted_values(values: Values, numbers: list[int]) -> list[Value]:
    """Values in the order of their labels."""
    return sorted((values.of(n) for n in numbers), key=lambda v: (v.sort, v.iri))


def in_order(table: Table, values: Values, numbers: list[int]) -> list[Value]:
    """Values by their notations (the phases of a process, say) where each has one, else by their labels."""
    found = sorted_values(values, numbers)
    notations = {v.term: [parse_literal(table.terms[n]).lexical for n in _notations(table, v.term)] for v in found}
    if not all(notations.values()):
        return found
    return sorted(found, key=lambda v: _numbered(notations[v.term][0]))


def _notations(table: Table, number: int) -> list[int]:
    return [o for o in table.values(number, f"<{SKOS}notation>") if is_literal(table.terms[o])]


def _numbered(notation: str) -> list[tuple[int, str]]:
    """A notation by its numbers and its words: `2` before `10`."""
    parts = re.findall(r"[0-9]+|[^0-9]+", notation)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def described_subjects(table: Table, urls: Urls, graph: int) -> list[int]:
    """The resources with a page that a named graph describes."""
    subjects = dict.fromkeys(table.subject[table.graph == graph].tolist())
    return [s for s in subjects if urls.page(table.terms[s])]


def _label_or_words(title: Value, cls: str) -> str:
    """A class's label; words of its IRI in place of an address or a prefixed name."""
    return humanised(cls) if re.search(r"/|\A[^\s:]+:\S+\Z", title.text) else title.text
