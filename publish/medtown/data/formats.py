"""The data formats of a site, in the order in which pages offer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.data.jsonld import JsonLdWriter
from medtown.data.ntriples import NTriplesWriter
from medtown.data.prefixes import Prefixes
from medtown.data.rdfxml import RdfXmlWriter
from medtown.data.turtle import TurtleWriter, labels_in
from medtown.table import Labels

if TYPE_CHECKING:
    from medtown.data.document import Describer
    from medtown.settings import Settings


class Formats(NamedTuple):
    """The writers of one site: Turtle, JSON-LD, N-Triples and RDF/XML."""

    turtle: TurtleWriter
    jsonld: JsonLdWriter
    ntriples: NTriplesWriter
    rdfxml: RdfXmlWriter

    @classmethod
    def of(cls, describer: Describer, settings: Settings) -> Formats:
        """The writers over a Table, with the site's prefixes and its default language."""
        table = describer.table
        prefixes = Prefixes(settings.prefixes, table.prefixes)
        labels = Labels(table, settings.languages)
        return cls(
            TurtleWriter(table, prefixes, labels_in(labels, settings.languages[0])),
            JsonLdWriter(describer, prefixes),
            NTriplesWriter(table),
            RdfXmlWriter(describer, prefixes),
        )
