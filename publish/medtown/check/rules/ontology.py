"""MT310 and MT311: terms of the project's own ontology that have no label, or that nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from medtown.check.finding import Finding, Severity
from medtown.check.vocabularies import own_namespaces
from medtown.namespaces import OWL, RDFS, SKOS
from medtown.table.terms import RDF, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.context import Context
    from medtown.table.table import Column, Table

_LABEL = f"<{RDFS}label>"
_TERMS = (
    *(f"<{RDFS}{name}>" for name in ("Class", "Datatype")),
    f"<{RDF}Property>",
    *(f"<{OWL}{name}>" for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
)
_SCHEME = f"<{SKOS}ConceptScheme>"
_TOP_CONCEPT = f"<{SKOS}hasTopConcept>"


def check_ontology(context: Context) -> Iterator[Finding]:
    """Warn of own classes and properties without a label; tell of those, and of concept schemes, without use."""
    data = context.data
    spaces = tuple(f"<{space}" for space in own_namespaces(context))
    own = [n for cls in _TERMS for n in data.instances(cls) if data.terms[n].startswith(spaces)]
    terms = list(dict.fromkeys(own))
    for number in terms:
        if not context.names.label(data.terms[number]):
            yield _unlabelled(context, number)
    schemes = [number for number in data.instances(_SCHEME) if data.terms[number].startswith(spaces)]
    yield from (_unused(context, number) for number in _without_use(context, terms, schemes))


def _without_use(context: Context, terms: list[int], schemes: list[int]) -> Iterator[int]:
    """What the ontology declares and neither data nor shapes use; nothing where the data uses none of it.

    A project that publishes a vocabulary for others has no data that could use it.
    """
    data, terms_of_shapes = context.data, set(context.shapes.terms)
    uses = {number: _uses(data, number) for number in (*terms, *schemes)}
    in_ontology = [graph.path.is_relative_to(context.project.root / "ontology") for graph in data.graphs]
    if all(in_ontology[data.graph[row]] for rows in uses.values() for row in rows):
        return
    for number, rows in uses.items():
        is_declared = any(in_ontology[data.graph[row]] for row in data.rows_of(number))
        if is_declared and not len(rows) and data.terms[number] not in terms_of_shapes:
            yield number


def _uses(data: Table, number: int) -> Column:
    """The rows in which a term is the predicate, or the object of another subject, or a scheme with concepts."""
    as_object = data.rows_to(number)
    top = data.id(_TOP_CONCEPT)
    as_subject = data.rows_of(number)
    return np.concatenate(
        (
            data.rows_with(number),
            as_object[data.subject[as_object] != number],
            as_subject[data.predicate[as_subject] == (-1 if top is None else top)],
        )
    )


def _unlabelled(context: Context, number: int) -> Finding:
    names, term = context.names, context.data.terms[number]
    return Finding(
        "MT310",
        Severity.WARNING,
        names.say("{term} has no label", term=names.short(term)),
        at=context.data_places.block(term),
        focus=term,
        path=_LABEL,
        path_label=names.described(_LABEL),
        remedy=names.say("Say in the ontology what people should read in its place, with rdfs:label."),
    )


def _unused(context: Context, number: int) -> Finding:
    names, term = context.names, context.data.terms[number]
    row = next(iter(context.data.rows_of(number).tolist()))
    return Finding(
        "MT311",
        Severity.INFO,
        names.say("{term} is declared and used nowhere", term=names.short(term)),
        at=context.data_places.region(row, "subject"),
        focus=term,
        focus_label=names.label(term),
        path=RDF_TYPE,
        path_label=names.described(RDF_TYPE),
        remedy=names.say("Use it, or take it out before it is published."),
    )
