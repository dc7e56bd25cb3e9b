"""Projects that are broken, odd or malicious: none loses a triple, runs a script or writes outside its folder."""

from __future__ import annotations

import json
import os
import resource
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.graphs import canonical, canonical_sources, documents
from tests.support.webpages import Site, link_faults, page_faults, read_site

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping

    from tests.support.command import Command

    Files = Mapping[str, str | bytes]
    Write = Callable[[Files], Path]
    Fetch = Callable[..., tuple[int, str, bytes]]

BASE = "https://example.net/g/"
PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix def: <https://example.net/g/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
def:Plant rdfs:label "plant" . def:near rdfs:label "near" . def:note rdfs:label "note" .
"""
OAK = f'{PREFIXES}:oak a def:Plant ; rdfs:label "Oak" .\n'


class Publisher:
    """Publishes a project of the test and looks at all that this leaves behind."""

    def __init__(self, folder: Path, write: Write, medtown: Command) -> None:
        self._folder, self._write, self._medtown = folder, write, medtown
        self.site = folder / "out" / "site"

    def run(self, files: Files, *options: str) -> subprocess.CompletedProcess[str]:
        """Write the project and publish it; the project and what lies beside the site stay as they were."""
        project = self._write(files)
        self.site.parent.mkdir(exist_ok=True)
        before = contents(self._folder, apart=self.site)
        done = self._medtown("--project", project, "publish", "-o", self.site, *options)
        assert contents(self._folder, apart=self.site) == before
        return done

    def refused(self, files: Files, code: str) -> str:
        """Publish what is refused as bad input with a code and no trace; gives what is said of it."""
        done = self.run(files)
        assert not self.site.exists()
        said = done.stdout + done.stderr
        assert (done.returncode, f"[{code}]" in said, "Traceback" in said) == (2, True, False), said
        return said

    def published(self, files: Files) -> Site:
        """Publish what is accepted: sound pages, and every triple in the documents and in the dumps."""
        done = self.run(files)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        site = read_site(self.site)
        assert page_faults(site) == []
        assert link_faults(site) == []
        sources = [
            p for folder in ("graph", "ontology") for p in (self._folder / "project" / folder).rglob("[!.]*.ttl")
        ]
        expected = canonical_sources(sources)
        assert canonical(documents(site.root)) == expected
        for suffix in ("nq", "nt", "ttl", "jsonld"):
            assert canonical([site.root / "dump" / f"g.{suffix}"]) == expected, suffix
        return site


def contents(folder: Path, apart: Path) -> dict[str, bytes | None]:
    """Every path below a folder with its bytes, without what is below `apart`."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path != apart and apart not in path.parents
    }


@pytest.fixture
def publisher(tmp_path: Path, project: Write, medtown: Command) -> Publisher:
    return Publisher(tmp_path, project, medtown)


# What can't be read is refused.


@pytest.mark.parametrize(
    ("files", "code"),
    [
        pytest.param({"graph/a.ttl": f'{OAK}:oak def:note "caf'.encode() + b'\xe9" .'}, "MT106", id="not UTF-8"),
        pytest.param({"graph/a.ttl": b"\xff\xfe" + OAK.encode("utf-16-le")}, "MT106", id="UTF-16"),
        pytest.param({"graph/a.ttl": f"{OAK}:oak def:near <elm> ."}, "MT202", id="a relative IRI"),
        pytest.param({"graph/a.ttl": f"{OAK}:oak def:near <../../etc/passwd> ."}, "MT202", id="a path as IRI"),
        pytest.param({"graph/a.ttl": f"{OAK}:oak def:near <{BASE}id/\\u0000> ."}, "MT201", id="NUL in an IRI"),
        pytest.param({"graph/a.ttl": OAK + f':oak def:note "{"x" * 20_000_000}" .'}, "MT204", id="20 MB"),
        pytest.param({"graph/dataset.ttl": ""}, "MT103", id="no settings"),
        pytest.param({"queries/q.rq": "SELECT ?x WHERE { ?x ?y ?z }"}, "MT403", id="a query without title"),
        pytest.param({"queries/q.rq": "# title: Q\nSELECT WHERE {"}, "MT401", id="a query with a fault"),
        pytest.param({"queries/q.rq": "# title: Q\nDROP ALL"}, "MT404", id="an update"),
        pytest.param(
            {"queries/q.rq": "# title: Q\nSELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"},
            "MT405",
            id="a query that calls out",
        ),
    ],
)
def test_bad_input(files: Files, code: str, publisher: Publisher) -> None:
    publisher.refused(files, code)


def test_a_file_that_cannot_be_read(publisher: Publisher, project: Write) -> None:
    (project({}) / "graph" / "a.ttl").symlink_to("/proc/self/mem")
    project_files = publisher._folder / "project" / "graph"
    done = publisher._medtown("--project", project_files.parent, "publish", "-o", publisher.site)
    assert (done.returncode, "[MT105]" in done.stdout, publisher.site.exists()) == (2, True, False)


@pytest.mark.parametrize(
    ("files", "code"), [({}, "MT104"), ({"graph/a.ttl": OAK}, "MT102")], ids=["an empty graph/", "facts alone"]
)
def test_no_settings_file(files: dict[str, str], code: str, tmp_path: Path, medtown: Command) -> None:
    (tmp_path / "p" / "graph").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "p" / name).write_text(text, "utf-8")
    done = medtown("--project", tmp_path / "p", "publish", "-o", tmp_path / "site")
    assert (done.returncode, f"[{code}]" in done.stdout) == (2, True), done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_folder_that_is_no_project(tmp_path: Path, medtown: Command) -> None:
    done = medtown("--project", tmp_path, "publish", "-o", tmp_path / "site")
    assert (done.returncode, "[MT101]" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


# What is odd is published whole.


def test_two_files_with_types_at_odds(publisher: Publisher) -> None:
    files = {"graph/a.ttl": OAK, "graph/b.ttl": f"{PREFIXES}def:Place rdfs:label 'place' . :oak a def:Place .\n"}
    site = publisher.published(files)
    assert "[MT303]" in publisher.run(files).stdout
    page = (site.root / "doc/oak.html").read_text("utf-8")
    assert 'href="../class/def-Plant.html"' in page
    assert 'href="../class/def-Place.html"' in page


def test_a_literal_of_7_mb(publisher: Publisher) -> None:
    publisher.published({"graph/a.ttl": OAK + f':oak def:note "{"x" * 7_000_000}" .'})


ODD_NAMES = {
    "dot segments": ("../../../../evil", "id/../evil", "id/./oak", "id/..", "id/a/.."),
    "dot segments in escapes": ("%2e%2e/%2e%2e/evil", "id/%2E%2E", "id/%2e%2e%2fevil", "id/..%2f..%2fevil"),
    "NUL and controls in escapes": ("id/%00", "id/a%00.html", "id/%0d%0a", "id/%7f", "id/%5c..%5cevil"),
    "escapes that are no UTF-8": ("id/%ff%fe", "id/%c3", "id/%ff", "id/%ed%a0%80", "id/a%c3/b"),
    "case": ("id/oak", "id/Oak", "id/OAK", "id/straße", "id/STRASSE"),
    "Unicode forms": ("id/caf\u00e9", "id/cafe\u0301"),
    "long": (f"id/{'a' * 300}", f"id/{'a' * 299}b", f"id/{'é' * 300}", f"id/{'a/' * 300}a"),
    "Arabic and Greek": ("id/حديقة", "id/ΚΉΠΟΣ", "id/κήπος", "مكان/حديقة"),
    "one within another": ("id/oak", "id/oak/leaf", "id/oak/leaf/", "id/oak/", "id/oakleaf", "id", "id/"),
    "names of our own files": (
        *("index", "index.html", "site.json", "404", "robots.txt", "sitemap.xml", "dump/g.nq", "assets/style.css"),
        *("doc/oak", "class/index", "query/index", "void", "sparql", "context.jsonld", ".well-known/void", "id/index"),
    ),
    "suffixes": ("id/oak", "id/oak.html", "id/oak.ttl", "id/oak.fr", "id/oak.fr.html", "id/oak.nt.gz"),
    "our own escapes": ("id/~0", "id/~2e", "id/~~0123456789ab", "id/a~2eb", "id/a.b", "id/~base", "~/http/x"),
    "terms and documents": ("def#Plant", "def/Plant", "def", "def#", "def#a/b", "def#a/../b", "set/g", "set/graph/a"),
    "queries and fragments": ("id/oak?x=1", "id/oak#it", "id/oak?x=1#it", "id/a#b?c", "id/$&'()*+,;=:@!"),
    "letters that act in HTML": ("id/'onload='x'", "id/&lt;script&gt;", "id/a&amp;b", "def#'x'"),
}


@pytest.mark.parametrize("case", ODD_NAMES)
def test_odd_names(case: str, publisher: Publisher, serve: Callable[[Path], str], fetch: Fetch) -> None:
    """Each is published, apart from the others, and found again by its own path as it was written."""
    names = ODD_NAMES[case]
    facts = "".join(
        f'<{BASE}{name}> a def:Plant ; rdfs:label "no. {k}" ; def:near <{BASE}{names[k - 1]}> .\n'
        for k, name in enumerate(names)
    )
    site = publisher.published({"graph/a.ttl": PREFIXES + facts})
    served = serve(site.root)
    failed = []
    for name in names:
        path = "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in name.split("#")[0])
        status, _, body = fetch(served + path.split("?")[0], "application/n-triples")
        if (status, f"<{BASE}{name}> " in body.decode()) != (200, True) and "?" not in name and "evil" not in name:
            failed.append((name, status))
    # What is a file of the site at that very address stays that file.
    assert [f for f in failed if f[0] not in ODD_NAMES["names of our own files"]] == []


def test_foreign_names(publisher: Publisher) -> None:
    names = (
        *("http://example.net/../../evil", "https://example.net/g", "https://example.net/g/", "https://example.net"),
        *("urn:isbn:0", "urn:..:evil", "mailto:a@example.net", "file:///etc/passwd", "tag:x,2000:../..", "http:"),
        *("javascript:alert(1)", "data:text/html,<b>".replace("<", "%3C").replace(">", "%3E"), "x:/", "x:", "x:a#b"),
        *(
            "http://example.net/gX",
            "HTTPS://example.net/g/id/oak",
            "http://[::1]/a",
            "http://xn--4dbrk0ce/",
            "c:\\"[:2],
        ),
    )
    facts = "".join(f'<{name}> a def:Plant ; rdfs:label "no. {k}" .\n' for k, name in enumerate(names))
    publisher.published({"graph/a.ttl": PREFIXES + facts})


def test_ten_thousand_values(publisher: Publisher) -> None:
    """Texts, links to resources of one document, and as many links back: each stands on the pages of its list."""
    notes = ", ".join(f'"note {k}"' for k in range(10_000))
    plants = ", ".join(f"<{BASE}all#p{k}>" for k in range(10_000))
    facts = "".join(f'<{BASE}all#p{k}> rdfs:label "Plant {k}" ; def:near :oak .\n' for k in range(10_000))
    site = publisher.published({"graph/a.ttl": f"{OAK}:oak def:note {notes} ; def:near {plants} .\n{facts}"})
    page = (site.root / "doc/oak.html").read_text("utf-8")
    assert page.count('<span class="text">note ') == 50
    lists = "".join((site.root / name).read_text("utf-8") for name in site.pages if "doc/oak~~" in name)
    assert {f'<span class="text">note {k}</span>' in lists for k in range(10_000)} == {True}
    assert {lists.count(f'<a href="../all.html#p{k}">') for k in range(10_000)} == {2}


SCRIPT = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'{{'z'*9}}{% x %}"


def test_scripts_in_every_text(publisher: Publisher) -> None:
    """In titles, labels, descriptions, values, languages of labels, names of shapes, groups and queries."""
    text = f'"{SCRIPT}"'
    files = {
        "graph/dataset.ttl": f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<{BASE}set/g> a void:Dataset ; dcterms:title {text} ; dcterms:description {text} ; void:uriSpace "{BASE}" ;
  dcterms:license <javascript:alert(1)> ; dcterms:publisher <javascript:alert(2)> ; dcterms:language "en", "ar" .
""",
        "graph/a.ttl": f"""{PREFIXES}
:oak a def:Plant ; rdfs:label {text}, {text}@ar ; rdfs:comment {text} ; def:note {text}@x-a-b, {text}^^def:note ;
  def:near <javascript:alert(3)>, <data:text/html,alert>, <vbscript:x>, <https://example.net/?q='%22onload=x> ;
  def:day "<script>"^^<http://www.w3.org/2001/XMLSchema#date>, {text}^^<http://www.w3.org/2001/XMLSchema#integer> .
<javascript:alert(4)> a def:Plant ; rdfs:label {text} .
def:day rdfs:label {text} .
""",
        "ontology/o.ttl": f"""{PREFIXES}
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<{BASE}def> a owl:Ontology ; rdfs:label {text} ; rdfs:comment {text} .
def:Plant a owl:Class ; rdfs:label {text} ; rdfs:comment {text} ; rdfs:seeAlso <javascript:alert(5)> .
def:tall a def:Height ; rdfs:label {text} . def:Height a owl:Class .
""",
        "shapes/s.ttl": f"""{PREFIXES}
@prefix sh: <http://www.w3.org/ns/shacl#> .
<{BASE}shapes#P> a sh:NodeShape ; rdfs:label {text} ; sh:targetClass def:Plant ;
  sh:property [ sh:path def:note ; sh:name {text} ; sh:description {text} ; sh:group <{BASE}shapes#G> ] .
<{BASE}shapes#G> a sh:PropertyGroup ; rdfs:label {text} .
""",
        "queries/xss.rq": f"# title: {SCRIPT}\n# description: {SCRIPT}\n\n"
        f"SELECT ?x (<javascript:alert(6)> AS ?link) ({text} AS ?text) {{ ?x ?p ?o }} LIMIT 5\n",
    }
    project = publisher._write(files)
    done = publisher._medtown("--project", project, "publish", "-o", publisher.site)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    site = read_site(publisher.site)
    faults = [f for f in page_faults(site) if "the text" not in f]  # {{ }} stands in our own values here
    assert faults == []
    assert link_faults(site) == []
    for name in site.pages:
        text = (site.root / name).read_text("utf-8")
        assert "<script>" not in text, name
        assert "<img src=x" not in text, name
        assert "zzz" not in text, name


def test_control_characters(publisher: Publisher) -> None:
    """NUL too: our pages put their own marks between NULs while they are made."""
    controls = "".join(f"\\u{k:04X}" for k in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x202E, 0xFFFE, 0xFFFF))
    marks = "a\\u0000^b\\u0000.c"
    site = publisher.published(
        {
            "graph/a.ttl": OAK.replace('"Oak"', f'"{marks}", "{controls}"')
            + f':oak def:note "{controls}", "{marks}"@fr ; rdfs:comment "{marks}" .\n',
            "graph/dataset.ttl": (
                "@prefix d: <http://purl.org/dc/terms/> . @prefix void: <http://rdfs.org/ns/void#> .\n"
                f'<{BASE}set/g> a void:Dataset ; d:title "{marks}" ; d:description "{marks}" ;'
                f' void:uriSpace "{BASE}" .\n'
            ),
        }
    )
    shown = "a\ufffd^b\ufffd.c"
    assert site.pages["doc/oak.html"].title == f"{shown} · {shown}"
    for name in ("index.html", "doc/oak.html"):
        page = (site.root / name).read_text("utf-8")
        assert f"<h1>{shown}</h1>" in page
        assert f'<p class="lead"><span class="text">{shown}</span></p>' in page
        assert f'<meta name="description" content="{shown}">' in page
    assert not (site.root / "doc/oak.rdf").exists()  # XML has no way to write them


def test_shared_cyclic_and_orphan_blank_nodes(publisher: Publisher) -> None:
    publisher.published(
        {
            "graph/a.ttl": f"""{OAK}
:elm a def:Plant ; rdfs:label "Elm" ; def:near _:shared , _:one , _:self .
:oak def:near _:shared , ( _:shared :elm ( ) ) .
_:shared rdfs:label "shared" ; def:near [ def:near :oak ] .
_:one def:near _:two . _:two def:near _:one , :elm .
_:self def:near _:self .
_:orphan rdfs:label "orphan" ; def:near [ rdfs:label "below the orphan" ] .
_:ring1 def:near _:ring2 . _:ring2 def:near _:ring1 .
[] a def:Plant .
[ a def:Plant ; rdfs:label "nameless" ] def:near _:nowhere .
_:bad <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> :oak , :elm ; a _:shared .
""",
            "graph/b.ttl": f'{PREFIXES}_:shared rdfs:label "another of that name" ; def:near _:shared .\n',
        }
    )


def test_deep_blank_nodes(publisher: Publisher) -> None:
    deep = '[ rdfs:label "x" ; def:near ' * 100 + ":oak" + "]" * 100
    publisher.published({"graph/a.ttl": f"{OAK}:oak def:near {deep} .\n"})


def test_types_that_are_no_classes(publisher: Publisher) -> None:
    publisher.published(
        {
            "graph/a.ttl": f"""{OAK}
:a a <http://www.w3.org/2002/07/owl#Thing>, "a text", [ rdfs:label "nameless" ], <http://index>, <urn:x:y> ;
  rdfs:label "A" .
:b a <http://www.w3.org/2002/07/owl#Class> ; rdfs:label "B" .
:c a :b , :c ; rdfs:label "C" ; :c :c .
def:Plant a <http://www.w3.org/2002/07/owl#Class> . def:tall a def:Height ; rdfs:label "tall" .
def:Height rdfs:label "height" .
""",
        }
    )


def test_pages_of_terms_that_others_could_take(publisher: Publisher) -> None:
    """A class, a property whose name differs by case only, and things at the addresses of their pages."""
    publisher.published(
        {
            "graph/a.ttl": f"""{OAK}
@prefix owl: <http://www.w3.org/2002/07/owl#> .
def:Plant a owl:Class . def:plant a owl:ObjectProperty ; rdfs:label "plant" .
def:plant_ a owl:ObjectProperty ; rdfs:label "plant again" .
<{BASE}def/Plant> a def:Plant ; rdfs:label "page" . <{BASE}def/plant> a def:Plant ; rdfs:label "page" .
<{BASE}def/plant_> a def:Plant ; rdfs:label "page" . <{BASE}def/> a def:Plant ; rdfs:label "page" .
""",
        }
    )


def test_nothing_but_settings(publisher: Publisher) -> None:
    publisher.published({})


def test_a_file_of_comments_and_one_with_a_byte_order_mark(publisher: Publisher) -> None:
    publisher.published({"graph/a.ttl": "# nothing\n", "graph/b.ttl": b"\xef\xbb\xbf" + OAK.encode()})


def test_odd_file_names(publisher: Publisher) -> None:
    title = "# title: Q\nASK {}\n"
    publisher.published(
        {
            "graph/sub folder/é.x.ttl": OAK,
            "graph/100%.ttl": OAK,
            "graph/a'b&c.ttl": OAK,
            "graph/..ttl": "not Turtle: a hidden file",
            "graph/INDEX.ttl": OAK,
            "graph/index.ttl": OAK,
            "queries/index.rq": title,
            "queries/a b.c.rq": title,
            "queries/é.rq": title,
            "queries/x.html.rq": title,
        }
    )


def test_answers_of_every_kind(publisher: Publisher) -> None:
    """Among them one that holds what XML can't, and one without a row."""
    site = publisher.published(
        {
            "graph/a.ttl": f'{OAK}:oak def:note "\\u0000\\u0008", [ def:note "x" ] .',
            "queries/ask.rq": "# title: Ask\nASK { ?s ?p ?o }",
            "queries/construct.rq": "# title: Construct\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "queries/describe.rq": f"# title: Describe\nDESCRIBE <{BASE}id/oak>",
            "queries/none.rq": "# title: Nothing\nSELECT ?s { ?s <x:y> ?o }",
            "queries/select.rq": "# title: Select\nSELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } }",
        }
    )
    found = {name.removeprefix("query/") for name in site.files if name.startswith("query/")}
    assert found - {"editor.html", "terms.json"} == {"index.html"} | {
        f"{name}.{suffix}"
        for name, suffixes in {
            "ask": ("html", "rq", "json", "xml"),
            "construct": ("html", "rq", "ttl", "jsonld", "nt", "rdf"),
            "describe": ("html", "rq", "ttl", "jsonld", "nt", "rdf"),
            "none": ("html", "rq", "json", "xml", "csv", "tsv"),
            "select": ("html", "rq", "json", "xml", "csv", "tsv"),
        }.items()
        for suffix in suffixes
    }


# Where the site can't be written.


@pytest.mark.parametrize(
    "files",
    [
        {"mine.txt": "mine"},
        {"site.json": "{}", "mine.txt": "mine"},
        {"site.json": '["base", "languages", "moved", "name"]'},
        {"site.json": "not JSON", "index.html": "mine"},
        {".hidden": ""},
    ],
    ids=["a file", "another program's site.json", "a list", "no JSON", "a hidden file"],
)
def test_a_folder_of_others_is_left_alone(files: dict[str, str], publisher: Publisher) -> None:
    publisher.site.mkdir(parents=True)
    for name, text in files.items():
        (publisher.site / name).write_text(text, "utf-8")
    done = publisher.run({"graph/a.ttl": OAK})
    assert (done.returncode, "[MT601]" in done.stderr) == (2, True), done.stderr
    assert {p.name: p.read_text("utf-8") for p in publisher.site.iterdir()} == files


def test_an_empty_folder_is_taken(publisher: Publisher) -> None:
    publisher.site.mkdir(parents=True)
    publisher.published({"graph/a.ttl": OAK})


def test_a_file_in_the_way(publisher: Publisher) -> None:
    publisher.site.parent.mkdir()
    publisher.site.write_text("mine", "utf-8")
    done = publisher.run({"graph/a.ttl": OAK})
    assert (done.returncode, "Traceback" in done.stderr, publisher.site.read_text("utf-8")) == (2, False, "mine")


def test_a_file_as_parent(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    publisher.site = tmp_path / "file" / "site"
    done = publisher._medtown("--project", publisher._write({}), "publish", "-o", publisher.site)
    assert (done.returncode, "[MT602]" in done.stderr) == (2, True), done.stderr
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_parent_that_may_not_be_written(publisher: Publisher, tmp_path: Path) -> None:
    """As root only without the capability to overrule permissions."""
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("runs as root, and there is no setpriv (util-linux) to become less than that")
        before = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
    project = publisher._write({"graph/a.ttl": OAK})
    (tmp_path / "locked").mkdir(mode=0o555)
    done = publisher._medtown("--project", project, "publish", "-o", tmp_path / "locked" / "site", before=before)
    assert (done.returncode, "[MT602]" in done.stderr) == (2, True), done.stderr
    assert list((tmp_path / "locked").iterdir()) == []


def test_a_link_to_a_folder_stays_a_link(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    project = publisher._write({"graph/a.ttl": OAK})
    for _ in range(2):
        done = publisher._medtown("--project", project, "publish", "-o", tmp_path / "link")
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "link").readlink() == Path("real")
    assert (tmp_path / "real" / "index.html").is_file()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "project", "real"]


def _forbid_files_larger_than(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [200, 3_000, 20_000], ids=["a page", "a later page", "a dump"])
def test_a_disk_that_refuses(size: int, publisher: Publisher, medtown: Command) -> None:
    """The old site stays, to the byte, and nothing is left beside it."""
    facts = "".join(f':p{k} a def:Plant ; rdfs:label "Plant {k}" .\n' for k in range(200))
    site = publisher.published({"graph/a.ttl": OAK})
    project = publisher._write({"graph/a.ttl": PREFIXES + facts})
    parent = site.root.parent
    before = contents(parent, apart=parent)
    limit = partial(_forbid_files_larger_than, size)
    done = medtown("--project", project, "publish", "-o", site.root, limit=limit)
    assert (done.returncode, "[MT602]" in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    assert contents(parent, apart=parent) == before
    assert [path.name for path in parent.iterdir()] == ["site"]


def test_names_that_moved_are_told_to_the_server(publisher: Publisher) -> None:
    site = publisher.published({"graph/a.ttl": f'{OAK}:Oak a def:Plant ; rdfs:label "other" .\n'})
    told = json.loads((site.root / "site.json").read_bytes())
    assert {iri: (site.root / f"{path}.html").is_file() for iri, path in told["moved"].items()} == {
        f"{BASE}id/Oak": True
    }
