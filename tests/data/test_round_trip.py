"""Whatever a project holds, each format gives it back: rdflib and pyoxigraph read the graph that was written.

Both lower-case language tags, and so does the Table. What the formats or the readers can't do is said where
it is left out below.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, assume, given, note, reject, settings
from hypothesis import strategies as st

from medtown.data.document import Describer, Document, Writer
from medtown.data.jsonld import JsonLdWriter
from medtown.data.ntriples import NTriplesWriter
from medtown.data.prefixes import Prefixes
from medtown.data.rdfxml import RdfXmlWriter
from medtown.data.turtle import TurtleWriter, labels_in
from medtown.table import Labels, Table, describe, read_table
from medtown.table.canonical import canonical_ntriples
from medtown.table.terms import RDF, XSD, literal
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Triple = tuple[str, str, str]

FORMATS = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "rdf": ("xml", ox.RdfFormat.RDF_XML),
}
NAMESPACES = (
    "http://example.org/",
    "http://example.org/ns#",
    "http://example.org/no",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "http://www.w3.org/XML/1998/namespace",
    RDF,
    "urn:x:",
    "geo:",
)
DECLARED = {
    "": "http://example.org/empty/",
    "ex": "http://example.org/",
    "ns": "http://example.org/ns#",
    "odd": "http://example.org/no",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xmlish": "http://example.org/xml/",
    "β": "http://example.org/β#",
    "not legal": "http://example.org/x#",
}
LOCAL_PARTS = (
    *"abZ019_-.~!$&'()*+,;=:@/?·",
    *(
        "#",
        "//",
        "%41",
        "%C3%A9",
        "é",
        "λ",
        "ب",
        "中",
        "\u00d7",
        "\u0301",
        "\U00010400",
        "አ",
        "xml/",
        "β#",
        "empty/",
        "lang",
    ),
)
CHARACTERS = st.sampled_from(
    [
        *map(chr, range(0x21)),
        *'""""\'\\\\ab&<>]é中\x7f\x80\x85\u2028\ufffd\ufffe\uffff\U0001f600',
        "\\n",
        "]]>",
    ]
)
LANGUAGES = ("en", "fr", "ar", "zh-hans", "de-ch-1996")
NUMBERS = (
    "0",
    "1",
    "-1",
    "+1",
    "01",
    "-0",
    "1.0",
    "-1.50",
    ".5",
    "1.",
    "0.000001",
    "0.00001",
    "1e6",
    "1E0",
    "1.0E6",
)
OTHERS = ("true", "false", "1", "TRUE", "NaN", "INF", "", "2020-02-30", " 1 ", "many", '{"a":1}', "<b>x</b>")
# Not xsd:token and xsd:normalizedString: rdflib changes their white space even when told not to normalise.
DATATYPES = (
    *(f"{XSD}{name}" for name in ("integer", "decimal", "double", "boolean", "date", "anyURI")),
    *(f"{RDF}JSON", f"{RDF}XMLLiteral", f"{RDF}HTML", "http://example.org/dt.", "geo:dt"),
)


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from changing the lexical form of what it reads."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@st.composite
def iris(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(NAMESPACES)) + "".join(draw(st.lists(st.sampled_from(LOCAL_PARTS), max_size=5)))
    try:
        ox.NamedNode(text)
    except ValueError:
        reject()
    # A resolver removes dot segments, so readers of RDF/XML, which resolve every IRI, may lose them.
    assume(not any(segment in (".", "..") for segment in text.replace("?", "/").replace("#", "/").split("/")))
    return f"<{text}>"


def literals() -> st.SearchStrategy[str]:
    texts = st.lists(CHARACTERS, max_size=8).map("".join)
    return st.one_of(
        texts.map(literal),
        st.builds(literal, texts, st.sampled_from(LANGUAGES)),
        st.builds(
            lambda text, datatype: literal(text, datatype=datatype),
            st.one_of(st.sampled_from((*NUMBERS, *OTHERS)), texts),
            st.sampled_from(DATATYPES),
        ),
    )


BLANKS = tuple(f"_:b{number}" for number in range(5))


@st.composite
def lists(draw: st.DrawFn, number: int, values: st.SearchStrategy[str]) -> list[Triple]:
    """A well-formed list whose head is the object of one triple."""
    items = draw(st.lists(values, min_size=1, max_size=4))
    cells = [f"_:l{number}c{k}" for k in range(len(items))]
    ends = [*cells[1:], f"<{RDF}nil>"]
    head: Triple = (draw(st.one_of(iris(), st.sampled_from(BLANKS))), draw(iris()), cells[0])
    return [
        head,
        *((cell, f"<{RDF}first>", item) for cell, item in zip(cells, items, strict=True)),
        *((cell, f"<{RDF}rest>", end) for cell, end in zip(cells, ends, strict=True)),
    ]


@st.composite
def graphs(draw: st.DrawFn) -> list[Triple]:
    """Triples with few subjects and predicates, so that blocks, trees, shared nodes and cycles come up."""
    named = draw(st.lists(iris(), min_size=1, max_size=3))
    predicates = [
        *draw(st.lists(iris(), min_size=1, max_size=3)),
        *(f"<{RDF}{name}>" for name in ("type", "first", "rest", "li", "_1")),
        "<http://www.w3.org/2000/01/rdf-schema#label>",
    ]
    nodes = st.sampled_from((*named, *BLANKS))
    values = st.one_of(nodes, iris(), literals(), st.just(f"<{RDF}nil>"), st.sampled_from(("_:l0c0", "_:l1c0")))
    triples = draw(st.lists(st.tuples(nodes, st.sampled_from(predicates), values), min_size=1, max_size=12))
    for number in range(draw(st.integers(0, 2))):
        triples += draw(lists(number, values))
    return triples


class Site:
    """The writers over one graph."""

    def __init__(self, triples: list[Triple]) -> None:
        self.table = table_of(triples)
        self.describer = Describer(self.table)
        prefixes = Prefixes(DECLARED, self.table.prefixes)
        self.jsonld = JsonLdWriter(self.describer, prefixes)
        self.writers: tuple[Writer, ...] = (
            TurtleWriter(self.table, prefixes, labels_in(Labels(self.table, ("en",)), "en")),
            self.jsonld,
            NTriplesWriter(self.table),
            RdfXmlWriter(self.describer, prefixes),
        )


def table_of(triples: list[Triple]) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_text("".join(f"{s} {p} {o} .\n" for s, p, o in triples))
        return read_table([TurtleFile(path, "http://example.org/graph")])


def with_rdflib(text: str, suffix: str) -> Iterator[Triple]:
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=text, format=FORMATS[suffix][0])
    for triple in graph:
        s, p, o = map(_term, triple)
        yield s, p, o


def _term(node: rdflib.term.Node) -> str:
    if isinstance(node, rdflib.Literal):
        return literal(str(node), node.language or "", str(node.datatype or f"{XSD}string"))
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


def with_pyoxigraph(text: str, suffix: str) -> Iterator[Triple]:
    for quad in ox.parse(text, format=FORMATS[suffix][1]):
        yield str(quad.subject), str(quad.predicate), str(quad.object)


READERS: tuple[Callable[[str, str], Iterator[Triple]], ...] = (with_rdflib, with_pyoxigraph)


def with_context(text: str, context: str) -> str:
    """The document with the shared context in place of its address."""
    document = json.loads(text)
    document["@context"] = json.loads(context)["@context"]
    return json.dumps(document)


def check(site: Site, writer: Writer, text: str | None, expected: list[Triple]) -> None:
    if text is None:
        assert writer.suffix == "rdf"
        return
    note(text)
    if writer.suffix == "jsonld":
        text = with_context(text, site.jsonld.context)
    for read in READERS:
        note(read.__name__)
        assert canonical_ntriples(read(text, writer.suffix)) == canonical_ntriples(expected)


@pytest.mark.parametrize("number", range(4), ids=FORMATS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(triples=graphs(), data=st.data())
def test_document(number: int, triples: list[Triple], data: st.DataObject) -> None:
    site = Site(triples)
    subjects = site.table.subject_ids()
    topics = data.draw(st.lists(st.sampled_from(subjects), min_size=1, max_size=2, unique=True))
    rows = describe(site.table, topics)
    terms, table = site.table.terms, site.table
    expected = [(terms[table.subject[r]], terms[table.predicate[r]], terms[table.object[r]]) for r in rows]
    document: Document = site.describer.document(topics, "doc/x/y")
    check(site, site.writers[number], site.writers[number].write(document), expected)


@pytest.mark.parametrize("number", range(4), ids=FORMATS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(triples=graphs())
def test_dump(number: int, triples: list[Triple]) -> None:
    site = Site(triples)
    pieces = site.writers[number].dump(site.describer.trees())
    text = None if pieces is None else "".join(pieces)
    check(site, site.writers[number], text, list(site.table.triples()))
