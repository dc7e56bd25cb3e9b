"""The application profile in words of one language: sections, rows and rules as the page shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from medtown.check.names import Names
from medtown.check.shacl.expected import ShapeWords
from medtown.namespaces import SH
from medtown.pages.plain import plain
from medtown.pages.resource.description import definition
from medtown.pages.values import UP, markup
from medtown.pages.words import humanised, sort_key
from medtown.table.lists import members
from medtown.table.terms import is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from medtown.pages.model.application_profile import ApplicationProfile, Row, Section, Target
    from medtown.pages.values import Value, Values
    from medtown.shapes import Counts
    from medtown.table import Labels, Table

_MANY = 8  # members of a list; more are folded
_FIXED = re.compile(r"\^\(?(https?:(?:[\w/#~-]|\\[./#?+-]|\[\.\])*/)")  # how a pattern for addresses begins
_VARIABLE = re.compile(r"\{[?$]\w+\}")
_MARK = re.compile("\0([0-9]+)\1")
# The constraints of SHACL's section 4 that are not how many values there are, in the order in which people ask.
_CONSTRAINTS = (
    *("class", "node", "datatype", "nodeKind", "hasValue", "in", "languageIn", "uniqueLang", "pattern"),
    *("minLength", "maxLength", "minInclusive", "minExclusive", "maxInclusive", "maxExclusive"),
    *("equals", "disjoint", "lessThan", "lessThanOrEquals"),
    *("or", "xone", "and", "not", "qualifiedMinCount", "qualifiedMaxCount", "closed"),
)
_PLACES = frozenset(("node", "and"))  # what a node shape includes stands in the section itself, or beside it


class Source(NamedTuple):
    """A Table with the labels and values of its terms in the language."""

    table: Table
    labels: Labels
    values: Values


class Rule(NamedTuple):
    """What one shape asks for: in our words, in the project's own (its messages), and how grave it is if it is not so.

    `severity` is empty for a violation, which is the rule.
    """

    asked: Sequence[Markup]
    messages: Sequence[Markup]
    severity: str


class RowView(NamedTuple):
    """A row of a table: the property by name and in code, how many values it has, and what they must be."""

    anchor: str
    name: str
    code: Markup
    note: Markup
    counts: Counts
    rules: Sequence[Rule]


class GroupView(NamedTuple):
    """Rows that the shapes group together; `label` is empty where they don't say."""

    label: str
    rows: Sequence[RowView]


class Link(NamedTuple):
    """A place of the page by its name."""

    anchor: str
    name: str


@dataclass(frozen=True)
class SectionView:
    """A section of the page; `holds_for` says for what, where that is not a class by its name.

    `too` are the sections of which what they ask is asked here too: wider classes, shapes of several classes.
    """

    anchor: str
    term: str
    name: str
    lead: str
    holds_for: Sequence[Markup]
    too: Sequence[Link]
    rules: Sequence[Rule]
    groups: Sequence[GroupView]


class LinkedNames(Names):
    """Names for `ShapeWords` that stand as marks in its sentences, until `linked` puts links in their place."""

    def __init__(self, data: Source, shapes: Source, prefixes: Mapping[str, str]) -> None:
        super().__init__(data.table, prefixes, data.values.language, data.labels.languages)
        self._labels = data.labels
        self._sources = (data, shapes)
        self._marks: dict[Markup, int] = {}

    def short(self, term: str) -> str:
        """A term in code."""
        return self.mark(self.code(term))

    def described(self, term: str) -> str:
        """A class by its label."""
        return self.mark(self.named(term))

    def plain_short(self, term: str) -> str:
        """A term as in Turtle."""
        return super().short(term)

    def code(self, term: str) -> Markup:
        """A term as in Turtle; a link where the site describes it, and a date as the language writes it."""
        value = self.value(term)
        if value is not None and value.kind == "time":
            return value.html
        is_here = value is not None and value.kind == "resource"
        code = _code(self.plain_short(term))
        return markup('<a href="{}{}">{}</a>', UP, value.href, code) if value is not None and is_here else code

    def property(self, term: str) -> str:
        """A property in code, as a link to what defines it, here or elsewhere."""
        value = self.value(term)
        if value is None or value.kind == "resource" or not value.href:
            return self.short(term)
        return self.mark(markup('<a class="out" href="{}">{}</a>', value.href, _code(self.plain_short(term))))

    def named(self, term: str) -> Markup:
        """A term by its label, as a link; in code where it has none."""
        value = self.value(term)
        has_name = value is not None and (self.has_label(term) or not is_iri(term))
        return value.html if value is not None and has_name and value.kind != "blank" else self.code(term)

    def value(self, term: str) -> Value | None:
        """The value of a term that one of the Tables holds: of the one that describes it, if one does."""
        found = [(s, number) for s in self._sources if (number := s.table.id(term)) is not None]
        described = next(((s, n) for s, n in found if len(s.table.rows_of(n))), None)
        source, number = described or next(iter(found), (None, 0))
        return None if source is None else source.values.of(number)

    def has_label(self, term: str) -> bool:
        """Whether the data or the shapes name a term."""
        return any(s.labels.all(n) for s in self._sources if (n := s.table.id(term)) is not None)

    def linked(self, sentence: str) -> Markup:
        """A sentence as HTML."""
        marks = list(self._marks)
        parts = _MARK.split(sentence)  # text, the number of a mark, text, …
        html = [escape(plain(part)) if n % 2 == 0 else _at(marks, int(part)) for n, part in enumerate(parts)]
        return Markup("").join(html)

    def mark(self, html: Markup) -> str:
        """What stands for HTML in a sentence."""
        return f"\0{self._marks.setdefault(html, len(self._marks))}\1"


class Asked:
    """Puts an application profile into words; `class_name` gives the title of a class."""

    def __init__(
        self,
        profile: ApplicationProfile,
        data: Source,
        shapes: Source,
        prefixes: Mapping[str, str],
        class_name: Callable[[str], str],
    ) -> None:
        self._profile, self._reader, self._data, self._shapes = profile, profile.reader, data, shapes
        self._names = LinkedNames(data, shapes, prefixes)
        self._words = ShapeWords(shapes.table, self._names)
        self._class_name = class_name
        self._say = self._names.say

    @cached_property
    def sections(self) -> list[SectionView]:
        """All sections: those of classes by their names, then those of shapes."""
        views = [self._section(section) for section in self._profile.sections]
        return sorted(views, key=lambda view: (not view.term, bool(not view.holds_for), sort_key(view.name)))

    def link(self, section: Section) -> Link:
        """A section by its name."""
        return Link(section.anchor, self._name(section))

    def property_name(self, row: Row) -> str:
        """What the shapes call a property, else its label, else the end of its IRI."""
        own = next((self._shapes.labels.all(shape) for shape in row.shapes if self._shapes.labels.all(shape)), {})
        if own:
            return self._shapes.labels.chosen(own, self._names.language)
        term = row.term.removeprefix("^")
        name = (self._names.label(term) or humanised(term)) if term else ""
        return f"← {name}" if row.term.startswith("^") else name

    def _name(self, section: Section) -> str:
        if section.cls:
            return self._class_name(section.cls)
        shape = section.shapes[0]
        labels = self._shapes.labels.all(shape)
        if labels:
            return self._shapes.labels.chosen(labels, self._names.language)
        term = self._shapes.table.terms[shape]
        return humanised(term) if is_iri(term) else section.anchor

    def _section(self, section: Section) -> SectionView:
        profile = self._profile
        return SectionView(
            anchor=section.anchor,
            term=section.cls,
            name=self._name(section),
            lead=self._lead(section),
            holds_for=[] if section.cls else list(map(self._target, section.targets)),
            too=list(map(self.link, [*profile.wider(section), *profile.beside(section)])),
            rules=[rule for shape in self._reader.of_nodes(section.shapes) for rule in self._node_rules(shape)],
            groups=self._groups(section.rows),
        )

    def _lead(self, section: Section) -> str:
        """The description of the class, or of the shape."""
        term = section.cls or self._shapes.table.terms[section.shapes[0]]
        numbers = ((source, source.table.id(term)) for source in (self._data, self._shapes))
        found = (definition(source.table, number, source.values) for source, number in numbers if number is not None)
        return next(filter(None, found), "")

    def _target(self, target: Target) -> Markup:
        name = self._names.described(target.term)
        said = {
            "targetClass": self._say("each {cls}", cls=name),
            "targetSubjectsOf": self._say("whatever has the property {path}", path=name),
            "targetObjectsOf": self._say("every value of {path}", path=name),
        }
        return self._names.linked(said.get(target.kind, name))

    def _groups(self, rows: Iterable[Row]) -> list[GroupView]:
        groups: dict[int | None, list[RowView]] = {}
        for row in rows:
            groups.setdefault(row.group, []).append(self._row(row))
        return [GroupView(self._group_label(group), views) for group, views in groups.items()]

    def _group_label(self, group: int | None) -> str:
        labels = {} if group is None else self._shapes.labels.all(group)
        return self._shapes.labels.chosen(labels, self._names.language)

    def _row(self, row: Row) -> RowView:
        notes = (note for shape in row.shapes for note in self._texts(shape, "description"))
        return RowView(
            anchor=row.anchor,
            name=self.property_name(row),
            code=self._names.linked(self._words.path(row.path, self._names.property)),
            note=next(notes, Markup("")),
            counts=row.counts,
            rules=[rule for shape in row.shapes for rule in self._rules(shape)],
        )

    def _rules(self, shape: int) -> list[Rule]:
        """What a property shape asks of the values, and what its own constraints in SPARQL say."""
        own = Rule(self._asked(shape), self._texts(shape, "message"), self._severity(shape))
        return [*([own] if own.asked or own.messages else []), *self._in_sparql(shape)]

    def _node_rules(self, shape: int) -> list[Rule]:
        """What a node shape asks of the resource itself."""
        asked = self._asked(shape, without=_PLACES)
        own = [Rule(asked, self._texts(shape, "message"), self._severity(shape))] if asked else []
        return [*own, *self._in_sparql(shape)]

    def _in_sparql(self, shape: int) -> list[Rule]:
        """The constraints in SPARQL (SHACL, section 5), by what they say themselves."""
        return [
            Rule([], messages or [escape(self._say("a rule in SPARQL"))], self._severity(shape))
            for constraint in self._reader.active(self._reader.values(shape, "sparql"))
            for messages in [self._texts(constraint, "message") or self._texts(shape, "message")]
        ]

    def _asked(self, shape: int, without: frozenset[str] = frozenset()) -> list[Markup]:
        said = (self._phrase(shape, name) for name in _CONSTRAINTS if name not in without and self._has(shape, name))
        nested = (self._inner(inner) for inner in self._reader.values(shape, "property") if self._is_of_path(shape))
        return [phrase for phrase in (*said, *nested) if phrase]

    def _has(self, shape: int, parameter: str) -> bool:
        return (
            self._reader.is_true(shape, parameter)
            if parameter == "closed"
            else bool(self._words.values(shape, parameter))
        )

    def _is_of_path(self, shape: int) -> bool:
        return not self._reader.of_nodes([shape])

    def _phrase(self, shape: int, parameter: str) -> Markup:
        own: dict[str, Callable[[int], Markup]] = {
            "class": self._class,
            "node": self._node,
            "in": self._in,
            "pattern": self._pattern,
            "uniqueLang": self._unique,
            "closed": self._closed,
        }
        if parameter in own:
            return own[parameter](shape)
        return self._names.linked(self._words.expected(parameter, shape))

    def _inner(self, shape: int) -> Markup:
        return self._names.linked(self._say("each of them: {asked}", asked=self._words.describe(shape, 1)))

    def _class(self, shape: int) -> Markup:
        return Markup(", ").join(map(self._names.named, self._reader.terms(shape, "class")))

    def _node(self, shape: int) -> Markup:
        """What a value must fit: the section of a shape that has one, else its rules."""
        found = []
        for inner in self._reader.active(self._reader.values(shape, "node")):
            section = self._profile.of_shape.get(inner)
            if section is None or section.shapes[0] != inner:  # a part of it only
                found.append(self._names.linked(self._words.describe(inner, 1)))
            else:
                link = self.link(section)
                found.append(markup('<a href="#{}">{}</a>', link.anchor, link.name))
        return Markup(", ").join(found)

    def _in(self, shape: int) -> Markup:
        members = [self._names.named(term) for term in self._reader.terms(shape, "in")]
        if len(members) <= _MANY:
            return markup("{} {}", self._say("one of:"), Markup(", ").join(members))
        summary = self._names.say_n("one of {n} value", "one of {n} values", len(members))
        items = Markup("").join(markup("<li>{}</li>", member) for member in members)
        return markup("<details><summary>{}</summary><ul>{}</ul></details>", summary, items)

    def _pattern(self, shape: int) -> Markup:
        return Markup(", ").join(map(self._one_pattern, self._literals(shape, "pattern")))

    def _one_pattern(self, pattern: str) -> Markup:
        """A pattern in words where it is one of those that everyone writes, and as it is."""
        if pattern == r"\S":
            return escape(self._say("not empty"))
        code = self._names.mark(_code(pattern))
        begins = _FIXED.match(pattern)
        if begins is None:
            return self._names.linked(self._say("written after the pattern {pattern}", pattern=code))
        start = self._names.mark(_code(re.sub(r"\\(.)|\[(.)\]", r"\1\2", begins[1])))
        say = self._say("an address that begins with {start}, after the pattern {pattern}", start=start, pattern=code)
        return self._names.linked(say)

    def _unique(self, _shape: int) -> Markup:
        return escape(self._say("one in each language"))

    def _closed(self, shape: int) -> Markup:
        table = self._shapes.table
        heads = self._reader.values(shape, "ignoredProperties")
        ignored = [self._names.short(table.terms[n]) for head in heads for n in members(table, head)]
        if ignored:
            return self._names.linked(self._say("no other property but {paths}", paths=", ".join(ignored)))
        return escape(self._say("no other property"))

    def _severity(self, shape: int) -> str:
        names = {f"<{SH}Warning>": self._say("Warning"), f"<{SH}Info>": self._say("Information")}
        found = (term for term in self._reader.terms(shape, "severity") if term != f"<{SH}Violation>")
        return next((names.get(term) or self._names.plain_short(term) for term in found), "")

    def _literals(self, shape: int, parameter: str) -> list[str]:
        return [parse_literal(t).lexical for t in self._reader.terms(shape, parameter) if is_literal(t)]

    def _texts(self, shape: int, parameter: str) -> list[Markup]:
        """The text of a parameter that suits the language best, with `…` for what a message fills in (5.3.2)."""
        literals = [parse_literal(t) for t in self._reader.terms(shape, parameter) if is_literal(t)]
        chosen = self._shapes.labels.chosen({x.language: x.lexical for x in reversed(literals)}, self._names.language)
        language = next((x.language for x in literals if x.lexical == chosen), "")
        if not chosen.strip():
            return []
        text = _VARIABLE.sub("…", chosen)
        if language in ("", self._names.language):
            return [escape(plain(text))]
        return [markup('<span lang="{}" dir="auto">{}</span>', language, text)]


def _code(text: str) -> Markup:
    return markup('<code dir="ltr">{}</code>', text)


def _at(marks: list[Markup], number: int) -> Markup:
    return marks[number] if number < len(marks) else Markup("")
