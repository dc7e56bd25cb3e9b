"""The facts file against the graph: every row of its tables is there, with the sources that the row cites.

rows.csv beside this file says which resources hold which row, or why a row was left out. The facts file is not part of
the project: it lies in ../shared, or beside the suites that MEDTOWN_SUITES names. Without it, only rows.csv is tested.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.support.shared import shared

ROOT = Path(__file__).parents[2]
MAPPING = Path(__file__).with_name("rows.csv")
TABLES = range(1, 20)
NOT_A_PAGE = "seed-article-fr.txt"
BASE = "https://w3id.org/medtown/id/"
NAMESPACES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX mt: <https://w3id.org/medtown/def#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
SOURCES = "SELECT ?source ?page { ?source a mt:Source . OPTIONAL { ?source foaf:page ?page } }"
# A resource's own sources, and those of what is said about it in a resource of its own.
CITED = """
SELECT DISTINCT ?resource ?source {
  ?resource ^(rdf:subject|mt:about|mt:participationIn|mt:participant|mt:stageOf|mt:disagreement|org:member
    |org:organization)? ?about .
  ?about dcterms:source ?source
}
"""


@dataclass(frozen=True)
class Row:
    """One row of a table of the facts file."""

    table: int
    name: str
    sources: frozenset[str]


@dataclass(frozen=True)
class Mapped:
    """One line of rows.csv."""

    table: int
    name: str
    resources: tuple[str, ...]
    left_out: str


def read_rows(text: str) -> list[Row]:
    """The rows of the tables, each named by its first column; the last column cites pages, separated by ` ; `."""
    found = []
    for section in re.split(r"(?m)^## ", text)[1:]:
        number = re.match(r"(\d+)\. ", section)
        if not number or int(number[1]) not in TABLES:
            continue
        lines = [line for line in section.splitlines() if line.startswith("|")][2:]
        for line in lines:
            cells = [cell.strip() for cell in line.strip().split("|")[1:-1]]
            found.append(Row(int(number[1]), cells[0], frozenset(cells[-1].split(" ; ")) - {""}))
    return found


@pytest.fixture(scope="module")
def facts() -> str:
    """The text of the facts file."""
    return shared("facts/medtown-facts.md").read_text("utf-8")


@pytest.fixture(scope="module")
def rows(facts: str) -> list[Row]:
    return read_rows(facts)


@pytest.fixture(scope="module")
def mapping() -> list[Mapped]:
    with MAPPING.open(encoding="utf-8", newline="") as file:
        return [
            Mapped(int(line["table"]), line["row"], tuple(line["resources"].split()), line["left_out"])
            for line in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    for path in sorted((ROOT / "graph").glob("*.ttl")):
        found.extend(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    return found


@pytest.fixture(scope="module")
def source_of(store: ox.Store) -> dict[str, str]:
    """The IRI of a source by the address that the facts file cites."""
    found = {NOT_A_PAGE: f"{BASE}source/{NOT_A_PAGE.removesuffix('.txt')}"}
    found |= {page: source for source, page in _select(store, SOURCES) if page}
    return found


@pytest.fixture(scope="module")
def cited_by(store: ox.Store) -> dict[str, set[str]]:
    """The sources of each resource, with those of statements, figures, claims and parts about it."""
    found: dict[str, set[str]] = {}
    for resource, source in _select(store, CITED):
        found.setdefault(resource, set()).add(source)
    return found


def _select(store: ox.Store, query: str) -> list[tuple[str, str]]:
    """The rows of a query with two variables, as texts; an unbound one is empty."""
    solutions = store.query(NAMESPACES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [(_text(first), _text(second)) for first, second in solutions]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def test_rows_of_a_table_are_read() -> None:
    text = "## 0. Counts\n| t | n |\n|---|---|\n| 2. X | 2 |\n## 2. X\n\n| id | b | s |\n|---|---|---|\n"
    text += "| X-1 |  | a ; b |\n| X-2 | c |  |\n"
    assert read_rows(text) == [Row(2, "X-1", frozenset({"a", "b"})), Row(2, "X-2", frozenset())]


def test_as_many_rows_are_read_as_the_facts_file_counts(rows: list[Row], facts: str) -> None:
    counts = {int(n): int(count) for n, count in re.findall(r"(?m)^\| (\d+)\. .+ \| (\d+) \|$", facts)}
    assert Counter(row.table for row in rows) == {table: counts[table] for table in TABLES}


def test_every_row_is_mapped_once(rows: list[Row], mapping: list[Mapped]) -> None:
    in_facts = [(row.table, row.name) for row in rows]
    assert len(in_facts) == len(set(in_facts))
    assert sorted((line.table, line.name) for line in mapping) == sorted(in_facts)


def test_every_row_has_a_resource_or_a_reason(mapping: list[Mapped]) -> None:
    assert [line for line in mapping if not line.resources and not line.left_out] == []


def test_every_resource_is_described(mapping: list[Mapped], store: ox.Store) -> None:
    named = sorted({resource for line in mapping for resource in line.resources})
    missing = [iri for iri in named if next(store.quads_for_pattern(ox.NamedNode(iri), None, None), None) is None]
    assert missing == []


def test_every_cited_page_is_a_source(rows: list[Row], source_of: dict[str, str]) -> None:
    cited = {source for row in rows for source in row.sources}
    assert len(cited) > 150
    assert sorted(cited - source_of.keys()) == []


def test_every_row_keeps_its_sources(
    rows: list[Row], mapping: list[Mapped], source_of: dict[str, str], cited_by: dict[str, set[str]]
) -> None:
    resources = {(line.table, line.name): line.resources for line in mapping}
    lost = []
    for row in rows:
        mapped = resources.get((row.table, row.name), ())
        kept = {*mapped, *(source for iri in mapped for source in cited_by.get(iri, ()))}  # a row may be of a source
        lost += [
            (row.table, row.name, page) for page in sorted(row.sources) if mapped and source_of.get(page) not in kept
        ]
    assert lost == []
