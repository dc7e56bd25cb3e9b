"""The timeline in whole sites: which classes it shows, years and pages, and sites without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.support.webpages import link_faults, page_faults, read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command import Command
    from tests.support.webpages import Site

    Write = Callable[[Mapping[str, str | bytes]], Path]

PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix g: <https://example.net/g/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
"""
FACTS = """\
g:fair a schema:Event ; rdfs:label "Fair" ; schema:startDate "2021-03-05" .
g:show a schema:Event ; rdfs:label "Show" ; schema:startDate "2019-11" ; schema:endDate "2021-02" .
g:talk a schema:Event ; rdfs:label "Talk" ; schema:startDate "2021-01-01" .
g:plan a schema:Event ; rdfs:label "Plan" .
g:ann a schema:Role ; rdfs:label "Ann at the fair" ; schema:about g:fair ; schema:startDate "2021-03-05" .
g:bob a schema:Role ; rdfs:label "Bob at the fair" ; schema:about g:fair ; schema:startDate "2021-03-05" .
g:year a dcterms:PeriodOfTime ; rdfs:label "The year" ; schema:startDate "2021" . g:fair dcterms:temporal g:year .
g:past a dcterms:PeriodOfTime ; rdfs:label "The past" ; schema:startDate "2020" . g:show dcterms:temporal g:past .
g:one a schema:Person ; rdfs:label "One" . g:two a schema:Person ; rdfs:label "Two" ; schema:birthDate "1970" .
g:six a schema:Person ; rdfs:label "Six" ; schema:knows g:one , g:two .
"""


def _publish(medtown: Command, project: Path) -> Site:
    site = project.parent / "site"
    done = medtown("--project", project, "publish", "-o", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(site)


def _outline(site: Site, page: str) -> list[str]:
    """The years of a page, what goes on in them, and the things with their dates."""
    text = (site.root / page).read_text("utf-8")
    text = text[text.index('<ol class="timeline') : text.index("</main>")]
    parts = re.findall(
        r"<h2[^>]*>(\d+)</h2>|<p class=\"going-on\">(.*?)</p>|<time datetime=\"(.*?)\">.*?<a [^>]*>(.*?)</a>",
        text,
        re.DOTALL,
    )
    return [" ".join(re.sub(r"<[^>]+>", "", word) for word in part if word) for part in parts]


def test_dated_things_by_year_without_what_only_refers_to_them(project: Write, medtown: Command) -> None:
    site = _publish(medtown, project({"graph/facts.ttl": PREFIXES + FACTS}))
    assert page_faults(site) == []
    assert link_faults(site) == []
    assert _outline(site, "timeline/index.html") == [
        *("2019", "2019-11 Show"),
        *("2021", "Going on: Show", "2021-01-01 Talk", "2021-03-05 Fair"),
    ]
    assert "timeline/index.html" in site.pages["index.html"].targets().values()


def test_where_nothing_refers_to_anything_all_dated_classes_are_shown(project: Write, medtown: Command) -> None:
    facts = "".join(line for line in FACTS.splitlines(keepends=True) if line.startswith(("g:fair", "g:talk")))
    site = _publish(medtown, project({"graph/facts.ttl": PREFIXES + facts}))
    assert _outline(site, "timeline/index.html") == ["2021", "2021-01-01 Talk", "2021-03-05 Fair"]


def test_a_long_timeline_has_pages_and_an_index_that_leads_to_each_year(project: Write, medtown: Command) -> None:
    facts = "".join(
        f'g:e{n} a schema:Event ; rdfs:label "Event {n}" ; schema:startDate "{1990 + n // 350}-05-01" .\n'
        for n in range(700)
    )
    site = _publish(medtown, project({"graph/facts.ttl": PREFIXES + facts}))
    assert page_faults(site) == []
    assert link_faults(site) == []
    pages = sorted(name for name in site.files if name.startswith("timeline/"))
    assert pages == ["timeline/2.html", "timeline/3.html", "timeline/4.html", "timeline/index.html"]
    shown = [line for page in pages for line in _outline(site, page) if "Event" in line]
    assert len(shown) == len(set(shown)) == 700
    for page in pages:
        assert {"timeline/index.html#y1990", "timeline/3.html#y1991"} <= {
            target if "timeline" in target else page + target for target in site.pages[page].targets().values()
        }


def test_medtown_shows_events_and_laws_and_no_figures(medtown_site: Path) -> None:
    text = (medtown_site / "timeline" / "index.fr.html").read_text("utf-8")
    for folder in ("event", "law", "project", "pilot"):
        assert f'href="../doc/{folder}/' in text, folder
    for folder in ("observation", "participation", "membership", "period", "statement"):
        assert f'href="../doc/{folder}/' not in text, folder


def test_no_timeline_where_nothing_has_a_date(project: Write, medtown: Command) -> None:
    facts = 'g:a a schema:Event ; rdfs:label "A" . g:b a schema:Event ; rdfs:label "B" .'
    site = _publish(medtown, project({"graph/facts.ttl": PREFIXES + facts}))
    assert not any(name.startswith("timeline/") for name in site.files)
    assert "timeline/index.html" not in site.pages["index.html"].targets().values()
