"""`medtown diff`: what differs between two versions of a project."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medtown.cli import open_project
from medtown.cli.output import wants_colour, write_file
from medtown.diff import json, markdown, text
from medtown.diff.changes import View
from medtown.diff.side import read_project, read_side

if TYPE_CHECKING:
    from medtown.project import Project


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a person, for the comment of a pull request, or for a program.",
)
@click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of labels and words, such as fr; else the project's first.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to a file instead of standard output.",
)
@click.pass_context
def command(  # noqa: PLR0913 - one a part of the command line
    ctx: click.Context, *, old: str, new: str | None, form: str, language: str | None, output: Path | None
) -> None:
    """Tell which resources were added, removed or changed between OLD and NEW.

    Each is a project folder, a dump file, or a git revision of the project; without NEW the project as it is now.
    Ends with 0 whether they differ or not, 2 where one can't be read.
    """

    @cache
    def project() -> Project:
        return open_project(ctx)

    before = read_side(old, project)
    after = read_side(new, project) if new is not None else read_project(str(project().root), project())
    view = View(before, after, after.settings or before.settings or project().settings, language)
    if form == "json":
        written = json.write(view)
    elif form == "markdown":
        written = markdown.write(view)
    else:
        written = text.write(view, colour=output is None and wants_colour())
    if output is None:
        click.echo(written, nl=False)
    else:
        write_file(output, written)
