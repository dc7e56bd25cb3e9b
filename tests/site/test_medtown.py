"""MedTOWN's own site, whole: what `medtown publish` promises of every page, data file and dump."""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
import socket
import xml.etree.ElementTree as ET
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from medtown.pages.manual import site_path
from medtown.pages.urls import Urls, encode_segment
from medtown.project import Project
from medtown.table.canonical import canonical_ntriples
from tests.support.graphs import canonical, canonical_sources, documents, triples
from tests.support.webpages import Site, languages_of, link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.command import Command

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
BASE = PROJECT.settings.base
LANGUAGES = PROJECT.settings.languages
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
PARTS = 8  # of the documents, so that workers share them


@pytest.fixture(scope="module")
def site(medtown_site: Path) -> Site:
    return read_site(medtown_site)


@pytest.fixture(scope="module")
def nquads(medtown_site: Path) -> list[ox.Quad]:
    return list(ox.parse((medtown_site / "dump" / f"{PROJECT.settings.name}.nq").read_bytes(), ox.RdfFormat.N_QUADS))


@cache
def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 sum of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_publishing_twice_gives_the_same_bytes(medtown: Command, medtown_site: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(ROOT)
    done = medtown(
        *("--project", "here", "publish"),
        cwd=tmp_path,
        env={
            "PYTHONHASHSEED": "4711",
            "TZ": "Asia/Kathmandu",
            "LC_ALL": "POSIX",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "COLUMNS": "40",
        },
    )
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path / "site") == sums(medtown_site)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "site"]


def test_every_page_is_well_formed(site: Site) -> None:
    assert page_faults(site) == []


def test_every_link_leads_somewhere(site: Site) -> None:
    assert link_faults(site) == []


def test_every_page_is_in_every_language(site: Site) -> None:
    found = defaultdict(list)
    for name, page in site.pages.items():
        stem, language = languages_of(name, LANGUAGES)
        assert page.language == language, name
        found[stem].append(language)
    assert {stem: tags for stem, tags in found.items() if sorted(tags) != sorted(LANGUAGES)} == {}


def test_every_own_iri_resolves(
    nquads: list[ox.Quad],
    medtown_site: Path,
    serve: Callable[[Path], str],
    fetch: Callable[..., tuple[int, str, bytes]],
) -> None:
    """Subjects, predicates, objects and graphs, as a browser and as a Turtle reader asks for them."""
    address = serve(medtown_site)
    named = {term for quad in nquads for term in quad if isinstance(term, ox.NamedNode)}
    own = sorted({term.value.split("#")[0] for term in named if term.value.startswith(BASE)})
    assert len(own) > 1000
    failed = [
        (iri, accept, status)
        for iri in own
        for accept in ("text/html", "text/turtle")
        if (status := fetch(address + iri.removeprefix(BASE), accept)[0]) != 200
        # The start page is no RDF document.
        and (iri, accept, status) != (BASE, "text/turtle", 406)
    ]
    assert failed == []


def test_every_own_iri_leads_to_what_describes_it(
    nquads: list[ox.Quad],
    medtown_site: Path,
    serve: Callable[[Path], str],
    fetch: Callable[..., tuple[int, str, bytes]],
) -> None:
    """The data behind an IRI has triples about it; a fragment is an anchor of the page."""
    address = serve(medtown_site)
    subjects = sorted({q.subject.value for q in nquads if isinstance(q.subject, ox.NamedNode)})
    answers: dict[str, tuple[set[str], str]] = {}
    failed = []
    for iri in subjects:
        if not iri.startswith(BASE):
            continue
        document, _, fragment = iri.removeprefix(BASE).partition("#")
        if document not in answers:
            data = fetch(address + document, "application/n-triples")[2]
            page = fetch(address + document)[2].decode()
            answers[document] = {s for s, _, _ in triples(data, "nt")}, page
        described, page = answers[document]
        if f"<{iri}>" not in described or (fragment and f'id="{fragment}"' not in page):
            failed.append(iri)
    assert failed == []


@pytest.mark.parametrize("part", range(PARTS))
def test_four_formats_are_one_graph(part: int, medtown_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As rdflib reads them, without a network: the JSON-LD context is found beside the documents."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    failed = []
    for file in documents(medtown_site)[part::PARTS]:
        graphs = {suffix: _rdflib_graph(file.with_suffix(f".{suffix}"), form) for suffix, form in RDFLIB.items()}
        if len(set(graphs.values())) != 1 or not graphs["nt"]:
            failed.append(file.relative_to(medtown_site).as_posix())
    assert failed == []


def _no_network(*_: object) -> None:
    raise AssertionError("a document sends its reader to the network")


def _rdflib_graph(file: Path, form: str) -> str:
    graph = rdflib.Graph()
    with _silent("rdflib.term"):
        graph.parse(file, format=form)
    return canonical_ntriples(triples(graph.serialize(format="nt", encoding="utf-8"), "nt"))


class _silent:  # noqa: N801 - reads as a statement
    """Keeps a logger quiet: rdflib complains of lexical forms that it does not know, which are not ours to change."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def __enter__(self) -> None:
        self._logger.disabled = True

    def __exit__(self, *_: object) -> None:
        self._logger.disabled = False


def test_the_context_is_named_by_its_relative_address(medtown_site: Path) -> None:
    """In every document of the data; the shapes', whose terms it lacks, hold their own."""
    for file in documents(medtown_site):
        path = file.relative_to(medtown_site)
        text = file.with_suffix(".jsonld").read_text("utf-8")
        context = "../" * (len(path.parts) - 1) + "context.jsonld"
        assert text.startswith((f'{{\n  "@context": "{context}",\n', '{\n  "@context": {\n')), path


def test_documents_and_dumps_are_the_project(medtown_site: Path) -> None:
    sources = [file.path for file in (*PROJECT.ontology_files, *PROJECT.graph_files)]
    expected = canonical_sources(sources)
    assert len(expected) > 1_000_000
    shapes = {t[0] for file in PROJECT.shapes_files for t in triples(file.path.read_bytes(), "ttl")}
    own = [f for f in documents(medtown_site) if f"<{BASE}{f.relative_to(medtown_site).stem}>" not in shapes]
    assert canonical(own) == expected
    dump = medtown_site / "dump" / PROJECT.settings.name
    for suffix in ("nq", "nt", "ttl", "jsonld", "rdf"):
        assert canonical([dump.with_suffix(f".{suffix}")]) == expected, suffix


def test_the_shapes_are_published_whole(medtown_site: Path) -> None:
    expected = canonical_sources([file.path for file in PROJECT.shapes_files])
    assert canonical([medtown_site / "shapes.nt"]) == expected


def test_each_file_is_a_named_graph(nquads: list[ox.Quad], medtown_site: Path) -> None:
    found = defaultdict(list)
    for quad in nquads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found[quad.graph_name.value].append((str(quad.subject), str(quad.predicate), str(quad.object)))
    for file in (*PROJECT.ontology_files, *PROJECT.graph_files):
        expected = canonical_sources([file.path])
        assert canonical_ntriples(found.pop(file.graph)) == expected
        path = medtown_site / f"{file.graph.removeprefix(BASE)}.ttl"
        assert canonical_sources([path]) == expected
    assert found == {}


def test_sums_and_packed_twins_are_true(medtown_site: Path) -> None:
    folder = medtown_site / "dump"
    lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    said = {name: digest for digest, name in (line.split("  ") for line in lines)}
    data = {path.name: path for path in folder.iterdir() if path.suffix != ".html" and path.name != "SHA256SUMS"}
    assert said == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in data.items()}
    packed = [path for path in data.values() if path.suffix == ".gz"]
    assert len(packed) == 5
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes(), path.name


def test_void_counts_are_true(medtown_site: Path, nquads: list[ox.Quad]) -> None:
    union = {quad.triple for quad in nquads}
    void = rdflib.Graph().parse(medtown_site / "void.ttl")
    dataset = rdflib.URIRef(PROJECT.settings.dataset)
    ns = rdflib.Namespace("http://rdfs.org/ns/void#")
    types = defaultdict(set)
    for triple in union:
        if str(triple.predicate) == RDF_TYPE:
            types[str(triple.object)].add(triple.subject)
    assert {name: str(void.value(dataset, ns[name])) for name in ("triples", "distinctSubjects", "classes")} == {
        "triples": str(len(union)),
        "distinctSubjects": str(len({triple.subject for triple in union})),
        "classes": str(len(types)),
    }
    partitions = {
        f"<{void.value(part, ns['class'])}>": str(void.value(part, ns.entities))
        for part in void.objects(dataset, ns.classPartition)
    }
    assert partitions == {cls: str(len(found)) for cls, found in types.items()}
    dumps = {str(address) for address in void.objects(dataset, ns.dataDump)}
    assert dumps == {
        f"{BASE}dump/{path.name}"
        for path in (medtown_site / "dump").iterdir()
        if path.suffix != ".html" and path.name != "SHA256SUMS"
    }
    assert (medtown_site / ".well-known/void").read_bytes() == (medtown_site / "void.ttl").read_bytes()


def test_there_is_a_page_of_everything(nquads: list[ox.Quad], site: Site) -> None:
    """Resources, concepts, schemes, sources; classes and properties; queries, named graphs, the manual, the lists."""
    subjects = {q.subject.value for q in nquads if isinstance(q.subject, ox.NamedNode)}
    urls = Urls(BASE, subjects)
    wanted = {urls.document(iri) for iri in subjects}
    graphs = {q.graph_name.value for q in nquads if isinstance(q.graph_name, ox.NamedNode)}
    wanted |= {iri.removeprefix(BASE) for iri in graphs}
    wanted |= {f"query/{encode_segment(path.stem)}" for path in PROJECT.query_files}
    wanted |= {"index", "404", "class/index", "query/index", "dump/index", "docs/index", "shapes", "model", "profile"}
    wanted |= {"query/editor", "search/index", "a-z/index", "map/index", "timeline/index", "contribute/index"}
    wanted |= {site_path(page.relative_to(ROOT / "docs").as_posix()) for page in (ROOT / "docs").rglob("*.md")}
    terms = {iri for iri in _terms(nquads) if iri.startswith(BASE)}
    assert len(terms) > 50
    wanted |= {page for iri in terms if (page := _term_page(site, iri))}
    suffixes = [".html" if n == 0 else f".{language}.html" for n, language in enumerate(LANGUAGES)]
    names = {f"{stem}{suffix}" for stem in wanted for suffix in suffixes}
    assert names - site.pages.keys() == set()
    # More of the same: lists, further pages of a long one, forms, long values.
    rest = ("class/", "a-z/", "timeline/", "contribute/")
    others = {name for name in site.pages.keys() - names if not name.startswith(rest) and "~~" not in name}
    assert others == set()


def test_each_term_has_a_page_to_which_the_ontology_links(nquads: list[ox.Quad], site: Site) -> None:
    terms = {iri for iri in _terms(nquads) if iri.startswith(f"{BASE}def#")}
    pages = {iri: _term_page(site, iri) for iri in terms}
    assert {iri for iri, page in pages.items() if not page} == set()
    linked = set(site.pages["def.html"].targets().values())
    assert {f"{page}.html" for page in pages.values()} - linked == set()
    for iri, page in pages.items():
        for suffix in (".html", ".fr.html"):
            assert f"<code>{iri}</code>" in (site.root / f"{page}{suffix}").read_text("utf-8")


def _term_page(site: Site, iri: str) -> str:
    """The site path of a term's page: its name, with a `_` where another differs by case only."""
    stem = iri.removeprefix(BASE).replace("#", "/")
    found = [name for name in site.pages if re.fullmatch(rf"{re.escape(stem)}_*\.html", name)]
    return found[0].removesuffix(".html") if len(found) == 1 else ""


def test_no_two_files_differ_by_case_only(site: Site) -> None:
    """Disks of macOS and Windows confuse such names."""
    groups = defaultdict(list)
    for name in site.files:
        groups[name.casefold()].append(name)
    assert [names for names in groups.values() if len(names) > 1] == []


def test_there_is_a_list_of_each_class_in_use(nquads: list[ox.Quad], site: Site) -> None:
    """It links to every instance that has an IRI."""
    instances = defaultdict(set)
    for quad in nquads:
        if str(quad.predicate) == RDF_TYPE and isinstance(quad.subject, ox.NamedNode):
            instances[str(quad.object)].add(quad.subject.value)
    urls = Urls(BASE, {iri for found in instances.values() for iri in found})
    lists = {
        name: {target.removesuffix(".html") for target in page.targets().values()}
        for name, page in site.pages.items()
        if re.fullmatch(r"class/(?!index)[^.]*\.html", name)
    }
    for cls, found in instances.items():
        if re.match(r"<http://www\.w3\.org/(2002/07/owl|2000/01/rdf-schema|1999/02/22-rdf-syntax-ns|ns/shacl)#", cls):
            continue
        documents = {path for iri in found if (path := urls.document(iri))}
        assert any(documents <= linked for linked in lists.values()), cls


def test_the_ontology_page_has_an_anchor_for_each_term(nquads: list[ox.Quad], site: Site) -> None:
    for name in ("def.html", "def.fr.html"):
        anchors = {iri.split("#")[1] for iri in _terms(nquads) if iri.startswith(f"{BASE}def#")}
        assert anchors - site.pages[name].ids == set()


def _terms(nquads: list[ox.Quad]) -> set[str]:
    kinds = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    return {
        q.subject.value
        for q in nquads
        if str(q.predicate) == RDF_TYPE
        and isinstance(q.subject, ox.NamedNode)
        and isinstance(q.object, ox.NamedNode)
        and q.object.value.removeprefix("http://www.w3.org/2002/07/owl#") in kinds
    }


def test_the_site_map_lists_pages_that_exist(site: Site) -> None:
    root = ET.fromstring((site.root / "sitemap.xml").read_bytes())  # noqa: S314 - our own file
    addresses = [loc.text or "" for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(addresses) == len(set(addresses)) > 1000
    names = {address.removeprefix(BASE) for address in addresses}
    assert names - site.pages.keys() == set()
    assert f"Sitemap: {BASE}sitemap.xml\n" in (site.root / "robots.txt").read_text("utf-8")
