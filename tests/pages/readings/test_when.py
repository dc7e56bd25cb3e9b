"""When things are: which properties say so, what a mixture of them comes to, and how each language writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.i18n import Texts
from medtown.pages.readings.when import Dates, When, date_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

VOCABULARIES = """
@prefix schema: <https://schema.org/> .
@prefix old: <http://schema.org/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
"""
SPAN = When("2019", "2023")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ('schema:startDate "2019"^^xsd:gYear ; schema:endDate "2023"^^xsd:gYear', SPAN),
        ('old:foundingDate "2019" ; old:dissolutionDate "2023"', SPAN),
        ('schema:startDate "2021-03-02"^^xsd:date', When("2021-03-02", "")),
        ('dcat:endDate "2021-03"^^xsd:gYearMonth', When("", "2021-03")),
        ('prov:startedAtTime "2021-03-02T23:30:00.5+02:00"^^xsd:dateTime', When("2021-03-02", "")),
        ('schema:startDate "2021-03-02Z"^^xsd:date', When("2021-03-02", "")),
        ('dcterms:date "2021-03-02"^^xsd:date', When("2021-03-02", "2021-03-02")),
        ('dcterms:date "2021-03-05"^^xsd:date , "2021-03-02"^^xsd:date', When("2021-03-02", "2021-03-05")),
        # A narrower date says what a wider one says.
        ('dcterms:date "2021"^^xsd:gYear , "2021-03"^^xsd:gYearMonth', When("2021-03", "2021-03")),
        # What is issued later is no end of what was created.
        ('dcterms:created "2018"^^xsd:gYear ; dcterms:issued "2020"^^xsd:gYear', When("2020", "2020")),
        ('schema:startDate "2019" ; dcterms:date "2001" ; dcterms:temporal :p', When("2019", "")),
        ('dcterms:date "2001" ; dcterms:temporal :p', When("2001", "2001")),
        ("dcterms:temporal :p", SPAN),
        (":during :p", SPAN),
        ("org:memberDuring :p", SPAN),
        ('schema:temporalCoverage "2019/2023"', SPAN),
        ('schema:temporalCoverage "2019/.."', When("2019", "")),
        ('dcterms:temporal [ dcat:startDate "2019" ] , [ dcat:endDate "2023" ]', SPAN),
        ('time:hasTime [ time:hasBeginning [ time:inXSDgYear "2019" ] ; time:hasEnd [ time:inXSDDate "2023-01-01" ] ]',
         When("2019", "2023-01-01")),
        ('schema:startDate "2023" ; schema:endDate "2019"', When("2023", "")),
        ('schema:startDate "2023-05" ; schema:endDate "2023"', When("2023-05", "2023")),
        # Ill-formed, no date, or no such day.
        ('schema:startDate "spring 2019" , "2019-02-30" , "19" , "2019-13" , "0000" , :p2 , 2019.5', None),
        (":seen '2019'", None),
        ("dcterms:temporal :s", None),
    ],
)  # fmt: skip
def test_what_says_when(small_site: Callable[..., SmallSite], said: str, when: When | None) -> None:
    data = f"""{VOCABULARIES}
    :s {said} .
    :p a dcterms:PeriodOfTime ; dcat:startDate "2019" ; dcat:endDate "2023" . :p2 rdfs:label "spring" .
    :during rdfs:subPropertyOf :within . :within rdfs:subPropertyOf dcterms:temporal .
    :seen rdfs:subPropertyOf dcterms:date .
    """
    site = small_site(data)
    assert Dates(site.table).of(site.number(":s")) == when


def test_which_predicates_say_when(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(
        f"{VOCABULARIES} :s schema:startDate '2019' ; :p 1 ; :during :t . :during rdfs:subPropertyOf org:memberDuring ."
    )
    dates = Dates(site.table)
    names = ("<https://schema.org/startDate>", ":during", ":p")
    assert [dates.is_date(site.number(name)) for name in names] == [True, True, False]


@pytest.mark.parametrize(
    ("when", "language", "text"),
    [
        (When("2021", "2021"), "en", "2021"),
        (When("2021-03", "2021-03"), "es", "marzo de 2021"),
        (When("2021-03-02", "2021-03-02"), "el", "2 Μαρτίου 2021"),
        (When("2019", "2023"), "fr", "2019\N{EN DASH}2023"),
        (When("2021-03", "2022-06"), "fr", "mars 2021\u2009\N{EN DASH}\u2009juin 2022"),
        (When("2021-03-02", "2021-03-05"), "fr", "2\N{EN DASH}5 mars 2021"),
        (When("2021-03-02", "2021-03-05"), "ar", "2\N{EN DASH}5 مارس 2021"),
        (When("2021", "2023-11-08"), "en", "2021 \N{EN DASH} November 8, 2023"),
        (When("2021-03", ""), "en", "from March 2021"),
        (When("", "2021-03-02"), "en", "until March 2, 2021"),
    ],
)
def test_texts(when: When, language: str, text: str) -> None:
    assert when.text(Texts(language)) == text


def test_years_and_first() -> None:
    assert list(When("2019-05", "2021").years) == [2019, 2020, 2021]
    assert list(When("", "2021-03").years) == [2021]
    assert [When("2019", "").first, When("", "2021").first] == ["2019", "2021"]


DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(start=DATES, end=DATES, language=st.sampled_from(["en", "fr", "es", "pt", "el", "ar", "pt-BR"]))
def test_every_date_has_a_text_that_holds_its_year(start: str, end: str, language: str) -> None:
    text = When(start, end).text(Texts(language))
    assert str(int(start[:4])) in text
    assert str(int(end[:4])) in text
    assert date_text(start, language)
