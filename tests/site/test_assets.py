"""What pages load: our files, the browser part's bundle, and a project's own theme in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError
from medtown.project import Project
from medtown.site import assets
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from pathlib import Path


def test_a_theme_goes_before_our_own_files(tmp_path: Path) -> None:
    own = dict(assets.asset_files(Project(MINIMAL)))
    assert {"assets/style.css", "assets/icon.svg", "assets/site.js", "assets/licences.txt"} <= own.keys()
    assert not any("/." in name for name in own)
    theme = tmp_path / "theme" / "assets"
    (theme / "img").mkdir(parents=True)
    (theme / "icon.svg").write_text("<svg/>", "utf-8")
    (theme / "theme.css").write_text(":root { --accent: red }", "utf-8")
    (theme / "img" / "a.svg").write_text("<svg/>", "utf-8")
    themed = dict(assets.asset_files(Project(tmp_path)))
    assert themed == own | {
        "assets/icon.svg": b"<svg/>",
        "assets/theme.css": b":root { --accent: red }",
        "assets/img/a.svg": b"<svg/>",
    }


def test_a_missing_bundle_is_an_error_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_BUNDLES", (tmp_path / "browser", tmp_path / "dist"))
    with pytest.raises(InputError) as raised:
        list(assets.asset_files(Project(MINIMAL)))
    assert "[MT603]" in str(raised.value)
    assert "publish/web/build.py" in str(raised.value)
