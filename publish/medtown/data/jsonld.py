"""JSON-LD (W3C JSON-LD 1.1), compacted with one context file that all documents of a site share.

A document names the context by its relative address, so a copy of the site works on any host and offline.
Values keep their lexical form: they are strings whose datatype stands in the context or beside them, never
JSON numbers.
"""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from medtown.data.document import RDF_NIL, Cache
from medtown.data.prefixes import datatype_of, iris_of
from medtown.table.terms import RDF, RDF_TYPE, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.data.document import Describer, Document
    from medtown.data.prefixes import Prefixes

CONTEXT_FILE = "context.jsonld"

# The characters after which a simple term may be cut as a prefix (JSON-LD 1.1, section 4.1.5).
_GEN_DELIMS = tuple(":/?#[]@")
# What these datatypes mean to a JSON-LD processor goes beyond a typed string, so no term is coerced to them.
_SPECIAL_DATATYPES = (f"{RDF}JSON", f"{RDF}langString", f"{RDF}dirLangString")


class _Kind(Enum):
    """How the values of a predicate are written; the first three hold for every value in the Table."""

    NODE = auto()  # a string that is an IRI or a blank node's label, or a nested node
    LITERAL = auto()  # a string whose datatype the context gives
    LANGUAGE = auto()  # a map from language tags to strings
    MIXED = auto()  # each value says what it is


class _Compact:
    """IRIs as JSON-LD compacts them."""

    def __init__(self, prefixes: Prefixes, iris: Iterable[str]) -> None:
        self._prefixes = prefixes
        self.used: dict[str, str] = {}
        names = set()
        self._schemes: set[str] = set()
        for iri in iris:
            if name := prefixes.split(iri):
                names.add(name.prefix)
            scheme, _, rest = iri.partition(":")
            if not rest.startswith("//"):
                self._schemes.add(scheme)
        self.used = {name: prefixes.namespaces[name] for name in sorted(names) if self._usable(name)}

    def _usable(self, prefix: str) -> bool:
        """Whether JSON-LD can use the prefix: with `geo` as one, the IRI `geo:1,2` would be misread."""
        return bool(prefix) and prefix not in self._schemes and self._prefixes.namespaces[prefix].endswith(_GEN_DELIMS)

    def __call__(self, iri: str) -> str:
        name = self._prefixes.split(iri)
        if name is None or not name.local or name.local.startswith("//") or name.prefix not in self.used:
            return iri
        return f"{name.prefix}:{name.local}"


class JsonLdWriter:
    """Writes JSON-LD; `context` is the text of the context file, which stands at the site's root."""

    suffix = "jsonld"
    media_type = "application/ld+json"

    def __init__(self, describer: Describer, prefixes: Prefixes) -> None:
        self._describer = describer
        self._terms = describer.table.terms
        self._compact = _Compact(prefixes, iris_of(self._terms))
        self._type = describer.table.id(RDF_TYPE)
        self._bare, self._full = Cache(self._string), Cache(self._object)
        self._predicates = frozenset(describer.table.predicate.tolist())
        self._keys: dict[int, tuple[str, _Kind]] = {}
        self._definitions: dict[str, dict[str, str]] = {}
        for predicate, values in self._values_by_predicate():
            if predicate != self._type:
                self._define(predicate, values)

    @property
    def context(self) -> str:
        """The context: the prefixes, and what all values of a predicate have in common."""
        terms: dict[str, object] = {
            "@version": 1.1,
            **self._compact.used,
            **dict(sorted(self._definitions.items())),
        }
        return json.dumps({"@context": terms}, ensure_ascii=False, indent=2) + "\n"

    def write(self, document: Document) -> str:
        """The document in JSON-LD: one node, or a `@graph` where blank nodes need one of their own."""
        address = "../" * document.path.count("/") + CONTEXT_FILE
        head = f'{{\n  "@context": {json.dumps(address)},\n  '
        if len(document.roots) == 1:
            members = self._members(document, document.roots[0], "\n  ", labelled=True)
            return f"{head}{members}\n}}\n"
        nodes = ",\n    ".join(self._nodes(document, "\n    "))
        return f'{head}"@graph": [\n    {nodes}\n  ]\n}}\n'

    def dump(self, documents: Iterable[Document]) -> Iterator[str]:
        """One file of all documents, with the context inside."""
        yield self.context.removesuffix("\n}\n") + ',\n  "@graph": ['
        separator = "\n    "
        for document in documents:
            for node in self._nodes(document, "\n    "):
                yield separator + node
                separator = ",\n    "
        yield "\n  ]\n}\n"

    def _nodes(self, document: Document, pad: str) -> Iterator[str]:
        for root in document.roots:
            if document.blocks[root]:
                yield self._node(document, root, pad, labelled=True)

    def _node(self, document: Document, subject: int, pad: str, *, labelled: bool) -> str:
        return f"{{{pad}  {self._members(document, subject, f'{pad}  ', labelled=labelled)}{pad}}}"

    def _members(self, document: Document, subject: int, pad: str, *, labelled: bool) -> str:
        """The members of a node object, each on a line that starts with `pad`."""
        members = [f'"@id": {self._bare[subject] or self._label(subject)}'] if labelled else []
        keys, bare, full, rdf_type = self._keys, self._bare, self._full, self._type
        for predicate, values in document.blocks[subject].items():
            if predicate == rdf_type:
                members.extend(self._types(document, values, pad))
                continue
            key, kind = keys[predicate]
            if kind is _Kind.LANGUAGE:
                members.append(key + self._language_map(values, pad))
                continue
            cache = full if kind is _Kind.MIXED else bare
            if len(values) == 1:
                members.append(key + (cache[values[0]] or self._blank(document, values[0], pad, kind)))
            else:
                inner = f"{pad}  "
                texts = [cache[value] or self._blank(document, value, inner, kind) for value in values]
                members.append(key + _array(texts, pad))
        return f",{pad}".join(members)

    def _types(self, document: Document, values: list[int], pad: str) -> Iterator[str]:
        """rdf:type: `@type` for IRIs; other values, which it can't hold in place, as a property."""
        bare = self._bare
        named = [value for value in values if is_iri(self._terms[value])]
        if named:
            texts = [bare[value] for value in named]
            yield '"@type": ' + (texts[0] if len(texts) == 1 else _array(texts, pad))
        others = [value for value in values if not is_iri(self._terms[value])]
        if others:
            key, inner = json.dumps(self._compact(RDF_TYPE[1:-1])), f"{pad}  "
            texts = [self._full[value] or self._blank(document, value, inner, _Kind.MIXED) for value in others]
            yield f"{key}: {_array(texts, pad)}"

    def _language_map(self, values: list[int], pad: str) -> str:
        """The texts by language tag, or `@none` (JSON-LD 1.1, section 4.6.2)."""
        texts: dict[str, list[str]] = {}
        for value in values:
            quoted = _quoted(self._terms[value])
            tag = self._terms[value][len(quoted) + 1 :]
            texts.setdefault(tag or "@none", []).append(quoted)
        inner = f"{pad}  "
        members = [f'"{tag}": {found[0] if len(found) == 1 else _array(found, inner)}' for tag, found in texts.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{pad}}}"

    def _blank(self, document: Document, node: int, pad: str, kind: _Kind) -> str:
        """A blank node: a list, a node in place, or its label."""
        items = document.items(node)
        if items is not None:
            inner = f"{pad}  "
            texts = [self._full[item] or self._blank(document, item, inner, _Kind.MIXED) for item in items]
            return f'{{"@list": {_array(texts, pad)}}}'
        # An empty node object would be dropped by some processors, so it keeps its label.
        if document.is_nested(node) and document.blocks.get(node):
            return self._node(document, node, pad, labelled=False)
        label = self._label(node)
        return label if kind is _Kind.NODE else f'{{"@id": {label}}}'

    def _label(self, node: int) -> str:
        return f'"{self._terms[node]}"'

    def _string(self, number: int) -> str:
        """A term as a string alone; empty for a blank node. A quoted N-Triples string is a JSON string."""
        term = self._terms[number]
        if is_blank(term):
            return ""
        return json.dumps(self._compact(term[1:-1]), ensure_ascii=False) if is_iri(term) else _quoted(term)

    def _object(self, number: int) -> str:
        """A term with its kind; empty for a blank node."""
        term = self._terms[number]
        if is_blank(term):
            return ""
        if term == RDF_NIL:
            return '{"@list": []}'
        if is_iri(term):
            return f'{{"@id": {self._bare[number]}}}'
        quoted = _quoted(term)
        suffix = term[len(quoted) :]
        if not suffix:
            return quoted
        if suffix[0] == "@":
            return f'{{"@value": {quoted}, "@language": "{suffix[1:]}"}}'
        return f'{{"@value": {quoted}, "@type": {json.dumps(self._compact(suffix[3:-1]), ensure_ascii=False)}}}'

    def _values_by_predicate(self) -> Iterator[tuple[int, set[str]]]:
        """Each predicate of the Table with the kinds of its values: see `_kind_of`."""
        table = self._describer.table
        codes: dict[str, int] = {}
        code_of = np.fromiter(
            (codes.setdefault(self._kind_of(n, term), len(codes)) for n, term in enumerate(self._terms)),
            np.int64,
        )
        names = list(codes)
        pairs = table.predicate.astype(np.int64) * (len(codes) + 1) + code_of[table.object]
        found: dict[int, set[str]] = {}
        for pair in np.unique(pairs).tolist():
            predicate, code = divmod(pair, len(codes) + 1)
            found.setdefault(predicate, set()).add(names[code])
        yield from found.items()

    def _is_predicate(self, iri: str) -> bool:
        number = self._describer.table.id(f"<{iri}>")
        return number is not None and number in self._predicates

    def _kind_of(self, number: int, term: str) -> str:
        """`node`, `list`, `@` (a tagged string), the empty string (a plain one) or the datatype of a term."""
        if is_blank(term) or is_iri(term):
            return "list" if term == RDF_NIL or self._describer.cells[number] else "node"
        return "@" if term[term.rindex('"') + 1 :].startswith("@") else datatype_of(term)

    def _define(self, predicate: int, values: set[str]) -> None:
        """Decide how a predicate's values are written, and say it in the context."""
        iri = self._terms[predicate][1:-1]
        key = self._compact(iri)
        kind, meaning = _kind(values)
        if meaning is not None and (iri in self._compact.used.values() or self._is_predicate(meaning[1])):
            # The context would define a prefix or a datatype by a term that is defined by it.
            kind, meaning = _Kind.MIXED, None
        if meaning is not None:
            name, value = meaning
            self._definitions[key] = {"@id": iri, name: self._compact(value)}
        self._keys[predicate] = (f"{json.dumps(key, ensure_ascii=False)}: ", kind)


def _kind(values: set[str]) -> tuple[_Kind, tuple[str, str] | None]:
    """How a predicate with such values is written, and the entry of its term definition.

    Lists are left out of coercion, as it would reach into their items.
    """
    if values in ({"@"}, {"@", ""}):
        return _Kind.LANGUAGE, ("@container", "@language")
    (only,) = values if len(values) == 1 else ("list",)
    if only == "node":
        return _Kind.NODE, ("@type", "@id")
    if only == "":
        return _Kind.LITERAL, None
    if only == "list" or only in _SPECIAL_DATATYPES:
        return _Kind.MIXED, None
    return _Kind.LITERAL, ("@type", only)


def _array(texts: list[str], pad: str) -> str:
    return f"[{pad}  {f',{pad}  '.join(texts)}{pad}]"


def _quoted(term: str) -> str:
    return term[: term.rindex('"') + 1]
