"""Figures of data cubes: how structures are read, and what stands on the pages of things, times and observations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from medtown.pages.figures.cube import Cube
from medtown.pages.figures.observations import MOST, FigureMaker
from medtown.table import Labels
from medtown.table.terms import iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.pages.figures.observations import Figures
    from tests.pages.conftest import SmallSite

    Make = Callable[..., SmallSite]

QB = "@prefix qb: <http://purl.org/linked-data/cube#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
STRUCTURE = """
:set qb:structure [ qb:component
  [ qb:measure :value ; qb:order 10 ] , [ qb:dimension :status ; qb:order 9 ] , [ qb:dimension :when ; qb:order 3 ] ,
  [ qb:dimension :what ; qb:order 1 ] , [ qb:dimension :place ; qb:order 2 ] , [ qb:dimension :told ] ,
  [ qb:attribute :unit ; qb:componentRequired true ] , [ qb:attribute :note ] ] .
:told rdfs:subPropertyOf dcterms:source ; rdfs:label "main source" .
:what rdfs:label "indicator"@en , "indicateur"@fr .
:status rdfs:label "status" . :when rdfs:label "period" ; rdfs:subPropertyOf dcterms:temporal .
:trees rdfs:label "Trees"@en , "Arbres"@fr . :area rdfs:label "Area" .
:pc rdfs:label "pieces" . :ha rdfs:label "hectares" .
:oak rdfs:label "Oak Street" . :elm rdfs:label "Elm Street" . :sure rdfs:label "counted" . :plan rdfs:label "planned" .
:p20 rdfs:label "spring 2020" ; dcat:startDate "2020-03"^^xsd:gYearMonth ; dcat:endDate "2020-05"^^xsd:gYearMonth .
:p21 rdfs:label "2021" ; dcat:startDate "2021"^^xsd:gYear . :p22 rdfs:label "2022" ; dcat:startDate "2022"^^xsd:gYear .
:ever rdfs:label "not stated" . :one rdfs:label "Page one" . :two rdfs:label "Page two" .
"""
UNITS = {"trees": "pc", "area": "ha"}


def seen(name: str, value: str, *dimensions: str) -> str:
    """An observation: what, where, when, and where other than usual its status and source."""
    what, place, when, status, told = (*dimensions, *("sure", "one")[len(dimensions) - 3 :])
    return (
        f":{name} qb:dataSet :set ; rdfs:label '{name}' ; :value {value} ; :unit :{UNITS[what]} ; :what :{what} ;"
        f" :place :{place} ; :when :{when} ; :status :{status} ; :told :{told} .\n"
    )


class Pages:
    """The figures of a small site."""

    def __init__(self, make: Make, data: str, language: str = "en") -> None:
        self.site = make(QB + data, language=language)
        table = self.site.table
        self.cube = Cube(table)
        self._maker = FigureMaker(table, Labels(table, ("en", "fr")), self.cube, self.site.values, self.site.texts)

    def of(self, name: str) -> Figures:
        """The figures on the page of `:name`."""
        found = self._maker.of(self.site.number(name))
        assert found is not None
        return found

    def has(self, name: str) -> bool:
        """Whether there are some."""
        return self._maker.of(self.site.number(name)) is not None

    def lines(self, name: str) -> list[str]:
        """Them as text: groups, and below them number, unit, other dimensions and `!` where sources differ."""
        lines = []
        for group in self.of(name).groups:
            lines.append(group.name.striptags())
            for f in group.figures:
                aspects = [f"{a.label}={a.html.striptags()}" for a in f.aspects]
                parts = [f.number.striptags(), f.unit.striptags(), *aspects, "!" if f.differs else ""]
                lines.append(" ".join(["-", *filter(None, parts)]))
        return [line.replace("e.org/id/", "") for line in lines]

    def names(self, numbers: tuple[int, ...]) -> list[str]:
        """The ends of IRIs."""
        terms = [self.site.table.terms[number] for number in numbers]
        return [iri_value(term).rpartition("/")[2] for term in terms if is_iri(term)]


def bars(chart: str) -> list[str]:
    """The caption of a chart, its names and numbers."""
    return [
        re.sub("<[^>]*>", "", part)
        for part in re.findall(r"<(?:figcaption|div|data)[^>]*>.*?</(?:figcaption|div|data)>", chart)
    ]


DATA = STRUCTURE + (
    seen("c", "20", "trees", "oak", "p21", "sure", "two")
    + seen("b", "15", "trees", "oak", "p21")
    + seen("a", "12", "trees", "oak", "p20")
    + seen("d", "30", "trees", "elm", "ever", "plan")
    + seen("e", "0.5", "area", "oak", "p21")
)


def test_a_structure_is_read_in_its_order(small_site: Make) -> None:
    pages = Pages(small_site, DATA)
    structure = pages.cube.structure(pages.site.number(":a"))
    assert structure is not None
    assert pages.names(structure.dimensions) == ["what", "place", "when", "status", "told"]
    assert (pages.names(structure.measures), pages.names(structure.attributes)) == (["value"], ["note"])
    assert pages.names((structure.unit or 0, structure.decisive or 0)) == ["unit", "what"]
    assert pages.cube.structure(pages.site.number(":oak")) is None


def test_the_page_of_an_indicator_groups_by_place(small_site: Make) -> None:
    pages = Pages(small_site, DATA)
    assert pages.lines(":trees") == [
        "Elm Street",
        "- 30 pieces period=not stated status=planned",
        "Oak Street",
        "- 12 pieces period=spring 2020 status=counted",
        "- 15 pieces period=2021 status=counted !",
        "- 20 pieces period=2021 status=counted !",
    ]
    assert [bars(chart) for chart in pages.of(":trees").charts] == [
        [
            "Trees (pieces)",
            *("Elm Street · planned", "30"),
            *("Oak Street · 2021 · counted sources differ", "20"),
            *("Oak Street · 2021 · counted sources differ", "15"),
            *("Oak Street · spring 2020 · counted", "12"),
        ]
    ]
    assert "<a " not in pages.of(":trees").charts[0]  # the list below has the links


def test_the_page_of_a_place_groups_by_indicator_and_compares_only_one_unit(small_site: Make) -> None:
    pages = Pages(small_site, DATA)
    assert pages.lines(":oak") == [
        "Area",
        "- 0.5 hectares period=2021 status=counted",
        "Trees",
        "- 12 pieces period=spring 2020 status=counted",
        "- 15 pieces period=2021 status=counted !",
        "- 20 pieces period=2021 status=counted !",
    ]
    assert [bars(chart)[0] for chart in pages.of(":oak").charts] == ["Trees (pieces)"]
    assert pages.of(":elm").charts == []  # one number is no chart
    assert pages.lines(":p20") == ["Trees", "- 12 pieces place=Oak Street status=counted"]
    assert pages.lines(":two") == ["Trees", "- 20 pieces place=Oak Street period=2021 status=counted"]


def test_a_line_where_only_the_year_differs(small_site: Make) -> None:
    years = {"p20": 5, "p21": 9, "p22": 7}
    data = STRUCTURE + "".join(seen(when, str(n), "trees", "oak", when) for when, n in years.items())
    pages = Pages(small_site, data)
    for name in (":trees", ":oak", ":sure"):
        (chart,) = pages.of(name).charts
        assert "<desc>2020: 5, 2021: 9, 2022: 7</desc>" in chart
    # A second place: bars, for one line can't be of two places.
    pages = Pages(small_site, data + seen("x", "4", "trees", "elm", "p22"))
    assert 'class="chart bars"' in pages.of(":trees").charts[0]
    assert 'class="chart line"' in pages.of(":oak").charts[0]
    places = zip(("oak", "elm", "oak"), years, strict=True)
    pages = Pages(small_site, STRUCTURE + "".join(seen(when, "1", "trees", place, when) for place, when in places))
    assert 'class="chart bars"' in pages.of(":trees").charts[0]


def test_dates_are_times_without_being_declared(small_site: Make) -> None:
    data = "".join(
        f":o{y} qb:dataSet :s ; :n {y}0 ; :in '{y}-05'^^xsd:gYearMonth ; :town :t . " for y in (2019, 2021, 2020)
    )
    structure = ":s qb:structure [ qb:component [ qb:measure :n ] , [ qb:dimension :in ] , [ qb:dimension :town ] ] ."
    pages = Pages(small_site, data + structure)
    assert "<desc>2019: 20,190, 2020: 20,200, 2021: 20,210</desc>" in pages.of(":t").charts[0]
    assert [line for line in pages.lines(":t") if not line.startswith("-")] == ["May 2019", "May 2020", "May 2021"]


def test_the_sources_and_attributes_of_a_figure_are_folded(small_site: Make) -> None:
    data = (
        DATA
        + ":a dcterms:source :two , :one ; :note 'without shrubs'@en , 'sans arbustes'@fr . :note rdfs:label 'note' ."
    )
    why = Pages(small_site, data).of(":p20").groups[0].figures[0].why
    assert why.startswith('<details class="why"><summary>sources</summary>')
    assert why.striptags() == "sourcesPage onePage twonote: without shrubsAs stated: a"
    french = Pages(small_site, data, "fr").of(":p20").groups[0]
    assert french.name.striptags() == "Arbres"
    assert "sans arbustes" in french.figures[0].why
    assert "without shrubs" not in french.figures[0].why


def test_the_page_of_an_observation_begins_with_its_figure(small_site: Make) -> None:
    figures = Pages(small_site, DATA).of(":d")
    (own,) = figures.own
    assert (own.number.striptags(), own.unit.striptags(), own.differs) == ("30", "pieces", False)
    assert [(a.label, a.html.striptags()) for a in own.aspects] == [
        ("indicator", "Trees"),
        ("place", "Elm Street"),
        ("period", "not stated"),
        ("status", "planned"),
    ]
    assert (figures.groups, figures.charts) == ([], [])
    names = ("what", "place", "when", "status", "value", "unit")
    assert figures.told == {f"<http://e.org/id/{name}>" for name in names}  # the source is folded, not told


def test_pages_without_figures_have_none(small_site: Make) -> None:
    pages = Pages(small_site, DATA)
    assert [pages.has(name) for name in (":pc", ":set", ":what", ":value", ":trees")] == [False] * 4 + [True]
    assert not Pages(small_site, ":a :b :c .").has(":c")


def test_a_set_without_a_structure_has_all_components_that_are_defined(small_site: Make) -> None:
    pages = Pages(
        small_site,
        ":o qb:dataSet :s ; :n 3 ; :town :t . :n a qb:MeasureProperty . :town a qb:DimensionProperty .",
    )
    assert pages.lines(":t") == ["n", "- 3"]


def test_components_named_by_componentproperty(small_site: Make) -> None:
    pages = Pages(
        small_site,
        ":o qb:dataSet :s ; :n 3 ; :town :t . :n a qb:MeasureProperty . :town a qb:DimensionProperty ."
        ":s qb:structure [ qb:component [ qb:componentProperty :n ] , [ qb:componentProperty :town ] ] .",
    )
    assert pages.lines(":t") == ["n", "- 3"]


def test_what_is_attached_to_slices_and_data_sets_counts(small_site: Make) -> None:
    pages = Pages(
        small_site,
        "@prefix sdmx: <http://purl.org/linked-data/sdmx/2009/attribute#> ."
        ":s qb:structure [ qb:component [ qb:measure :n ] , [ qb:dimension :town ; qb:order 1 ] ,"
        " [ qb:dimension :kind ; qb:order 2 ] , [ qb:attribute sdmx:unitMeasure ] ] ;"
        " sdmx:unitMeasure :kg ; :kind :fruit ; qb:slice :part ."
        ":part qb:observation :o , :p ; :town :t . :o qb:dataSet :s ; :n 3 . :p qb:dataSet :s ; :n 4 ."
        ":q qb:dataSet :s ; :n 5 ; :town :u .",
    )
    assert pages.lines(":t") == ["fruit", "- 3 kg !", "- 4 kg !"]
    assert pages.lines(":fruit") == ["t", "- 3 kg !", "- 4 kg !", "u", "- 5 kg"]


def test_several_measures_say_which(small_site: Make) -> None:
    pages = Pages(
        small_site,
        ":s qb:structure [ qb:component [ qb:measure :men ] , [ qb:measure :women ] , [ qb:dimension :town ] ,"
        " [ qb:dimension qb:measureType ] ] . :o qb:dataSet :s ; :men 3 ; :women 4 ; :town :t ."
        ":p qb:dataSet :s ; :men 5 ; qb:measureType :men ; :town :t .",
    )
    assert pages.lines(":t") == ["men", "- 3 !", "- 5 !", "women", "- 4"]


def test_a_thing_in_two_roles_is_told_by_its_role(small_site: Make) -> None:
    structure = ":s qb:structure [ qb:component [ qb:measure :n ] , [ qb:dimension :from ] , [ qb:dimension :to ] ] ."
    moves = ((1, "x", "y"), (2, "y", "x"), (3, "x", "x"))
    data = "".join(f":o{n} qb:dataSet :s ; :n {n} ; :from :{a} ; :to :{b} . " for n, a, b in moves)
    pages = Pages(small_site, structure + data)
    assert pages.lines(":x") == ["x", "- 1 to=y", "- 3 to=x", "y", "- 2 to=x"]


def test_numbers_that_are_none_are_shown_but_not_drawn(small_site: Make) -> None:
    values = ['"many"', '"INF"^^xsd:double', "1", "2"]
    data = "".join(f":o{n} qb:dataSet :s ; :n {v} ; :town :t ; :kind :k{n} . " for n, v in enumerate(values))
    structure = ":s qb:structure [ qb:component [ qb:measure :n ] , [ qb:dimension :town ] , [ qb:dimension :kind ] ] ."
    pages = Pages(small_site, data + structure)
    assert pages.lines(":t")[:4] == ["k0", "- many", "k1", "- INF"]
    assert pages.of(":t").charts == []


@pytest.mark.parametrize(("count", "more"), [(MOST, 0), (MOST + 5, 5)])
def test_very_many_figures_are_cut_and_counted(small_site: Make, count: int, more: int) -> None:
    data = STRUCTURE + "".join(seen(f"o{n}", str(n), "trees", f"place{n}", "p20") for n in range(count))
    figures = Pages(small_site, data).of(":trees")
    assert (len(figures.groups), figures.more) == (MOST, more)
    assert len(figures.charts) == (0 if more else 1)
