"""Charts: what stands in the page, whatever the numbers are."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from medtown.i18n import Texts
from medtown.pages.figures.chart import MOST_BARS, Bar, Dot, bar_chart, line_chart, number_of, written
from medtown.table.terms import XSD, literal

ENGLISH, ARABIC, FRENCH = Texts("en"), Texts("ar"), Texts("fr")

BARS = """\
<figure class="chart bars">
<figcaption>Change &lt;1&gt;</figcaption>
<ul>
<li><div class="name"><b>up</b></div><svg width="100%" height="14" aria-hidden="true">\
<rect class="track" x="0%" y="1" width="100%" height="12" rx="2"/>\
<rect class="bar" x="25%" y="1" width="75%" height="12" rx="2"/>\
<rect class="zero" x="25%" width="1" height="14"/></svg><data class="number" value="3000">3,000</data></li>
<li><div class="name">down <span class="remark">sources differ</span></div>\
<svg width="100%" height="14" aria-hidden="true">\
<rect class="track" x="0%" y="1" width="100%" height="12" rx="2"/>\
<rect class="bar remarked" x="0%" y="1" width="25%" height="12" rx="2"/>\
<rect class="zero" x="25%" width="1" height="14"/></svg><data class="number" value="-1000">-1,000</data></li>
<li><div class="name">level</div><svg width="100%" height="14" aria-hidden="true">\
<rect class="track" x="0%" y="1" width="100%" height="12" rx="2"/>\
<rect class="zero" x="25%" width="1" height="14"/></svg><data class="number" value="0">0</data></li>
<li><div class="name">&lt;lost&gt;</div><span class="number">not known</span></li>
</ul>
</figure>"""

LINE = """\
<figure class="chart line">
<figcaption>Gardens</figcaption>
<svg role="img" aria-label="Gardens" width="100%" height="220">
<desc>2019: 2, 2020: 4, 2023: 1.5</desc>
<line class="axis" x1="0" x2="100%" y1="190" y2="190"/>
<line class="grid" x1="0" x2="100%" y1="30" y2="30"/>
<line class="path" x1="9%" y1="110" x2="29.5%" y2="30"/>
<circle cx="9%" cy="110" r="4"><title>2019: 2</title></circle>
<text class="number" x="9%" y="110" dy="-10">2</text>
<circle cx="29.5%" cy="30" r="4"><title>2020: 4</title></circle>
<text class="number" x="29.5%" y="30" dy="-10">4</text>
<circle cx="91%" cy="130" r="4"><title>2023: 1.5</title></circle>
<text class="number" x="91%" y="130" dy="-10">1.5</text>
<text class="year" x="9%" y="212">2019</text>
<text class="year" x="29.5%" y="212">2020</text>
<text class="year" x="50%" y="212">2021</text>
<text class="year" x="70.5%" y="212">2022</text>
<text class="year" x="91%" y="212">2023</text>
</svg>
</figure>"""


def bar(name: str, number: int | str | None, remark: str = "") -> Bar:
    return Bar(Markup.escape(name), None if number is None else Decimal(number), remark)


def dots(**numbers: int | str | None) -> list[Dot]:
    return [Dot(int(year[1:]), None if n is None else Decimal(n)) for year, n in numbers.items()]


def places(html: str, kind: str, attribute: str = "x") -> list[float]:
    return [float(found) for found in re.findall(rf'class="{kind}"[^>]*? {attribute}="([0-9.-]+)%"', html)]


def test_bars_with_negative_numbers_none_and_a_remark() -> None:
    bars = [Bar(Markup("<b>up</b>"), Decimal(3000)), bar("down", -1000, "sources differ"), bar("level", 0)]
    assert str(bar_chart([*bars, bar("<lost>", None)], "Change <1>", ENGLISH)) == BARS


def test_a_line_with_a_gap() -> None:
    given = dots(y2023="1.5", y2019=2, y2020=4, y2022=None)
    assert str(line_chart(given, "Gardens", ENGLISH)) == LINE


def test_arabic_charts_run_from_the_right() -> None:
    html = bar_chart([bar("a", 3), bar("b", -1)], "", ARABIC)
    assert (places(html, "bar"), places(html, "zero")) == ([0, 75], [75, 75])
    line = line_chart(dots(y2019=2, y2023=1), "", ARABIC)
    assert places(line, "path", "x1") == [91]
    assert places(line, "year")[0] == 91


def test_a_chart_without_numbers_is_none() -> None:
    assert bar_chart([], "", ENGLISH) == bar_chart([bar("a", None)], "", ENGLISH) == ""
    assert line_chart([], "", ENGLISH) == line_chart(dots(y2019=None), "", ENGLISH) == ""


def test_one_number_and_only_zeros() -> None:
    assert places(bar_chart([bar("a", 7)], "", ENGLISH), "bar", "width") == [100]
    assert places(bar_chart([bar("a", 0), bar("b", 0)], "", ENGLISH), "bar") == []
    assert 'cx="50%"' in line_chart(dots(y2019=7), "", ENGLISH)
    assert 'cy="190"' in line_chart(dots(y2019=0, y2020=0), "", ENGLISH)


def test_the_smallest_of_very_different_numbers_can_be_seen() -> None:
    widths = places(bar_chart([bar("a", "84600000000"), bar("b", "0.5"), bar("c", 0)], "", ENGLISH), "bar", "width")
    assert widths == [100, 0.6]
    assert places(bar_chart([bar("a", "-0.001"), bar("b", 10)], "", ENGLISH), "bar")[0] == 0


def test_of_many_bars_the_first_are_shown_and_the_others_counted() -> None:
    html = bar_chart([bar(f"n{n}", n) for n in range(40)], "", ENGLISH)
    assert html.count("<li>") == MOST_BARS
    assert '<li class="more">…and 20 more</li>' in html
    assert places(html, "bar", "width")[-1] == 100  # of those that are shown, the largest
    assert "more" not in bar_chart([bar(f"n{n}", n) for n in range(20)], "", ENGLISH)


def test_a_line_without_room_for_its_numbers_has_them_at_its_grid() -> None:
    html = line_chart([Dot(2000 + n, Decimal(n)) for n in range(-3, 9)], "", ENGLISH)
    assert 'class="number"' not in html
    assert re.findall(r'class="scale"[^>]*>([^<]*)<', html) == ["-3", "0", "8"]
    assert html.count("<title>") == 12
    assert re.findall(r'class="year"[^>]*>(\d+)<', html) == ["1997", "1999", "2001", "2003", "2005", "2007"]


@pytest.mark.parametrize(
    ("term", "number"),
    [
        (literal("007.50", "", f"{XSD}decimal"), "7.50"),
        (literal(" -3 ", "", f"{XSD}integer"), "-3"),
        (literal("1.5E3", "", f"{XSD}double"), "1500"),
        (literal("1e-300", "", f"{XSD}double"), "1e-300"),
        (literal("0", "", f"{XSD}unsignedByte"), "0"),
        (literal("INF", "", f"{XSD}double"), None),
        (literal("NaN", "", f"{XSD}float"), None),
        (literal("1e9999", "", f"{XSD}double"), None),
        (literal("1_0", "", f"{XSD}integer"), None),
        (literal("٣", "", f"{XSD}integer"), None),
        (literal("1.2.3", "", f"{XSD}decimal"), None),
        (literal(".", "", f"{XSD}decimal"), None),
        (literal("5"), None),
        (literal("5", "en"), None),
        ("<http://e/5>", None),
        ("_:b5", None),
        (None, None),
    ],
)
def test_number_of(term: str | None, number: str | None) -> None:
    assert number_of(term) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("number", "texts", "text"),
    [
        ("1234567.8915", ENGLISH, "1,234,567.892"),
        ("1234.5", FRENCH, "1\N{NARROW NO-BREAK SPACE}234,5"),
        ("-1234.5", Texts("el"), "-1.234,5"),
        ("12", ARABIC, "12"),
        ("0.000125", ENGLISH, "1.25E-4"),
        ("2.5E+300", ENGLISH, "2.5E300"),
        ("0", ENGLISH, "0"),
    ],
)
def test_numbers_are_written_in_the_language_s_way(number: str, texts: Texts, text: str) -> None:
    assert written(Decimal(number), texts) == text


NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000),
    st.sampled_from([Decimal("1E300"), Decimal("-1E300"), Decimal("1E-300"), Decimal("-0.0"), Decimal("-1E-300")]),
)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)


@given(st.lists(st.builds(bar, NAMES, NUMBERS), max_size=25), NAMES, st.sampled_from([ENGLISH, ARABIC, FRENCH]))
def test_any_bars_stay_within_the_chart(bars: list[Bar], caption: str, texts: Texts) -> None:
    html = bar_chart(bars, caption, texts)
    if not html:
        assert all(b.number is None for b in bars[:MOST_BARS])
        return
    chart = ET.fromstring(html)  # noqa: S314 - our own, well-formed
    assert len(chart.findall(".//li")) == min(len(bars), MOST_BARS) + (len(bars) > MOST_BARS)
    assert "".join(chart.findall(".//figcaption")[0].itertext()).strip() == caption.strip() or "\ufffd" in html
    for rect in chart.iterfind(".//rect[@rx]"):
        left, width = (float(rect.attrib[name].rstrip("%")) for name in ("x", "width"))
        assert -0.02 <= left <= 100
        assert left + width <= 100.02


@given(st.dictionaries(st.integers(0, 3000), NUMBERS, max_size=12), st.sampled_from([ENGLISH, ARABIC]))
def test_any_line_stays_within_the_chart(numbers: dict[int, Decimal | None], texts: Texts) -> None:
    html = line_chart([Dot(*pair) for pair in numbers.items()], "c", texts)
    if not html:
        assert all(number is None for number in numbers.values())
        return
    chart = ET.fromstring(html)  # noqa: S314 - our own, well-formed
    known = [number for number in numbers.values() if number is not None]
    circles = chart.findall(".//circle")
    assert len(circles) == len(known)
    assert all(8.99 <= float(c.attrib["cx"].rstrip("%")) <= 91.01 for c in circles)
    assert all(30 <= float(c.attrib["cy"]) <= 190 for c in circles)
    assert len(chart.findall(".//text[@class='year']")) <= 6
