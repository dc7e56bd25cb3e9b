"""What the head of a page tells programs: its description, its place on the web, typed links and JSON-LD.

The links are those of Signposting (signposting.org); `medtown serve` sends the same in the Link header field
(medtown.http.signposts).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from medtown.data.sitemap import public_address
from medtown.pages.metadata.schema_org import CONTEXT
from medtown.pages.plain import beginning
from medtown.pages.urls import quoted
from medtown.pages.values import page_suffix
from medtown.table.terms import RDF_TYPE, iri_value, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from medtown.data.dumps import Dump
    from medtown.i18n import Texts
    from medtown.pages.finding.listing import ClassEntry
    from medtown.pages.metadata.schema_org import Node, SchemaOrg
    from medtown.pages.resource.topic import Topic
    from medtown.pages.values import Value, Values
    from medtown.settings import Settings

_LONGEST_DESCRIPTION = 160  # characters, of which search engines show no more
_LONGEST_LEAD = 5_000  # characters; Google's Dataset Search takes no more
ARTICLE = "article"


class FileLink(NamedTuple):
    """A file of the site: its quoted site path and its media type."""

    path: str
    media_type: str


class Metadata(NamedTuple):
    """What a page's head says beside its title; `kind` is its og:type.

    `cite_as` is the IRI of the thing that the page is about and `types` are its classes; `described_by` are data
    files that are not the page's own, `items` those that make up what it is about; `data` is JSON-LD.
    """

    description: str = ""
    kind: str = "website"
    cite_as: str = ""
    types: Sequence[str] = ()
    described_by: Sequence[FileLink] = ()
    items: Sequence[FileLink] = ()
    data: Markup = Markup("")


class MetadataMaker:
    """Makes the metadata of one Table's pages in one language."""

    def __init__(self, schema: SchemaOrg, values: Values, texts: Texts, settings: Settings) -> None:
        self._schema, self._values, self._texts, self._settings = schema, values, texts, settings
        self._root = public_address(settings.base, "")
        self._suffix = page_suffix(texts.language, settings.languages)

    def resource(self, path: str, topic: Topic, number: int) -> Metadata:
        """Of the page of a resource."""
        return self._of(path, number, topic.title, topic.leads)

    def term(self, path: str, topic: Topic, number: int, home: int, files: Iterable[FileLink]) -> Metadata:
        """Of the page of a vocabulary's term; `home` is the vocabulary, which the files describe too."""
        more = {"inDefinedTermSet": self._schema.reference(self._values.of(home)), "termCode": topic.anchor}
        return self._of(path, number, topic.title, topic.leads, more)._replace(described_by=tuple(files))

    def dataset(self, path: str, number: int | None, description: str, dumps: Sequence[Dump]) -> Metadata:
        """Of a page about the whole dataset, as Google's Dataset Search wants it."""
        files = [FileLink(quoted(f"dump/{dump.name}"), _media_type(dump)) for dump in dumps]
        classes = self._classes(number)
        node = {} if number is None else self._schema.node(number, self._values, classes)
        node |= {
            "@type": "Dataset",
            "@id": self._settings.dataset,
            "name": self._settings.title(self._texts.language),
            "description": description,
            "identifier": self._settings.dataset,
            "inLanguage": list(self._settings.languages),
            "isAccessibleForFree": True,
            "license": self._settings.licence,
            "mainEntityOfPage": self._address(path),
            "distribution": [self._download(dump, file) for dump, file in zip(dumps, files, strict=True)],
        }
        node.setdefault("url", self._address("index"))
        return Metadata(
            description=_first(description),
            cite_as=self._settings.dataset,
            types=[iri_value(cls) for cls in classes],
            described_by=(FileLink("void.ttl", "text/turtle"),),
            items=files,
            data=json_ld(node),
        )

    def class_list(self, path: str, entry: ClassEntry, up: str) -> Metadata:
        """Of a list of a class's instances; `up` is the title of the list of classes."""
        site = self._settings.title(self._texts.language)
        trail = [(site, "index"), (up, "class/index"), (entry.title.text, path)]
        items = [
            {"@type": "ListItem", "position": place, "name": name, "item": self._address(page)}
            for place, (name, page) in enumerate(trail, 1)
        ]
        page = {
            "@type": "CollectionPage",
            "@id": self._address(path),
            "name": entry.title.text,
            "description": entry.definition[:_LONGEST_LEAD],
            "isPartOf": {"@id": self._settings.dataset, "@type": "Dataset", "name": site},
            "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": items},
        }
        return Metadata(description=_first(entry.definition), data=json_ld(page))

    def _of(self, path: str, number: int, title: Value, leads: Sequence[Value], more: Node | None = None) -> Metadata:
        lead = leads[0].text if leads else ""
        if not title.iri:  # no resource, only blank nodes that nothing leads to
            return Metadata(_first(lead), ARTICLE)
        classes, address = self._classes(number), self._address(path)
        node = self._schema.node(number, self._values, classes)
        node |= {"name": title.text, "description": beginning(lead, _LONGEST_LEAD), "mainEntityOfPage": address}
        node |= more or {}
        node.setdefault("url", address)
        types = [iri_value(cls) for cls in classes if is_iri(cls)]
        return Metadata(_first(lead), ARTICLE, title.iri, types, data=json_ld(node))

    def _classes(self, number: int | None) -> list[str]:
        table = self._schema.table
        found = [] if number is None else table.values(number, RDF_TYPE)
        return [table.terms[cls] for cls in found]

    def _download(self, dump: Dump, file: FileLink) -> Node:
        return {
            "@type": "DataDownload",
            "name": dump.name,
            "contentUrl": f"{self._root}{file.path}",
            "encodingFormat": file.media_type,
            "contentSize": f"{dump.size} B",
            "sha256": dump.sha256,
        }

    def _address(self, path: str) -> str:
        return f"{self._root}{quoted(path)}{self._suffix}"


def json_ld(node: Node) -> Markup:
    """A node as the content of a script element: nothing in it can end the element, or reorder what a reader sees."""
    said = {"@context": CONTEXT, **{name: value for name, value in node.items() if value not in ("", None, [])}}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    if not text.isprintable():
        text = "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)
    return Markup(text)  # noqa: S704 - without `<`, so it ends where the element does (HTML, section 4.12.1.3)


def _media_type(dump: Dump) -> str:
    return "application/gzip" if dump.name.endswith(".gz") else dump.media_type


def _first(text: str) -> str:
    """The beginning of a text that may stand in a list of search results."""
    line = " ".join(text[: 4 * _LONGEST_DESCRIPTION].split())
    first = beginning(line, _LONGEST_DESCRIPTION)
    return first if first == line else f"{first}…"
