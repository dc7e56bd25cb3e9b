"""The block itself: what a new resource must say as Turtle, what it may say in comments, each with its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.names import cut
from medtown.check.report.lines import one_line
from medtown.table.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.names import Names
    from medtown.draft.classes import TargetClass
    from medtown.draft.placeholders import Placeholders, Values
    from medtown.draft.properties import Description, Property
    from medtown.draft.writer import TermWriter

_WIDEST = 110  # characters of a line of comment, where its parts can be told apart
_LONGEST_LABEL = 50
_LONGEST_MEANING = 200


class Block:
    """Writes the block of one resource. With `everything`, optional properties are statements too."""

    def __init__(
        self,
        description: Description,
        placeholders: Placeholders,
        writer: TermWriter,
        names: Names,
        *,
        everything: bool,
    ) -> None:
        self._description = description
        self._placeholders = placeholders
        self._writer = writer
        self._names = names
        self._everything = everything

    def write(self, subject: str, cls: TargetClass) -> str:
        """The block about a subject, given as an IRI, of a class."""
        properties = self._description.properties
        types = [cls.term, *(value for prop in properties if prop.path == RDF_TYPE for value in prop.fixed)]
        stated = [prop for prop in properties if prop.is_simple and prop.path != RDF_TYPE]
        required = [line for prop in stated if prop.minimum for line in self._lines(prop)]
        optional = self._optional([prop for prop in stated if not prop.minimum])
        mark = "" if self._everything else "# "
        elsewhere = self._elsewhere([prop for prop in properties if not prop.is_simple], subject)
        lines = [
            *(f"# {line}" for line in self._header(cls)),
            self._writer.iri(subject),
            f"  a {self._writer.terms(dict.fromkeys(types))} ;",
            *(f"  {line}" for line in required),
            *(f"  {mark}{line}" for line in optional),
            ".",
            *(f"# {line}" for line in elsewhere),
        ]
        return "".join(f"{line}\n" for line in lines)

    def _header(self, cls: TargetClass) -> Iterator[str]:
        """What the block is for, and what the shapes of the class expect of it as a whole."""
        say = self._names.say
        what = one_line(cls.label or cls.name)
        yield say("{what}: write over each TODO, then run medtown validate.", what=what)
        if not self._everything:
            yield say("Below, a line that begins with # is optional: take its # away to use it.")
        yield from (cut(one_line(message), _LONGEST_MEANING) for message in self._description.messages)

    def _optional(self, properties: list[Property]) -> Iterator[str]:
        """Properties that need not be there, with a heading for each group."""
        before = None
        for prop in properties:
            group = one_line(self._description.group(prop))
            if group != before and group:
                heading = self._names.say("{group} (optional)", group=group)
                yield f"# {heading}"
            before = group
            yield from self._lines(prop)

    def _lines(self, prop: Property) -> Iterator[str]:
        """A statement with what it means, and the values that it may have as comments below it."""
        values = self._placeholders.values(prop)
        writer = self._writer
        objects = writer.terms(values.terms) if values.blank is None else writer.blank(values.blank)
        statement = f"{writer.verb(prop.path)} {objects} ;"
        meaning = self._meaning(prop)
        yield f"{statement}  # {meaning}" if meaning else statement
        yield from (f"  # {line}" for line in self._choices(values))

    def _meaning(self, prop: Property) -> str:
        described = self._description
        heads = ", ".join([*filter(None, [one_line(described.name(prop))]), *described.cardinality(prop)])
        meaning = cut(one_line(described.meaning(prop)), _LONGEST_MEANING)
        return ": ".join(filter(None, (heads, meaning)))

    def _choices(self, values: Values) -> Iterator[str]:
        """Lines that list the allowed values or examples, with their labels."""
        say, terms = self._names.say, values.allowed or values.examples
        head = say("one of:") if values.allowed else say("such as:")
        return _wrapped(head, [self._labelled(term) for term in terms])

    def _labelled(self, term: str) -> str:
        return _bracketed(self._writer.term(term), cut(one_line(self._names.label(term)), _LONGEST_LABEL))

    def _elsewhere(self, properties: list[Property], subject: str) -> Iterator[str]:
        """Lines on what this block can't state: properties of other resources, whose value it is, and longer paths."""
        say, writer = self._names.say, self._writer
        optional = []
        for prop in properties:
            verb = writer.term(prop.inverse) if prop.inverse else prop.path
            if prop.minimum and prop.inverse:
                what = f"{verb} {writer.iri(subject)}"
                yield say("Needed of other resources: {what} ({meaning})", what=what, meaning=self._meaning(prop))
            elif prop.minimum:
                yield say("Needed further on: {path} ({meaning})", path=verb, meaning=self._meaning(prop))
            elif prop.inverse:
                optional.append(_bracketed(verb, one_line(self._description.name(prop))))
        yield from _wrapped(say("Other resources may point here with:"), optional)


def _bracketed(text: str, label: str) -> str:
    return f"{text} ({label})" if label else text


def _wrapped(head: str, items: list[str]) -> Iterator[str]:
    """Lines that begin with `head` and list items; a line ends between two of them. None where there are none."""
    line = head
    for number, item in enumerate(items, 1):
        text = f" {item}," if number < len(items) else f" {item}"
        if len(line) + len(text) > _WIDEST and line != head:
            yield line
            line = " "
        line += text
    if items:
        yield line
