from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "publish/medtown"
SOURCES = [path for part in ("check", "table") for path in (PACKAGE / part).rglob("*.py")] + [
    PACKAGE / f"{name}.py" for name in ("project", "settings", "turtle_file")
]
CODES = sorted({code for source in SOURCES for code in re.findall(r'"(MT\d{3})"', source.read_text("utf-8"))})


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_within_the_table_of_the_manual(code: str) -> None:
    manual = (ROOT / "docs/validate.md").read_text("utf-8")
    families = re.findall(r"\[(MT\d{3})\]\(errors/\1\.md\)(?: to \[(MT\d{3})\])?", manual)
    assert any(first <= code <= (last or first) for first, last in families)
