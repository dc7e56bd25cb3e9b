"""Write the whole site of a project: nothing where the project has violations, else a folder that is swapped in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from medtown.check.run import check
from medtown.data.document import Describer
from medtown.data.formats import Formats
from medtown.data.jsonld import CONTEXT_FILE
from medtown.site.assets import asset_files
from medtown.site.context import Context
from medtown.site.contribute import contribute_files, contribute_pages
from medtown.site.documents import DocumentWriter
from medtown.site.editor import editor_pages, term_files
from medtown.site.letters import letter_pages
from medtown.site.lists import graph_files, list_pages
from medtown.site.manual import manual_pages
from medtown.site.metadata import write_metadata
from medtown.site.model import model_pages
from medtown.site.output import MARKER, Output
from medtown.site.places import map_files, map_pages
from medtown.site.profile import profile_pages
from medtown.site.questions import question_files, question_pages, questions_of
from medtown.site.search import search_files
from medtown.site.standalone import standalone
from medtown.site.timeline import timeline_pages

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.check.finding import Report
    from medtown.project import Project
    from medtown.site.questions import Question


class Progress(Protocol):
    """Is told how far the work has come."""

    def start(self, step: str, total: int) -> None:
        """A step of `total` parts begins."""

    def advance(self) -> None:
        """A part is done."""


@dataclass(frozen=True)
class Published:
    """What a build did. `documents` and `files` are 0 where the report has violations: nothing was written then."""

    report: Report
    documents: int = 0
    files: int = 0


def publish(project: Project, folder: Path, progress: Progress) -> Published:
    """Check a project and write its site to a folder.

    A folder that was published before is replaced when all is written, else left as it was. Raises InputError
    MT601 or MT602 (the folder).
    """
    progress.start("check", 1)
    checked = check(project)
    progress.advance()
    if checked.report.exit_code():
        return Published(checked.report)
    context = Context(project, checked.data, checked.shapes)
    questions = questions_of(checked.answers)
    with Output(folder) as output:
        _write(context, questions, output, progress)
    return Published(checked.report, len(context.plan.documents), output.files)


def _write(context: Context, questions: list[Question], output: Output, progress: Progress) -> None:
    describer = Describer(context.data)
    formats = Formats.of(describer, context.settings)
    write_documents(context, describer, formats, output, progress)
    progress.start("dumps", 1)
    dumps = write_metadata(context, describer, output)
    progress.advance()
    output.write(CONTEXT_FILE, formats.jsonld.context)
    output.write_all(graph_files(context))
    output.write_all(map_files(context))
    output.write_all(search_files(context))
    output.write_all(question_files(questions, context.prefixes.namespaces))
    output.write_all(term_files(context))
    output.write_all(contribute_files(context.forms))
    progress.start("lists", len(context.languages))
    for language in context.languages:
        output.write_all(list_pages(context, language, questions, dumps))
        output.write_all(question_pages(context, language, questions))
        output.write_all(editor_pages(context, language, questions))
        output.write_all(manual_pages(language, context.manual))
        output.write_all(model_pages(context, language))
        output.write_all(letter_pages(context, language))
        output.write_all(profile_pages(context, language))
        output.write_all(contribute_pages(context, language))
        output.write_all(map_pages(context, language))
        output.write_all(timeline_pages(context, language))
        progress.advance()
    output.write_all(asset_files(context.project))
    output.write(MARKER, _marker(context))


def write_documents(
    context: Context, describer: Describer, formats: Formats, output: Output, progress: Progress
) -> None:
    """Write every document of the data, then those of the shapes."""
    data = DocumentWriter(context, describer, context.plan, formats)
    progress.start("documents", len(context.plan.documents))
    for path in context.plan.documents:
        output.write_all(data.files(path))
        progress.advance()
    shapes_describer = Describer(context.shapes)
    writers = standalone(Formats.of(shapes_describer, context.settings))
    shapes = DocumentWriter(context, shapes_describer, context.shapes_plan, writers)
    for path in context.shapes_plan.documents:
        # What the data describes too has its document already.
        if path not in context.plan.documents:
            output.write_all(shapes.files(path))


def _marker(context: Context) -> str:
    """`site.json`: what a server must know of the site; its presence says that we may replace the folder."""
    settings = context.settings
    facts = {
        "base": settings.base,
        "name": settings.name,
        "titles": settings.titles,
        "languages": list(settings.languages),
        "moved": context.urls.moved(),
        "prefixes": settings.prefixes,
        "dataset": settings.dataset,
        "licence": settings.licence or "",
        "terms": {page: iri for plan in (context.plan, context.shapes_plan) for iri, page in plan.term_pages.items()},
        "endpoint": settings.endpoint or "",
        "gone": {},
    }
    return json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
