"""The page of the application profile: what the shapes ask of each class, as tables in words."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from medtown.pages.diagram.names import Names
from medtown.pages.model.asked import Asked, Source
from medtown.site.file import SiteFile
from medtown.site.model import class_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.site.context import Context, LanguageContext


def asked_in(context: Context, language: LanguageContext) -> Asked:
    """The application profile in the words of a language."""
    tables = ((context.data, context.data_labels), (context.shapes, context.shapes_labels))
    names = Names(tables, context.profile, language.language, lambda _: "")
    return Asked(
        context.asked,
        Source(context.data, context.data_labels, language.data.values),
        Source(context.shapes, context.shapes_labels, language.shapes.values),
        context.prefixes.namespaces,
        cache(lambda cls: names.class_name(cls).title),
    )


def profile_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """The page in one language; nothing where the shapes ask nothing."""
    path = context.rooms.get("profile")
    if path is None:
        return
    sections = language.asked.sections
    text = language.renderer.page(
        "profile",
        path,
        sections=sections,
        pages={view.term: class_page(context, view.term) for view in sections if view.term},
        lists={term: path for term, path in context.class_paths.items() if term in context.asked.of_class},
        shapes=_shapes_page(context),
        anchors=model_anchors(context),
    )
    yield SiteFile(f"{path}{language.suffix}", text)


def model_anchors(context: Context) -> dict[str, str]:
    """The anchor of each class on the page of the data model."""
    drawn = set(context.diagram.classes) if "model" in context.rooms else set()
    return {cls: anchor for cls, anchor in context.asked.anchors.items() if cls in drawn}


def _shapes_page(context: Context) -> str:
    """The site path of the document that describes most of the shapes, or the empty string."""
    terms = (context.shapes.terms[section.shapes[0]] for section in context.asked.sections)
    found = Counter(context.urls.page(term) or "" for term in terms)
    return max(found, key=lambda path: (found[path], path), default="")
