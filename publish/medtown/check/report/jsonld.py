"""SHACL's own report in JSON-LD, as report/turtle.py writes it in Turtle, with its context inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.report.shacl_graph import results_table
from medtown.data.document import Describer
from medtown.data.jsonld import JsonLdWriter
from medtown.data.prefixes import Prefixes

if TYPE_CHECKING:
    from medtown.check.report.view import View


def write(view: View) -> str:
    """The validation report; its result nodes stand in the order of their focus nodes."""
    describer = Describer(results_table(view))
    writer = JsonLdWriter(describer, Prefixes(view.report.prefixes))
    return "".join(writer.dump(describer.trees()))
