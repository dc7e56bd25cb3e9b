"""Results of SHACL (section 3.6.2) as Findings with a place and plain words (MT301)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import URIRef

from medtown.check.finding import Finding, Severity
from medtown.check.names import cut
from medtown.check.shacl.expected import ShapeWords
from medtown.check.shacl.places import place, related
from medtown.check.shacl.rdflib_graph import to_term
from medtown.check.shacl.suggest import suggestion
from medtown.namespaces import SH
from medtown.table.terms import is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from medtown.check.context import Context

_SEVERITIES = {f"<{SH}Warning>": Severity.WARNING, f"<{SH}Info>": Severity.INFO}
_LONGEST_MESSAGE = 500
_VARIABLE = re.compile(r"\{[?$]\w+\}")


def read_results(results: Graph, context: Context) -> list[Finding]:
    """A Finding for each result of a results graph; the same thing twice counts once."""
    return list(dict.fromkeys(_Results(results, context).findings()))


class _Results:
    """A SHACL results graph, read result by result."""

    def __init__(self, results: Graph, context: Context) -> None:
        self._results = results
        self._shapes = context.shapes
        self._names = context.names
        self._words = ShapeWords(context.shapes, context.names)
        self._places, self._shapes_places = context.data_places, context.shapes_places

    def findings(self) -> Iterator[Finding]:
        """A finding for each result; one with details (sh:node) gives way to them, setting the severity."""
        for result in self._results.objects(None, URIRef(f"{SH}result")):
            severity = _SEVERITIES.get(self._term(result, "resultSeverity") or "", Severity.VIOLATION)
            for innermost in self._innermost(result):
                yield self._finding(innermost, severity)

    def _innermost(self, result: Node) -> Iterator[Node]:
        details = list(self._results.objects(result, URIRef(f"{SH}detail")))
        if not details:
            yield result
        for detail in details:
            yield from self._innermost(detail)

    def _finding(self, result: Node, severity: Severity) -> Finding:
        focus = self._term(result, "focusNode") or ""
        path = self._path(result)
        value = self._value(result, focus, path)
        shape = self._term(result, "sourceShape") or ""
        number = self._shapes.id(shape) or 0
        component = self._component(result)
        expected = self._expected(component, number, value)
        message = self._message(result, shape) or self._names.say(
            "expected {expected}", expected=expected or self._names.say("something else")
        )
        return Finding(
            "MT301",
            severity,
            message,
            at=place(self._places, focus, path, value) or self._shapes_places.block(shape),
            focus=focus,
            focus_label=self._places.label(focus, self._names),
            path=path,
            path_label=self._path_label(result, shape),
            value=value,
            value_label=self._value_label(value),
            expected=expected,
            suggestion=suggestion(self._words, self._names, component, number, value),
            shape=shape if is_iri(shape) else None,
            related=related(self._places, self._words, component, number, (focus, path, value)),
        )

    def _expected(self, component: str, shape: int, value: str | None) -> str:
        """What would be right; where a value has the right datatype and yet no valid form, that."""
        if component == "Datatype" and value is not None and is_literal(value):
            datatype = f"<{parse_literal(value).datatype}>"
            if datatype in self._words.terms(shape, "datatype"):
                return self._names.say("a text that is a valid {datatype}", datatype=self._names.short(datatype))
        return self._words.expected(component, shape)

    def _component(self, result: Node) -> str:
        """The local name of the constraint component, such as `MinCount`; an own component's whole IRI."""
        component = str(self._results.value(result, URIRef(f"{SH}sourceConstraintComponent")))
        return component.removeprefix(SH).removesuffix("ConstraintComponent")

    def _term(self, result: Node, name: str) -> str | None:
        node = self._results.value(result, URIRef(f"{SH}{name}"))
        return None if node is None else to_term(node)

    def _path(self, result: Node) -> str | None:
        term = self._term(result, "resultPath")
        number = None if term is None else self._shapes.id(term)
        return term if number is None else self._words.path(number, str)

    def _value(self, result: Node, focus: str, path: str | None) -> str | None:
        """The value at fault; none where it is the focus itself, which is named anyway."""
        if self._component(result) == "UniqueLang" and path is not None:
            return self._places.repeated_language(focus, path)
        value = self._term(result, "value")
        return None if value == focus and path is None else value

    def _message(self, result: Node, shape: str) -> str:
        """The sh:message in the language, of the SPARQL constraint where there is one, else of the shape."""
        sources = (self._shapes.id(term) for term in (self._term(result, "sourceConstraint"), shape) if term)
        for source in sources:
            literals = self._words.values(source, "message") if source is not None else []
            if text := self._names.text(self._shapes, literals):
                return cut(self._filled(text, result), _LONGEST_MESSAGE)
        return ""

    def _filled(self, template: str, result: Node) -> str:
        """A message with its {?variables} filled, as pySHACL did in the result's message (section 5.3.2)."""
        if not _VARIABLE.search(template):
            return template
        pattern = re.compile(".*?".join(map(re.escape, _VARIABLE.split(template))), re.DOTALL)
        filled = (str(text) for text in self._results.objects(result, URIRef(f"{SH}resultMessage")))
        return self._names.shorten_all(next((text for text in filled if pattern.fullmatch(text)), template))

    def _path_label(self, result: Node, shape: str) -> str:
        """The path for people: the name that the shape gives it (sh:name), else the property's label."""
        term = self._term(result, "resultPath")
        number = None if term is None else self._shapes.id(term)
        if term is None or number is None:
            return self._names.described(term) if term else ""
        short = self._words.path(number, self._names.short)
        source = self._shapes.id(shape)
        named = self._words.values(source, "name") if source is not None else []
        label = self._names.text(self._shapes, named) or self._names.label(term)
        return f"{short} ({cut(label)})" if label else short

    def _value_label(self, value: str | None) -> str:
        return self._names.described(value) if value else ""
