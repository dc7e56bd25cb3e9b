"""What a form asks of a new resource of a class: its fields as the shapes have them, in no language yet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.draft.instances import Instances
from medtown.draft.properties import Description, Property
from medtown.namespaces import is_of_the_language
from medtown.table.terms import RDF_LANG_STRING, RDF_TYPE, XSD, XSD_STRING, iri, is_iri, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.context import Context
    from medtown.check.shacl.expected import ShapeWords
    from medtown.pages.readings.profile import Profile
    from medtown.shapes import ShapeReader

MOST_CHOICES = 5000  # of a longer list a browser would have to load too much: there, an IRI is written
_LONG = 100  # characters; where texts are longer, there is room for lines
_TIMES = frozenset(f"{XSD}{name}" for name in ("date", "gYearMonth", "gYear", "dateTime"))
_WHOLE = frozenset(
    f"{XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_NUMBERS = _WHOLE | {f"{XSD}{name}" for name in ("decimal", "double", "float")}


class Field(NamedTuple):
    """A property that a form asks for.

    `kind` is `choice` (one of `choices`), `link` (any IRI, `choices` being examples), `text`, `time`, `number` or
    `truth`; `needs` are groups of languages of each of which a text must be there, once there is any. `is_usual` says
    that at least half of what there is has it.
    """

    prop: Property
    kind: str
    datatypes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    is_long: bool = False
    is_usual: bool = False

    def rules(self, parameter: str) -> Iterator[tuple[str, int]]:
        """The values of a parameter that holds for each value, with the property shape that has it."""
        for shape in self.prop.shapes:
            for term in self.prop.reader.terms(shape, parameter):
                yield parse_literal(term).lexical, shape


class Form(NamedTuple):
    """The form of a class term: `types` are the terms that a new resource gets, `parent` begins its IRI.

    `patterns` are those that the IRI must fit, each with its shape; `taken` the ends of IRIs that begin with `parent`;
    `beyond` are the shapes of what is needed and no field alone can show.
    """

    cls: str
    types: tuple[str, ...]
    parent: str
    patterns: tuple[tuple[str, int], ...]
    fields: tuple[Field, ...]
    given: tuple[tuple[str, tuple[str, ...]], ...]
    taken: tuple[str, ...]
    beyond: tuple[int, ...]


class FormReader:
    """Reads forms off the shapes of a project."""

    def __init__(self, context: Context, reader: ShapeReader, profile: Profile, words: ShapeWords) -> None:
        self._context, self._reader, self._profile, self._words = context, reader, profile, words
        self._instances = Instances(context)
        self._choices = cache(self._find_choices)
        self._uses = cache(self._instances.uses)
        self._having = cache(self._find_having)

    def forms(self) -> list[Form]:
        """The forms of the classes of which a new resource can be written whole."""
        found = map(self._form, filter(self._is_open, self._reader.targets))
        return [form for form in found if form]

    def _is_open(self, cls: str) -> bool:
        """Whether resources of a class are the project's own, and not what describes the project itself."""
        if is_of_the_language(cls):
            return False
        context = self._context
        there = [context.data.terms[number] for number in context.data.instances(cls)]
        own = [term for term in there if term.startswith(f"<{context.base}")]
        return (bool(own) or not there) and own != [iri(context.project.settings.dataset)]

    def _form(self, cls: str) -> Form | None:
        description = Description(self._context, self._reader, self._words, self._profile.superclasses(cls))
        shapes = self._reader.of_nodes(self._reader.node_shapes(self._profile.superclasses(cls)))
        stated = self._with_sole_alternatives([p for p in description.properties if p.is_simple], shapes)
        types = [cls, *(term for prop in stated if prop.path == RDF_TYPE for term in prop.fixed)]
        asked = [prop for prop in stated if prop.path != RDF_TYPE]
        fields = [self._field(prop, cls) for prop in asked]
        if any(field is None and prop.minimum for field, prop in zip(fields, asked, strict=True)):
            return None
        parent = self._instances.parent_of(cls)
        patterns = ((parse_literal(term).lexical, s) for s in shapes for term in self._reader.terms(s, "pattern"))
        beyond = [prop.shapes[0] for prop in description.properties if prop.minimum and not prop.is_simple]
        return Form(
            cls=cls,
            types=tuple(dict.fromkeys(types)),
            parent=parent,
            patterns=tuple(patterns),
            fields=tuple(field for field in fields if field and not field.prop.fixed),
            given=tuple((prop.path, tuple(prop.fixed)) for prop in asked if prop.fixed),
            taken=self._instances.ends(parent),
            beyond=(*beyond, *(shape for shape in shapes if any(len(found) > 1 for found in self._choices_of(shape)))),
        )

    def _with_sole_alternatives(self, properties: list[Property], shapes: list[int]) -> list[Property]:
        """Properties with what the shapes of a class ask of them in an alternative that alone is open."""
        reader, merged = self._reader, {prop.path: prop for prop in properties}
        sole = (found[0] for shape in shapes for found in self._choices_of(shape) if len(found) == 1)
        for inner in (inner for shape in sole for inner in reader.property_shapes(shape)):
            path = reader.path(inner)
            if path in merged:
                merged[path] = replace(merged[path], shapes=(*merged[path].shapes, inner))
        return list(merged.values())

    def _choices_of(self, shape: int) -> Iterator[list[int]]:
        """The alternatives of a shape that a new resource can choose: it is none of those that are there already."""
        for parameter in ("or", "xone"):
            yield [one for one in self._reader.values(shape, parameter) if not self._reader.values(one, "hasValue")]

    def _field(self, prop: Property, cls: str) -> Field | None:
        """The field of a property; None where its values can't be written in one."""
        is_usual = self._is_usual(prop.path, cls)
        if allowed := prop.facts("in"):
            return Field(prop, "choice", choices=tuple(allowed), is_usual=is_usual)
        if classes := prop.facts("class"):
            if prop.node_kinds == ["BlankNode"]:
                return None
            choices = self._choices(tuple(classes), tuple(dict.fromkeys(prop.required_statements())))
            kind = "choice" if 0 < len(choices) <= MOST_CHOICES else "link"
            return Field(prop, kind, choices=choices if kind == "choice" else (), is_usual=is_usual)
        datatypes = tuple(prop.datatypes) or self._likely(prop)
        if datatypes == ("IRI",):
            return Field(prop, "link", choices=self._examples(prop.path), is_usual=is_usual)
        if datatypes == ("BlankNode",):
            return None
        needs = (*prop.needed_languages, *self._needed_where_given(prop))
        return Field(
            prop, _kind(datatypes), datatypes, needs=tuple(dict.fromkeys(needs)),
            is_long=self._is_long(prop.path), is_usual=is_usual,
        )  # fmt: skip

    def _examples(self, path: str) -> tuple[str, ...]:
        """The values of a property that have a name; none where most are addresses without one."""
        used = [term for term in self._uses(path) if is_iri(term)]
        named = tuple(filter(self._context.names.label, used))
        return named[:MOST_CHOICES] if 2 * len(named) > len(used) else ()

    def _likely(self, prop: Property) -> tuple[str, ...]:
        """What values are where no datatype is asked for: by what else is asked, else by what there is."""
        if prop.languages or prop.needed_languages or prop.is_unique_in_language:
            return (RDF_LANG_STRING,)
        if "BlankNode" in prop.node_kinds or "IRI" in prop.node_kinds:
            return tuple(prop.node_kinds[:1])
        return (self._instances.kind(prop.path) or XSD_STRING,)

    def _needed_where_given(self, prop: Property) -> list[tuple[str, ...]]:
        """The languages in which a text must stand wherever there is one at all (sh:targetSubjectsOf)."""
        reader = self._reader
        shapes = [inner for shape in self._of_subjects.get(prop.path, ()) for inner in reader.property_shapes(shape)]
        same = tuple(shape for shape in shapes if reader.path(shape) == prop.path)
        return Property(prop.path, "", same, reader).needed_languages

    @cached_property
    def _of_subjects(self) -> dict[str, list[int]]:
        """The shapes of whatever has a property, by its term."""
        found: dict[str, list[int]] = {}
        for shape in self._reader.active(self._reader.subjects("targetSubjectsOf")):
            for path in self._reader.terms(shape, "targetSubjectsOf"):
                found.setdefault(path, []).append(shape)
        return found

    def _find_choices(self, classes: tuple[str, ...], needed: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """The instances of some classes that say of themselves what is needed."""
        instances = self._instances
        return tuple(t for t in instances.of(classes) if all(instances.has(t, *statement) for statement in needed))

    def _is_usual(self, path: str, cls: str) -> bool:
        """Whether half of what there is of a class has a property; so it is where there is nothing yet."""
        numbers = self._context.data.instances(cls)
        return 2 * sum(number in self._having(path) for number in numbers) >= len(numbers)

    def _find_having(self, path: str) -> frozenset[int]:
        data, number = self._context.data, self._context.data.id(path)
        return frozenset(() if number is None else data.subject[data.rows_with(number)].tolist())

    def _is_long(self, path: str) -> bool:
        """Whether texts of a property are, one with another, longer than a line."""
        lengths = sorted(map(len, self._uses(path)))
        return bool(lengths) and lengths[len(lengths) // 2] > _LONG


def _kind(datatypes: tuple[str, ...]) -> str:
    """How values of some datatypes are written."""
    if _TIMES.issuperset(datatypes):
        return "time"
    if _NUMBERS.issuperset(datatypes):
        return "number"
    if datatypes == (f"{XSD}boolean",):
        return "truth"
    return "link" if datatypes == (f"{XSD}anyURI",) else "text"
