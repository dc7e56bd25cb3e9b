"""What stands in a draft where a person must write: never an invented fact, always the word TODO (MT313)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from medtown.table.terms import RDF_LANG_STRING, XSD_STRING, iri, iri_value, is_iri, is_literal, literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from medtown.draft.instances import Instances
    from medtown.draft.properties import Property

TODO = "TODO"
_MOST_EXAMPLES = 8


class Values(NamedTuple):
    """What a property gets in a draft: terms, or a blank node of some classes (None: terms).

    `allowed` are all that it may have (sh:in), `examples` some of many.
    """

    terms: list[str]
    allowed: list[str]
    examples: list[str]
    blank: list[str] | None = None


class Placeholders:
    """Placeholders for a project whose `languages` come in its own order."""

    def __init__(self, instances: Instances, languages: Sequence[str]) -> None:
        self._instances = instances
        self._languages = languages

    def values(self, prop: Property) -> Values:
        """The values of a property: those that are fixed, else a placeholder of the right kind."""
        if prop.fixed:
            return Values(prop.fixed, [], [])
        if allowed := prop.facts("in"):
            return Values([self._like(allowed[0])], allowed, [])
        used = self._instances.kind(prop.path) or XSD_STRING
        kinds = prop.node_kinds or ([] if prop.datatypes else [used])
        if kinds[:1] == ["BlankNode"] or (used == "BlankNode" and "IRI" not in kinds and not prop.datatypes):
            return Values([], [], [], blank=prop.facts("class")[:1])
        if prop.facts("class") or (not prop.datatypes and any("IRI" in kind for kind in kinds)):
            return self._iri(prop, prop.facts("class"))
        return Values(self._literals(prop, used), [], [])

    def _iri(self, prop: Property, classes: list[str]) -> Values:
        """An own IRI that nothing describes yet (MT305), beside those that could stand there, most used first."""
        instances, uses = self._instances, self._instances.uses(prop.path)
        needed = list(dict.fromkeys(prop.required_statements()))
        found = instances.of(classes) if classes else filter(is_iri, uses)
        fitting = [term for term in found if all(instances.has(term, *statement) for statement in needed)]
        parent = instances.parent({term: uses[term] or 1 for term in fitting})
        if parent is None:
            parent = instances.parent_of(classes[0]) if classes else instances.below_base("id/")
        examples = sorted(fitting, key=lambda term: (-uses[term], term))
        return Values([iri(parent + TODO)], [], examples[:_MOST_EXAMPLES])

    def _literals(self, prop: Property, used: str) -> list[str]:
        """A literal of the first datatype; where texts have a language, one text for each language that they need."""
        datatypes = prop.datatypes
        asks_language = prop.needed_languages or prop.languages or prop.is_unique_in_language
        if RDF_LANG_STRING in (datatypes or [used]) or (asks_language and not datatypes):
            return [literal(TODO, tag) for tag in self._tags(prop)]
        return [literal(TODO, datatype=next(iter(datatypes), used if ":" in used else XSD_STRING))]

    def _tags(self, prop: Property) -> list[str]:
        """The languages that shapes need, else the project's own among those that they allow, else its first."""
        own, allowed = self._languages, prop.languages
        tags = [next((tag for tag in group if tag in own), group[0]) for group in prop.needed_languages]
        tags = tags or [tag for tag in own if tag in allowed] or allowed[:1]
        valid = [tag for tag in dict.fromkeys(tags) if _is_tag(tag)] or [own[0]]
        return valid[: prop.maximum]

    def _like(self, term: str) -> str:
        """A placeholder of the same kind as a term: in its namespace, or with its datatype or language."""
        if is_literal(term):
            _, language, datatype = parse_literal(term)
            return literal(TODO, language, datatype)
        value = iri_value(term) if is_iri(term) else ""
        namespace = value[: max(value.rfind("/"), value.rfind("#")) + 1]
        return iri((namespace or self._instances.below_base("id/")) + TODO)


def _is_tag(text: str) -> bool:
    """Whether a text is a language tag that can be parsed (BCP 47, section 2.1)."""
    try:
        ox.Literal("", language=text)
    except ValueError:
        return False
    return True
