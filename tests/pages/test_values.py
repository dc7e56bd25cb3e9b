"""Values as pages show them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from medtown.i18n import Texts
from medtown.pages.frame import Frame
from medtown.pages.render import Renderer
from medtown.pages.values import markup, page_suffix
from medtown.settings import Settings
from medtown.table.terms import XSD, literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

NARROW = "\u202f"  # the narrow no-break space between groups of digits in French


@pytest.mark.parametrize(
    ("lexical", "datatype", "en", "fr", "ar", "el"),
    [
        ("2019-09-05", "date", "September 5, 2019", "5 septembre 2019", "5 سبتمبر 2019", "5 Σεπτεμβρίου 2019"),
        ("0476-09-04", "date", "September 4, 476", "4 septembre 476", "4 سبتمبر 476", "4 Σεπτεμβρίου 476"),
        ("2019-09", "gYearMonth", "September 2019", "septembre 2019", "سبتمبر 2019", "Σεπτέμβριος 2019"),
        ("2019", "gYear", *["2019"] * 4),
        ("2019-09-05T10:00:00Z", "dateTime", *["2019-09-05T10:00:00Z"] * 4),
        ("1234567", "integer", "1,234,567", f"1{NARROW}234{NARROW}567", "1,234,567", "1.234.567"),
        ("007", "integer", "7", "7", "7", "7"),
        ("-1234.5", "decimal", "-1,234.5", f"-1{NARROW}234,5", "-1,234.5", "-1.234,5"),
        ("3.14159265358979", "decimal", "3.14159265358979", "3,14159265358979", "3.14159265358979", "3,14159265358979"),
        ("0.00001", "decimal", "0.00001", "0,00001", "0.00001", "0,00001"),
        ("+.5", "decimal", "0.5", "0,5", "0.5", "0,5"),
        ("9" * 24, "integer", *(s.join(["999"] * 8) for s in (",", NARROW, ",", "."))),
        (f"0.{'1' * 22}", "decimal", *(f"0{s}{'1' * 22}" for s in (".", ",", ".", ","))),
        ("1" * 25, "integer", *["1" * 25] * 4),
    ],
)
def test_numbers_and_dates(  # noqa: PLR0913, PLR0917 - a line of the table
    small_site: Callable[..., SmallSite], lexical: str, datatype: str, en: str, fr: str, ar: str, el: str
) -> None:
    for language, expected in {"en": en, "fr": fr, "ar": ar, "el": el}.items():
        site = small_site(f':s :p "{lexical}"^^xsd:{datatype} .', language=language)
        value = site.value(literal(lexical, "", f"{XSD}{datatype}"))
        element, attribute = ("data", "value") if datatype in ("integer", "decimal") else ("time", "datetime")
        assert value.text == expected
        assert value.html == f'<{element} {attribute}="{lexical}">{expected}</{element}>'


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("2019-02-30", "date"),
        ("20190905", "date"),
        ("2019-W36-4", "date"),
        ("2019-09-05Z", "date"),
        ("-0044-03-15", "date"),
        ("0000-01-01", "date"),
        ("\u0662\u0660\u0661\u0669-\u0660\u0669-\u0660\u0665", "date"),
        ("yesterday", "date"),
        ("2019-13", "gYearMonth"),
        ("\u0662\u0660\u0661\u0669-\u0660\u0669", "gYearMonth"),
        ("1_000", "integer"),
        ("1e999999999", "integer"),
        ("1E2", "decimal"),
        ("NaN", "decimal"),
        ("Infinity", "decimal"),
        ("\u0663", "integer"),
        (" 1 ", "integer"),
        ("1,5", "decimal"),
        ("", "integer"),
        (".", "decimal"),
        ("<b>", "integer"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_is_ill_formed_stays_as_it_is(
    small_site: Callable[..., SmallSite], language: str, lexical: str, datatype: str
) -> None:
    site = small_site(f':s :p "{lexical}"^^xsd:{datatype} .', language=language)
    value = site.value(literal(lexical, "", f"{XSD}{datatype}"))
    assert value.text == lexical
    assert markup("{}", lexical) in value.html


def test_the_order_of_numbers_and_dates(small_site: Callable[..., SmallSite]) -> None:
    numbers = ["-10", "-9.5", "-1.5", "-1", "-0.25", "0", "0.1", "0.25", "1", "02", "9", "10", "1" * 30, "2" * 30]
    site = small_site(":s :p " + ", ".join(f'"{n}"^^xsd:decimal' for n in reversed(numbers)) + " .")
    values = [site.value(literal(n, "", f"{XSD}decimal")) for n in reversed(numbers)]
    assert [v.term for v in sorted(values, key=lambda v: v.sort)] == [v.term for v in reversed(values)]
    dates = [("2018", "gYear"), ("2019", "gYear"), ("2019-09", "gYearMonth"), ("2019-09-05", "date"), ("2020", "gYear")]
    site = small_site(":s :p " + ", ".join(f'"{d}"^^xsd:{t}' for d, t in reversed(dates)) + " .")
    times = [site.value(literal(d, "", f"{XSD}{t}")) for d, t in dates]
    assert sorted(times, key=lambda v: v.sort) == times


@pytest.mark.parametrize(
    ("term", "language", "html"),
    [
        ('"a"', "en", '<span class="text">a</span>'),
        ('"a"@en', "en", '<span class="text">a</span>'),
        ('"a"@fr', "en", '<span class="text" lang="fr">a</span> <abbr class="tag" title="French">fr</abbr>'),
        ('"a"@fr-be', "en", '<span class="text" lang="fr-be">a</span> <abbr class="tag" title="French">fr-be</abbr>'),
        ('"a"@en', "fr", '<span class="text" lang="en">a</span> <abbr class="tag" title="anglais">en</abbr>'),
        ('"a"@x-a', "en", '<span class="text" lang="x-a">a</span> <abbr class="tag" title="x-a">x-a</abbr>'),
        ('"سلام"', "en", '<span class="text" dir="rtl">سلام</span>'),
        (
            '"سلام"@ar',
            "en",
            '<span class="text" lang="ar" dir="rtl">سلام</span> <abbr class="tag" title="Arabic">ar</abbr>',
        ),
        ('"שלום"', "ar", '<span class="text">שלום</span>'),
        ('"A سلام."', "ar", '<span class="text" dir="ltr">A سلام.</span>'),
        ('"A سلام."', "en", '<span class="text">A سلام.</span>'),
        ('"1. سلام A"', "en", '<span class="text" dir="rtl">1. سلام A</span>'),
        ('"12"', "ar", '<span class="text">12</span>'),
        ('"A سلام"@ar', "ar", '<span class="text">A سلام</span>'),
        (
            '"A سلام"@ar',
            "en",
            '<span class="text" lang="ar" dir="rtl">A سلام</span> <abbr class="tag" title="Arabic">ar</abbr>',
        ),
        (
            '"a."@fr',
            "ar",
            '<span class="text" lang="fr" dir="ltr">a.</span> <abbr class="tag" title="الفرنسية">fr</abbr>',
        ),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "fr", '<span class="text">Oui</span>'),
        ('"0"^^<http://www.w3.org/2001/XMLSchema#boolean>', "en", '<span class="text">No</span>'),
        ('"TRUE"^^<http://www.w3.org/2001/XMLSchema#boolean>', "en", '<span class="text">TRUE</span>'),
        ('"1e3"^^<http://www.w3.org/2001/XMLSchema#double>', "fr", '<span class="text">1e3</span>'),
    ],
)
def test_texts(small_site: Callable[..., SmallSite], term: str, language: str, html: str) -> None:
    assert small_site(f":s :p {term} .", language=language).value(term).html == html


@pytest.mark.parametrize(
    ("data", "term", "kind", "html"),
    [
        (':o rdfs:label "O" .', ":o", "resource", '<a href="\0^doc/o.html">O</a>'),
        (
            ':o rdfs:label "Ô"@fr .',
            ":o",
            "resource",
            '<a href="\0^doc/o.html" lang="fr">Ô</a> <abbr class="tag" title="French">fr</abbr>',
        ),
        (
            ':o rdfs:label "حديقة"@ar .',
            ":o",
            "resource",
            '<a href="\0^doc/o.html" lang="ar" dir="rtl">حديقة</a> <abbr class="tag" title="Arabic">ar</abbr>',
        ),
        (":o :p 1 .", ":o", "resource", '<a href="\0^doc/o.html">o</a>'),
        (
            "<http://e.org/def#A> :p 1 .",
            "<http://e.org/def#A>",
            "resource",
            '<a href="\0^def.html#A">A</a>',
        ),
        (
            "<http://e.org/id/é.x> :p 1 .",
            "<http://e.org/id/é.x>",
            "resource",
            '<a href="\0^doc/%C3%A9~2ex.html">é.x</a>',
        ),
        (
            "<http://other.org/#a> :p 1 .",
            "<http://other.org/#a>",
            "resource",
            '<a href="\0^doc/~/http/other~2eorg/~23a.html">a</a>',
        ),
        ("", "<https://www.other.org/a/>", "link", '<a class="out" href="https://www.other.org/a/">other.org/a</a>'),
        (
            "",
            "<http://xmlns.com/foaf/0.1/Person>",
            "link",
            '<a class="out" href="http://xmlns.com/foaf/0.1/Person">foaf:Person</a>',
        ),
        (
            "",
            "<http://other.org/?a=1&b='2'>",
            "link",
            '<a class="out" href="http://other.org/?a=1&amp;b=&#39;2&#39;">other.org/?a=1&amp;b=&#39;2&#39;</a>',
        ),
        ("", "<urn:isbn:1>", "link", "<code>urn:isbn:1</code>"),
        ("", "<mailto:a@e.org>", "link", "<code>mailto:a@e.org</code>"),
        ("", "<javascript:alert(1)>", "link", "<code>javascript:alert(1)</code>"),
        ("", "<JavaScript:alert(1)>", "link", "<code>JavaScript:alert(1)</code>"),
        ("", "<data:text/html,x>", "link", "<code>data:text/html,x</code>"),
        ("", "<vbscript:x>", "link", "<code>vbscript:x</code>"),
        (
            "<javascript:alert(1)> :p 1 .",
            "<javascript:alert(1)>",
            "resource",
            '<a href="\0^doc/~/javascript/alert~281~29.html">javascript:alert(1)</a>',
        ),
    ],
)
def test_links(small_site: Callable[..., SmallSite], data: str, term: str, kind: str, html: str) -> None:
    site = small_site(f"{data}\n:s :p {term} .")
    value = site.value(term)
    assert (value.kind, value.html) == (kind, html)
    assert not value.href.lower().startswith(("javascript:", "data:", "vbscript:"))


def test_links_of_a_page_in_another_language(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(':o rdfs:label "O"@en , "Ô"@fr .', language="fr")
    assert site.value(":o").html == '<a href="\0^doc/o.fr.html">Ô</a>'
    assert [page_suffix(tag, ("en", "fr")) for tag in ("en", "fr")] == [".html", ".fr.html"]


def test_terms_of_an_answer(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(':s rdfs:label "S" ; :p <urn:o> , [] .')
    of_term = site.values.of_term
    known = '<a href="\0^doc/s.html">S</a>'
    assert of_term(None) == ""
    assert of_term("<http://e.org/id/s>") == known
    assert of_term("<javascript:alert('x')>") == "<code>javascript:alert(&#39;x&#39;)</code>"
    assert of_term("_:new") == "<code>_:new</code>"
    assert (
        of_term('"<i>"@fr')
        == '<span class="text" lang="fr">&lt;i&gt;</span> <abbr class="tag" title="French">fr</abbr>'
    )
    assert of_term(literal("1000", "", f"{XSD}integer")) == '<data value="1000">1,000</data>'
    assert of_term('"http://e.org/id/s urn:o"') == f"{known}<br><code>urn:o</code>"
    assert of_term('"http://e.org/id/s urn:none"') == '<span class="text">http://e.org/id/s urn:none</span>'
    assert of_term('""') == '<span class="text"></span>'


HOSTILE = '<script>alert("1")</script> & \'\0^ \0.'
SAFE = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;\ufffd^ \ufffd."


def test_escaping(small_site: Callable[..., SmallSite]) -> None:
    term = literal(HOSTILE)
    site = small_site(
        f":s rdfs:label {term} ; :p {literal(HOSTILE, '', 'http://e.org/t')} , {literal(HOSTILE, 'fr')} ."
    )
    assert site.value(term).html == f'<span class="text">{SAFE}</span>'
    assert site.value(":s").html == f'<a href="\0^doc/s.html">{SAFE}</a>'
    for datatype in ("date", "integer"):
        found = site.values.of_term(literal(HOSTILE, "", f"{XSD}{datatype}"))
        assert found.count(SAFE) == 2
        assert "<script" not in found


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\0^")
@example("\0.")
@example('" onclick="')
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_can_act(small_site: Callable[..., SmallSite], text: str) -> None:
    site = small_site("")
    html = site.values.of_term(literal(text, "fr"))
    inner = html.removeprefix('<span class="text" lang="fr"').removeprefix(' dir="rtl"').removeprefix(">")
    inner = inner.removesuffix('</span> <abbr class="tag" title="French">fr</abbr>')
    assert not set(inner) & set("<>\"'\0")
    assert inner == markup("{}", text)


SETTINGS = Settings("http://e.org/set/d", "http://e.org/", {"en": "Title \0^ <i>"}, ("en", "fr"), None, None, {})


def test_a_page_holds_no_nul_and_its_links_go_up(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":o rdfs:label {literal(HOSTILE)} ; dcterms:description {literal(HOSTILE)} . :s :p :o .")
    page = Renderer(SETTINGS, Texts("en"), Frame({}, Path("none"))).page(
        "resource", "doc/a/b", topics=[site.topic(":o")], files=(), class_pages={}
    )
    assert "\0" not in page
    assert re.findall("<script[^>]*>", page) == ['<script type="module" src="../../assets/site.js">']
    assert page.count(SAFE) == 5  # title, description in the head, heading, lead, label
    assert "<title>" + SAFE + " · Title \ufffd^ &lt;i&gt;</title>" in page
    assert '<a href="../../doc/s.html">' in page
    assert 'href="../../doc/a/b.fr.html"' in page
