"""Projects that are not MedTOWN: a small one, whole, and ones that lack or differ in something."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.graphs import canonical, canonical_sources, documents
from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.command import Command

    Fetch = Callable[..., tuple[int, str, bytes]]
    Write = Callable[[Mapping[str, str | bytes]], Path]

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests" / "sites" / "minimal.expected"
FACTS = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<{0}oak> a <{0}Garden> ; rdfs:label "Oak" ; <{0}near> <{0}river>, [ rdfs:label "the old mill" ] .
<{0}river> a <{0}Garden> ; rdfs:label "River" .
<{0}Garden> rdfs:label "garden" . <{0}near> rdfs:label "near" .
"""


def _files(root: Path) -> dict[str, str]:
    """What a site's text files hold.

    Left out: assets/, which stand in the package, and what depends on the compressor: packed files, and their
    sizes and sums where others name them.
    """
    files = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix != ".gz" and not name.startswith("assets/"):
            text = path.read_bytes().decode()
            if name.startswith("dump/index"):
                text = re.sub(r"(\.gz</a></td>).*?</tr>", r"\1…</tr>", text)
            if name == "dump/SHA256SUMS":
                text = re.sub(r"[0-9a-f]{64}(?=  .*\.gz)", "…", text)
            files[name] = text
    return files


def test_the_minimal_project_gives_its_golden_folder(minimal_site: Path, *, updates_golden: bool) -> None:
    found = _files(minimal_site)
    if updates_golden:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in found.items():
            path = EXPECTED / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    expected = _files(EXPECTED)
    assert sorted(found) == sorted(expected)
    for name, text in expected.items():
        assert found[name] == text, name


def test_the_minimal_site_is_sound(minimal_site: Path) -> None:
    site = read_site(minimal_site)
    assert page_faults(site) == []
    assert link_faults(site) == []
    assert {page.direction for name, page in site.pages.items() if name.endswith(".ar.html")} == {"rtl"}
    minimal = ROOT / "tests" / "sites" / "minimal"
    data = canonical_sources([*(minimal / "graph").iterdir(), *(minimal / "ontology").iterdir()])
    assert canonical(d for d in documents(minimal_site) if d.stem != "shapes") == data


def _dataset(base: str) -> str:
    return f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<{base}gardens> a void:Dataset ; dcterms:title "Gardens" ; void:uriSpace "{base}" .
"""


BASES = {
    "ends in #": ("https://example.net/gardens#", "https://example.net/gardens#"),
    "only graph/": ("https://example.net/gardens/", "https://example.net/gardens/id/garden/"),
    "no id/": ("https://example.net/gardens/", "https://example.net/gardens/"),
    "no path": ("http://example.net/", "http://example.net/id/"),
    "another port": ("http://localhost:8080/x/y/", "http://localhost:8080/x/y/id/"),
}


@pytest.mark.parametrize("case", BASES)
def test_a_project_of_facts_alone(  # noqa: PLR0913, PLR0917 - fixtures
    case: str,
    project: Write,
    medtown: Command,
    tmp_path: Path,
    serve: Callable[[Path], str],
    fetch: Fetch,
) -> None:
    base, names = BASES[case]
    folder = project({"graph/dataset.ttl": _dataset(base), "graph/facts.ttl": FACTS.format(names)})
    done = medtown("--project", folder, "publish", "-o", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    site = read_site(tmp_path / "site")
    assert page_faults(site) + link_faults(site) == []
    expected = canonical_sources((folder / "graph").iterdir())
    assert canonical(documents(site.root)) == expected
    assert canonical([site.root / "dump" / "gardens.nq"]) == expected
    # Whoever follows an IRI finds it: a client leaves the fragment out, and the base leads to this server.
    address = serve(site.root)
    for name in ("oak", "river"):
        # The path above the site is the redirecting host's business.
        path = (names + name).split("#")[0].removeprefix(base.rpartition("/")[0] + "/")
        status, _, body = fetch(address + path, "application/n-triples")
        assert (status, f"<{names}{name}> " in body.decode()) == (200, True), name
        status, _, body = fetch(address + path)
        assert (status, f"<code>{names}{name}</code>" in body.decode()) == (200, True), name


@pytest.mark.parametrize("case", BASES)
def test_absolute_addresses_are_below_the_base(case: str, project: Write, medtown: Command, tmp_path: Path) -> None:
    """In robots.txt, the site map and VoID; a base that ends in # stands in the folder of its document."""
    base, names = BASES[case]
    folder = project({"graph/dataset.ttl": _dataset(base), "graph/facts.ttl": FACTS.format(names)})
    assert medtown("--project", folder, "publish", "-o", tmp_path / "site").returncode == 0
    top = base.rpartition("/")[0] + "/"
    site = tmp_path / "site"
    assert f"Sitemap: {top}sitemap.xml\n" in (site / "robots.txt").read_text("utf-8")
    found = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert [loc for loc in found if not (site / loc.removeprefix(top)).is_file()] == []
    dumps = re.findall(r"\S*/?dump/[\w.]+", (site / "void.ttl").read_text("utf-8"))
    assert [d for d in dumps if not d.strip("<>").startswith((top, "dump/"))] == []
