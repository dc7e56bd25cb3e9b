"""pySHACL's run: data and shapes in, a results graph out, refusals as errors for a person (MT302)."""

from __future__ import annotations

import re
import warnings
from itertools import groupby
from typing import TYPE_CHECKING

import pyshacl
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from pyshacl.rdfutil.stringify import stringify_blank_node
from rdflib import Graph, URIRef

from medtown.check.locate import Locator
from medtown.check.names import cut
from medtown.check.shacl.rdflib_graph import quiet, to_rdflib, to_term
from medtown.errors import InputError
from medtown.i18n import say
from medtown.namespaces import SH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

    from medtown.check.region import Region
    from medtown.table.table import Table

_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_LONGEST_MESSAGE = 500
_BLANK_LABEL = re.compile(r"'s?(f\d+b\d+)'")  # as to_rdflib gives them


class RefusedError(Exception):
    """What pySHACL says of shapes that it can't use."""


def validate(data: Table, shapes: Table, folder: Path) -> Graph:
    """The results graph (SHACL, section 3.6). Raises InputError MT302 where pySHACL refuses the shapes.

    `folder` is where the fault is put if it can't be put to a line.
    """
    data_graph, shapes_graph = to_rdflib(data), to_rdflib(shapes, is_shapes=True)
    try:
        return run_pyshacl(data_graph, shapes_graph)
    except RefusedError as refused:
        text = str(refused)
    at = _named_place(text, shapes) or _first_refused(data_graph, shapes_graph, shapes)
    raise InputError(
        "MT302",
        say(
            "this shape can't be used: {reason}",
            reason=cut(_BLANK_LABEL.sub("a blank node", text), _LONGEST_MESSAGE),
        ),
        remedy=say("Mend the shape; https://www.w3.org/TR/shacl/ says what each part of a shape may hold."),
        file=at.file if at else folder,
        line=at.line if at else None,
    )


def run_pyshacl(data: Graph, shapes: Graph) -> Graph:
    """The results graph. Raises RefusedError."""
    # pySHACL keeps what it calls a blank node by the address of its graph, where soon another graph may be.
    stringify_blank_node.dict_cache.clear()
    try:
        with quiet("pyshacl-validate"), quiet("rdflib.term"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
    except (ReportableRuntimeError, ParseBaseException, NotImplementedError, ValueError, re.error) as fault:
        results = fault
    if isinstance(results, Graph):
        return results
    raise RefusedError(" ".join(str(getattr(results, "message", results)).split()))


def _named_place(text: str, shapes: Table) -> Region | None:
    """The place of the first term of the shapes that a refusal names."""
    locator = Locator(shapes)
    named = [f"<{iri}>" for iri in re.findall(r"https?:[^\s'\"<>]+", text)]
    named += [f"_:{label}" for label in _BLANK_LABEL.findall(text)]
    return next((place for term in named if (place := locator.block(term))), None)


def _first_refused(data: Graph, shapes: Graph, table: Table) -> Region | None:
    """The place of the first shape that is refused on its own; None where all are, even without targets."""
    targets = sorted(t for name in _TARGETS for t in shapes.triples((None, URIRef(f"{SH}{name}"), None)))
    for target in targets:
        shapes.remove(target)
    if _is_refused(data, shapes):
        return None
    refused = (to_term(shape) for shape, own in groupby(targets, lambda t: t[0]) if _is_refused_with(data, shapes, own))
    places = (Locator(table).block(term) for term in refused)
    return next((place for place in places if place), None)


def _is_refused_with(data: Graph, shapes: Graph, targets: Iterator[tuple[Node, Node, Node]]) -> bool:
    """Whether the shapes are refused when only these targets are active."""
    active = list(targets)
    for target in active:
        shapes.add(target)
    refused = _is_refused(data, shapes)
    for target in active:
        shapes.remove(target)
    return refused


def _is_refused(data: Graph, shapes: Graph) -> bool:
    try:
        run_pyshacl(data, shapes)
    except RefusedError:
        return True
    return False
