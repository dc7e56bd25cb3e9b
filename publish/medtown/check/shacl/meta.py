"""MT302: the shapes themselves against the W3C's shapes for shapes (SHACL, appendix C), which pySHACL ships.

pySHACL refuses ill-formed shapes one at a time, in its own words; this way all are told of, each where it stands.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF
from rdflib.namespace import SH as SHACL

from medtown.check.shacl.ill_formed import IllFormed, Result
from medtown.check.shacl.rdflib_graph import to_rdflib, to_term
from medtown.check.shacl.validator import RefusedError, run_pyshacl
from medtown.table.read import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from medtown.check.context import Context
    from medtown.check.finding import Finding
    from medtown.table.table import Table

SHSH = "http://www.w3.org/ns/shacl-shacl#"
_PROPERTY_SHAPE, _PATH, _LIST_OF_SHAPES = (
    URIRef(f"{SHSH}{name}Shape") for name in ("PropertyShape", "Path", "ShapesList")
)
_NEEDING_VALUES = (SHACL.minCount, SHACL.hasValue, SHACL.qualifiedMinCount, SHACL.equals)


def check_form(context: Context) -> list[Finding]:
    """A fault (MT302) for each slip that the W3C's shapes find in the project's."""
    shapes, meta = to_rdflib(context.shapes), to_rdflib(shapes_of_shapes(), is_shapes=True)
    try:
        results = run_pyshacl(shapes, cheaper(meta, shapes))
    except RefusedError:
        return []  # nested too deeply for pySHACL: the validation itself will say what it can't use
    found = dict.fromkeys(_read(results, set(meta.objects(_LIST_OF_SHAPES, SHACL.property))))
    return IllFormed(context, shapes_of_shapes()).findings(found)


@cache
def shapes_of_shapes() -> Table:
    """The W3C's shapes graph for shapes graphs."""
    file = resources.files("pyshacl") / "assets" / "shacl-shacl.ttl"
    return read_table([TurtleFile(Path(str(file)), SHSH)])


def cheaper(meta: Graph, shapes: Graph) -> Graph:
    """The W3C's shapes without what can find nothing in these shapes, which saves two thirds of the time.

    A path that is an IRI is well-formed. Only the others are asked about, as targets of the shape for paths, in
    place of an sh:or of which pySHACL tries each member on each path. And where nothing has a property, what is
    asked of its values holds.
    """
    for property_shape in list(meta.objects(_PROPERTY_SHAPE, SHACL.property)):
        if meta.value(property_shape, SHACL.path) == SHACL.path:
            meta.remove((property_shape, SHACL["or"], None))
            meta.add((property_shape, SHACL.nodeKind, SHACL.BlankNodeOrIRI))
    for path in set(shapes.objects(None, SHACL.path)):
        if isinstance(path, BNode):
            meta.add((_PATH, SHACL.targetNode, path))
    used = set(shapes.predicates())
    for shape, property_shape in list(meta.subject_objects(SHACL.property)):
        if _is_idle(meta, property_shape, used):
            meta.remove((shape, SHACL.property, property_shape))
    return meta


def _is_idle(meta: Graph, property_shape: Node, used: set[Node]) -> bool:
    """Whether a path leads nowhere, as nothing has its first property, and no value is asked for."""
    path = meta.value(property_shape, SHACL.path)
    first = path if isinstance(path, URIRef) else meta.value(path, RDF.first)
    is_asking = any(meta.value(property_shape, parameter) is not None for parameter in _NEEDING_VALUES)
    return isinstance(first, URIRef) and first not in used and not is_asking


def _read(results: Graph, lists_of_shapes: set[Node]) -> Iterator[Result]:
    """All results; what is wrong with a list of shapes is what is wrong with its members (sh:detail)."""
    for result in results.objects(None, SHACL.result):
        is_list = results.value(result, SHACL.sourceShape) in lists_of_shapes
        for node in results.objects(result, SHACL.detail) if is_list else [result]:
            yield Result(
                focus=_term(results, node, "focusNode"),
                path=_term(results, node, "resultPath"),
                value=_term(results, node, "value"),
                source=_term(results, node, "sourceShape"),
                component=_term(results, node, "sourceConstraintComponent"),
            )


def _term(results: Graph, result: Node, name: str) -> str:
    node = results.value(result, SHACL[name])
    return "" if node is None else to_term(node)
