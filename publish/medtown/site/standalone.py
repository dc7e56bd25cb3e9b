"""JSON-LD with the context inside, for documents that don't share the site's context file (the shapes')."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.data.document import Document, Writer
    from medtown.data.formats import Formats
    from medtown.data.jsonld import JsonLdWriter


class StandaloneJsonLd:
    """Writes each document as the JSON-LD writer writes a dump."""

    def __init__(self, writer: JsonLdWriter) -> None:
        self._writer = writer
        self.suffix, self.media_type = writer.suffix, writer.media_type

    def write(self, document: Document) -> str:
        """The document in JSON-LD."""
        return "".join(self._writer.dump([document]))

    def dump(self, documents: Iterable[Document]) -> Iterator[str]:
        """One file of many documents."""
        return self._writer.dump(documents)


def standalone(formats: Formats) -> tuple[Writer, ...]:
    """The writers of formats, none of which refers to the site's context file."""
    return (formats.turtle, StandaloneJsonLd(formats.jsonld), formats.ntriples, formats.rdfxml)
