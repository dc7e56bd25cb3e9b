"""`medtown explain`, for every code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command import with_link

if TYPE_CHECKING:
    from tests.support.command import Command

PAGES = sorted((Path(__file__).parents[2] / "docs/errors").glob("MT*.md"))


def test_a_list_of_all_codes(medtown: Command) -> None:
    done = medtown("explain")
    assert done.stdout == "".join(page.read_text("utf-8").split("\n", 1)[0][2:] + "\n" for page in PAGES)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("code", ["MT301", "mt601"])
def test_a_page_without_the_comments_that_run_its_examples(code: str, medtown: Command) -> None:
    page = next(page for page in PAGES if page.stem == code.upper()).read_text("utf-8")
    done = medtown("explain", code)
    assert done.stdout == re.sub(r"<!-- .* -->\n", "", page)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_code(medtown: Command) -> None:
    done = medtown("explain", "301")
    assert done.stderr == with_link(
        "error: there is no code 301 [MT112]\n  `medtown explain` lists the codes; one is such as MT301.\n"
    )
    assert (done.returncode, done.stdout) == (2, "")
