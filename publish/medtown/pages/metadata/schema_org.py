"""Resources in schema.org's words, for search engines, as far as the data's own mappings lead to them.

A class or property is taken for one of schema.org's where it is one, where the data says so (rdfs:subClassOf,
owl:equivalentClass, SKOS mappings, …), or where it is a term of a common vocabulary that everyone maps alike.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from medtown.namespaces import DCAT, DCTERMS, OWL, RDFS, SKOS, VOID
from medtown.table.terms import RDF, XSD, iri_value, is_blank, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.pages.readings.when import Dates
    from medtown.pages.values import Value, Values
    from medtown.table import Table

Node: TypeAlias = dict[str, Any]

SPACE = "https://schema.org/"
# All that a reader of our JSON-LD needs to know; nothing is fetched.
CONTEXT: Node = {
    "@vocab": SPACE,
    **{name: {"@type": "@id"} for name in ("contentUrl", "item", "license", "mainEntityOfPage", "sameAs", "url")},
}
THING = "Thing"
_OURS = re.compile(r"<https?://schema\.org/([A-Za-z0-9]+)>\Z")
_FOAF, _ORG = "http://xmlns.com/foaf/0.1/", "http://www.w3.org/ns/org#"
_GEO, _TYPES = "http://www.w3.org/2003/01/geo/wgs84_pos#", "http://purl.org/dc/dcmitype/"
_PROV, _CUBE = "http://www.w3.org/ns/prov#", "http://purl.org/linked-data/cube#"
_CLASSES = {
    "CreativeWork": (f"{_FOAF}Document", f"{_TYPES}Text", f"{DCTERMS}LicenseDocument"),
    "DataCatalog": (f"{DCAT}Catalog",),
    "DataDownload": (f"{DCAT}Distribution",),
    "Dataset": (f"{DCAT}Dataset", f"{VOID}Dataset", f"{_CUBE}DataSet", f"{_TYPES}Dataset"),
    "DefinedTerm": (
        *(f"{SKOS}Concept", f"{OWL}Class", f"{RDFS}Class", f"{RDF}Property"),
        *(f"{OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")),
    ),
    "DefinedTermSet": (f"{SKOS}ConceptScheme", f"{OWL}Ontology"),
    "Event": (f"{_TYPES}Event", "http://purl.org/NET/c4dm/event.owl#Event"),
    "GovernmentOrganization": ("http://data.europa.eu/m8g/PublicOrganisation",),
    "GovernmentService": ("http://purl.org/vocab/cpsv#PublicService",),
    "Legislation": ("http://data.europa.eu/eli/ontology#LegalResource",),
    "Organization": (f"{_FOAF}Organization", f"{_ORG}Organization", f"{_PROV}Organization"),
    "OrganizationRole": (f"{_ORG}Membership",),
    "Person": (f"{_FOAF}Person", f"{_PROV}Person"),
    "Place": (f"{DCTERMS}Location", f"{_GEO}SpatialThing", "http://www.opengis.net/ont/geosparql#Feature"),
    "Project": (f"{_FOAF}Project", "http://usefulinc.com/ns/doap#Project"),
}
_PROPERTIES = {
    "about": (f"{DCTERMS}subject",),
    "alternateName": (f"{SKOS}altLabel", f"{DCTERMS}alternative"),
    "contributor": (f"{DCTERMS}contributor",),
    "creator": (f"{DCTERMS}creator",),
    "dateCreated": (f"{DCTERMS}created",),
    "dateModified": (f"{DCTERMS}modified",),
    "datePublished": (f"{DCTERMS}issued",),
    "endDate": (f"{DCAT}endDate",),
    "hasPart": (f"{DCTERMS}hasPart",),
    "identifier": (f"{DCTERMS}identifier",),
    "inDefinedTermSet": (f"{SKOS}inScheme", f"{RDFS}isDefinedBy"),
    "isBasedOn": (f"{DCTERMS}source",),
    "isPartOf": (f"{DCTERMS}isPartOf",),
    "keywords": (f"{DCAT}keyword",),
    "latitude": (f"{_GEO}lat",),
    "license": (f"{DCTERMS}license",),
    "longitude": (f"{_GEO}long",),
    "memberOf": (f"{_ORG}memberOf",),
    "parentOrganization": (f"{_ORG}subOrganizationOf",),
    "publisher": (f"{DCTERMS}publisher",),
    "sameAs": (f"{OWL}sameAs", f"{SKOS}exactMatch"),
    "spatialCoverage": (f"{DCTERMS}spatial",),
    "startDate": (f"{DCAT}startDate",),
    "temporalCoverage": (f"{DCTERMS}temporal",),
    "termCode": (f"{SKOS}notation",),
    "url": (f"{_FOAF}homepage", f"{DCAT}landingPage"),
    "version": (f"{OWL}versionInfo", f"{DCAT}version"),
}
_KNOWN_CLASSES, _KNOWN_PROPERTIES = (
    {f"<{term}>": name for name, terms in known.items() for term in terms} for known in (_CLASSES, _PROPERTIES)
)
_SKOS_MATCHES = tuple(f"<{SKOS}{name}>" for name in ("exactMatch", "closeMatch", "broadMatch"))
_TO_CLASSES = (f"<{OWL}equivalentClass>", f"<{RDFS}subClassOf>", *_SKOS_MATCHES)
_TO_PROPERTIES = (f"<{OWL}equivalentProperty>", f"<{RDFS}subPropertyOf>", *_SKOS_MATCHES)
_ADDRESSES = frozenset(name for name, said in CONTEXT.items() if isinstance(said, dict))
_TOLD = frozenset(("name", "description", "mainEntityOfPage"))  # what the page says by itself
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "int", "long", "nonNegativeInteger"))
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?\Z")
_MOST_VALUES = 20  # of one property
_LONGEST = 500  # characters; longer texts are for the page


class SchemaOrg:
    """Reads a Table in schema.org's words, for the pages of all languages."""

    def __init__(self, table: Table, dates: Dates) -> None:
        self.table, self._dates = table, dates
        self.class_of = cache(lambda term: self._nearest(term, _TO_CLASSES, _KNOWN_CLASSES))
        self.property_of = cache(lambda term: self._nearest(term, _TO_PROPERTIES, _KNOWN_PROPERTIES))

    def types(self, classes: Iterable[str]) -> list[str]:
        """The types of an instance of these class terms; `Thing` where none is nearer."""
        return list(dict.fromkeys(filter(None, map(self.class_of, classes)))) or [THING]

    def node(self, number: int, values: Values, classes: Iterable[str]) -> Node:
        """What is said of a resource in a language, without its name and description."""
        table, types = self.table, self.types(classes)
        node: Node = {"@type": types if len(types) > 1 else types[0]}
        if is_iri(table.terms[number]):
            node["@id"] = iri_value(table.terms[number])
        rows = table.rows_of(number)
        found: dict[str, list[int]] = {}
        for predicate, value in zip(table.predicate[rows].tolist(), table.object[rows].tolist(), strict=True):
            name = self.property_of(table.terms[predicate])
            if name and name not in _TOLD:
                found.setdefault(name, []).append(value)
        for name, numbers in found.items():
            said = self._values(name, list(dict.fromkeys(numbers)), values)
            if said:
                node[name] = said if len(said) > 1 else said[0]
        return node

    def reference(self, value: Value) -> Node:
        """Another resource, by its IRI, type and name."""
        classes = (self.table.terms[cls] for cls in self.table.values(value.term, f"<{RDF}type>"))
        types = self.types(classes)
        return {"@id": value.iri, "@type": types if len(types) > 1 else types[0], "name": value.text}

    def _nearest(self, term: str, predicates: tuple[str, ...], known: dict[str, str]) -> str:
        """The name of the first term of schema.org among a term and those that lie above it."""
        seen, waiting = {term}, [term]
        for current in waiting:
            own = _OURS.match(current)
            if own or current in known:
                return own[1] if own else known[current]
            number = self.table.id(current)
            above = [] if number is None else [v for p in predicates for v in self.table.values(number, p)]
            new = [t for t in (self.table.terms[v] for v in above) if is_iri(t) and t not in seen]
            seen.update(new)
            waiting += new
        return ""

    def _values(self, name: str, numbers: list[int], values: Values) -> list[Any]:
        if name == "temporalCoverage":
            return list(filter(None, map(self._span, numbers)))
        terms = [(n, self.table.terms[n]) for n in numbers if not is_blank(self.table.terms[n])]
        if name in _ADDRESSES:
            return [iri_value(term) for _, term in terms if is_iri(term)][:_MOST_VALUES]
        found = [(values.of(n), term) for n, term in terms]
        own = [(value, term) for value, term in found if is_iri(term) or not value.language]
        said = [self._said(value, term) for value, term in own or found]
        return [one for one in said if one is not None][:_MOST_VALUES]

    def _span(self, number: int) -> str:
        """A period as ISO 8601 writes it, as Google's Dataset Search asks; an open end is `..`."""
        term = self.table.terms[number]
        if is_literal(term):
            return parse_literal(term).lexical[:_LONGEST]
        when = self._dates.of(number)
        return f"{when.start or '..'}/{when.end or '..'}" if when and (when.start or when.end) else ""

    def _said(self, value: Value, term: str) -> Any:
        if is_iri(term):
            return self.reference(value)
        literal = parse_literal(term)
        if len(literal.lexical) > _LONGEST:
            return None
        if literal.datatype in _NUMBERS and _NUMBER.match(literal.lexical):
            return float(literal.lexical) if "." in literal.lexical else int(literal.lexical)
        if value.language:
            return {"@value": literal.lexical, "@language": value.language}
        return literal.lexical
