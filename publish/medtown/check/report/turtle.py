"""SHACL's own report in Turtle (SHACL, section 3.6): all that the shapes say, and nothing of the other checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.report.shacl_graph import results_table
from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.data.turtle import TurtleWriter

if TYPE_CHECKING:
    from medtown.check.report.view import View


def write(view: View) -> str:
    """The validation report; its result nodes stand in the order of their focus nodes."""
    table = results_table(view)
    writer = TurtleWriter(table, Prefixes(view.report.prefixes))
    return "".join(writer.dump(Describer(table).trees()))
