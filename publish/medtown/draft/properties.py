"""What the shapes of a class say of each property, the property shapes of one path taken together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.namespaces import RDFS, SH
from medtown.table.terms import iri_value, is_blank, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.check.context import Context
    from medtown.check.names import Names
    from medtown.check.shacl.expected import ShapeWords
    from medtown.shapes import ShapeReader

_UNORDERED = float("inf")
# What a comment says of the values where no sh:message does; counts and given values are told otherwise.
_TOLD = (
    *("class", "datatype", "or", "xone", "nodeKind", "languageIn", "pattern", "minLength", "maxLength"),
    *("minInclusive", "minExclusive", "maxInclusive", "maxExclusive", "lessThan", "lessThanOrEquals"),
)


@dataclass(frozen=True)
class Property:
    """A path and its property shapes, those of the class itself first."""

    path: str  # an IRI term; of other paths the SPARQL 1.1 property path with prefixed names
    inverse: str  # of an inverse path the IRI term that it turns round
    shapes: tuple[int, ...]
    reader: ShapeReader

    @property
    def is_simple(self) -> bool:
        """Whether the path is one property, which a block can state."""
        return self.path.startswith("<")

    @cached_property
    def minimum(self) -> int:
        """The number of values that are needed."""
        counts = [*self._numbers("minCount"), *self._numbers("qualifiedMinCount")]
        return int(max(counts, default=0)) or int(bool(self.fixed))

    @cached_property
    def maximum(self) -> int | None:
        """The number of values that may stand; None: any."""
        counts = self._numbers("maxCount")
        return int(min(counts)) if counts else None

    @cached_property
    def order(self) -> float:
        """Its place among the properties (sh:order)."""
        return next(iter(self._numbers("order")), _UNORDERED)

    def _numbers(self, parameter: str) -> list[float]:
        return [number for shape in self.shapes for number in self.reader.numbers(shape, parameter)]

    @cached_property
    def is_unique_in_language(self) -> bool:
        """Whether two values may not have the same language."""
        return any(self.reader.is_true(shape, "uniqueLang") for shape in self.shapes)

    @cached_property
    def fixed(self) -> list[str]:
        """The values that must be there (sh:hasValue); a blank node can't be written twice."""
        values = (term for shape in self.shapes for term in self.reader.terms(shape, "hasValue"))
        return [term for term in dict.fromkeys(values) if not is_blank(term)]

    def facts(self, parameter: str) -> list[str]:
        """The terms that a parameter has in the property shapes and in the shapes that its values fit, each once.

        Blank nodes are left out: one that the shapes hold can't be named in another file.
        """
        terms = (term for shape in self._value_shapes for term in self.reader.terms(shape, parameter))
        return [term for term in dict.fromkeys(terms) if not is_blank(term)]

    def required_statements(self) -> Iterator[tuple[str, str]]:
        """What its values must say of themselves: property and value terms of sh:hasValue one step down."""
        reader = self.reader
        for prop in reader.active(prop for shape in self._value_shapes for prop in reader.values(shape, "property")):
            paths = (path for path in reader.terms(prop, "path") if is_iri(path))
            yield from ((path, value) for path in paths for value in reader.terms(prop, "hasValue"))

    @cached_property
    def _value_shapes(self) -> list[int]:
        """Each property shape, followed by the shapes that its values, or some of them, fit or may fit."""
        reader = self.reader
        return [
            inner
            for shape in self.shapes
            for inner in (shape, *reader.value_shapes([*reader.fitted(shape), *reader.qualified(shape)]))
        ]

    @property
    def datatypes(self) -> list[str]:
        """The datatypes that its values may have, as IRIs."""
        return [iri_value(term) for term in self.facts("datatype") if is_iri(term)]

    @property
    def node_kinds(self) -> list[str]:
        """The kinds of nodes that its values may be, such as `BlankNodeOrIRI`."""
        return [term.removeprefix(f"<{SH}")[:-1] for term in self.facts("nodeKind")]

    @property
    def languages(self) -> list[str]:
        """The language tags that its texts may have; none: any (sh:languageIn)."""
        return _lexical(self.facts("languageIn"))

    @cached_property
    def needed_languages(self) -> list[tuple[str, ...]]:
        """Groups of language tags: of each, one must be there (sh:languageIn of a sh:qualifiedValueShape)."""
        reader = self.reader
        asked = (inner for shape in self.shapes for inner in reader.of_nodes(reader.qualified(shape)))
        groups = (tuple(_lexical(reader.terms(inner, "languageIn"))) for inner in asked)
        return [group for group in dict.fromkeys(groups) if group]


def _lexical(terms: Iterable[str]) -> list[str]:
    return [parse_literal(term).lexical for term in terms if is_literal(term)]


class Description:
    """The properties of a class as its shapes have them, and words for them."""

    def __init__(self, context: Context, reader: ShapeReader, words: ShapeWords, classes: Iterable[str]) -> None:
        self._reader = reader
        self._names: Names = context.names
        self._words = words
        self._node_shapes = reader.node_shapes(classes)

    @cached_property
    def properties(self) -> list[Property]:
        """The properties that may have values, by sh:order, then in the order of the shapes."""
        shapes: dict[str, list[int]] = {}
        inverse: dict[str, str] = {}
        for node_shape in self._node_shapes:
            for shape in self._reader.property_shapes(node_shape):
                for path in self._reader.values(shape, "path")[:1]:
                    term = self._reader.table.terms[path]
                    key = term if is_iri(term) else self._words.path(path, self._names.short)
                    shapes.setdefault(key, []).append(shape)
                    turned = self._reader.terms(path, "inversePath")
                    inverse[key] = next(filter(is_iri, turned), "")
        found = (Property(key, inverse[key], tuple(those), self._reader) for key, those in shapes.items() if key)
        return sorted((prop for prop in found if prop.maximum != 0), key=lambda prop: prop.order)

    @property
    def messages(self) -> list[str]:
        """What the node shapes themselves say that they expect."""
        said = (self._text(shape, "message") for shape in self._reader.of_nodes(self._node_shapes))
        return [text for text in dict.fromkeys(said) if text]

    def name(self, prop: Property) -> str:
        """What the shapes call a property, else its label in the data; empty where it has none."""
        return self._first_text(prop, "name") or self._names.label(prop.inverse or prop.path)

    def group(self, prop: Property) -> str:
        """The label of its sh:group; empty where it has none."""
        table = self._reader.table
        groups = [group for shape in prop.shapes for group in self._reader.values(shape, "group")]
        return self._names.text(table, table.values(groups[0], f"<{RDFS}label>")) if groups else ""

    def cardinality(self, prop: Property) -> list[str]:
        """How many values a property must and may have, in words; empty where any number may stand."""
        names, least, most = self._names, prop.minimum, prop.maximum
        words = []
        if most is not None and least == most:
            words.append(names.say("exactly {n}", n=least))
        else:
            words += [names.say("at least {n}", n=least)] if least else []
            words += [names.say("at most {n}", n=most)] if most is not None else []
        return words + ([names.say("at most one in each language")] if prop.is_unique_in_language else [])

    def meaning(self, prop: Property) -> str:
        """What its values are: the shapes' message, else their description and constraints in words."""
        message = self._first_text(prop, "message")
        description = self._first_text(prop, "description")
        told = () if message else (self._told(shape, name) for shape in prop.shapes for name in _TOLD)
        return ", ".join(dict.fromkeys(filter(None, (description, message, *told))))

    def _first_text(self, prop: Property, parameter: str) -> str:
        return next(filter(None, (self._text(shape, parameter) for shape in prop.shapes)), "")

    def _told(self, shape: int, parameter: str) -> str:
        if not self._reader.values(shape, parameter):
            return ""
        try:
            return self._words.expected(f"{parameter[0].upper()}{parameter[1:]}", shape)
        except ValueError:  # an ill-formed shape, of which medtown validate tells
            return ""

    def _text(self, shape: int, parameter: str) -> str:
        return self._names.text(self._reader.table, self._reader.values(shape, parameter))
