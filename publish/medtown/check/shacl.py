"""SHACL: pySHACL validates; each of its results becomes a Finding with a place and plain words (MT301)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import URIRef

from medtown.check.expected import ShapeWords
from medtown.check.finding import Finding, Severity
from medtown.check.locate import Locator
from medtown.check.names import cut
from medtown.check.rdflib_graph import to_term
from medtown.check.validator import validate
from medtown.namespaces import SH
from medtown.table.terms import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from medtown.check.names import Names
    from medtown.table.table import Place, Table

_SEVERITIES = {f"<{SH}Warning>": Severity.WARNING, f"<{SH}Info>": Severity.INFO}
_UNIQUE_LANGUAGE = f"{SH}UniqueLangConstraintComponent"
_LONGEST_MESSAGE = 500
_VARIABLE = re.compile(r"\{[?$]\w+\}")


def check_shapes(data: Table, shapes: Table, names: Names, folder: Path) -> list[Finding]:
    """Validate the data against the shapes; `folder` is what an empty set of shapes is reported on.

    Raises InputError MT302 where the shapes can't be used.
    """
    if not len(shapes):
        message = "the project has no shapes, so nothing says what its data should look like"
        remedy = "Add SHACL shapes as Turtle files in shapes/; docs/validate.md shows the shortest that works."
        return [Finding("MT306", Severity.INFO, message, file=folder, remedy=remedy)]
    results = validate(data, shapes, folder)
    reader = _Results(results, data, shapes, names)
    return list(dict.fromkeys(reader.findings()))


class _Results:
    """A SHACL results graph (section 3.6), read result by result."""

    def __init__(self, results: Graph, data: Table, shapes: Table, names: Names) -> None:
        self._results = results
        self._data = data
        self._shapes = shapes
        self._names = names
        self._words = ShapeWords(shapes, names)
        self._locator = Locator(data)

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
        component = self._results.value(result, URIRef(f"{SH}sourceConstraintComponent"))
        expected = self._words.expected(str(component), self._shapes.id(shape) or 0)
        place = self._place(focus, path, value)
        return Finding(
            "MT301",
            severity,
            self._message(result, shape) or f"expected {expected or 'something else'}",
            file=place.path if place else None,
            line=place.line if place else None,
            focus=focus,
            focus_label=self._locator.label(focus, self._names),
            path=path,
            path_label=self._path_label(result, shape),
            value=value,
            value_label=self._value_label(value),
            expected=expected,
            shape=shape if is_iri(shape) else None,
        )

    def _term(self, result: Node, name: str) -> str | None:
        node = self._results.value(result, URIRef(f"{SH}{name}"))
        return None if node is None else to_term(node)

    def _path(self, result: Node) -> str | None:
        term = self._term(result, "resultPath")
        number = None if term is None else self._shapes.id(term)
        return term if number is None else self._words.path(number, str)

    def _value(self, result: Node, focus: str, path: str | None) -> str | None:
        """The value at fault; none where it is the focus itself, which is named anyway."""
        component = self._results.value(result, URIRef(f"{SH}sourceConstraintComponent"))
        if str(component) == _UNIQUE_LANGUAGE and path is not None:
            return self._locator.repeated_language(focus, path)
        value = self._term(result, "value")
        return None if value == focus and path is None else value

    def _place(self, focus: str, path: str | None, value: str | None) -> Place | None:
        """The offending triple; without a value the last of the path; else where the focus is described."""
        locator = self._locator
        place = None
        if path and path[0] == "^":
            inverse = path[1:]
            place = locator.triple(value, inverse, focus) if value else locator.last_use(focus, inverse)
        elif path:
            place = locator.triple(focus, path, value) if value else locator.last_value(focus, path)
        return place or locator.block(focus)

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
