"""SHACL's own report (SHACL, section 3.6) as a Table in which the same input stands in the same order."""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter, defaultdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from medtown.check.shacl.rdflib_graph import to_term
from medtown.namespaces import RDFS, SH
from medtown.table.table import Graph as NamedGraph
from medtown.table.table import Table
from medtown.table.terms import RDF_TYPE, XSD, is_blank, literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from medtown.check.report.view import View

Triple: TypeAlias = tuple[str, str, str]

_REPORT = f"<{SH}ValidationReport>"
_MESSAGE = f"<{SH}resultMessage>"
_GIVEN = re.compile(r"_:f\d+b\d+\Z")  # the Table's labels of blank nodes, which are the same in each run
_NOT_IN_LIST = " not in list "


def results_table(view: View) -> Table:
    """The report as a Table; its blank nodes are labelled in the order in which a reader meets them."""
    triples = _triples(view.results) if view.results is not None else _without_results(view)
    described = defaultdict[str, list[tuple[str, str]]](list)
    for subject, predicate, obj in triples:
        described[subject].append((predicate, obj))
    return _table(_in_order(described))


def _triples(results: Graph) -> list[Triple]:
    return [(to_term(s), to_term(p), _steady(to_term(o), to_term(p))) for s, p, o in results]


def _steady(term: str, predicate: str) -> str:
    """A message of sh:in with the values of the list by the alphabet: pySHACL writes them in the order of a set."""
    if predicate != _MESSAGE or _NOT_IN_LIST not in term:
        return term
    start, _, members = parse_literal(term).lexical.rpartition(_NOT_IN_LIST)
    try:
        return literal(f"{start}{_NOT_IN_LIST}{sorted(ast.literal_eval(members))}")
    except (SyntaxError, ValueError, TypeError):
        return term  # an author's own words


def _without_results(view: View) -> list[Triple]:
    """The report where nothing was validated: there are no shapes, or faults that its comments tell of."""
    node = "_:report"
    conforms = "false" if view.report.faults else "true"
    faults = (finding for finding in view.report.findings if finding.is_fault)
    return [
        (node, RDF_TYPE, _REPORT),
        (node, f"<{SH}conforms>", literal(conforms, datatype=f"{XSD}boolean")),
        *((node, f"<{RDFS}comment>", literal(f"{view.place(f.at)}: {f.message} [{f.code}]")) for f in faults),
    ]


def _in_order(described: dict[str, list[tuple[str, str]]]) -> list[Triple]:
    """The triples from the report downwards, alike things by what they say, with new labels."""
    contents = _contents(described)

    def rank(pair: tuple[str, str]) -> tuple[str, str]:
        return pair[0], contents.get(pair[1], pair[1])

    order: dict[str, int] = {}
    starts = sorted(described, key=lambda node: ((RDF_TYPE, _REPORT) not in described[node], rank(("", node))))
    for start in starts:
        waiting = [start]
        for node in waiting:
            if node not in order:
                order[node] = len(order)
                waiting += [obj for _, obj in sorted(described.get(node, ()), key=rank) if is_blank(obj)]
    labels = {node: f"_:b{number}" for number, node in enumerate(filter(is_blank, order))}
    return [
        (labels.get(node, node), predicate, labels.get(obj, obj))
        for node in order
        for predicate, obj in sorted(described.get(node, ()), key=lambda pair: (pair[0], order.get(pair[1], -1), pair))
    ]


def _contents(described: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    """What each blank node that pySHACL made says, leaves first; of one above a cycle nothing is known."""
    made = {term for node, pairs in described.items() for term in (node, *(obj for _, obj in pairs)) if _is_made(term)}
    parents = defaultdict[str, list[str]](list)
    for node in made & described.keys():
        for _, obj in described[node]:
            if obj in made:
                parents[obj].append(node)
    below = Counter(parent for nodes in parents.values() for parent in nodes)
    contents: dict[str, str] = {}
    digests: dict[str, str] = {}
    ready = [node for node in made if not below[node]]
    for node in ready:
        contents[node] = "\n".join(sorted(f"{p} {digests.get(obj, obj)}" for p, obj in described.get(node, ())))
        digests[node] = hashlib.sha256(contents[node].encode()).hexdigest()
        for parent in parents[node]:
            below[parent] -= 1
            if not below[parent]:
                ready.append(parent)
    return contents


def _is_made(term: str) -> bool:
    return is_blank(term) and not _GIVEN.match(term)


def _table(triples: Iterable[Triple]) -> Table:
    """A Table of triples that stand in no file."""
    ids = defaultdict[str, int](count().__next__)
    rows = [[ids[term] for term in triple] for triple in triples]
    subject, predicate, obj = np.array(rows, dtype=np.int32).reshape(-1, 3).T.copy()
    nowhere = np.zeros(len(rows), dtype=np.int32)
    graphs = (NamedGraph("", Path()),)
    return Table(list(ids), subject, predicate, obj, graph=nowhere, line=nowhere, graphs=graphs)
