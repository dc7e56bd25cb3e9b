"""All names from A to Z: static pages, so that whatever the site holds can be found without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.finding.letters import letters, paged
from medtown.pages.finding.listing import PER_PAGE
from medtown.site.file import SiteFile
from medtown.table.terms import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.site.context import Context, LanguageContext

FOLDER = "a-z"
INDEX = f"{FOLDER}/index"


def letter_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """The pages in one language: every resource that has a name and a page."""
    table, values = context.data, language.data.values
    named = (n for n in table.subject_ids() if is_iri(table.terms[n]) and context.data_labels.all(n))
    found = letters((value for value in map(values.of, named) if value.kind == "resource"), language.language)
    pages = paged(found, PER_PAGE)
    paths = [INDEX if n == 1 else f"{FOLDER}/{n}" for n in range(1, len(pages) + 1)]
    first_pages: dict[str, str] = {}
    for path, page in zip(paths, pages, strict=True):
        for letter in page:
            first_pages.setdefault(letter.anchor, path)
    jumps = [(letter.letter, first_pages[letter.anchor], letter.anchor) for letter in found]
    total = sum(len(letter.names) for letter in found)
    for path, page in zip(paths, pages, strict=True):
        text = language.renderer.page("letters", path, letters=page, jumps=jumps, paths=paths, path=path, total=total)
        yield SiteFile(f"{path}{language.suffix}", text)
