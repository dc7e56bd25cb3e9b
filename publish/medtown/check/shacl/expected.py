"""What a SHACL shape expects, in words (SHACL, section 4, "Core Constraint Components")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.names import cut
from medtown.i18n import Message, say
from medtown.namespaces import SH
from medtown.table.lists import members
from medtown.table.terms import XSD, is_iri, parse_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from medtown.check.names import Names
    from medtown.table.table import Table


_MOST_LISTED = 12
_DEEPEST = 3
_LONGEST_DESCRIPTION = 400

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
    "IRI": say("an IRI"),
    "BlankNode": say("a blank node"),
    "Literal": say("a literal (text, number, date …)"),
    "BlankNodeOrIRI": say("an IRI or a blank node, not a literal"),
    "BlankNodeOrLiteral": say("a blank node or a literal, not an IRI"),
    "IRIOrLiteral": say("an IRI or a literal, not a blank node"),
}
# Phrases that only need the parameter's value as text.
_WITH_VALUE: dict[str, Callable[[str], Message]] = {
    "hasValue": lambda value: say("the value {value}", value=value),
    "minLength": lambda value: say("at least {value} characters", value=value),
    "maxLength": lambda value: say("at most {value} characters", value=value),
    "minInclusive": lambda value: say("a value of at least {value}", value=value),
    "minExclusive": lambda value: say("a value greater than {value}", value=value),
    "maxInclusive": lambda value: say("a value of at most {value}", value=value),
    "maxExclusive": lambda value: say("a value less than {value}", value=value),
    "equals": lambda value: say("the same values as {value}", value=value),
    "disjoint": lambda value: say("no value that is also one of {value}", value=value),
    "lessThan": lambda value: say("a value less than that of {value}", value=value),
    "lessThanOrEquals": lambda value: say("a value not greater than that of {value}", value=value),
}
# Babel does not find a sentence within the call of another.
_OR, _AND = say("; or "), say("; and ")
_PATH_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


class ShapeWords:
    """Reads the shapes and puts their constraints into words."""

    def __init__(self, shapes: Table, names: Names) -> None:
        self._shapes = shapes
        self.names = names
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
            "or": self._or,
            "and": self._and,
            "xone": self._xone,
            "qualifiedMinCount": self._qualified_min,
            "qualifiedMaxCount": self._qualified_max,
        } | {parameter: self._valued(parameter) for parameter in _WITH_VALUE}

    def expected(self, component: str, shape: int) -> str:
        """What a component, such as `MinCount`, asks for in a shape; empty for SPARQL and other own components."""
        phrase = self._phrases.get(component[:1].lower() + component[1:])
        return phrase(shape, 0) if phrase else ""

    def values(self, shape: int, parameter: str) -> list[int]:
        """The values that a shape has for a parameter, given without the namespace."""
        return self._shapes.values(shape, f"<{SH}{parameter}>")

    def terms(self, shape: int, parameter: str) -> list[str]:
        """The same as terms."""
        return [self._shapes.terms[number] for number in self.values(shape, parameter)]

    def allowed(self, shape: int) -> list[str]:
        """The terms of a shape's sh:in."""
        return [self._shapes.terms[item] for item in self._listed(shape, "in")]

    def path(self, node: int, name: Callable[[str], str]) -> str:
        """A SHACL property path (section 2.3.1) as a SPARQL 1.1 property path (9.1), its IRIs written by `name`."""
        term = self._shapes.terms[node]
        if is_iri(term):
            return name(term)
        for inner in self.values(node, "inversePath"):
            return f"^{self._primary(inner, name)}"
        for parameter, suffix in _PATH_SUFFIXES.items():
            for inner in self.values(node, parameter):
                return f"{self._primary(inner, name)}{suffix}"
        alternatives = self.values(node, "alternativePath")
        steps = members(self._shapes, alternatives[0] if alternatives else node)
        return ("|" if alternatives else "/").join(self._step(step, name) for step in steps)

    def _primary(self, node: int, name: Callable[[str], str]) -> str:
        """A path to which one sign belongs: in brackets unless it is an IRI."""
        text = self.path(node, name)
        return text if is_iri(self._shapes.terms[node]) else f"({text})"

    def _step(self, node: int, name: Callable[[str], str]) -> str:
        """A path among others: in brackets where it is a sequence or a choice itself."""
        has_sign = any(self.values(node, parameter) for parameter in ("inversePath", *_PATH_SUFFIXES))
        return self.path(node, name) if has_sign else self._primary(node, name)

    def describe(self, shape: int, depth: int = 0) -> str:
        """All that a shape asks for; deeply nested parts are left out."""
        if depth > _DEEPEST:
            return "…"
        found = [phrase(shape, depth + 1) for name, phrase in self._phrases.items() if self.values(shape, name)]
        found += [self.describe(inner, depth + 1) for inner in self.values(shape, "property")]
        text = ", ".join(part for part in found if part) or self._short(shape)
        path = self._path_of(shape)
        if path and path not in text:
            text = self.names.say("{asked} for {path}", asked=text, path=path)
        return cut(text, _LONGEST_DESCRIPTION)

    def _short(self, number: int) -> str:
        return self.names.short(self._shapes.terms[number])

    def _lexical(self, number: int) -> str:
        return parse_literal(self._shapes.terms[number]).lexical

    def _path_of(self, shape: int) -> str:
        return next((self.path(node, self.names.short) for node in self.values(shape, "path")), "")

    def _listed(self, shape: int, parameter: str) -> list[int]:
        """The members of a parameter's list."""
        return [item for head in self.values(shape, parameter) for item in members(self._shapes, head)]

    def _valued(self, parameter: str) -> Callable[[int, int], str]:
        text = self._lexical if parameter.endswith("Length") else self._short

        def phrase(shape: int, _depth: int) -> str:
            joined = self._joined(text(value) for value in self.values(shape, parameter))
            return self.names.texts.translated(_WITH_VALUE[parameter](joined))

        return phrase

    def _joined(self, parts: Iterable[str]) -> str:
        """Parts that must all hold."""
        return self.names.say(" and ").join(parts)

    def _number(self, shape: int, parameter: str) -> int:
        lexical = next((self._lexical(value) for value in self.values(shape, parameter)), "")
        return int(lexical) if lexical.isdecimal() else 0

    def _min_count(self, shape: int, _depth: int) -> str:
        return self._of_path(shape, self._at_least(self._number(shape, "minCount")))

    def _max_count(self, shape: int, _depth: int) -> str:
        return self._of_path(shape, self._at_most(self._number(shape, "maxCount")))

    def _at_least(self, number: int) -> str:
        return self.names.say_n("at least {n} value", "at least {n} values", number)

    def _at_most(self, number: int) -> str:
        if number == 0:
            return self.names.say("no value")
        return self.names.say_n("at most {n} value", "at most {n} values", number)

    def _of_path(self, shape: int, values: str) -> str:
        path = self._path_of(shape)
        return self.names.say("{values} of {path}", values=values, path=path) if path else values

    def _class(self, shape: int, _depth: int) -> str:
        classes = (self.names.described(cls) for cls in self.terms(shape, "class"))
        return self.names.say("a value of class {classes}", classes=self._joined(classes))

    def _datatype(self, shape: int, _depth: int) -> str:
        value = self.values(shape, "datatype")[0]
        example = _EXAMPLES.get(self._shapes.terms[value].removeprefix(f"<{XSD}")[:-1])
        datatype = self._short(value)
        if example is None:
            return self.names.say("datatype {datatype}", datatype=datatype)
        return self.names.say("datatype {datatype} (such as {example})", datatype=datatype, example=example)

    def _node_kind(self, shape: int, _depth: int) -> str:
        kind = self.terms(shape, "nodeKind")[0]
        return self.names.texts.translated(_NODE_KINDS.get(kind.removeprefix(f"<{SH}")[:-1], kind))

    def _in(self, shape: int, _depth: int) -> str:
        items = [self.names.short(term) for term in self.allowed(shape)]
        listed = ", ".join(items[:_MOST_LISTED])
        if len(items) <= _MOST_LISTED:
            return self.names.say("one of: {values}", values=listed)
        return self.names.say("one of: {values} … and {n} more", values=listed, n=len(items) - _MOST_LISTED)

    def _pattern(self, shape: int, _depth: int) -> str:
        patterns = self._joined(map(self._lexical, self.values(shape, "pattern")))
        flags = "".join(map(self._lexical, self.values(shape, "flags")))
        if flags:
            return self.names.say("pattern {pattern} (flags {flags})", pattern=patterns, flags=flags)
        return self.names.say("pattern {pattern}", pattern=patterns)

    def _language_in(self, shape: int, _depth: int) -> str:
        tags = [self._lexical(item) for item in self._listed(shape, "languageIn")]
        return self.names.say_n(
            "text in the language {tags}", "text in a language among {tags}", len(tags), tags=", ".join(tags)
        )

    def _unique_lang(self, shape: int, _depth: int) -> str:
        values = self._of_path(shape, self._at_most(1))
        return self.names.say("{values} in each language", values=values)

    def _closed(self, shape: int, _depth: int) -> str:
        paths = [path for inner in self.values(shape, "property") for path in self.values(inner, "path")]
        ignored = self._listed(shape, "ignoredProperties")
        allowed = dict.fromkeys(self._shapes.terms[number] for number in paths + ignored)
        listed = ", ".join(self.names.short(term) for term in allowed if is_iri(term))
        return self.names.say("no property but {properties}", properties=listed)

    def _node(self, shape: int, depth: int) -> str:
        return self._joined(self.describe(inner, depth) for inner in self.values(shape, "node"))

    def _not(self, shape: int, depth: int) -> str:
        unwanted = self.names.say(" nor ").join(self.describe(inner, depth) for inner in self.values(shape, "not"))
        return self.names.say("anything but {unwanted}", unwanted=unwanted)

    def _or(self, shape: int, depth: int) -> str:
        return self.names.say("either {members}", members=self._members(shape, "or", _OR, depth))

    def _and(self, shape: int, depth: int) -> str:
        return self.names.say("all of: {members}", members=self._members(shape, "and", _AND, depth))

    def _xone(self, shape: int, depth: int) -> str:
        return self.names.say("exactly one of: {members}", members=self._members(shape, "xone", _OR, depth))

    def _members(self, shape: int, parameter: str, joint: Message, depth: int) -> str:
        described = (self.describe(member, depth) for member in self._listed(shape, parameter))
        return self.names.texts.translated(joint).join(described)

    def _qualified_min(self, shape: int, depth: int) -> str:
        return self._qualified(shape, self._at_least(self._number(shape, "qualifiedMinCount")), depth)

    def _qualified_max(self, shape: int, depth: int) -> str:
        return self._qualified(shape, self._at_most(self._number(shape, "qualifiedMaxCount")), depth)

    def _qualified(self, shape: int, count: str, depth: int) -> str:
        asked = self._joined(self.describe(inner, depth) for inner in self.values(shape, "qualifiedValueShape"))
        return self.names.say("{values} with {asked}", values=self._of_path(shape, count), asked=asked)
