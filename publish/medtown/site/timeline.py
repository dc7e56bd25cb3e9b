"""The timeline: the dated things of a dataset by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medtown.pages.finding.kinds import KindNames
from medtown.pages.finding.timeline import by_year, pages_of
from medtown.site.file import SiteFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from medtown.pages.finding.timeline import Moment, Year
    from medtown.site.context import Context, LanguageContext

FOLDER = "timeline"
TIMELINE = f"{FOLDER}/index"
_MOST_GOING_ON = 12  # named in a year


def timeline_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """The pages in one language; none where nothing worth it has a date."""
    pages = pages_of(by_year(context.moments))
    paths = [TIMELINE if number == 1 else f"{FOLDER}/{number}" for number in range(1, len(pages) + 1)]
    index = _index(pages, paths)
    kinds = KindNames(context.kinds, context.data_labels, language.language)
    for path, years in zip(paths, pages, strict=True):
        text = language.renderer.page(
            "timeline",
            path,
            years=[_year(language, year, kinds) for year in years],
            index=index,
            current=path,
            pages=paths,
            total=len(context.moments),
        )
        yield SiteFile(f"{path}{language.suffix}", text)


def _index(pages: Sequence[Sequence[Year]], paths: Sequence[str]) -> list[dict[str, Any]]:
    """Each year with the page on which it begins and how much starts in it."""
    index: dict[int, dict[str, Any]] = {}
    for path, years in zip(paths, pages, strict=True):
        for year in years:
            entry = index.setdefault(year.year, {"year": year.year, "path": path, "size": 0})
            entry["size"] += len(year.moments)
    return list(index.values())


def _year(language: LanguageContext, year: Year, kinds: KindNames) -> dict[str, Any]:
    headlines, values = language.data.headlines, language.data.values

    def item(moment: Moment) -> dict[str, Any]:
        return {
            "time": headlines.time(moment.when),
            "html": values.of(moment.thing).html,
            "kind": kinds.first(moment.thing),
            "where": headlines.where(moment.thing),
        }

    going_on = [values.of(moment.thing).html for moment in year.going_on]
    return {
        "year": year.year,
        "is_first_part": year.is_first_part,
        "items": [item(moment) for moment in sorted(year.moments, key=lambda m: (m.when, values.of(m.thing).sort))],
        "going_on": headlines.some_of(going_on, _MOST_GOING_ON) if going_on else "",
    }
