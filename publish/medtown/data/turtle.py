"""Turtle (W3C RDF 1.1 Turtle) for people: prefixes, nesting, collections, and labels in comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.data.document import RDF_NIL, Cache
from medtown.data.prefixes import iris_of, turtle_local
from medtown.table.terms import RDF_TYPE, XSD, is_blank, is_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from medtown.data.document import Block, Document
    from medtown.data.prefixes import Prefixes
    from medtown.table import Labels, Table

# The forms that may stand without quotes (Turtle, section 2.5.2) and that every reader gives back unchanged:
# rdflib reads 01 as 1, +1 as 1, .5 as 0.5 and 1e6 as 1000000.0, so those stay quoted.
_SHORTHAND = {
    f"{XSD}integer": re.compile(r"(?:0|-?[1-9][0-9]*)\Z"),
    f"{XSD}decimal": re.compile(r"(?:-?[1-9][0-9]*\.[0-9]{1,40}|0\.[0-9]{1,5})\Z"),
    f"{XSD}boolean": re.compile(r"(?:true|false)\Z"),
}
_ESCAPE = re.compile(r"\\(.)")
_LONG = {"n": "\n", '"': '"'}
_QUOTES = re.compile(r'"{3,}|"+\Z')
_NOT_IN_COMMENT = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_WIDEST_COLLECTION = 90


class _Written(NamedTuple):
    """A term in Turtle (empty: a blank node), the comment that follows it and the prefix that it uses."""

    text: str
    comment: str
    prefix: str | None


class TurtleWriter:
    """Writes Turtle. The label that `label_of` gives for an IRI follows it where it is an object."""

    suffix = "ttl"
    media_type = "text/turtle"

    def __init__(self, table: Table, prefixes: Prefixes, label_of: Callable[[int], str] | None = None) -> None:
        self._table = table
        self._prefixes = prefixes
        self._label_of = label_of
        self._objects = Cache(self._object)
        self._verbs = Cache(self._verb)
        self._headers: dict[frozenset[str | None], str] = {}

    def write(self, document: Document) -> str:
        """The document in Turtle, with the prefixes that it uses."""
        used: set[str | None] = set()
        body = "\n".join(self._statements(document, used))
        return self._header(frozenset(used)) + body

    def dump(self, documents: Iterable[Document]) -> Iterator[str]:
        """One file of all documents, with the prefixes that any term of the Table uses."""
        names = map(self._prefixes.split, iris_of(self._table.terms))
        yield self._header(frozenset(name.prefix for name in names if name))
        separator = ""
        for document in documents:
            for statement in self._statements(document, set()):
                yield separator + statement
                separator = "\n"

    def _header(self, used: frozenset[str | None]) -> str:
        header = self._headers.get(used)
        if header is None:
            names = sorted(prefix for prefix in used if prefix is not None)
            lines = "".join(f"@prefix {name}: <{self._prefixes.namespaces[name]}> .\n" for name in names)
            header = self._headers[used] = f"{lines}\n" if lines else ""
        return header

    def _statements(self, document: Document, used: set[str | None]) -> Iterator[str]:
        """The statements about each root."""
        for root in document.roots:
            if block := document.blocks[root]:
                subject = self._objects[root]
                used.add(subject.prefix)
                body, comment = self._block(document, block, "\n  ", used)
                yield f"{subject.text or self._table.terms[root]}{body} .{comment}\n"

    def _block(self, document: Document, block: Block, pad: str, used: set[str | None]) -> tuple[str, str]:
        """The predicates of a subject, each on a line that starts with `pad`, and the last's comment."""
        verbs, objects, add = self._verbs, self._objects, used.add
        parts: list[str] = []
        end = ""
        for predicate, values in block.items():
            verb, prefix = verbs[predicate]
            add(prefix)
            start = f"{end}{pad}{verb}"
            before = f"{pad}  " if len(values) > 1 else " "
            for value in values:
                text, comment, prefix = objects[value]
                add(prefix)
                parts.append(f"{start}{before}{text or self._blank(document, value, before, pad, used)}")
                start = f" ,{comment}"
            end = f" ;{comment}"
        return "".join(parts), end[2:]

    def _blank(self, document: Document, node: int, before: str, pad: str, used: set[str | None]) -> str:
        """A blank node: a collection, its property list in brackets, or its label."""
        outer = before if before != " " else pad
        items = document.items(node)
        if items is not None:
            return self._collection(document, items, outer, used)
        if not document.is_nested(node):
            return self._table.terms[node]
        block = document.blocks.get(node)
        if not block:
            return "[]"
        body, comment = self._block(document, block, f"{outer}  ", used)
        return f"[{body}{comment}{outer}]"

    def _collection(self, document: Document, items: list[int], outer: str, used: set[str | None]) -> str:
        """A collection: on one line where it is short and holds neither comments nor line breaks."""
        pad = f"{outer}  "
        texts, comments = [], []
        for item in items:
            text, comment, prefix = self._objects[item]
            used.add(prefix)
            texts.append(text or self._blank(document, item, pad, pad, used))
            comments.append(comment)
        line = " ".join(texts)
        if len(line) <= _WIDEST_COLLECTION and "\n" not in line and not any(comments):
            return f"( {line} )"
        lines = "".join(f"{pad}{text}{comment}" for text, comment in zip(texts, comments, strict=True))
        return f"({lines}{outer})"

    def _verb(self, number: int) -> tuple[str, str | None]:
        term = self._table.terms[number]
        return ("a", None) if term == RDF_TYPE else self._iri(term[1:-1])

    def _object(self, number: int) -> _Written:
        term = self._table.terms[number]
        if is_blank(term):
            return _Written("", "", None)
        if term == RDF_NIL:
            return _Written("()", "", None)
        if is_iri(term):
            text, prefix = self._iri(term[1:-1])
            return _Written(text, self._comment(number), prefix)
        return self._literal(term)

    def _iri(self, iri: str) -> tuple[str, str | None]:
        """An IRI and the prefix that it uses, if any."""
        name = self._prefixes.split(iri)
        local = turtle_local(name.local) if name else None
        if name is None or local is None:
            return f"<{iri}>", None
        return f"{name.prefix}:{local}", name.prefix

    def _literal(self, term: str) -> _Written:
        end = term.rindex('"') + 1
        quoted, suffix, prefix = term[:end], term[end:], None
        if suffix.startswith("^^"):
            datatype = suffix[3:-1]
            shorthand = _SHORTHAND.get(datatype)
            if shorthand and shorthand.match(quoted, 1, end - 1):
                return _Written(quoted[1:-1], "", None)
            name, prefix = self._iri(datatype)
            suffix = f"^^{name}"
        if "\\n" in quoted:
            quoted = _long(quoted)
        return _Written(quoted + suffix, "", prefix)

    def _comment(self, number: int) -> str:
        if self._label_of is None:
            return ""
        text = _NOT_IN_COMMENT.sub(" ", self._label_of(number)).strip()
        return f" # {text}" if text else ""


def labels_in(labels: Labels, language: str) -> Callable[[int], str]:
    """The label of each term, in a language if possible; empty where it has none."""
    return lambda number: labels.best(number, language).text if labels.all(number) else ""


def _long(quoted: str) -> str:
    """A quoted string over several lines, where it has line breaks (STRING_LITERAL_LONG_QUOTE)."""
    text = _ESCAPE.sub(lambda match: _LONG.get(match[1], match[0]), quoted[1:-1])
    if "\n" not in text:
        return quoted
    return f'"""{_QUOTES.sub(_escape_quotes, text)}"""'


def _escape_quotes(match: re.Match[str]) -> str:
    return '\\"' * len(match[0])
