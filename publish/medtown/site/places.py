"""The map: what it loads, and its pages, which say the same as a list by country and place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from medtown.pages.finding.kinds import KindNames
from medtown.pages.readings.where import numeric
from medtown.pages.words import sort_key
from medtown.site.file import SiteFile, json_file
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from medtown.pages.finding.atlas import Entry, Spot
    from medtown.pages.values import Value
    from medtown.site.context import Context, LanguageContext

FOLDER = "map"
MAP = f"{FOLDER}/index"
_PER_PAGE = 500  # things in the list
_NAMED = 100  # things named of one place


class EntryView(NamedTuple):
    """A thing of the list: itself as a link, what it is, and the narrower place that it is in."""

    html: Markup
    kind: str
    place: str


class SpotView(NamedTuple):
    """A place of the list, a link where it has a page; `name` is empty for what is known only to be in the country."""

    name: str
    html: Markup | str
    size: int
    entries: list[EntryView]


class CountryView(NamedTuple):
    """A country of the list; `html` is empty for places of which no country is known."""

    html: Markup | str
    size: int
    spots: list[SpotView]


def map_files(context: Context) -> Iterator[SiteFile]:
    """The coordinates of the places, and where each thing is among the marks of the map."""
    if context.atlas:
        yield json_file(f"{FOLDER}/places.json", context.atlas.points())
        yield json_file(f"{FOLDER}/things.json", context.atlas.things())


def map_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """`map/<language>.json`, which the map draws, and the pages in one language; none where nothing has a place."""
    if context.atlas:
        views = _Views(context, language)
        drawn = views.drawn()
        yield json_file(f"{FOLDER}/{language.language}.json", drawn)
        pages = views.pages()
        for number, countries in enumerate(pages, 1):
            path = MAP if number == 1 else f"{FOLDER}/{number}"
            text = language.renderer.page(
                "map",
                path,
                countries=countries,
                kinds=drawn["kinds"],
                total=drawn["total"],
                page=number,
                pages=len(pages),
            )
            yield SiteFile(f"{path}{language.suffix}", text)


def answer_marks(context: Context, language: LanguageContext, terms: Iterable[str]) -> dict[str, Any]:
    """What the map of an answer draws: where the things are that it names."""
    numbers = (context.data.id(term) for term in dict.fromkeys(terms))
    return _Views(context, language).answered(number for number in numbers if number is not None)


class _Views:
    """The spots of the atlas in one language."""

    def __init__(self, context: Context, language: LanguageContext) -> None:
        self._context, self._values = context, language.data.values
        self._kinds = KindNames(context.kinds, context.data_labels, language.language)

    def drawn(self) -> dict[str, Any]:
        """What the map draws: the classes by which it can be narrowed with their counts, and the marks."""
        spots = self._context.atlas.marks
        things = {entry.thing for spot in spots for entry in spot.entries}
        counts = Counter(kind for thing in things for kind in self._kinds.of(thing))
        kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
        numbers = {kind: number for number, kind in enumerate(kinds)}
        return {
            "kinds": [{"name": kind, "size": counts[kind]} for kind in kinds],
            "total": len(things),
            "spots": [self._mark(spot, numbers) for spot in spots],
        }

    def pages(self) -> list[list[CountryView]]:
        """Countries and their places by name, as many as a page holds; what has no country comes last."""
        spots = sorted(self._context.atlas.spots, key=self._order)
        pages: list[list[Spot]] = [[]]
        room = _PER_PAGE
        for spot in spots:
            shown = min(len(spot.entries), _NAMED) + 1
            if pages[-1] and shown > room:
                pages.append([])
                room = _PER_PAGE
            pages[-1].append(spot)
            room -= shown
        return [self._countries(page) for page in pages]

    def answered(self, numbers: Iterable[int]) -> dict[str, Any]:
        """The marks of some things only, which are not told apart by class; the things in their order."""
        atlas = self._context.atlas
        found: dict[int, list[dict[str, Any]]] = {}
        for number in numbers:
            for mark in atlas.marks_of(number):
                found.setdefault(mark, []).append(self._named(number))
        spots = [
            self._place_of(atlas.marks[mark]) | {"size": len(things), "sizes": {}, "things": things}
            for mark, things in found.items()
        ]
        return {"kinds": [], "spots": spots}

    def _mark(self, spot: Spot, numbers: dict[str, int]) -> dict[str, Any]:
        entries = self._sorted(spot.entries)
        found = Counter(numbers[kind] for entry in entries for kind in self._kinds.of(entry.thing))
        things = [self._thing(entry, numbers) for entry in entries[:_NAMED]]
        return self._place_of(spot) | {"size": len(entries), "sizes": found, "things": things}

    def _place_of(self, spot: Spot) -> dict[str, Any]:
        return {
            "name": self._name(spot),
            "href": _link(self._values.of(spot.place)),
            **({"shapes": numeric(spot.code)} if spot.code else {}),
            **({"at": spot.point} if spot.point else {}),
        }

    def _thing(self, entry: Entry, numbers: dict[str, int]) -> dict[str, Any]:
        thing = self._named(entry.thing) | {"kinds": [numbers[kind] for kind in self._kinds.of(entry.thing)]}
        place = self._place(entry)
        return thing | ({"place": place} if place else {})

    def _named(self, number: int) -> dict[str, Any]:
        value = self._values.of(number)
        optional = {"lang": value.language, "dir": value.direction}
        named = {"name": value.text, "href": _link(value), "kinds": []}
        return named | {name: text for name, text in optional.items() if text}

    def _order(self, spot: Spot) -> tuple[bool, str, bool, str]:
        """By country, of which itself comes first, and by name."""
        if spot.country is None:
            return (True, "", False, sort_key(self._name(spot)))
        name = self._values.of(spot.country).sort[1]
        return (False, f"{name} {spot.country}", spot.place != spot.country, sort_key(self._name(spot)))

    def _countries(self, spots: Iterable[Spot]) -> list[CountryView]:
        views = []
        for country, found in groupby(spots, key=lambda spot: spot.country):
            listed = [self._spot(spot) for spot in found]
            html = "" if country is None else self._values.of(country).html
            views.append(CountryView(html, sum(spot.size for spot in listed), listed))
        return views

    def _spot(self, spot: Spot) -> SpotView:
        entries = [
            EntryView(self._values.of(entry.thing).html, self._kinds.first(entry.thing), self._place(entry))
            for entry in self._sorted(spot.entries)[:_NAMED]
        ]
        name = "" if spot.place == spot.country else self._name(spot)
        value = self._values.of(spot.place)
        return SpotView(name, "" if value.kind == "blank" else value.html, len(spot.entries), entries)

    def _sorted(self, entries: Iterable[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda entry: self._values.of(entry.thing).sort)

    def _place(self, entry: Entry) -> str:
        return "" if entry.place is None else self._text(entry.place)

    def _name(self, spot: Spot) -> str:
        text = self._text(spot.place)
        return text or ("{:.3f}, {:.3f}".format(*spot.point) if spot.point else "…")

    def _text(self, number: int) -> str:
        """The label of a place; empty where a blank node has none."""
        labels = self._context.data_labels
        is_nameless = is_blank(self._context.data.terms[number]) and not labels.all(number)
        return "" if is_nameless else labels.best(number, self._values.language).text


def _link(value: Value) -> str:
    """Where a value leads, seen from the map."""
    return f"../{value.href}" if value.kind == "resource" else value.href
