"""The files that pages load: style sheet, icon, the browser part's bundle, and what a project puts in their place."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import medtown
from medtown.errors import InputError
from medtown.i18n.message import say
from medtown.site.file import SiteFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.project import Project

FOLDER = "assets"
_PACKAGE = Path(medtown.__file__).parent
_BUNDLES = (_PACKAGE / "browser", _PACKAGE.parent / "web" / "dist")  # in a wheel, in a checkout


def asset_files(project: Project) -> Iterator[SiteFile]:
    """Every asset once; of a name that several have, the project's `theme/assets/` goes first.

    Raises InputError MT603 where the browser part is not built.
    """
    own = resources.files("medtown.pages") / "assets"
    found = {file.name: file.read_bytes() for file in own.iterdir()}
    for folder in (_bundle(), project.theme / FOLDER):
        if folder.is_dir():
            files = (file for file in sorted(folder.rglob("*")) if file.is_file())
            found |= {
                name: file.read_bytes()
                for file in files
                if not (name := file.relative_to(folder).as_posix()).startswith(".")
            }
    for name, content in sorted(found.items()):
        yield SiteFile(f"{FOLDER}/{name}", content)


def _bundle() -> Path:
    for folder in _BUNDLES:
        if folder.is_dir():
            return folder
    raise InputError(
        "MT603",
        say("the browser part of the pages is not built"),
        remedy=say("Run make, or python publish/web/build.py; docs/errors/MT603.md says what that needs."),
        file=_BUNDLES[-1],
    )
