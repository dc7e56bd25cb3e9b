from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check.region import Region
from medtown.check.report.excerpt import WIDEST, Excerpt, Excerpts

if TYPE_CHECKING:
    from pathlib import Path

LONG = "0123456789" * 30


def excerpt(folder: Path, text: str, *place: int | None) -> Excerpt | None:
    path = folder / "a.ttl"
    path.write_bytes(text.encode())
    return Excerpts().of(Region(path, *place))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("a b c\n", (1, 3, 1, 4), Excerpt(1, "a ", "b", " c", 1)),
        ("\n\ta b\r\n", (2, 2, 2, 3), Excerpt(2, "\t", "a", " b", 2)),
        ("\ufeffa b", (1, 1, 1, 2), Excerpt(1, "", "a", " b", 1)),
        ("a b c\nd\n", (1, 3, 2, 2), Excerpt(1, "a ", "b c", "", 2)),
        ("a b c", (1, 3), Excerpt(1, "a ", "b", " c", 1)),
        ("a b c", (1,), Excerpt(1, "", None, "a b c", 1)),
        ("a b c", (1, None, 2), Excerpt(1, "", None, "a b c", 2)),
        ("ab", (1, 9, 1, 12), Excerpt(1, "ab", "", "", 1)),
        ("ab", (1, 2, 1, 1), Excerpt(1, "a", "", "b", 1)),
        ("\x1b[31m\u202ea", (1, 7, 1, 8), Excerpt(1, "�[31m�", "a", "", 1)),
        (LONG, (1, 1, 1, 3), Excerpt(1, "", "01", f"{LONG[2:100]}…", 1)),
        (LONG, (1, 201, 1, 203), Excerpt(1, f"…{LONG[170:200]}", "01", f"{LONG[202:270]}…", 1)),
        (LONG, (1, 300, 1, 301), Excerpt(1, f"…{LONG[200:299]}", "9", "", 1)),
        (LONG, (1, 101, 1, 301), Excerpt(1, f"…{LONG[70:100]}", LONG[100:170], "…", 1)),
    ],
)
def test_excerpts(text: str, place: tuple[int, ...], expected: Excerpt, tmp_path: Path) -> None:
    assert excerpt(tmp_path, text, *place) == expected


@pytest.mark.parametrize("place", [(), (3,), (2, 1, 2, 2)])
def test_there_is_none_where_there_is_no_such_line(place: tuple[int, ...], tmp_path: Path) -> None:
    assert excerpt(tmp_path, "a", *place) is None


def test_there_is_none_where_the_file_cannot_be_read(tmp_path: Path) -> None:
    assert Excerpts().of(Region(tmp_path, 1)) is None
    assert Excerpts().of(Region(tmp_path / "none", 1)) is None
    assert Excerpts().of(None) is None


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=300), st.data())
def test_the_part_pointed_at_is_the_regions(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = excerpt(tmp_path_factory.mktemp("excerpt"), f"x{text}", 1, start + 2, 1, end + 2)
    assert found is not None
    assert found.marked is not None
    whole = found.before + found.marked + found.after
    assert len(whole) <= WIDEST + 2
    assert len(found.marked) == end - start or found.after == "…"
    assert len(whole.splitlines()) <= 1
