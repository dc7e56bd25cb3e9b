"""What differs as the comment of a pull request: its form, its escapes, its size."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from medtown.diff.markdown import LONGEST, escape, write
from medtown.table.terms import literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.diff.changes import View

GITHUB_LIMIT = 65_536
NAMES = ':Book rdfs:label "book" . :by rdfs:label "written ``` by" .\n'
OLD = NAMES + ':emma a :Book ; rdfs:label "Emma" ; :by :jane , "x" . :a rdfs:label "A" .'
NEW = NAMES + ':emma a :Book ; rdfs:label "Emma | *a* <b>" ; :by :jane . :b rdfs:label "- [ ] @b" . :c :p 1 .'
EXPECTED = r"""**2 added, 1 removed, 1 changed**

### Added (2)

- \- \[ \] @&#8203;b `e:b`
- `e:c`

### Removed (1)

- A `e:a`

### Changed (1)

- Emma \| \*a\* \<b\> (book) `e:emma`
  <details><summary>2 properties</summary>

  ````diff
   rdfs:label
  - "Emma"
  + "Emma | *a* <b>"
   written ``` by
  - "x"
  ````

  </details>
"""


def test_markdown(view: Callable[..., View]) -> None:
    assert write(view(OLD, NEW)) == EXPECTED
    assert write(view(OLD, OLD)) == "**no differences**\n"


def test_blank_nodes_that_hang_from_nothing(view: Callable[..., View]) -> None:
    assert "- blank nodes that hang from nothing\n  <details>" in write(view("[] :p 1 .", "[] :p 2 ."))


def test_many_values_of_a_property_are_counted(view: Callable[..., View]) -> None:
    found = write(view(":a :p 1 .", f":a :p {' , '.join(map(str, range(2, 3000)))} ."))
    assert re.findall(r"^  [-+] .*", found, re.MULTILINE)[:2] == ["  - 1", "  + 10"]
    assert re.findall(r"^  [-+] .*", found, re.MULTILINE)[21:] == ["  + … (+2,978)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rue d'Étude (1er), n° 5: a+b=c!", "Rue d'Étude (1er), n° 5: a+b=c!"),
        ("a|b`c`*d*_e_~f~[g](h)<i>&amp;$j$\\", r"a\|b\`c\`\*d\*\_e\_\~f\~\[g\](h)\<i\>\&amp;\$j\$" + "\\\\"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("2) a", r"2\) a"),
        ("=====", r"\====="),
        ("a @user @org/team a@b.c", "a @&#8203;user @&#8203;org/team a@&#8203;b.c"),
        ("#12 a#12 GH-3 gh-4 no#", r"\#&#8203;12 a#&#8203;12 GH-&#8203;3 gh-&#8203;4 no#"),
        (":tada: :a_b: 10:30:45 a: b", r":&#8203;tada: :&#8203;a\_b: 10:&#8203;30:45 a: b"),
        ("http://a.b HTTPS://a.b www.a.b mailto:a", r"http\://a.b HTTPS\://a.b www\.a.b mailto\:a"),
    ],
)
def test_escape(text: str, expected: str) -> None:
    assert escape(text) == expected


_TEXTS = st.text(
    st.sampled_from("ab1 \\`*_{}[]()#+-.!|<>&;$~@:/='\"^%?é") | st.characters(exclude_categories=["C", "Z"]),
    max_size=30,
) | st.lists(
    st.sampled_from(
        ["<b>", "&lt;", "- ", "1. ", "# ", "[a](b)", "![", "**", "__", "~~", "``", "@a", "\\", "http://a.b"]
    ),
    max_size=8,
).map("".join)


@given(_TEXTS)
def test_a_label_shows_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {escape(text)}\n")
    shown = re.fullmatch(r"<ul>\n<li>(.*?)</li>\n</ul>\n", html, re.DOTALL)
    assert shown, html
    assert "<" not in shown[1]
    assert unescape(shown[1]).replace("\u200b", "") == text.replace("\u200b", "")


@given(_TEXTS, _TEXTS)
def test_a_fold_shows_as_it_is(view: Callable[..., View], text: str, name: str) -> None:
    names = f":p rdfs:label {literal(f'x{name}')} . :a rdfs:label 'A' ; :q 1 ."
    html = MarkdownIt("commonmark").render(write(view(names, f"{names} :a :p {literal(text)} .")))
    code = re.findall(r"<pre><code class=\"language-diff\">(.*?)</code></pre>", html, re.DOTALL)
    assert len(code) == 1
    shown_name, value = (" ".join(part.split()) for part in (f"x{name}", f'"{text}"'))
    assert unescape(code[0]) == f" {shown_name}\n+ {value}\n"


def numbers_told(text: str) -> list[int]:
    """The number of resources of each section, checked against what it lists."""
    told = []
    for section in text.split("\n### ")[1:]:
        number = int(re.match(r"\w+ \(([\d,]+)\)", section)[1].replace(",", ""))  # type: ignore[index]
        listed = [line for line in section.split("\n") if line.startswith("- ")]
        folded = re.match(r"- … and ([\d,]+) more$", listed[-1])
        more = int(folded[1].replace(",", "")) - 1 if folded else 0
        assert len(listed) + more == number
        told.append(number)
    return told


_NUMBERS = st.integers(0, 60)


@given(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS), st.integers(400, 20_000), st.integers(1, 300))
def test_it_is_never_longer_than_asked(
    view: Callable[..., View], numbers: tuple[int, int, int], longest: int, length: int
) -> None:
    added, removed, changed = numbers
    old = [f":r{n} rdfs:label 'r {'<' * length}' ." for n in range(removed)]
    new = [f":a{n} rdfs:label 'a {'@a' * length}' ." for n in range(added)]
    for n in range(changed):
        old.append(f":c{n} :p '{'o' * length * (n % 3)}' .")
        new.append(f":c{n} :p 1 .")
    compared = view("\n".join(old), "\n".join(new))
    text = write(compared, longest)
    assert len(text) <= longest
    assert numbers_told(text) == [number for number in numbers if number]
    folds = text.count("<details>")
    assert text.count("</details>") == folds
    assert ("Some details are left out here" in text) == (folds < changed)
    if folds:
        assert "… and" not in text


def test_a_large_difference_fits_into_a_comment(view: Callable[..., View]) -> None:
    old = "\n".join(f":c{n} :p {n} ." for n in range(3000))
    new = "\n".join(f":c{n} :p {n + 1} ; rdfs:label 'resource {n}' ." for n in range(9000))
    text = write(view(old, new))
    assert GITHUB_LIMIT > LONGEST >= len(text) > LONGEST - 200
    assert numbers_told(text) == [6000, 3000]
    whole = write(view(old, new), 10_000_000)
    assert "left out" not in whole
    assert whole.count("<details>") == 3000
