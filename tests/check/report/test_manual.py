from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.check.report import manual
from medtown.errors import help_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only folder in which pages are looked for."""
    monkeypatch.setattr(manual, "_FOLDERS", (tmp_path,))
    manual.page_of.cache_clear()
    yield tmp_path
    manual.page_of.cache_clear()


def test_a_page(folder: Path) -> None:
    (folder / "MT999.md").write_text(
        "# MT999: odd things\n\nSee [that](MT998.md#a), [this](../x.md), [w](https://e.org/a.md), [h](#b).\n\n"
        "<!-- run: . -->\n```console\n```\n",
        "utf-8",
    )
    title, text = manual.page_of("MT999")
    assert title == "odd things"
    assert text == (
        "See [that](https://w3id.org/medtown/docs/errors/MT998.html#a), [this](https://w3id.org/medtown/docs/x.html), "
        "[w](https://e.org/a.md), [h](#b).\n\n```console\n```"
    )


@pytest.mark.usefixtures("folder")
def test_without_a_manual_the_code_is_the_title() -> None:
    assert manual.page_of("MT301") == ("MT301", "")


def test_the_manual_is_at_hand() -> None:
    assert manual.page_of("MT301").title != "MT301"
    assert help_link("MT301") == "https://w3id.org/medtown/docs/errors/MT301.html"
