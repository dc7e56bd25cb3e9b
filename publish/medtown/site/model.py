"""The page of the data model: a class diagram drawn from the shapes, and the same as text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from medtown.pages.diagram.names import Names
from medtown.pages.diagram.svg import draw
from medtown.site.file import SiteFile
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.site.context import Context, LanguageContext


def model_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """The page in one language; nothing where no shape targets a class."""
    if not context.model:
        return
    diagram, texts = context.diagram, language.texts
    tables = ((context.data, context.data_labels), (context.shapes, context.shapes_labels))
    names = Names(tables, context.profile, language.language, cache(lambda term: class_page(context, term)))
    title = texts.gettext("Class diagram")
    text = language.renderer.page(
        "model",
        context.model,
        picture=draw(diagram, names, language.suffix, title, right_to_left=texts.direction == "rtl"),
        classes=names.views(diagram),
        shared=names.shared(diagram),
        anchors=context.asked.anchors,
        asked={cls: sections[0].anchor for cls, sections in context.asked.of_class.items()},
    )
    yield SiteFile(f"{context.model}{language.suffix}", text)


def class_page(context: Context, term: str) -> str:
    """The site path of a class's page: its own as a term, else the list of its instances, else what describes it."""
    iri = iri_value(term)
    places = (
        context.plan.term_pages.get(iri) or context.shapes_plan.term_pages.get(iri),
        context.class_paths.get(term),
        context.urls.document(iri),
    )
    return next(filter(None, places), "")
