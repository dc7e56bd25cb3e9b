"""MT301, MT302, MT306: the shapes against the W3C's shapes for shapes, then the data against them, by pySHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.check.finding import Finding, Severity
from medtown.check.region import Region
from medtown.check.shacl.meta import check_form
from medtown.check.shacl.results import read_results
from medtown.check.shacl.validator import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph

    from medtown.check.context import Context


def check_shapes(context: Context) -> tuple[list[Finding], Graph | None]:
    """The findings of SHACL, and the results graph that they come from (None without shapes that can be used).

    Raises InputError MT302 where the shapes are well-formed, and pySHACL can't use them all the same.
    """
    if not len(context.shapes):
        return list(_no_shapes(context)), None
    ill_formed = check_form(context)
    if ill_formed:
        return ill_formed, None
    results = validate(context.data, context.shapes, context.project.root / "shapes")
    return read_results(results, context), results


def _no_shapes(context: Context) -> Iterator[Finding]:
    say = context.names.say
    yield Finding(
        "MT306",
        Severity.INFO,
        say("the project has no shapes, so nothing says what its data should look like"),
        at=Region(context.project.root / "shapes"),
        remedy=say("Add SHACL shapes as Turtle files in shapes/; docs/validate.md shows the shortest that works."),
    )
