"""`medtown new`: print a Turtle block for a new resource, written from the shapes of its class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from medtown.check.report.lines import one_line, relative_path
from medtown.cli import open_project
from medtown.cli.output import write_file
from medtown.draft.append import append, graph_file
from medtown.draft.draft import Drafter
from medtown.i18n import texts_of
from medtown.table import read_table

if TYPE_CHECKING:
    from medtown.project import Project


@click.command("new")
@click.argument("word", required=False, metavar="[CLASS]")
@click.option("--list", "listing", is_flag=True, help="Print the classes that shapes target, with label and file.")
@click.option("--id", "slug", metavar="SLUG", help="The end of the new IRI; else new-CLASS.")
@click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of comments and labels, such as fr; else the project's first.",
)
@click.option("--all", "everything", is_flag=True, help="Write optional properties as statements, not as comments.")
@click.option(
    "--append",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the block to this file of graph/, with the prefixes that it lacks, instead of printing it.",
)
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    word: str | None,
    *,
    listing: bool,
    slug: str | None,
    language: str | None,
    everything: bool,
    file: Path | None,
) -> None:
    """Print a Turtle block for a new resource of a CLASS, such as person: a line for each property that it must have.

    CLASS is a name or label of a class that a shape targets. TODO stands wherever something must be written.
    """
    project = open_project(ctx)
    drafter = Drafter(project, language)
    if listing:
        _print_list(drafter, project)
        return
    if word is None:
        raise click.UsageError("name a class, or ask for --list", ctx)
    if file is None:
        click.echo(drafter.draft(word, slug, everything=everything).text, nl=False)
        return
    target = graph_file(project, file)
    draft = drafter.draft(word, slug, everything=everything, declared=read_table([target]).prefixes)
    appended = append(target.path, draft)
    write_file(target.path, appended.text)
    place = f"{relative_path(target.path, Path.cwd())}:{appended.line}"
    say = texts_of(language or project.settings.languages[0]).say
    click.echo(
        say("{place}: {name} added; write over each TODO, then run medtown validate", place=place, name=draft.name)
    )


def _print_list(drafter: Drafter, project: Project) -> None:
    classes = drafter.classes
    width, label_width = (max(len(getattr(cls, part)) for cls in classes) for part in ("name", "label"))
    for cls in classes:
        files = ", ".join(file.relative_to(project.root).as_posix() for file in cls.files)
        click.echo(f"{cls.name:{width}}  {one_line(cls.label):{label_width}}  {files}")
