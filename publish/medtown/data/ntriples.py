"""N-Triples (W3C RDF 1.1 N-Triples): the Table's terms as they are, one triple a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medtown.data.document import Document
    from medtown.table import Table


class NTriplesWriter:
    """Writes N-Triples."""

    suffix = "nt"
    media_type = "application/n-triples"

    def __init__(self, table: Table) -> None:
        self._terms = table.terms

    def write(self, document: Document) -> str:
        """The document's triples, subject by subject."""
        terms = self._terms
        lines: list[str] = []
        for subject, block in document.blocks.items():
            start = terms[subject]
            for predicate, values in block.items():
                stem = f"{start} {terms[predicate]} "
                lines.extend([f"{stem}{terms[value]} .\n" for value in values])
        return "".join(lines)

    def dump(self, documents: Iterable[Document]) -> Iterator[str]:
        """The triples of all documents."""
        return map(self.write, documents)
