"""Templates to text: one Jinja2 environment a language, with its interface texts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
from markupsafe import Markup

from medtown.data.sitemap import public_address
from medtown.i18n import Texts
from medtown.pages.frame import POLICY
from medtown.pages.plain import as_reference, plain
from medtown.pages.theme import theme_errors
from medtown.pages.urls import quoted
from medtown.pages.values import PATH, UP, page_suffix

if TYPE_CHECKING:
    from pathlib import Path

    from medtown.pages.frame import Frame
    from medtown.settings import Settings

_SUFFIX = ".html.jinja"
_FORMAT_NAMES = {
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV",
    "tsv": "TSV",
    "rq": "SPARQL",
}
_GRAPHS = frozenset(("ttl", "jsonld", "nt", "rdf"))
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/?")


class DataLink(NamedTuple):
    """A data file that stands beside a page: its suffix, its media type and the name of its format."""

    suffix: str
    media_type: str
    name: str

    @property
    def is_graph(self) -> bool:
        """Whether it is RDF, and so describes what the page is about."""
        return self.suffix in _GRAPHS


def data_link(suffix: str, media_type: str) -> DataLink:
    """The link to a file of a format that we write, by its suffix."""
    return DataLink(suffix, media_type, _FORMAT_NAMES[suffix])


class Renderer:
    """Renders pages of one language."""

    def __init__(self, settings: Settings, texts: Texts, frame: Frame) -> None:
        self.settings, self.texts = settings, texts
        self._theme = frame.templates
        self._templates: dict[str, jinja2.Template] = {}
        self._environment = _environment(texts, frame.templates)
        self._environment.filters.update(number=self._number, quoted=quoted, licence_name=licence_name)
        self._environment.filters.update(locale=_locale, reference=as_reference)
        # Interface texts without numbers are looked up once, not on each page.
        self._environment.globals.update(_constants(settings, texts, frame))
        self._environment.globals.update(data_links=cache(self._data_links), _=cache(self._text))
        with theme_errors(self._theme):
            self._share()

    def _share(self) -> None:
        """Make what pages have in common once: the macros, and the parts that are the same on every page."""
        for template, macros in (("values", ("facts", "heading", "lead")), ("cite", ("cite",))):
            module = self._environment.get_template(f"{template}{_SUFFIX}").module
            self._environment.globals.update({macro: getattr(module, macro) for macro in macros})
        for part in ("alternate_links", "metadata_site", "navigation", "footer"):
            self._environment.globals[part] = self._part(part)

    def page(self, template: str, path: str, /, *, top: str | None = None, **content: Any) -> str:
        """Render a page for a site path given without suffix, such as `doc/place/seville`.

        Links go up to the top of the site from there, unless `top` names it.
        """
        with theme_errors(self._theme):
            if template not in self._templates:
                self._templates[template] = self._environment.get_template(f"{template}{_SUFFIX}")
            page = self._templates[template].render(**content)
        return page.replace(PATH, quoted(path)).replace(UP, "../" * path.count("/") if top is None else top)

    def _part(self, name: str, **content: Any) -> Markup:
        rendered = self._environment.get_template(f"{name}{_SUFFIX}").render(**content)
        return Markup(rendered)  # noqa: S704 - the output of our own template

    def _data_links(self, part: str, links: tuple[DataLink, ...]) -> Markup:
        """The links to a page's data: `head` gives link elements, `foot` a paragraph."""
        return self._part(f"data_{part}", links=links)

    def _text(self, message: str) -> Markup:
        return Markup(self.texts.gettext(message))  # noqa: S704 - our own catalogue

    def _number(self, value: int) -> str:
        return self.texts.decimal(value)


def _environment(texts: Texts, templates: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader((jinja2.FileSystemLoader(templates), jinja2.PackageLoader("medtown.pages"))),
        autoescape=True,
        auto_reload=False,  # else each page asks the disk whether its templates changed
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_plain,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(texts.gettext, texts.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _constants(settings: Settings, texts: Texts, frame: Frame) -> dict[str, Any]:
    """What templates of one language know without being told."""
    suffixes = {tag: page_suffix(tag, settings.languages) for tag in settings.languages}
    return {
        "up": UP,
        "here": PATH,
        "texts": texts,
        # Our own names, or BCP 47 tags that Babel has read: safe as they are.
        "language": Markup(texts.language),  # noqa: S704
        "html": Markup(page_suffix(texts.language, settings.languages)),  # noqa: S704
        "site_title": settings.title(texts.language),
        "settings": settings,
        "rooms": frame.rooms,
        "has_theme": frame.has_theme,
        "has_card": frame.has_card,
        "root": public_address(settings.base, ""),
        "metadata": None,  # for pages that have nothing of their own to say
        "policy": POLICY,
        "alternates": [(Texts(tag), suffix, tag == texts.language) for tag, suffix in suffixes.items()],
    }


def _plain(value: Any) -> Any:
    """A text without what HTML can't hold or what would turn it round; Markup, such as UP and PATH, stays as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _locale(tag: str) -> str:
    """A language as Open Graph writes it: `pt_BR`. Where a tag names no country, none is made up."""
    language, *rest = tag.split("-")
    return "_".join((language, *(part.upper() for part in rest if len(part) == 2)))  # noqa: PLR2004 - ISO 3166


def licence_name(iri: str) -> str:
    """A short name for a licence: `CC BY 4.0` for a Creative Commons deed, else the address without its scheme."""
    match = _CREATIVE_COMMONS.match(iri)
    if match:
        return f"CC {match[1].upper()} {match[2]}"
    return re.sub(r"\Ahttps?://(www\.)?", "", iri).rstrip("/")
