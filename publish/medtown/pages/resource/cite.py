"""How to cite a resource and how to link to it: lines to copy."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from medtown.data.prefixes import turtle_local
from medtown.namespaces import OWL, SKOS
from medtown.pages.render import licence_name
from medtown.table.terms import iri

if TYPE_CHECKING:
    from medtown.data.prefixes import Prefixes
    from medtown.pages.resource.headline import Headlines
    from medtown.settings import Settings
    from medtown.table import Table

_YOURS = "https://example.org/yours"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|])")


class Citation(NamedTuple):
    """A resource's lines: one for people, and links to it in the notations that data and texts are written in."""

    text: str
    turtle: str
    jsonld: str
    markdown: str
    html: str
    is_concept: bool


class Citer:
    """Makes citations in the language of the headlines."""

    def __init__(self, settings: Settings, prefixes: Prefixes, headlines: Headlines, table: Table) -> None:
        self._base, self._prefixes = settings.base, prefixes
        licence = licence_name(settings.licence or "")
        values = headlines.values
        dataset, publisher = (table.id(iri(name)) for name in (settings.dataset, settings.publisher or ""))
        when = None if dataset is None else headlines.dates.of(dataset)
        who = "" if publisher is None else values.of(publisher).text
        self._who = f"{who} ({when.first[:4]}). " if who and when else ""
        self._where = settings.title(values.language)
        self._licence = f" ({licence})" if licence else ""

    def of(self, address: str, title: str, *, is_concept: bool) -> Citation | None:
        """The citation of a resource with an IRI of the project's own; None of any other.

        A concept is matched, any other thing is the same.
        """
        if not address.startswith(self._base):
            return None
        title = " ".join(title.split())
        marked = _MARKDOWN.sub(r"\\\1", title)
        return Citation(
            text=f"{self._who}{title}. {self._where}. {address}{self._licence}",
            turtle=self._turtle(address, is_concept=is_concept),
            jsonld=json.dumps({"@id": address}, ensure_ascii=False),
            markdown=f"[{marked}](<{address}>)",
            html=f'<a href="{escape(address)}">{escape(title)}</a>',
            is_concept=is_concept,
        )

    def _turtle(self, address: str, *, is_concept: bool) -> str:
        """That something of the reader's is the same thing, with the prefixes that this takes."""
        prefix, namespace, verb = ("skos", SKOS, "closeMatch") if is_concept else ("owl", OWL, "sameAs")
        lines = [f"@prefix {prefix}: <{namespace}> ."]
        name = self._prefixes.split(address)
        local = turtle_local(name.local) if name else None
        thing = f"<{address}>"
        if name and local:
            lines.append(f"@prefix {name.prefix}: <{self._prefixes.namespaces[name.prefix]}> .")
            thing = f"{name.prefix}:{local}"
        return "\n".join([*sorted(lines), "", f"<{_YOURS}> {prefix}:{verb} {thing} ."])
