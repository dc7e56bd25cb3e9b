"""The Table as an rdflib Graph, and rdflib's nodes as terms of the Table.

pySHACL gives right answers on an rdflib Graph only (design.md, "Faults of libraries"). Lexical forms are not
normalised: `"01"^^xsd:integer` stays what the file says.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from medtown.table.terms import (
    RDF_LANG_STRING,
    XSD_STRING,
    iri_value,
    is_blank,
    is_iri,
    literal,
    parse_literal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Node

    from medtown.table.table import Table


_SHAPES_MARK = "s"  # before the labels of the shapes' blank nodes: the Table of the data has the same labels


class _Graph(Graph):
    """A Graph that parses a query once: pySHACL asks the same text of each focus node, and parsing takes longest."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """As rdflib's."""
        parsed = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    """A query of the shapes. Raises ValueError where it is none."""
    try:
        return prepareQuery(text)
    except Exception as fault:  # rdflib raises it as such, of an undeclared prefix for example
        raise ValueError(str(fault)) from fault


def to_rdflib(table: Table, *, is_shapes: bool = False) -> Graph:
    """The Table's default graph; blank nodes keep the Table's labels, those of the shapes after a mark.

    A results graph holds nodes of both, which must not become one.
    """
    mark = _SHAPES_MARK if is_shapes else ""
    graph = _Graph(bind_namespaces="none")
    with quiet("rdflib.term"):
        nodes = [to_node(term, mark) for term in table.terms]
    rows = table.union
    columns = (column[rows].tolist() for column in (table.subject, table.predicate, table.object))
    add = graph.store.add
    for s, p, o in zip(*columns, strict=True):
        add((nodes[s], nodes[p], nodes[o]), graph)
    return graph


def to_node(term: str, mark: str = "") -> URIRef | BNode | Literal:
    """A term as an rdflib node; `mark` comes before the label of a blank node."""
    if is_iri(term):
        return URIRef(iri_value(term))
    if is_blank(term):
        return BNode(f"{mark}{term[2:]}")
    lexical, language, datatype = parse_literal(term)
    if language:
        return Literal(lexical, lang=language)
    if datatype in (XSD_STRING, RDF_LANG_STRING):
        return Literal(lexical)
    return Literal(lexical, datatype=URIRef(datatype), normalize=False)


def to_term(node: Node) -> str:
    """An rdflib node as a term of the Table that it comes from."""
    if isinstance(node, Literal):
        return literal(str(node), node.language or "", str(node.datatype or XSD_STRING))
    return f"_:{node.removeprefix(_SHAPES_MARK)}" if isinstance(node, BNode) else f"<{node}>"


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Keep a library's logger silent: what it would say of odd literals and shapes is said by findings."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
