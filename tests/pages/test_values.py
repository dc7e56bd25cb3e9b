"""Values as pages show them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from medtown.i18n import Texts
from medtown.pages.frame import Frame
from medtown.pages.plain import plain
from medtown.pages.render import Renderer
from medtown.pages.values import markup, page_suffix
from medtown.settings import Settings
from medtown.table.terms import RDF, XSD, literal

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
        ('"EL"^^<http://www.w3.org/2001/XMLSchema#language>', "fr", '<span class="text">grec</span>'),
        ('"pt-BR"^^<http://www.w3.org/2001/XMLSchema#language>', "fr", '<span class="text">pt-BR</span>'),
        ('"qqq"^^<http://www.w3.org/2001/XMLSchema#language>', "fr", '<span class="text">qqq</span>'),
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


# Embeddings, overrides and isolates; then marks and joiners, which stay.
REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HARMLESS = "\u200e\u200f\u061c\u200d\u200c"
OUR_MARK = re.compile('<span class="control">U\\+[0-9A-F]{4}</span>')
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(REORDERING + HARMLESS + "\0<>&\"'")))


@given(ANY_TEXT)
@example("\0^")
@example("\0.")
@example('" onclick="')
@example("a\u202eb\ud800\ufffe")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_can_act(small_site: Callable[..., SmallSite], text: str) -> None:
    site = small_site("")
    html = site.values.of_term(literal(text, "fr"))
    inner = html.removeprefix('<span class="text" lang="fr"').removeprefix(' dir="rtl"').removeprefix(">")
    inner = inner.removesuffix('</span> <abbr class="tag" title="French">fr</abbr>')
    assert not set(OUR_MARK.sub("", inner)) & {*REORDERING, *"<>\"'\0"}
    assert not re.search("[\0-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", inner)
    assert plain(text) == plain(unescape(OUR_MARK.sub("", inner)))
    assert markup("{}", text).isprintable() or not set(markup("{}", text)) & set(REORDERING)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_reorders_is_shown(small_site: Callable[..., SmallSite], language: str) -> None:
    text = f"a{REORDERING}b{HARMLESS}c"
    data = f":s rdfs:label {literal(text)} ; :p {literal(text)} , <http://o.org/{text}> ."
    site = small_site(data, language=language)
    marks = "".join(f'<span class="control">U+{ord(char):04X}</span>' for char in REORDERING)
    shown = f"a{marks}b{HARMLESS}c"
    assert shown in site.value(literal(text)).html
    assert shown in site.value(":s").html
    assert (site.value(":s").text, site.value(literal(text)).text) == (f"ab{HARMLESS}c", f"ab{HARMLESS}c")
    link = site.values.of(site.number(f"<http://o.org/{text}>"))
    assert link.href == f"http://o.org/a{quote(REORDERING)}b{HARMLESS}c"
    assert f">o.org/{shown}</a>" in link.html
    assert shown in site.values.of_term(f"<urn:{text}>")


def test_a_name_that_shows_nothing_gives_way_to_the_address(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(':o rdfs:label "" . :r rdfs:label " \\u202e\\u202c " .')
    assert [site.value(name).text for name in (":o", ":r")] == ["e.org/id/o", "e.org/id/r"]


WORDS = "word " * 250_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_long_text_is_cut_at_a_words_end(small_site: Callable[..., SmallSite], language: str) -> None:
    site = small_site("", language=language)
    first = ("word " * 400).rstrip()
    number = {"en": "1,250,000", "fr": f"1{NARROW}250{NARROW}000"}[language]
    html = site.values.of_term(literal(WORDS))
    assert html.startswith(f'<span class="text">{first}</span> <span class="cut">… ')
    assert number in html
    assert len(html) < 2_200
    assert len(site.values.of_term(literal("x" * 1_000_000))) < 2_200
    assert ' longer</span> <span class="cut">' in site.values.of_term(literal("longer " * 1_000))
    assert site.values.of_term(literal("x" * 2_000)) == f'<span class="text">{"x" * 2_000}</span>'


@pytest.mark.parametrize(
    "name", ["integer", "decimal", "date", "gYear", "dateTime", "anyURI", "hexBinary", "base64Binary", "none"]
)
def test_nothing_long_is_whole(small_site: Callable[..., SmallSite], name: str) -> None:
    for lexical in ("1" * 1_000_000, f"http://e.org/{'a' * 1_000_000}"):
        html = small_site("").values.of_term(literal(lexical, "", f"{XSD}{name}"))
        assert len(html) < (300 if "Binary" in name else 2_400)
        assert 'class="cut"' in html


def test_a_long_name_and_a_long_address_are_cut(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":o rdfs:label {literal(WORDS)} ; :p <http://o.org/{'a' * 100_000}> .")
    assert len(site.value(":o").text) < 300
    assert len(site.value(":o").html) < 400
    assert len(site.value(f"<http://o.org/{'a' * 100_000}>").html) < 2_100


@pytest.mark.parametrize(
    ("lexical", "html"),
    [
        (
            "https://o.org/a?b=1&c#d",
            '<a class="out" href="https://o.org/a?b=1&amp;c#d">https://o.org/a?b=1&amp;c#d</a>',
        ),
        ("HTTP://o.org", '<a class="out" href="HTTP://o.org">HTTP://o.org</a>'),
        ("https://o.org/a b", '<span class="text">https://o.org/a b</span>'),
        ("see https://o.org", '<span class="text">see https://o.org</span>'),
        ("https://o.org/\u202e", '<span class="text">https://o.org/<span class="control">U+202E</span></span>'),
        ("javascript:alert(1)", '<span class="text">javascript:alert(1)</span>'),
        ("data:text/html,x", '<span class="text">data:text/html,x</span>'),
        ("//o.org", '<span class="text">//o.org</span>'),
        ("https://", '<span class="text">https://</span>'),
    ],
)
@pytest.mark.parametrize("datatype", [f"{XSD}string", f"{XSD}anyURI"])
def test_texts_that_are_addresses(small_site: Callable[..., SmallSite], datatype: str, lexical: str, html: str) -> None:
    assert small_site("").values.of_term(literal(lexical, "", datatype)) == html


CONTROL = '<span class="control">U+202E</span>'
LINK = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<p>One <b>two</b><br>three</p>", "<p>One <b>two</b><br>three</p>"),
        ("<h2 onclick='x()'>Title</h2>Text", "<p>Title</p>Text"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<b>not closed", "<b>not closed</b>"),
        ("<script>alert(1)</script><style>p{}</style>text", "text"),
        ('<p style="color:red" class="x" id="content" lang="fr">t</p>', "<p>t</p>"),
        ('<a href="https://o.org/?a=1&amp;b">t</a>', f'<a href="https://o.org/?a=1&amp;b" {LINK}>t</a>'),
        ('<a href="mailto:a@o.org">t</a>', f'<a href="mailto:a@o.org" {LINK}>t</a>'),
        ('<a href="JavaScript:x">t</a><a href=" javascript:x">t</a>', f"<a {LINK}>t</a>" * 2),
        ('<a href="//o.org">t</a><a href="data:,x">t</a><a href="#x">t</a>', f"<a {LINK}>t</a>" * 3),
        ('<a href="https://o.org"><img src="http://o.org/x.png"></a>t', "t"),
        ('<img src=x onerror=alert(1)>t<iframe src="http://o.org">in</iframe><svg><script>x</script></svg>', "t"),
        ("<form action=x><input name=y><button>t</button></form>", "t"),
        ("<bdo dir=rtl>t</bdo>", "t"),
        ("a\u202e&#x202e;b", f"a{CONTROL}{CONTROL}b"),
        (
            '<a href="https://o.org/\u202e&quot;&gt;">\0t</a>',
            f'<a href="https://o.org/%E2%80%AE&quot;&gt;" {LINK}>t</a>',
        ),
        ("<table><tr><th>a<td>b</table>", "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"),
        ("</div></main><p>out", "<p>out</p>"),
    ],
)
def test_html_literals(small_site: Callable[..., SmallSite], source: str, html: str) -> None:
    site = small_site(f":s :p {literal(source, '', f'{RDF}HTML')} .")
    value = site.value(literal(source, "", f"{RDF}HTML"))
    assert (value.kind, value.html) == ("html", f'<div class="formatted">{html}</div>')
    assert "<" not in value.text or "&lt;" in html


@pytest.mark.parametrize(
    "source",
    ["", "<script>alert(1)</script>", f"<p>{''.join(f'<b a={n}>' for n in range(200))}</p>{'<p>x</p>' * 200}"],
    ids=["nothing", "nothing left", "what would be far longer"],
)
def test_html_of_which_nothing_good_comes_is_shown_as_source(small_site: Callable[..., SmallSite], source: str) -> None:
    html = small_site("").values.of_term(literal(source, "", f"{RDF}HTML"))
    assert html.startswith(f'<code class="source">{escape(source[:1000])}')
    assert len(html) < 20_000


ALLOWED = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|caption|cite|code|del|div|em|hr|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|strong"
    r"|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var)>"
    r'|<a(?: href="(?:https?:|mailto:)[^"<>]*")? rel="nofollow noopener noreferrer">'
    r'|<div class="formatted"(?: dir="rtl")?>|<span class="control">|<code class="source">|<span class="cut">|</span>'
)
PIECES = (
    """<b> </b> <p> <a~href=' https: javascript: // '> </a> <svg> <math> <style> <!-- --> <script> </script> <table>"""
    """ <td> <img~src=x~onerror=y> <mtext> <title> </title> <h1 ~style=x > &lt; &#60; &#x202e; <select> <template>"""
    """ x \u202e \0 <div~id=a~class=b~title=c>"""
)
TAGS = st.sampled_from([piece.replace("~", " ") for piece in PIECES.split(" ")])


@given(st.one_of(st.lists(TAGS, max_size=20).map("".join), ANY_TEXT))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_html_holds_no_markup_but_what_is_allowed(small_site: Callable[..., SmallSite], source: str) -> None:
    html = small_site("").values.of_term(literal(source, "", f"{RDF}HTML"))
    left = ALLOWED.sub("", html)
    assert not set(left) & set("<\0" + REORDERING)
    assert not re.search(r"<[^>]*[\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize(
    ("datatype", "lexical"), [(f"{RDF}JSON", '{"a": "<b>"}'), (f"{RDF}XMLLiteral", "<a onclick='x'>b</a>")]
)
def test_what_is_for_machines_is_code(small_site: Callable[..., SmallSite], datatype: str, lexical: str) -> None:
    term = literal(lexical, "", datatype)
    assert small_site("").values.of_term(term) == f'<code class="source">{escape(lexical)}</code>'
    arabic = small_site("", language="ar").values.of_term(term)
    assert arabic == f'<code class="source" dir="ltr">{escape(lexical)}</code>'


SETTINGS = Settings("http://e.org/set/d", "http://e.org/", {"en": "Title \0^ <i>"}, ("en", "fr"), None, None, {})


def test_a_page_holds_no_nul_and_its_links_go_up(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":o rdfs:label {literal(HOSTILE)} ; dcterms:description {literal(HOSTILE)} . :s :p :o .")
    page = Renderer(SETTINGS, Texts("en"), Frame({}, Path("none"))).page(
        "resource", "doc/a/b", topics=[site.topic(":o")], files=(), class_pages={}, figures=[None], citations=[None]
    )
    assert "\0" not in page
    assert re.findall("<script[^>]*>", page) == ['<script type="module" src="../../assets/site.js">']
    assert page.count(SAFE) == 5  # title, description in the head, heading, lead, label
    assert "<title>" + SAFE + " · Title \ufffd^ &lt;i&gt;</title>" in page
    assert '<a href="../../doc/s.html">' in page
    assert 'href="../../doc/a/b.fr.html"' in page
