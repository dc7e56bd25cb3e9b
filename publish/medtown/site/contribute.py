"""The pages on which a new resource is described: a form a class, made from the shapes, that gives Turtle."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from medtown.check.context import Context as Checked
from medtown.check.names import Names
from medtown.check.shacl.expected import ShapeWords
from medtown.draft.classes import class_slug
from medtown.draft.forge import new_file
from medtown.draft.form import FormReader
from medtown.namespaces import SH
from medtown.pages.finding.listing import class_name, richest
from medtown.pages.manual import site_path
from medtown.pages.readings.profile import UNKNOWN
from medtown.pages.resource.description import definition
from medtown.pages.urls import free_path
from medtown.pages.words import humanised, sort_key
from medtown.shapes import ShapeReader
from medtown.site.file import SiteFile, json_file
from medtown.table.labels import LABEL_PREDICATES
from medtown.table.terms import RDF_LANG_STRING, XSD, XSD_STRING, by_language, is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.draft.form import Field, Form
    from medtown.site.context import Context, LanguageContext

INDEX = "contribute/index"
_LISTS = "contribute/list"
_MANUAL = "contribute.md"  # what a project's manual calls its page on contributing
_CHIEF = 12  # forms that come first
_FEW = 30  # choices, of which a page shows the whole list
_MESSAGE, _DESCRIPTION = f"<{SH}message>", f"<{SH}description>"
_EXAMPLES = {
    f"{XSD}date": "2023-05-31",
    f"{XSD}gYearMonth": "2023-05",
    f"{XSD}gYear": "2023",
    f"{XSD}dateTime": "2023-05-31T09:30:00",
    f"{XSD}decimal": "12.5",
}
_OF_KIND = {"number": ("12",)}  # where the datatypes have none


class Card(NamedTuple):
    """What the list of forms says of one."""

    path: str
    name: str
    definition: str


class Choice(NamedTuple):
    """A term to choose, and what a page calls it."""

    term: str
    label: str


class FieldView(NamedTuple):
    """A field as a page in one language shows it.

    `rows` are the languages of the texts to begin with, one empty string for what is no text with a language;
    `languages` are tags and names to choose from.
    """

    id: str
    name: str
    help: str
    field: Field
    rows: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    list: str
    examples: tuple[str, ...]

    @property
    def is_needed(self) -> bool:
        """Whether it can't be left empty."""
        return self.field.prop.minimum > 0

    @property
    def is_single(self) -> bool:
        """Whether it has one value at most."""
        return self.field.prop.maximum == 1


class Section(NamedTuple):
    """A group of fields: those to see at once, and the others."""

    name: str
    first: tuple[FieldView, ...]
    more: tuple[FieldView, ...]


class Forms:
    """The forms of a site, their pages and the lists that they choose from."""

    def __init__(self, context: Context) -> None:
        settings, data, shapes = context.settings, context.data, context.shapes
        names = Names(data, context.prefixes.namespaces, settings.languages[0], settings.languages)
        checked = Checked(context.project, data, shapes, names)
        reader = ShapeReader(shapes, data)
        forms = FormReader(checked, reader, context.profile, ShapeWords(shapes, names)).forms()
        taken = {INDEX, _LISTS}
        self.by_path: dict[str, Form] = {
            free_path(f"contribute/{class_name(form.cls[1:-1], context.prefixes.namespaces)}", taken): form
            for form in forms
        }
        many = (f.choices for form in forms for f in form.fields if len(f.choices) > _FEW or f.kind == "link")
        self.lists = {choices: f"{_LISTS}/{n}" for n, choices in enumerate(dict.fromkeys(filter(None, many)), 1)}


def contribute_files(forms: Forms) -> Iterator[SiteFile]:
    """What the forms of all languages share: the ends of the IRIs that are taken."""
    for path, form in forms.by_path.items():
        yield json_file(f"{path}.json", form.taken)


def contribute_pages(context: Context, language: LanguageContext) -> Iterator[SiteFile]:
    """The pages and lists of one language; nothing where no shape says what a new resource must hold."""
    forms = context.forms
    if not forms.by_path:
        return
    writer = _Writer(context, language)
    page, suffix = language.renderer.page, language.suffix
    manual = site_path(_MANUAL) if _MANUAL in context.manual else ""
    first, more = writer.cards()
    yield SiteFile(f"{INDEX}{suffix}", page("contribute", INDEX, first=first, more=more, manual=manual))
    for path, form in forms.by_path.items():
        text = page("contribute_form", path, manual=manual, **writer.content(path, form))
        yield SiteFile(f"{path}{suffix}", text)
    for choices, path in forms.lists.items():
        yield json_file(f"{path}.{language.language}.json", writer.choices(choices))


class _Writer:
    """Puts forms into one language."""

    def __init__(self, context: Context, language: LanguageContext) -> None:
        self._context, self._language = context, language
        settings = context.settings
        tags = (language.language, *(tag for tag in settings.languages if tag != language.language))
        self._languages = tuple((tag, language.texts.name_of(tag)) for tag in tags)

    def cards(self) -> tuple[list[Card], list[Card]]:
        """The forms by name: those of the classes of which the data says most, and the others."""
        richest_first = richest(self._context.data, self._language.classes)
        forms = self._context.forms.by_path
        chief = [entry.term for entry in richest_first if entry.term in {form.cls for form in forms.values()}][:_CHIEF]
        cards = [Card(path, self._name(form.cls), self._definition(form.cls)) for path, form in forms.items()]
        is_chief = {path: form.cls in chief or not chief for path, form in forms.items()}
        cards.sort(key=lambda card: sort_key(card.name))
        return [card for card in cards if is_chief[card.path]], [card for card in cards if not is_chief[card.path]]

    def content(self, path: str, form: Form) -> dict[str, Any]:
        """What the template of a form is filled with."""
        views = self._context.profile.properties(frozenset((form.cls,)))
        groups: dict[tuple[float, tuple[tuple[str, str], ...]], list[FieldView]] = {}
        for number, field in enumerate(form.fields, 1):
            view = views.get(field.prop.path, UNKNOWN)
            name = self._chosen(view.names) or self._name(field.prop.path)
            group = view.group.order, tuple(view.group.labels.items())
            groups.setdefault(group, []).append(self._view(f"f{number}", name, field))
        sections = [self._section(dict(labels), groups[order, labels]) for order, labels in sorted(groups)]
        fields = [field for section in sections for field in (*section.first, *section.more)]
        return {
            "name": self._name(form.cls),
            "definition": self._definition(form.cls),
            "parent": form.parent,
            "beyond": list(filter(None, dict.fromkeys(self._text(shape, _MESSAGE) for shape in form.beyond))),
            "sections": sections,
            "form": self._description(path, form, fields),
        }

    def _section(self, labels: dict[str, str], fields: list[FieldView]) -> Section:
        ordered = sorted(fields, key=lambda field: not field.is_needed)
        first = tuple(f for f in ordered if f.is_needed or f.field.is_usual)
        return Section(self._chosen(labels), first, tuple(f for f in ordered if f not in first))

    def _view(self, number: str, name: str, field: Field) -> FieldView:
        listed = self._context.forms.lists.get(field.choices, "")
        languages = self._languages_of(field)
        tags = [tag for tag, _ in languages]
        needed = (next((tag for tag in tags if tag in group), group[0]) for group in field.needs)
        return FieldView(
            id=number,
            name=name,
            help=self._help(field),
            field=field,
            rows=tuple(dict.fromkeys(needed)) or tuple(tags[:1]) or ("",),
            languages=languages,
            choices=() if listed else tuple(self.choices(field.choices)),
            list=f"{listed}.{self._language.language}.json" if listed else "",
            examples=tuple(_EXAMPLES[d] for d in field.datatypes if d in _EXAMPLES) or _OF_KIND.get(field.kind, ()),
        )

    def _languages_of(self, field: Field) -> tuple[tuple[str, str], ...]:
        """The languages that a text may have; the empty tag where it may have none."""
        if RDF_LANG_STRING not in field.datatypes:
            return ()
        allowed = field.prop.languages if XSD_STRING not in field.datatypes and not field.needs else []
        own = [(tag, name) for tag, name in self._languages if not allowed or tag in allowed]
        more = [tag for group in (allowed, *field.needs) for tag in group if tag not in dict(own)]
        none = [("", self._language.texts.gettext("no language"))] if XSD_STRING in field.datatypes else []
        return (*own, *((tag, self._language.texts.name_of(tag)) for tag in dict.fromkeys(more)), *none)

    def choices(self, terms: tuple[str, ...]) -> list[Choice]:
        """Terms with their labels, by label; where several have one label, their IRIs tell them apart."""
        named = {term: self._name(term) for term in terms}
        uses = Counter(named.values())
        told = (Choice(t, label if uses[label] == 1 else f"{label} ({self._short(t)})") for t, label in named.items())
        return sorted(told, key=lambda choice: (sort_key(choice.label), choice.term))

    def _short(self, term: str) -> str:
        """A term as prefixed name, where a prefix fits."""
        name = self._context.prefixes.split(term[1:-1])
        return f"{name.prefix}:{name.local}" if name else term

    def _description(self, path: str, form: Form, fields: list[FieldView]) -> dict[str, Any]:
        """What the script must know of a form."""
        label = next((f.id for p in LABEL_PREDICATES for f in fields if f.field.prop.path == p), "")
        repository = self._context.settings.repository
        page = new_file(repository, "graph") if repository else None
        return {
            "types": form.types,
            "given": form.given,
            "parent": form.parent,
            "patterns": self._patterns(form.patterns),
            "taken": f"{path}.json",
            "label": label,
            "file": class_slug(form.cls),
            "prefixes": self._context.prefixes.namespaces,
            "forge": page._asdict() if page else None,
            "fields": [self._field(view) for view in fields],
        }

    def _field(self, view: FieldView) -> dict[str, Any]:
        field, prop = view.field, view.field.prop
        return {
            "id": view.id,
            "name": view.name,
            "path": prop.path,
            "kind": field.kind,
            "min": prop.minimum,
            "max": prop.maximum,
            "datatypes": field.datatypes,
            "languages": view.languages,
            "needs": field.needs,
            "unique": prop.is_unique_in_language,
            "patterns": self._patterns(tuple(field.rules("pattern"))),
            "low": next((lexical for lexical, _ in field.rules("minInclusive")), None),
            "high": next((lexical for lexical, _ in field.rules("maxInclusive")), None),
            "list": view.list,
            "examples": view.examples,
        }

    def _patterns(self, patterns: tuple[tuple[str, int], ...]) -> list[tuple[str, str]]:
        """Patterns, each with what its shape says to one who misses it."""
        return [(pattern, self._text(shape, _MESSAGE)) for pattern, shape in patterns]

    def _help(self, field: Field) -> str:
        """What the shapes say of a field, else the definition of its property."""
        described = (self._text(shape, _DESCRIPTION) for shape in field.prop.shapes)
        return next(filter(None, described), "") or self._definition(field.prop.path)

    def _text(self, shape: int, predicate: str) -> str:
        shapes = self._context.shapes
        terms = (shapes.terms[value] for value in shapes.values(shape, predicate))
        return self._chosen(by_language(terms))

    def _chosen(self, texts: dict[str, str]) -> str:
        return self._context.shapes_labels.chosen(texts, self._language.language)

    def _name(self, term: str) -> str:
        """What people call a term: its label, a literal's text, else the end of its IRI in words."""
        if is_literal(term):
            return parse_literal(term).lexical
        labels, number = self._context.data_labels, self._context.data.id(term)
        if number is not None and labels.all(number):
            return labels.best(number, self._language.language).text
        return self._chosen(self._context.profile.names.get(term, {})) or humanised(term)

    def _definition(self, term: str) -> str:
        number = self._context.data.id(term)
        return "" if number is None else definition(self._context.data, number, self._language.data.values)
