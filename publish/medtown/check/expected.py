"""What a SHACL shape expects, in words (SHACL, section 4, "Core Constraint Components")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.names import cut
from medtown.namespaces import SH
from medtown.table.terms import RDF, XSD, is_iri, parse_literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check.names import Names
    from medtown.table.table import Table


_MOST_LISTED = 12
_DEEPEST = 3
_LONGEST_DESCRIPTION = 400
_RDF_FIRST, _RDF_REST, _RDF_NIL = (f"<{RDF}{name}>" for name in ("first", "rest", "nil"))

_EXAMPLES = {
    "date": "2023-05-31",
    "dateTime": "2023-05-31T09:30:00",
    "gYear": "2023",
    "gYearMonth": "2023-05",
    "decimal": "12.5",
    "integer": "12",
    "boolean": "true",
    "language": "en",
}
_NODE_KINDS = {
    "IRI": "an IRI",
    "BlankNode": "a blank node",
    "Literal": "a literal (text, number, date …)",
    "BlankNodeOrIRI": "an IRI or a blank node, not a literal",
    "BlankNodeOrLiteral": "a blank node or a literal, not an IRI",
    "IRIOrLiteral": "an IRI or a literal, not a blank node",
}
# Parameters whose phrase only needs the parameter's value as text.
_WITH_VALUE = {
    "hasValue": "the value {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minInclusive": "a value of at least {}",
    "minExclusive": "a value greater than {}",
    "maxInclusive": "a value of at most {}",
    "maxExclusive": "a value less than {}",
    "equals": "the same values as {}",
    "disjoint": "no value that is also one of {}",
    "lessThan": "a value less than that of {}",
    "lessThanOrEquals": "a value not greater than that of {}",
}
_PATH_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


class ShapeWords:
    """Reads the shapes and puts their constraints into words."""

    def __init__(self, shapes: Table, names: Names) -> None:
        self._shapes = shapes
        self._names = names
        self._phrases: dict[str, Callable[[int, int], str]] = {
            "minCount": self._min_count,
            "maxCount": self._max_count,
            "class": self._class,
            "datatype": self._datatype,
            "nodeKind": self._node_kind,
            "in": self._in,
            "pattern": self._pattern,
            "languageIn": self._language_in,
            "uniqueLang": self._unique_lang,
            "closed": self._closed,
            "node": self._node,
            "not": self._not,
            "or": lambda shape, depth: self._members(shape, "or", "either {}", "; or ", depth),
            "and": lambda shape, depth: self._members(shape, "and", "all of: {}", "; and ", depth),
            "xone": lambda shape, depth: self._members(shape, "xone", "exactly one of: {}", "; or ", depth),
            "qualifiedMinCount": self._qualified_min,
            "qualifiedMaxCount": self._qualified_max,
        } | {parameter: self._valued(parameter) for parameter in _WITH_VALUE}

    def expected(self, component: str, shape: int) -> str:
        """What a component (an IRI) asks for in a shape; empty for SPARQL and other own components."""
        name = component.removeprefix(SH).removesuffix("ConstraintComponent")
        phrase = self._phrases.get(name[:1].lower() + name[1:])
        return phrase(shape, 0) if phrase else ""

    def values(self, shape: int, parameter: str) -> list[int]:
        """The values that a shape has for a parameter, given without the namespace."""
        return self._shapes.values(shape, f"<{SH}{parameter}>")

    def path(self, node: int, name: Callable[[str], str], *, is_part: bool = False) -> str:
        """A SHACL property path (section 2.3.1) as a SPARQL 1.1 property path, its IRIs written by `name`."""
        term = self._shapes.terms[node]
        if is_iri(term):
            return name(term)
        for inner in self.values(node, "inversePath"):
            return f"^{self.path(inner, name, is_part=True)}"
        for parameter, suffix in _PATH_SUFFIXES.items():
            for inner in self.values(node, parameter):
                return f"{self.path(inner, name, is_part=True)}{suffix}"
        alternatives = self.values(node, "alternativePath")
        members = self._items(alternatives[0] if alternatives else node)
        joined = ("|" if alternatives else "/").join(self.path(member, name, is_part=True) for member in members)
        return f"({joined})" if is_part else joined

    def describe(self, shape: int, depth: int = 0) -> str:
        """All that a shape asks for; deeply nested parts are left out."""
        if depth > _DEEPEST:
            return "…"
        found = [phrase(shape, depth + 1) for name, phrase in self._phrases.items() if self.values(shape, name)]
        found += [self.describe(inner, depth + 1) for inner in self.values(shape, "property")]
        text = ", ".join(part for part in found if part) or self._short(shape)
        path = self._path_of(shape)
        return cut(text if not path or path in text else f"{text} for {path}", _LONGEST_DESCRIPTION)

    def _short(self, number: int) -> str:
        return self._names.short(self._shapes.terms[number])

    def _lexical(self, number: int) -> str:
        return parse_literal(self._shapes.terms[number]).lexical

    def _path_of(self, shape: int) -> str:
        return next((self.path(node, self._names.short) for node in self.values(shape, "path")), "")

    def _of_path(self, shape: int) -> str:
        path = self._path_of(shape)
        return f" of {path}" if path else ""

    def _items(self, head: int) -> list[int]:
        """The members of an rdf:List; a list that bites its tail ends there."""
        items: list[int] = []
        seen: set[int] = set()
        while head not in seen and self._shapes.terms[head] != _RDF_NIL:
            seen.add(head)
            items += self._shapes.values(head, _RDF_FIRST)[:1]
            head = next(iter(self._shapes.values(head, _RDF_REST)), head)
        return items

    def _valued(self, parameter: str) -> Callable[[int, int], str]:
        template = _WITH_VALUE[parameter]
        is_number = parameter.endswith("Length")

        def phrase(shape: int, _depth: int) -> str:
            text = self._lexical if is_number else self._short
            return template.format(" and ".join(map(text, self.values(shape, parameter))))

        return phrase

    def _min_count(self, shape: int, _depth: int) -> str:
        return f"at least {self._count(shape, 'minCount')}{self._of_path(shape)}"

    def _max_count(self, shape: int, _depth: int) -> str:
        count = self._count(shape, "maxCount")
        return f"{'no value' if count == '0 values' else f'at most {count}'}{self._of_path(shape)}"

    def _count(self, shape: int, parameter: str) -> str:
        number = next((self._lexical(value) for value in self.values(shape, parameter)), "")
        return f"{number} value{'' if number == '1' else 's'}"

    def _class(self, shape: int, _depth: int) -> str:
        classes = (self._names.described(self._shapes.terms[value]) for value in self.values(shape, "class"))
        return f"a value of class {' and '.join(classes)}"

    def _datatype(self, shape: int, _depth: int) -> str:
        value = self.values(shape, "datatype")[0]
        example = _EXAMPLES.get(self._shapes.terms[value].removeprefix(f"<{XSD}")[:-1])
        return f"datatype {self._short(value)}{f' (such as {example})' if example else ''}"

    def _node_kind(self, shape: int, _depth: int) -> str:
        kind = self._shapes.terms[self.values(shape, "nodeKind")[0]]
        return _NODE_KINDS.get(kind.removeprefix(f"<{SH}")[:-1], kind)

    def _in(self, shape: int, _depth: int) -> str:
        items = [self._short(item) for head in self.values(shape, "in") for item in self._items(head)]
        more = f" … and {len(items) - _MOST_LISTED} more" if len(items) > _MOST_LISTED else ""
        return f"one of: {', '.join(items[:_MOST_LISTED])}{more}"

    def _pattern(self, shape: int, _depth: int) -> str:
        patterns = " and ".join(map(self._lexical, self.values(shape, "pattern")))
        flags = "".join(map(self._lexical, self.values(shape, "flags")))
        return f"pattern {patterns}{f' (flags {flags})' if flags else ''}"

    def _language_in(self, shape: int, _depth: int) -> str:
        tags = [self._lexical(item) for head in self.values(shape, "languageIn") for item in self._items(head)]
        return f"text in {'a language among' if len(tags) > 1 else 'the language'} {', '.join(tags)}"

    def _unique_lang(self, shape: int, _depth: int) -> str:
        return f"at most 1 value{self._of_path(shape)} in each language"

    def _closed(self, shape: int, _depth: int) -> str:
        paths = [path for inner in self.values(shape, "property") for path in self.values(inner, "path")]
        ignored = [item for head in self.values(shape, "ignoredProperties") for item in self._items(head)]
        allowed = dict.fromkeys(self._shapes.terms[number] for number in paths + ignored)
        return f"no property but {', '.join(self._names.short(term) for term in allowed if is_iri(term))}"

    def _node(self, shape: int, depth: int) -> str:
        return " and ".join(self.describe(inner, depth) for inner in self.values(shape, "node"))

    def _not(self, shape: int, depth: int) -> str:
        return f"anything but {' nor '.join(self.describe(inner, depth) for inner in self.values(shape, 'not'))}"

    def _members(self, shape: int, parameter: str, template: str, joint: str, depth: int) -> str:
        members = [item for head in self.values(shape, parameter) for item in self._items(head)]
        return template.format(joint.join(self.describe(member, depth) for member in members))

    def _qualified_min(self, shape: int, depth: int) -> str:
        return f"at least {self._qualified(shape, 'qualifiedMinCount', depth)}"

    def _qualified_max(self, shape: int, depth: int) -> str:
        return f"at most {self._qualified(shape, 'qualifiedMaxCount', depth)}"

    def _qualified(self, shape: int, parameter: str, depth: int) -> str:
        asked = " and ".join(self.describe(inner, depth) for inner in self.values(shape, "qualifiedValueShape"))
        return f"{self._count(shape, parameter)}{self._of_path(shape)} with {asked}"
