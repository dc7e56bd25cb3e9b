"""MT309: prefixes bound to an IRI that looks like a well-known namespace, mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.region import Region
from medtown.check.spelling import host, is_misspelt
from medtown.check.uses import prefix_region
from medtown.namespaces import SCHEMA_ORG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from medtown.check.context import Context
    from medtown.check.vocabularies import Vocabularies
    from medtown.table.table import Table

# The names under which vocabularies are commonly bound, and their namespaces as the vocabularies themselves write them
# (schema.org gives both of its own; geo is used for two).
WELL_KNOWN: dict[str, tuple[str, ...]] = {
    "adms": ("http://www.w3.org/ns/adms#",),
    "csvw": ("http://www.w3.org/ns/csvw#",),
    "dash": ("http://datashapes.org/dash#",),
    "dc": ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"),
    "dcam": ("http://purl.org/dc/dcam/",),
    "dcat": ("http://www.w3.org/ns/dcat#",),
    "dcmitype": ("http://purl.org/dc/dcmitype/",),
    "dct": ("http://purl.org/dc/terms/",),
    "dcterms": ("http://purl.org/dc/terms/",),
    "doap": ("http://usefulinc.com/ns/doap#",),
    "dqv": ("http://www.w3.org/ns/dqv#",),
    "duv": ("http://www.w3.org/ns/duv#",),
    "foaf": ("http://xmlns.com/foaf/0.1/",),
    "geo": ("http://www.w3.org/2003/01/geo/wgs84_pos#", "http://www.opengis.net/ont/geosparql#"),
    "ldp": ("http://www.w3.org/ns/ldp#",),
    "locn": ("http://www.w3.org/ns/locn#",),
    "oa": ("http://www.w3.org/ns/oa#",),
    "odrl": ("http://www.w3.org/ns/odrl/2/", "http://www.w3.org/ns/odrl/2/#"),
    "org": ("http://www.w3.org/ns/org#",),
    "owl": ("http://www.w3.org/2002/07/owl#",),
    "prof": ("http://www.w3.org/ns/dx/prof/",),
    "prov": ("http://www.w3.org/ns/prov#",),
    "qb": ("http://purl.org/linked-data/cube#",),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#",),
    "rdfs": ("http://www.w3.org/2000/01/rdf-schema#",),
    "regorg": ("http://www.w3.org/ns/regorg#",),
    "schema": SCHEMA_ORG,
    "sd": ("http://www.w3.org/ns/sparql-service-description#",),
    "sdo": SCHEMA_ORG,
    "sh": ("http://www.w3.org/ns/shacl#",),
    "skos": ("http://www.w3.org/2004/02/skos/core#",),
    "skosxl": ("http://www.w3.org/2008/05/skos-xl#",),
    "sosa": ("http://www.w3.org/ns/sosa/",),
    "ssn": ("http://www.w3.org/ns/ssn/",),
    "time": ("http://www.w3.org/2006/time#",),
    "vann": ("http://purl.org/vocab/vann/",),
    "vcard": ("http://www.w3.org/2006/vcard/ns#",),
    "void": ("http://rdfs.org/ns/void#",),
    "wd": ("http://www.wikidata.org/entity/",),
    "wdt": ("http://www.wikidata.org/prop/direct/",),
    "xsd": ("http://www.w3.org/2001/XMLSchema#",),
}
_NAMESPACES = frozenset(namespace for namespaces in WELL_KNOWN.values() for namespace in namespaces)


def check_prefixes(context: Context, vocabularies: Vocabularies) -> Iterator[Finding]:
    """Warn of each prefix of a file whose namespace is probably a slip."""
    known = _NAMESPACES | set(vocabularies.names)
    for table in (context.data, context.shapes):
        for number, prefixes in enumerate(table.file_prefixes):
            for prefix, namespace in sorted(prefixes.items()):
                right = None if namespace.startswith(context.base) else meant(prefix, namespace, known)
                if right is not None:
                    yield _finding(context, table, number, prefix, right)


def meant(prefix: str, namespace: str, known: Collection[str] = _NAMESPACES) -> str | None:
    """The namespace that was probably meant; None where the given one is known, or like none.

    Under a well-known name, any unknown namespace of the same host is a slip: another version, say.
    """
    if namespace in known:
        return None
    official = WELL_KNOWN.get(prefix, ())
    same_host = (right for right in official if host(right) == host(namespace))
    similar = (right for right in (*official, *sorted(known)) if is_misspelt(namespace, right))
    return next(similar, None) or next(same_host, None)


def _finding(context: Context, table: Table, number: int, prefix: str, right: str) -> Finding:
    names, path = context.names, table.graphs[number].path
    source = context.places(table).source(path)
    namespace = table.file_prefixes[number][prefix]
    region = prefix_region(source, prefix)
    is_exact = region is not None and source.written(region) == f"<{namespace}>"
    return Finding(
        "MT309",
        Severity.WARNING,
        names.say(
            "the prefix {prefix}: stands for <{namespace}>, which no known vocabulary uses",
            prefix=prefix,
            namespace=namespace,
        ),
        at=region or Region(path),
        expected=f"<{right}>",
        remedy=names.say("Correct the namespace; if it is meant so, choose another name for the prefix.")
        if prefix in WELL_KNOWN
        else names.say("Correct the namespace, if it is not meant so."),
        suggestion=f"<{right}>" if is_exact else "",
    )
