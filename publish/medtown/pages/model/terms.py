"""What a vocabulary's pages say of a term beside its texts: where it stands among terms, in the data, in the shapes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from medtown.namespaces import CLASSES, OWL, RDFS, SCHEMA_ORG, SKOS
from medtown.pages.resource.description import DESCRIPTIONS
from medtown.pages.resource.facts import Section
from medtown.pages.values import markup
from medtown.table.labels import LABEL_PREDICATES
from medtown.table.lists import RDF_FIRST, members
from medtown.table.terms import RDF, RDF_TYPE, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from markupsafe import Markup

    from medtown.i18n import Texts
    from medtown.pages.readings.profile import Profile
    from medtown.pages.resource.facts import Property
    from medtown.pages.resource.topic import Topic
    from medtown.pages.values import Value, Values
    from medtown.table import Table

    class Places(Protocol):
        """Where a term stands on pages that are not about terms."""

        def in_profile(self, term: str, number: int) -> Sequence[tuple[str, str]]:
            """The names and site paths (quoted, with suffix and anchor) of its places in the application profile."""

        def of_class(self, term: str) -> Sequence[tuple[str, str]]:
            """What else one may do with a class: the words and the site path of each."""


_DEFINED_BY = f"<{RDFS}isDefinedBy>"
_WIDER = (f"<{RDFS}subClassOf>", f"<{RDFS}subPropertyOf>")
_DOMAIN = (f"<{RDFS}domain>", *(f"<{space}domainIncludes>" for space in SCHEMA_ORG))
_RANGE = (f"<{RDFS}range>", *(f"<{space}rangeIncludes>" for space in SCHEMA_ORG))
_INVERSE = f"<{OWL}inverseOf>"
_SAME = tuple(f"<{OWL}{name}>" for name in ("equivalentClass", "equivalentProperty", "sameAs"))
# What leads to terms of other vocabularies, and what the page calls it.
_RELATIONS = {
    **dict.fromkeys((*_SAME, f"<{SKOS}exactMatch>"), "same"),
    f"<{SKOS}closeMatch>": "close",
    **dict.fromkeys((*_WIDER, f"<{SKOS}broadMatch>"), "narrower"),
    f"<{SKOS}narrowMatch>": "wider",
    f"<{SKOS}relatedMatch>": "related",
    f"<{RDFS}seeAlso>": "see",
}
_NOTES = frozenset(f"<{SKOS}{name}>" for name in ("scopeNote", "example", "usageNote"))
# What a card says in its own way; that a list holds a term is said where the list is used.
_TOLD = frozenset((*_DOMAIN, *_RANGE, _INVERSE, _DEFINED_BY, *_RELATIONS, RDF_FIRST))
_CANDIDATES = 40  # facts among which examples are chosen
_LONGEST_EXAMPLE = 160  # characters
_MOST_USERS = 6  # classes


class Use(NamedTuple):
    """A class and how many facts of a property are about its instances."""

    cls: int
    facts: int


class TermReader:
    """Reads what one Table says of terms, for the pages of all languages."""

    def __init__(self, table: Table, profile: Profile) -> None:
        self.table, self._profile = table, profile
        self._inverse: dict[tuple[str, ...], dict[int, list[int]]] = {}

    def related(self, number: int, predicates: Iterable[str]) -> list[int]:
        """What some properties lead to from a term; of a union of classes (owl:unionOf), its members."""
        table = self.table
        found = dict.fromkeys(value for p in predicates for value in table.values(number, p))
        unions = {n: table.values(n, f"<{OWL}unionOf>") for n in found if is_blank(table.terms[n])}
        members_of = {n: [m for head in heads for m in members(table, head)] for n, heads in unions.items()}
        return [one for n in found for one in members_of.get(n, [n]) if is_iri(table.terms[one]) and one != number]

    def related_to(self, number: int, predicates: Iterable[str]) -> list[int]:
        """The terms from which some properties lead to a term, or to a union that it is a member of."""
        key = tuple(predicates)
        if key not in self._inverse:
            index = self._inverse[key] = dict[int, list[int]]()
            for subject in dict.fromkeys(s for p in key for s in self._subjects(p)):
                for value in self.related(subject, key):
                    index.setdefault(value, []).append(subject)
        return self._inverse[key].get(number, [])

    def users(self, number: int) -> list[Use]:
        """The classes whose instances have a property, the most frequent first.

        A class is left out where a narrower one says the same.
        """
        rows = self.table.rows_with(number)
        subjects = self.table.subject[rows[self.table.is_union[rows]]]
        typed, classes = self._types
        first, last = np.searchsorted(typed, subjects, "left"), np.searchsorted(typed, subjects, "right")
        lengths = last - first
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found, counts = np.unique(classes[np.repeat(first, lengths) + offsets], return_counts=True)
        uses = [Use(cls, count) for cls, count in zip(found.tolist(), counts.tolist(), strict=True)]
        uses = [use for use in uses if is_iri(self.table.terms[use.cls])]
        told = {(above, use.facts) for use in uses for above in self._above(use.cls)}
        kept = (use for use in uses if (self.table.terms[use.cls], use.facts) not in told)
        return sorted(kept, key=lambda use: (-use.facts, self.table.terms[use.cls]))

    def facts(self, number: int) -> list[tuple[int, int]]:
        """Some facts of a property about things with IRIs, one a subject."""
        rows = self.table.rows_with(number)[: _CANDIDATES * 10].tolist()
        pairs = ((int(self.table.subject[row]), int(self.table.object[row])) for row in rows)
        first: dict[int, int] = {}
        for s, o in pairs:
            if is_iri(self.table.terms[s]) and not is_blank(self.table.terms[o]):
                first.setdefault(s, o)
        return list(first.items())[:_CANDIDATES]

    def instances(self, number: int) -> list[int]:
        """The things with IRIs that are of a class."""
        return [s for s in self.table.instances(self.table.terms[number]) if is_iri(self.table.terms[s])]

    def _subjects(self, predicate: str) -> list[int]:
        number = self.table.id(predicate)
        found = [] if number is None else self.table.subject[self.table.rows_with(number)].tolist()
        return [s for s in found if is_iri(self.table.terms[s])]

    def _above(self, cls: int) -> tuple[str, ...]:
        return self._profile.superclasses(self.table.terms[cls])[1:]

    @cached_property
    def _types(self) -> tuple[np.ndarray, np.ndarray]:
        """The subjects of all types, sorted, and their classes."""
        predicate = self.table.id(RDF_TYPE)
        rows = np.empty(0, np.int32) if predicate is None else self.table.rows_with(predicate)
        rows = rows[self.table.is_union[rows]]
        order = np.argsort(self.table.subject[rows], kind="stable")
        return self.table.subject[rows][order], self.table.object[rows][order]


class Row(NamedTuple):
    """A line of a card: what it tells, and the values."""

    label: str
    values: Sequence[Markup]


@dataclass(frozen=True)
class Card:
    """A term of a vocabulary; `use` is a sentence on how often the data uses it, `users` which classes do.

    `places` and `ways` are names and site paths; `rest` and `inverse` are what is said of it and is not told elsewhere.
    """

    kind: str
    notes: Sequence[Property]
    rows: Sequence[Row]
    elsewhere: Sequence[Row]
    use: str
    users: Sequence[Markup]
    examples: Sequence[Markup]
    places: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, str]]
    rest: Sequence[Section]
    inverse: Sequence[Property]


class CardMaker:
    """Makes the cards of one Table's terms in one language."""

    def __init__(self, reader: TermReader, values: Values, texts: Texts, places: Places) -> None:
        self._reader, self._values, self._texts, self._places = reader, values, texts, places
        self._arrow = "←" if texts.direction == "rtl" else "→"

    def card(self, topic: Topic, number: int, *, is_brief: bool = False) -> Card:
        """The card of a term; a brief one stands among others and leaves its names in other languages out."""
        term = self._reader.table.terms[number]
        is_class = bool(self._reader.instances(number)) or any(f"<{v.iri}>" in CLASSES for v in topic.types)
        properties = [p for section in topic.sections for p in section.properties]
        return Card(
            kind=self._kind(topic),
            notes=[_folded(self._shown(p, is_brief=is_brief)) for p in properties if p.term in _NOTES],
            rows=self._rows(number),
            elsewhere=self._elsewhere(number),
            use=self._use(number, is_class=is_class),
            users=[self._user(use) for use in self._reader.users(number)[:_MOST_USERS]],
            examples=self._examples(number, is_class=is_class),
            places=self._places.in_profile(term, number),
            ways=self._places.of_class(term) if is_class else (),
            rest=self._rest(topic, is_brief=is_brief),
            inverse=[] if is_brief else [p for p in topic.inverse if p.term not in _TOLD],
        )

    def _kind(self, topic: Topic) -> str:
        say = self._texts.say
        words = {
            f"{OWL}ObjectProperty": say("property that leads to a thing"),
            f"{OWL}DatatypeProperty": say("property with a text, number or date"),
            f"{OWL}AnnotationProperty": say("property for notes"),
            f"{RDF}Property": say("property"),
            f"{OWL}Class": say("class"),
            f"{RDFS}Class": say("class"),
        }
        known = (words[value.iri] for value in topic.types if value.iri in words)
        return next(known, ", ".join(value.text for value in topic.types))

    def _rows(self, number: int) -> list[Row]:
        reader, say = self._reader, self._texts.say
        rows = [
            Row(say("Used on"), self._links(reader.related(number, _DOMAIN))),
            Row(say("Leads to"), self._links(reader.related(number, _RANGE))),
            Row(
                say("The other way round"),
                self._links([*reader.related(number, (_INVERSE,)), *reader.related_to(number, (_INVERSE,))]),
            ),
            Row(say("Wider term"), self._links(reader.related(number, _WIDER), only="resource")),
            Row(say("Narrower terms"), self._links(reader.related_to(number, _WIDER))),
            Row(say("Its properties"), self._links(reader.related_to(number, _DOMAIN))),
            Row(say("Properties that lead to it"), self._links(reader.related_to(number, _RANGE))),
        ]
        return [row for row in rows if row.values]

    def _elsewhere(self, number: int) -> list[Row]:
        """What the term has to do with those of other vocabularies."""
        say = self._texts.say
        words = {
            "same": say("the same as"),
            "close": say("close to"),
            "narrower": say("narrower than"),
            "wider": say("wider than"),
            "related": say("related to"),
            "see": say("see also"),
        }
        found = {
            kind: self._reader.related(number, [p for p, relation in _RELATIONS.items() if relation == kind])
            for kind in words
        }
        own = {kind: "link" if kind == "narrower" else "" for kind in words}  # wider terms of ours stand above
        rows = (Row(words[kind], self._links(numbers, only=own[kind])) for kind, numbers in found.items())
        return [row for row in rows if row.values]

    def _links(self, numbers: Iterable[int], only: str = "") -> list[Markup]:
        values = {n: self._values.of(n) for n in numbers}.values()
        return [v.html for v in sorted(values, key=lambda v: (v.sort, v.iri)) if only in ("", v.kind)]

    def _use(self, number: int, *, is_class: bool) -> str:
        say_n = self._texts.say_n
        if is_class:
            count = len(self._reader.instances(number))
            return say_n("{n} resource is of this class.", "{n} resources are of this class.", count) if count else ""
        count = self._reader.table.predicate_counts.get(self._reader.table.terms[number], 0)
        return say_n("{n} fact uses this property.", "{n} facts use this property.", count) if count else ""

    def _user(self, use: Use) -> Markup:
        count = markup(' <span class="count">{}</span>', self._texts.decimal(use.facts))
        return self._values.of(use.cls).html + count

    def _examples(self, number: int, *, is_class: bool) -> list[Markup]:
        """Two things of a class, or two facts of a property, with texts in the page's language if there are any."""
        if is_class:
            found = [self._values.of(n) for n in self._reader.instances(number)[:_CANDIDATES]]
            return [value.html for value in sorted(found, key=_unfitness)[:2]]
        pairs = [(self._values.of(s), self._values.of(o)) for s, o in self._reader.facts(number)]
        chosen = sorted(pairs, key=lambda pair: (_unfitness(pair[1]), _unfitness(pair[0])))[:2]
        return [self._fact(s, o) for s, o in chosen if len(o.text) <= _LONGEST_EXAMPLE and o.kind != "html"]

    def _fact(self, subject: Value, value: Value) -> Markup:
        return markup("{} {} {}", subject.html, self._arrow, value.html)

    def _rest(self, topic: Topic, *, is_brief: bool) -> list[Section]:
        """What else the data says of the term."""
        told = _TOLD | _NOTES
        if is_brief:
            told |= frozenset((*LABEL_PREDICATES, *(DESCRIPTIONS if topic.leads else ())))
        left = (
            Section(
                section.label,
                [self._shown(p, is_brief=is_brief) for p in section.properties if p.term not in told],
            )
            for section in topic.sections
        )
        filled = (Section(s.label, [p for p in s.properties if p.shown or p.translations]) for s in left)
        return [section for section in filled if section.properties]

    def _shown(self, prop: Property, *, is_brief: bool) -> Property:
        """A property; on a brief card without texts in other languages, where it has one in the page's own."""
        if not is_brief:
            return prop
        own = [item for item in prop.shown if not item.language]
        return replace(prop, shown=own or prop.shown, translations=[])


def _folded(prop: Property) -> Property:
    """A property whose texts in other languages are folded, where it has one in the page's own."""
    own = [item for item in prop.shown if not item.language]
    others = [item for item in prop.shown if item.language]
    return replace(prop, shown=own, translations=[*others, *prop.translations]) if own else prop


def _unfitness(value: Value) -> tuple[bool, bool, int]:
    """How little a value serves as an example: long, in another language, without a name."""
    return (len(value.text) > _LONGEST_EXAMPLE, bool(value.language), value.kind == "link")
