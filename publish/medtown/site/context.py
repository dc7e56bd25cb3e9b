"""Everything that the parts of a site share: the Tables, their documents and one set of pages a language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from medtown.data.prefixes import Prefixes
from medtown.i18n import Texts
from medtown.pages.diagram.model import read_diagram
from medtown.pages.figures.cube import Cube
from medtown.pages.figures.observations import FigureMaker
from medtown.pages.finding.atlas import Atlas
from medtown.pages.finding.kinds import Kinds
from medtown.pages.finding.listing import browsable, class_entries
from medtown.pages.finding.timeline import read_moments
from medtown.pages.frame import Frame
from medtown.pages.metadata.schema_org import SchemaOrg
from medtown.pages.model.application_profile import ApplicationProfile
from medtown.pages.model.terms import TermReader
from medtown.pages.readings.profile import Profile
from medtown.pages.readings.when import Dates
from medtown.pages.readings.where import Where
from medtown.pages.render import Renderer
from medtown.pages.resource.cite import Citer
from medtown.pages.resource.headline import Headlines
from medtown.pages.resource.provenance import Provenance, Statements
from medtown.pages.resource.topic import TopicMaker
from medtown.pages.urls import free_path
from medtown.pages.values import Values, page_suffix
from medtown.site.contribute import INDEX as CONTRIBUTE
from medtown.site.contribute import Forms
from medtown.site.editor import EDITOR
from medtown.site.letters import INDEX as LETTERS
from medtown.site.manual import INDEX as MANUAL
from medtown.site.manual import manual_texts
from medtown.site.places import MAP
from medtown.site.plan import addresses, plan
from medtown.site.profile import asked_in
from medtown.site.search import INDEX as SEARCH
from medtown.site.terms import card_maker, metadata_maker
from medtown.site.timeline import TIMELINE
from medtown.table import Labels

if TYPE_CHECKING:
    from medtown.pages.finding.listing import ClassEntry
    from medtown.pages.finding.timeline import Moment
    from medtown.pages.metadata.page import MetadataMaker
    from medtown.pages.model.asked import Asked
    from medtown.pages.model.terms import CardMaker
    from medtown.project import Project
    from medtown.table import Table


class Readings(NamedTuple):
    """A Table and what is read off it once for the pages of all languages."""

    table: Table
    labels: Labels
    statements: Statements
    dates: Dates
    where: Where


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
        self.dates, self.where = Dates(data), Where(data)
        self.of_data = Readings(data, self.data_labels, Statements(data), self.dates, self.where)
        self.of_shapes = Readings(shapes, self.shapes_labels, Statements(shapes), Dates(shapes), Where(shapes))
        self.diagram = read_diagram(shapes, data, self.profile)
        self.asked = ApplicationProfile(shapes, data, self.profile)
        self.schema, self.shapes_schema = SchemaOrg(data, self.dates), SchemaOrg(shapes, self.of_shapes.dates)
        self.terms, self.shapes_terms = TermReader(data, self.profile), TermReader(shapes, self.profile)
        self.cube = Cube(data)

    @property
    def vocabulary(self) -> str:
        """The site path of the project's main ontology document, or the empty string."""
        own = (path for path in self.plan.vocabularies if not path.startswith("doc/~/"))
        return min(own, key=lambda path: (-len(self.plan.documents[path]), path), default="")

    @cached_property
    def model(self) -> str:
        """The site path of the data model's page, or the empty string where no shape targets a class."""
        return free_path("model", set(self._taken)) if self.diagram.classes else ""

    @cached_property
    def profile_page(self) -> str:
        """The site path of the application profile's page, or the empty string where the shapes ask nothing."""
        return free_path("profile", set(self._taken)) if self.asked.sections else ""

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The paths of documents, as `free_path` compares them."""
        return frozenset(path.casefold() for plan in (self.plan, self.shapes_plan) for path in plan.documents)

    @cached_property
    def forms(self) -> Forms:
        """The forms in which a new resource is described, those of all classes that have one."""
        return Forms(self)

    @cached_property
    def kinds(self) -> Kinds:
        """What kind of thing each thing of the data is."""
        return Kinds(self.data, self.profile)

    @cached_property
    def atlas(self) -> Atlas:
        """The things of the data by place."""
        return Atlas(self.data, self.urls, self.where)

    @cached_property
    def moments(self) -> list[Moment]:
        """The dated things of the data that a timeline shows."""
        return read_moments(self.data, self.urls, self.dates)

    @cached_property
    def rooms(self) -> dict[str, str]:
        """The kinds of page that this site has and others may not: their names and first site paths."""
        rooms = {
            "search": SEARCH,
            "letters": LETTERS,
            "vocabulary": self.vocabulary,
            "model": self.model,
            "map": MAP if self.atlas else "",
            "timeline": TIMELINE if self.moments else "",
            "editor": EDITOR,
            "profile": self.profile_page,
            "contribute": CONTRIBUTE if self.forms.by_path else "",
            "manual": MANUAL if self.manual else "",
        }
        return {name: path for name, path in rooms.items() if path}

    @cached_property
    def frame(self) -> Frame:
        """What surrounds every page."""
        theme = self.project.theme
        has_theme, has_card = ((theme / "assets" / name).is_file() for name in ("theme.css", "card.png"))
        return Frame(self.rooms, theme / "templates", has_theme=has_theme, has_card=has_card)

    @cached_property
    def languages(self) -> list[LanguageContext]:
        """The pages' languages, the default one first."""
        return [LanguageContext(self, tag) for tag in self.settings.languages]


class TableContext:
    """The documents of one Table and its pages in one language."""

    cards: CardMaker
    metadata: MetadataMaker

    def __init__(self, context: Context, read: Readings, texts: Texts) -> None:
        self.table = read.table
        self.values = Values(read.table, read.labels, context.urls, context.prefixes, texts)
        self.headlines = Headlines(self.values, texts, read.dates, read.where)
        provenance = Provenance(read.table, read.statements, self.values, texts)
        self.topics = TopicMaker(read.table, read.labels, context.profile, provenance, self.headlines)


class LanguageContext:
    """What pages of one language are made with."""

    def __init__(self, context: Context, language: str) -> None:
        self.language = language
        self.texts = Texts(language)
        self.suffix = page_suffix(language, context.settings.languages)
        self.renderer = Renderer(context.settings, self.texts, context.frame)
        self.data = TableContext(context, context.of_data, self.texts)
        self.figures = FigureMaker(context.data, context.data_labels, context.cube, self.data.values, self.texts)
        self.shapes = TableContext(context, context.of_shapes, self.texts)
        self.citer = Citer(context.settings, context.prefixes, self.data.headlines, context.data)
        self._context = context
        for table in (self.data, self.shapes):
            table.cards = card_maker(context, self, table)
            table.metadata = metadata_maker(context, self, table)

    @cached_property
    def asked(self) -> Asked:
        """The application profile in the words of the language."""
        return asked_in(self._context, self)

    @cached_property
    def classes(self) -> list[ClassEntry]:
        """The classes of the data."""
        pages = self._context.plan.term_pages
        return class_entries(self._context.data, self._context.class_paths, self.data.values, pages)

    @cached_property
    def class_pages(self) -> dict[str, str]:
        """The site path of each class's list, by IRI."""
        return {entry.iri: entry.path for entry in self.classes}
