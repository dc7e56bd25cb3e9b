"""RDF/XML (W3C RDF 1.1 XML Syntax), for tools that read nothing else.

It can't hold every graph: not a predicate whose IRI does not end in an XML name, nor a literal with a
character that XML 1.0 forbids. The writer then gives None, and the site has no `.rdf` file for that document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from medtown.data.document import Cache
from medtown.table.terms import RDF, RDF_TYPE, is_blank, is_iri, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.data.document import Describer, Document
    from medtown.data.prefixes import Prefixes

_XML_NAMESPACES = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/")
# Names that can't be property elements, or mean something else there (RDF/XML, sections 6.2.2 to 6.2.4, 7.4).
_NOT_PROPERTIES = frozenset(
    f"{RDF}{name}"
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"),
        *("Description", "aboutEach", "aboutEachPrefix", "bagID", "li"),
    )
)
# XML 1.0, section 2.2: the characters that no document can hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_END = re.compile(r"[^\W\d][\w.-]*\Z")
_ATTRIBUTE = {'"': "&quot;"}
_CONTENT = {"\r": "&#13;"}


class _Element(NamedTuple):
    """A property element's attributes and content.

    No content: an empty element; no attributes either: the value is a blank node.
    """

    attributes: str | None
    content: str | None


class _Tag(NamedTuple):
    """A qualified name and its prefix."""

    name: str
    prefix: str


_DESCRIPTION = _Tag("rdf:Description", "rdf")
_NONE = -1


class _Walk(NamedTuple):
    """The state of writing one document: the prefixes used and the nodes due at top level."""

    document: Document
    used: set[str]
    waiting: list[int]


class RdfXmlWriter:
    """Writes RDF/XML."""

    suffix = "rdf"
    media_type = "application/rdf+xml"

    def __init__(self, describer: Describer, prefixes: Prefixes) -> None:
        table = describer.table
        self._describer = describer
        self._terms = table.terms
        rdf_type = table.id(RDF_TYPE)
        self._type = _NONE if rdf_type is None else rdf_type
        self._names = _QualifiedNames(prefixes)
        self._tags = {
            number: self._names.property(self._terms[number][1:-1])
            for number in dict.fromkeys(table.predicate.tolist())
        }
        for term in table.class_counts:
            if is_iri(term):
                self._names.type(term[1:-1])
        self._elements = Cache(self._element)
        self._types = Cache(self._type_tag)
        self._subjects = Cache(self._subject)
        self._headers: dict[frozenset[str], str] = {}

    def write(self, document: Document) -> str | None:
        """The document in RDF/XML; None where RDF/XML can't hold it."""
        used = {"rdf"}
        try:
            body = "".join(self._roots(document, used))
        except _UnwritableError:
            return None
        return f"{self._header(frozenset(used))}{body}</rdf:RDF>\n"

    def dump(self, documents: Iterable[Document]) -> Iterator[str] | None:
        """One file of all documents; None where RDF/XML can't hold the Table."""
        if None in self._tags.values() or any(map(_is_forbidden, self._terms)):
            return None
        return self._dumped(documents)

    def _dumped(self, documents: Iterable[Document]) -> Iterator[str]:
        yield self._header(frozenset(("rdf", *self._names.used)))
        for document in documents:
            yield from self._roots(document, set())
        yield "</rdf:RDF>\n"

    def _header(self, used: frozenset[str]) -> str:
        header = self._headers.get(used)
        if header is None:
            spaces = self._names.namespaces
            lines = "".join(f'\n  xmlns:{name}="{escape(spaces[name], _ATTRIBUTE)}"' for name in sorted(used))
            header = self._headers[used] = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{lines}>\n'
        return header

    def _roots(self, document: Document, used: set[str]) -> Iterator[str]:
        """The top-level elements: the document's roots, then the cells of lists, never nested here."""
        walk = _Walk(document, used, [root for root in document.roots if document.blocks[root]])
        for node in walk.waiting:
            element = self._node(walk, node, "\n  ", self._subjects[node])
            yield f"{element[1:]}\n"

    def _node(self, walk: _Walk, node: int, pad: str, identity: str) -> str:
        """A node element on a line that starts with `pad`, named by the first type that can name it."""
        block = walk.document.blocks[node]
        element, typed = self._naming(block.get(self._type, ()))
        walk.used.add(element.prefix)
        tags, elements, inner = self._tags, self._elements, f"{pad}  "
        lines = []
        for predicate, values in block.items():
            tag = tags[predicate]
            if tag is None:
                raise _UnwritableError
            name, prefix = tag
            walk.used.add(prefix)
            for value in values:
                attributes, content = elements[value]
                if content is not None:
                    lines.append(f"{inner}<{name}{attributes}>{content}</{name}>")
                elif attributes is None:
                    lines.append(self._blank(walk, value, name, inner))
                elif value != typed or predicate != self._type:
                    lines.append(f"{inner}<{name}{attributes}/>")
        if not lines:
            return f"{pad}<{element.name}{identity}/>"
        return f"{pad}<{element.name}{identity}>{''.join(lines)}{pad}</{element.name}>"

    def _naming(self, types: Iterable[int]) -> tuple[_Tag, int]:
        """The name of a node element and the type that it states (-1: none)."""
        for value in types:
            if tag := self._types[value]:
                return tag, value
        return _DESCRIPTION, _NONE

    def _blank(self, walk: _Walk, node: int, name: str, pad: str) -> str:
        """A property element whose value is a blank node: in place, or by its label."""
        if walk.document.is_nested(node) and walk.document.blocks.get(node):
            if not self._describer.cells[node]:
                return f"{pad}<{name}>{self._node(walk, node, f'{pad}  ', '')}{pad}</{name}>"
            walk.waiting.append(node)
        return f'{pad}<{name} rdf:nodeID="{self._terms[node][2:]}"/>'

    def _subject(self, number: int) -> str:
        term = self._terms[number]
        if is_blank(term):
            return f' rdf:nodeID="{term[2:]}"'
        return f' rdf:about="{escape(term[1:-1])}"'

    def _type_tag(self, number: int) -> _Tag | None:
        term = self._terms[number]
        return self._names.type(term[1:-1]) if is_iri(term) else None

    def _element(self, number: int) -> _Element:
        term = self._terms[number]
        if is_blank(term):
            return _Element(None, None)
        if is_iri(term):
            return _Element(f' rdf:resource="{escape(term[1:-1])}"', None)
        end = term.rindex('"')
        text, suffix = term[1:end], term[end + 1 :]
        if "\\" in text:
            text = unescape(text)
        if _FORBIDDEN.search(text):
            raise _UnwritableError
        content = escape(text, _CONTENT)
        if not suffix:
            return _Element("", content)
        if suffix[0] == "@":
            return _Element(f' xml:lang="{suffix[1:]}"', content)
        return _Element(f' rdf:datatype="{escape(suffix[3:-1])}"', content)


class _UnwritableError(Exception):
    """RDF/XML can't hold this document."""


class _QualifiedNames:
    """The names of properties and classes: with the site's prefixes where XML allows, else generated ones."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = prefixes
        self.namespaces = {"rdf": RDF}
        self.used: set[str] = set()
        self._generated: dict[str, str] = {}

    def property(self, iri: str) -> _Tag | None:
        """The qualified name of a property; None where no name is possible."""
        if iri in _NOT_PROPERTIES:
            return None
        return self.type(iri) or self._generate(iri)

    def type(self, iri: str) -> _Tag | None:
        """The name with a prefix of the site; None where that gives no qualified name."""
        name = self._prefixes.split(iri)
        if name is None or iri in _NOT_PROPERTIES or not _is_xml_name(name.local):
            return None
        namespace = self._prefixes.namespaces[name.prefix]
        prefix = "rdf" if namespace == RDF else name.prefix
        if not self._may_declare(prefix, namespace):
            return None
        self.namespaces[prefix] = namespace
        return self._tag(prefix, name.local)

    def _may_declare(self, prefix: str, namespace: str) -> bool:
        """Whether XML lets this name stand for this namespace (Namespaces in XML, section 3)."""
        if prefix == "rdf":
            return namespace == RDF
        return _is_xml_name(prefix) and not prefix.lower().startswith("xml") and namespace not in _XML_NAMESPACES

    def _generate(self, iri: str) -> _Tag | None:
        """A name that starts as early in the IRI as XML allows, in a namespace of its own."""
        match = _NAME_END.search(iri)
        for start in range(match.start(), len(iri)) if match else ():
            namespace, local = iri[:start], iri[start:]
            if namespace not in _XML_NAMESPACES and _is_xml_name(local):
                return self._tag(self._generated_prefix(namespace), local)
        return None

    def _generated_prefix(self, namespace: str) -> str:
        if namespace not in self._generated:
            number = len(self._generated) + 1
            while (prefix := f"ns{number}") in self._prefixes.namespaces or prefix in self.namespaces:
                number += 1
            self._generated[namespace] = prefix
            self.namespaces[prefix] = namespace
        return self._generated[namespace]

    def _tag(self, prefix: str, local: str) -> _Tag:
        self.used.add(prefix)
        return _Tag(f"{prefix}:{local}", prefix)


def _is_forbidden(text: str) -> bool:
    """Whether a term, escaped as the Table has it, holds a character that XML can't."""
    return _FORBIDDEN.search(unescape(text) if "\\" in text else text) is not None


def _is_xml_name(name: str) -> bool:
    """Whether expat, the parser most used, takes it for an NCName (as XML 1.0 was in its fourth edition)."""
    if not _NAME_END.match(name):
        return False
    try:
        ParserCreate("UTF-8").Parse(f"<{name}/>".encode(), True)  # noqa: FBT003 - expat's signature
    except ExpatError:
        return False
    return True
