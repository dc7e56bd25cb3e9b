"""The report as one page that needs nothing else: no request leaves it, and without JavaScript it is a plain list.

Texts from the data are escaped by Jinja; besides, the page's own policy (W3C Content Security Policy, hash sources)
lets no script and no style run but the two that are written here.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from markupsafe import Markup

from medtown.check.report.excerpt import Excerpts
from medtown.check.report.lines import harmless, one_line
from medtown.check.report.manual import page_of
from medtown.errors import help_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.check.finding import Finding
    from medtown.check.report.excerpt import Excerpt
    from medtown.check.report.view import View


class _Item(NamedTuple):
    """A finding as the page shows it; `kind` is the English word of its severity, which the style sheet knows."""

    number: int
    finding: Finding
    path: str
    kind: str
    word: str
    message: str
    place: str
    excerpt: Excerpt | None
    details: list[tuple[str, str]]
    related: list[tuple[str, str]]


class _Choice(NamedTuple):
    """A severity, code or file to filter by, its name, and how many findings it has."""

    value: str
    name: str
    number: int


def write(view: View) -> str:
    """The page."""
    items = list(_items(view))
    texts = view.words.texts
    return _template().render(
        language=texts.language,
        direction=texts.direction,
        say=view.words.page(),
        summary=view.words.summary(view.report),
        notes=view.words.notes(view.known, view.untouched),
        has_failed=bool(view.exit_code),
        files=_by_file(items),
        kinds=_choices((item.kind, item.word) for item in sorted(items, key=_gravity)),
        codes=_choices((code, f"{code}: {page_of(code).title}") for code in sorted(i.finding.code for i in items)),
        paths=_choices((item.path, item.path) for item in items),
        help_link=help_link,
        style=_asset("report.css"),
        script=_asset("report.js"),
        policy=_policy(),
    )


def _items(view: View) -> Iterator[_Item]:
    excerpts = Excerpts()
    for number, finding in enumerate(view.findings, 1):
        yield _Item(
            number,
            finding,
            harmless(view.path(finding.at) or "") or view.words.no_file,
            finding.word,
            view.words.severity(finding),
            one_line(finding.message),
            view.place(finding.at),
            excerpts.of(finding.at),
            list(view.words.details(finding)),
            [(view.place(related.at), one_line(related.message)) for related in finding.related],
        )


def _by_file(items: list[_Item]) -> dict[str, list[_Item]]:
    files: dict[str, list[_Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    return files


def _gravity(item: _Item) -> tuple[bool, int]:
    return not item.finding.is_fault, item.finding.severity


def _choices(pairs: Iterator[tuple[str, str]]) -> list[_Choice]:
    """What there is to choose: values with their names, in their order, each once."""
    return [_Choice(value, name, number) for (value, name), number in Counter(pairs).items()]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("report.html.jinja")


@cache
def _asset(name: str) -> Markup:
    """A file that stands in the page as it is."""
    source = (resources.files(__package__) / "templates" / name).read_text("utf-8")
    return Markup(source)  # noqa: S704 - our own file


def _policy() -> str:
    style, script = (_digest(_asset(name)) for name in ("report.css", "report.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
