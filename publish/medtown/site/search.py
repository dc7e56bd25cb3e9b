"""The search page and what it loads: one file of names and facets for all languages, and one a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.finding.search import SearchIndex
from medtown.site.file import SiteFile, json_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.site.context import Context

FOLDER = "search"
INDEX = f"{FOLDER}/index"


def search_files(context: Context) -> Iterator[SiteFile]:
    """`search/names.json`, and a page and a `search/<language>.json` in every language."""
    data = context.data
    index = SearchIndex(
        data,
        context.data_labels,
        context.profile,
        context.urls,
        context.dates,
        context.where,
        context.prefixes.namespaces,
    )
    yield json_file(f"{FOLDER}/names.json", index.shared())
    for language in context.languages:
        yield json_file(f"{FOLDER}/{language.language}.json", index.in_language(language.texts))
        page = language.renderer.page("search", INDEX)
        yield SiteFile(f"{INDEX}{language.suffix}", page)
