"""Values as a page shows them: labels in place of IRIs, dates and numbers by locale, a tag on other languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from medtown.pages.formatted import formatted
from medtown.pages.plain import as_reference, beginning, plain, visible
from medtown.pages.urls import quoted
from medtown.pages.words import sort_key
from medtown.table.terms import RDF, XSD, iri, iri_value, is_iri, is_literal, parse_literal

if TYPE_CHECKING:
    from medtown.data.prefixes import Prefixes
    from medtown.i18n import Texts
    from medtown.pages.urls import Urls
    from medtown.table import Labels, Table
    from medtown.table.terms import Literal

# Stand in what many pages share for the way up to the top of the site and for the page's own path, until the page is
# known. No text can hold them: `markup` lets no NUL through.
UP, PATH = Markup("\0^"), Markup("\0.")
_NOTHING = Markup("")
_NUMBERS = {
    f"{XSD}{name}" for name in ("integer", "decimal", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
}
_TIMES = {f"{XSD}{name}" for name in ("date", "gYearMonth", "gYear", "dateTime")}
_FORMATTED = _NUMBERS | _TIMES
_BOOLEAN = f"{XSD}boolean"
_LANGUAGE = f"{XSD}language"
_HTML = f"{RDF}HTML"
_BINARY = {f"{XSD}base64Binary", f"{XSD}hexBinary"}
_FOR_MACHINES = {f"{RDF}XMLLiteral", f"{RDF}JSON"} | _BINARY
_TRUTH = {"true": "Yes", "1": "Yes", "false": "No", "0": "No"}
# Only what is well-formed is put in a locale's way: Python reads more, such as 1_000 and 20190905.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")
_LONGEST_NUMBER = 24  # characters; Babel computes with 28 digits, three of them behind the point
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_WEB = ("http://", "https://")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+\Z", re.IGNORECASE)  # what RFC 3986 has no place for is left out
# Characters of a value that a page shows: of a text, of HTML with its tags, of what is no text, of a name.
_LONGEST, _LONGEST_HTML, _LONGEST_BINARY, _LONGEST_NAME = 2_000, 4_000, 60, 300
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class Value(NamedTuple):
    """One value on a page.

    `kind` is `resource` (described in this site, `href` is its page's quoted site path), `link` (elsewhere on the
    web), `text`, `html` (a text whose `html` is a block), `time` or `blank`; `language` and `direction` are set only
    where they are not the page's; `html` is the value as it stands on a page. `text` is plain (medtown.pages.plain),
    and the beginning only where it is long.
    """

    kind: str
    text: str
    language: str
    direction: str
    href: str
    iri: str
    sort: tuple[int, str]
    term: int
    html: Markup


class Values:
    """The values of one Table in one language, each made once."""

    def __init__(self, table: Table, labels: Labels, urls: Urls, prefixes: Prefixes, texts: Texts) -> None:
        self._table, self._labels, self._urls, self._prefixes, self._texts = table, labels, urls, prefixes, texts
        self._made: dict[int, Value] = {}

    @property
    def language(self) -> str:
        """The language of the pages, as a BCP 47 tag."""
        return self._texts.language

    def of(self, number: int) -> Value:
        """The value of a term."""
        value = self._made.get(number)
        if value is None:
            value = self._made[number] = self._make(number)
        return value

    def of_term(self, term: str | None) -> Markup:
        """A term of a query's answer as HTML, whether the Table has it or not; nothing for None."""
        if term is None:
            return _NOTHING
        number = self._table.id(term)
        if number is not None:
            return self.of(number).html
        if is_literal(term):
            return self._several(term) or self._literal(-1, parse_literal(term)).html
        return _code(iri_value(term) if is_iri(term) else term)

    def _several(self, term: str) -> Markup:
        """The IRIs that a query has joined by spaces (GROUP_CONCAT) as links; nothing where the text is another."""
        numbers = [self._table.id(iri(word)) for word in parse_literal(term).lexical.split(" ")]
        known = [self.of(number).html for number in numbers if number is not None]
        return Markup("<br>").join(known) if len(known) == len(numbers) else _NOTHING

    def _make(self, number: int) -> Value:
        term = self._table.terms[number]
        if is_literal(term):
            return self._literal(number, parse_literal(term))
        if is_iri(term):
            return self._iri(number, iri_value(term))
        return Value("blank", "", "", "", "", "", (3, term), number, Markup("…"))

    def _iri(self, number: int, address: str) -> Value:
        label = self._labels.best(number, self._texts.language)
        path = self._urls.document(address)
        has_label = bool(self._labels.all(number))
        name = label.text if has_label or path is not None else self._shortened(address)
        name = beginning(name if plain(name).strip() else self._shortened(address), _LONGEST_NAME)
        if path is not None:
            kind, href = "resource", self._page(address, path)
        else:
            kind, href = "link", as_reference(address) if address.startswith(_WEB) and len(address) < _LONGEST else ""
        language, direction = self._shown(label.language), self._direction(name, label.language if has_label else "")
        html = self._link(kind, name, language, direction, href) if href else _code(address)
        text = plain(name)
        return Value(kind, text, language, direction, href, address, (0, sort_key(text)), number, html)

    def _shortened(self, address: str) -> str:
        """A name for an IRI that has none: its prefixed name, else its address without what all have."""
        name = self._prefixes.split(address)
        if name and name.local:
            return f"{name.prefix}:{name.local}"
        return re.sub(r"\Ahttps?://(www\.)?", "", address).rstrip("/") or address

    def _page(self, iri: str, path: str) -> str:
        fragment = iri.split("#", 1)[1] if "#" in iri and self._urls.is_own(iri) else ""
        anchor = f"#{fragment}" if fragment else ""
        return quoted(f"{path}{page_suffix(self._texts.language, self._labels.languages)}{anchor}")

    def _literal(self, number: int, literal: Literal) -> Value:
        lexical, datatype = literal.lexical, literal.datatype
        if datatype in _FORMATTED and len(lexical) <= _LONGEST:
            return self._formatted(number, literal)
        if datatype == _HTML:
            return self._html(number, lexical)
        if datatype in _FOR_MACHINES:
            return self._source(number, lexical, _LONGEST_BINARY if datatype in _BINARY else _LONGEST)
        if not literal.language and len(lexical) <= _LONGEST and _WEB_ADDRESS.match(lexical) and lexical.isprintable():
            direction = self._direction(lexical, "")
            html = self._link("link", lexical, "", direction, lexical)
            return Value("link", lexical, "", direction, lexical, "", (0, sort_key(lexical)), number, html)
        return self._text(number, literal)

    def _text(self, number: int, literal: Literal) -> Value:
        first = beginning(literal.lexical, _LONGEST)
        rest = self._rest(first, literal.lexical)
        if literal.datatype == _BOOLEAN and first in _TRUTH:
            first = self._texts.gettext(_TRUTH[first])
        if literal.datatype == _LANGUAGE and first.isalpha():
            first = self._texts.name_of(first.lower())
        language, direction = self._shown(literal.language), self._direction(first, literal.language)
        html = markup('<span class="text"{}{}>{}</span>', _lang(language), _dir(direction), visible(first))
        text = plain(first)
        sort = (1 if language else 0, f"{literal.language} {sort_key(text)}")
        html = self._marked(html, language) + rest
        return Value("text", text, language, direction, "", "", sort, number, html)

    def _html(self, number: int, lexical: str) -> Value:
        """An HTML literal, sanitised; its source where nothing is left of it."""
        first = beginning(lexical, _LONGEST_HTML)
        html = formatted(first)
        if html is None:
            return self._source(number, lexical, _LONGEST)
        text = plain(html.striptags())
        direction = self._direction(text, "")
        html = markup('<div class="formatted"{}>{}{}</div>', _dir(direction), html, self._rest(first, lexical))
        return Value("html", text, "", direction, "", "", (0, f" {sort_key(text)}"), number, html)

    def _source(self, number: int, lexical: str, most: int) -> Value:
        """What is written for machines, as it is written."""
        first = beginning(lexical, most)
        text = plain(first)
        direction = "ltr" if self._texts.direction == "rtl" else ""
        html = markup('<code class="source"{}>{}</code>', _dir(direction), visible(first)) + self._rest(first, lexical)
        return Value("text", text, "", direction, "", "", (0, f" {sort_key(text)}"), number, html)

    def _rest(self, first: str, lexical: str) -> Markup:
        """What is said behind a text of which the page shows the first part."""
        if len(first) == len(lexical):
            return _NOTHING
        numbers = {"shown": self._texts.decimal(len(first)), "total": self._texts.decimal(len(lexical))}
        said = self._texts.say("The first {shown} of {total} characters; the data files hold them all.", **numbers)
        return markup(' <span class="cut">… {}</span>', said)

    def _formatted(self, number: int, literal: Literal) -> Value:
        text = _formatted(literal, self._texts.locale)
        if literal.datatype in _TIMES:
            html = markup('<time datetime="{}">{}</time>', literal.lexical, visible(text))
            return Value("time", plain(text), "", "", "", "", _number_key(literal), number, html)
        html = markup('<data value="{}">{}</data>', literal.lexical, visible(text))
        return Value("text", plain(text), "", "", "", "", _number_key(literal), number, html)

    def _link(self, kind: str, text: str, language: str, direction: str, href: str) -> Markup:
        attributes, shown = _lang(language) + _dir(direction), visible(text)
        if kind == "resource":
            link = markup('<a href="{}{}"{}>{}</a>', UP, href, attributes, shown)
        else:
            link = markup('<a class="out" href="{}"{}>{}</a>', href, attributes, shown)
        return self._marked(link, language)

    def _marked(self, html: Markup, language: str) -> Markup:
        """A text and, where it is not in the page's language, the tag of the language it is in."""
        if not language:
            return html
        name = self._texts.name_of(language)
        return html + markup(' <abbr class="tag" title="{}">{}</abbr>', name, language)

    def _shown(self, language: str) -> str:
        return "" if language in ("", self._texts.language) else language

    def _direction(self, text: str, language: str) -> str:
        """Which way a text runs, that of its language or of its first letter; nothing where the page runs so too."""
        direction = _direction_of(language) if language else _first_direction(text)
        return "" if direction == self._texts.direction else direction


def markup(template: str, *parts: str) -> Markup:
    """HTML with parts put in, escaped and `plain` (medtown.pages.plain) unless they are Markup."""
    return Markup(template.format(*(part if isinstance(part, Markup) else escape(plain(part)) for part in parts)))  # noqa: S704


def _code(text: str) -> Markup:
    """An address or name that leads nowhere."""
    first = beginning(text, _LONGEST)
    return markup("<code>{}{}</code>", visible(first), "" if first == text else "…")


def _lang(language: str) -> Markup:
    return markup(' lang="{}"', language) if language else _NOTHING


def _dir(direction: str) -> Markup:
    return markup(' dir="{}"', direction) if direction else _NOTHING


def page_suffix(language: str, languages: tuple[str, ...]) -> str:
    """The suffix of a page: `.html` in the project's first language, `.<tag>.html` in the others."""
    return ".html" if language == languages[0] else f".{language}.html"


@cache
def _direction_of(language: str) -> str:
    """Which way a language is written; nothing where Babel does not know it."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return ""


def _first_direction(text: str) -> str:
    """The direction of the first letter that has one (Unicode Standard Annex 9, rule P2)."""
    directions = (_STRONG.get(unicodedata.bidirectional(char)) for char in text)
    return next((direction for direction in directions if direction), "")


def _number_key(literal: Literal) -> tuple[int, str]:
    """Numbers by size, as text: their length stands first; dates and what is ill-formed as they are written."""
    lexical = literal.lexical
    if literal.datatype in _TIMES or not _NUMBER.match(lexical):
        return (0, lexical)
    whole, _, part = lexical.lstrip("+-0").partition(".")
    key = f"{len(whole):06}{whole}.{part.rstrip('0')}"
    return (0, f"-{key.translate(_COMPLEMENT)}~" if lexical[0] == "-" else f"0{key}")


def _formatted(literal: Literal, locale: Locale) -> str:
    """A date or number in the locale's way; the lexical form where it is not well-formed."""
    lexical = literal.lexical
    try:
        if literal.datatype in _NUMBERS:
            if len(lexical) > _LONGEST_NUMBER or not _NUMBER.match(lexical):
                return lexical
            return str(format_decimal(lexical, locale=locale, decimal_quantization=False))
        if literal.datatype == f"{XSD}date" and _DATE.match(lexical):
            return format_date(dt.date.fromisoformat(lexical), format="long", locale=locale)
        month = _YEAR_MONTH.match(lexical)
        if month and literal.datatype == f"{XSD}gYearMonth":
            first = dt.date(int(month[1]), int(month[2]), 1)
            return format_date(first, format="LLLL y", locale=locale)
    except ValueError:  # no such day, or a year before 1
        return lexical
    return lexical
