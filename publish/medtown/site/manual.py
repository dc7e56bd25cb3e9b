"""The manual's pages: what a project has as Markdown in `docs/`, so that the links of its messages lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.manual import FOLDER, read_manual
from medtown.site.file import SiteFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.project import Project
    from medtown.site.context import LanguageContext

INDEX = f"{FOLDER}/index"


def manual_texts(project: Project) -> dict[str, str]:
    """The Markdown files below `docs/`, by their path there; those of its folders come last."""
    folder = project.root / FOLDER
    found = (path for path in folder.rglob("*.md") if path.is_file() and not path.name.startswith("."))
    files = sorted(found, key=lambda path: (len(path.parts), path))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in files}


def manual_pages(language: LanguageContext, texts: dict[str, str]) -> Iterator[SiteFile]:
    """Every page in one language's frame, and the list of them; nothing where there is no manual."""
    if not texts:
        return
    pages = read_manual(texts, language.suffix)
    written_in = language.renderer.settings.languages[0]
    for page in pages:
        text = language.renderer.page(
            "manual", page.path, title=page.title, content=page.content, written_in=written_in
        )
        yield SiteFile(f"{page.path}{language.suffix}", text)
    if all(page.path != INDEX for page in pages):
        text = language.renderer.page("manual_index", INDEX, pages=pages, written_in=written_in)
        yield SiteFile(f"{INDEX}{language.suffix}", text)
