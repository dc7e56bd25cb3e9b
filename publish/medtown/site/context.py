"""Everything that the parts of a site share: the Tables, their documents and one set of pages a language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from medtown.data.prefixes import Prefixes
from medtown.i18n import Texts
from medtown.pages.diagram.model import read_diagram
from medtown.pages.frame import Frame
from medtown.pages.listing import browsable, class_entries
from medtown.pages.profile import Profile
from medtown.pages.provenance import Provenance, Statements
from medtown.pages.render import Renderer
from medtown.pages.resource import TopicMaker
from medtown.pages.urls import free_path
from medtown.pages.values import Values, page_suffix
from medtown.site.manual import INDEX as MANUAL
from medtown.site.manual import manual_texts
from medtown.site.plan import addresses, plan
from medtown.table import Labels

if TYPE_CHECKING:
    from medtown.pages.listing import ClassEntry
    from medtown.project import Project
    from medtown.table import Table


class Context:
    """A project that has passed its checks. `data` is the Table of ontology and graph, `shapes` that of the shapes."""

    def __init__(self, project: Project, data: Table, shapes: Table) -> None:
        self.project, self.data, self.shapes = project, data, shapes
        self.settings = project.settings
        self.urls = addresses(self.settings, data, shapes)
        self.plan = plan(data, self.urls, self.settings.dataset)
        self.shapes_plan = plan(shapes, self.urls, self.settings.dataset)
        self.profile = Profile(shapes, data)
        self.data_labels = Labels(data, self.settings.languages, self.profile.names)
        self.shapes_labels = Labels(shapes, self.settings.languages, self.profile.names)
        self.prefixes = Prefixes(self.settings.prefixes, data.prefixes)
        self.class_paths = browsable(data)
        self.manual = manual_texts(project)
        self.data_statements = Statements(data)
        self.shapes_statements = Statements(shapes)
        self.diagram = read_diagram(shapes, data, self.profile)

    @property
    def vocabulary(self) -> str:
        """The site path of the project's main ontology document, or the empty string."""
        own = (path for path in self.plan.vocabularies if not path.startswith("doc/~/"))
        return min(own, key=lambda path: (-len(self.plan.documents[path]), path), default="")

    @cached_property
    def model(self) -> str:
        """The site path of the data model's page, or the empty string where no shape targets a class."""
        taken = {path.casefold() for plan in (self.plan, self.shapes_plan) for path in plan.documents}
        return free_path("model", taken) if self.diagram.classes else ""

    @cached_property
    def rooms(self) -> dict[str, str]:
        """The kinds of page that this site has and others may not: their names and first site paths."""
        rooms = {
            "vocabulary": self.vocabulary,
            "model": self.model,
            "manual": MANUAL if self.manual else "",
        }
        return {name: path for name, path in rooms.items() if path}

    @cached_property
    def frame(self) -> Frame:
        """What surrounds every page."""
        theme = self.project.theme
        return Frame(self.rooms, theme / "templates", has_theme=(theme / "assets" / "theme.css").is_file())

    @cached_property
    def languages(self) -> list[LanguageContext]:
        """The pages' languages, the default one first."""
        return [LanguageContext(self, tag) for tag in self.settings.languages]


class TableContext:
    """The documents of one Table and its pages in one language."""

    def __init__(self, context: Context, table: Table, labels: Labels, statements: Statements, texts: Texts) -> None:
        self.table = table
        self.values = Values(table, labels, context.urls, context.prefixes, texts)
        provenance = Provenance(table, statements, self.values, texts)
        self.topics = TopicMaker(table, labels, self.values, context.profile, provenance)


class LanguageContext:
    """What pages of one language are made with."""

    def __init__(self, context: Context, language: str) -> None:
        self.language = language
        self.texts = Texts(language)
        self.suffix = page_suffix(language, context.settings.languages)
        self.renderer = Renderer(context.settings, self.texts, context.frame)
        self.data = TableContext(context, context.data, context.data_labels, context.data_statements, self.texts)
        self.shapes = TableContext(
            context, context.shapes, context.shapes_labels, context.shapes_statements, self.texts
        )
        self._context = context

    @cached_property
    def classes(self) -> list[ClassEntry]:
        """The classes of the data."""
        pages = self._context.plan.term_pages
        return class_entries(self._context.data, self._context.class_paths, self.data.values, pages)

    @cached_property
    def class_pages(self) -> dict[str, str]:
        """The site path of each class's list, by IRI."""
        return {entry.iri: entry.path for entry in self.classes}
