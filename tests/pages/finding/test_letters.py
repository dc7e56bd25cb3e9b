"""Names in the order of a language."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from medtown.pages.finding.letters import Letter, letters, paged
from medtown.pages.values import Value

ALEF, ALPHA = "\u0627", "\u0391"  # which look like Latin letters


def _value(text: str) -> Value:
    return Value("resource", text, "", "", text, f"http://e.org/{text}", (0, text), 0, Markup())


def _told(names: list[str], language: str) -> list[tuple[str, list[str]]]:
    return [(letter.letter, [v.text for v in letter.names]) for letter in letters(map(_value, names), language)]


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("fr", ["eau", "Zoo", "Été", "« Ana »"], [("A", ["« Ana »"]), ("E", ["eau", "Été"]), ("Z", ["Zoo"])]),
        (
            "ar",
            ["Ana", "التعاون", "بلدية", "أرض"],
            [(ALEF, ["أرض"]), ("ب", ["بلدية"]), ("ت", ["التعاون"]), ("A", ["Ana"])],
        ),
        ("el", ["Ana", "ψωμί", "ΑΒΓ", "άνοιξη"], [(ALPHA, ["ΑΒΓ", "άνοιξη"]), ("Ψ", ["ψωμί"]), ("A", ["Ana"])]),
        ("en", ["2022", "Ωμέγα", "Zoo", "…"], [("Z", ["Zoo"]), ("Ω", ["Ωμέγα"]), ("#", ["…", "2022"])]),
        ("ar", ["یزد", "يافا"], [("ي", ["يافا", "یزد"])]),
        ("ar", ["ال", "الله", "أل"], [(ALEF, ["أل", "ال", "الله"])]),
    ],
)
def test_letters(language: str, names: list[str], expected: list[tuple[str, list[str]]]) -> None:
    assert _told(names, language) == expected


def _letters(*sizes: int) -> list[Letter]:
    return [Letter(chr(65 + n), f"l{n}", [_value(f"{n}-{m}") for m in range(size)]) for n, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([], [[]]),
        ([2, 3], [["A2", "B3"]]),
        ([2, 4], [["A2", "B3"], ["B1"]]),
        ([1, 12, 3], [["A1", "B4"], ["B5"], ["B3", "C2"], ["C1"]]),
        ([5, 5], [["A5"], ["B5"]]),
    ],
)
def test_pages_hold_five_names(sizes: list[int], pages: list[list[str]]) -> None:
    found = paged(_letters(*sizes), 5)
    assert [[f"{letter.letter}{len(letter.names)}" for letter in page] for page in found] == pages
    names = [v.text for page in found for letter in page for v in letter.names]
    assert names == [v.text for letter in _letters(*sizes) for v in letter.names]
