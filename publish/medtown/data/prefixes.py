"""Prefixes: one name a namespace and one namespace a name, in every file that the site publishes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.table.terms import RDF, XSD, is_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What a project gets without declaring it, where it has taken neither the name nor the namespace.
WELL_KNOWN = {
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": XSD,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
}

# Turtle 1.1, section 6.5: PN_CHARS_BASE, PN_CHARS_U without it, PN_CHARS without both.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PREFIX = re.compile(rf"(?:[{_BASE}](?:[{_BASE}_{_MORE}.-]*[{_BASE}_{_MORE}-])?)?\Z")
_NAMESPACE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*\Z')
_PLAIN_LOCAL = re.compile(rf"(?:[{_BASE}_:0-9](?:[{_BASE}_{_MORE}.:-]*[{_BASE}_{_MORE}:-])?)?\Z")
_LOCAL_PART = re.compile(rf"[{_BASE}_{_MORE}.:-]|%[0-9A-Fa-f]{{2}}|(?P<escaped>[~!$&'()*+,;=@])")
_NOT_FIRST = re.compile("[\u00b7\u0300-\u036f\u203f-\u2040]")


class Name(NamedTuple):
    """A prefix and the rest of the IRI, not escaped for any format."""

    prefix: str
    local: str


class Prefixes:
    """The prefixes of a site. Where several sources name a namespace, or use a name, the earlier source wins.

    A name that Turtle does not allow and a namespace that is no IRI are left out.
    """

    def __init__(self, *sources: Mapping[str, str]) -> None:
        self.namespaces: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for source in (*sources, WELL_KNOWN):
            for prefix, namespace in source.items():
                self._add(prefix, namespace)
        # Most namespaces end in "/" or "#" and are found by cutting there.
        self._odd = [namespace for namespace in self._names if namespace[-1] not in "/#"]

    def _add(self, prefix: str, namespace: str) -> None:
        if prefix in self.namespaces or namespace in self._names:
            return
        if _PREFIX.match(prefix) and _NAMESPACE.match(namespace):
            self.namespaces[prefix] = namespace
            self._names[namespace] = prefix

    def split(self, iri: str) -> Name | None:
        """The IRI as a name in the longest namespace that has a prefix; None where none fits."""
        found = max((n for n in self._odd if iri.startswith(n)), key=len, default="")
        end = len(iri)
        while (end := max(iri.rfind("#", 0, end), iri.rfind("/", 0, end)) + 1) > len(found):
            if iri[:end] in self._names:
                found = iri[:end]
                break
            end -= 1
        return Name(self._names[found], iri[len(found) :]) if found else None


def turtle_local(local: str) -> str | None:
    r"""The local part of a prefixed name as Turtle 1.1 writes it (PN_LOCAL, section 6.5), or None.

    Escapes are used for `~ . ! $ & ' ( ) * + , ; = @ -` alone: a name that needs `\/`, `\?` or `\#` is a
    path, which people read better as an IRI. A dot at the end, legal as `\.`, gives an IRI too: rdflib
    can't read it.
    """
    if _PLAIN_LOCAL.match(local):
        return local
    if _NOT_FIRST.match(local) or local.endswith("."):
        return None
    parts: list[str] = []
    position = 0
    while position < len(local):
        match = _LOCAL_PART.match(local, position)
        if match is None:
            return None
        is_escaped = match["escaped"] or (position == 0 and match[0] in ".-")
        parts.append(f"\\{match[0]}" if is_escaped else match[0])
        position = match.end()
    return "".join(parts)


def datatype_of(term: str) -> str:
    """The datatype IRI that a literal term names; empty where it names none (a plain or a tagged string)."""
    suffix = term[term.rindex('"') + 1 :]
    return suffix[3:-1] if suffix.startswith("^^") else ""


def iris_of(terms: Iterable[str]) -> Iterable[str]:
    """Every IRI that the terms hold, those of datatypes included."""
    for term in terms:
        if term[0] == "<":
            yield term[1:-1]
        elif is_literal(term) and (datatype := datatype_of(term)):
            yield datatype
