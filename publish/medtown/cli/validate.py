"""`medtown validate`: check a project's files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from medtown.check.report import github, json, text
from medtown.check.run import check
from medtown.cli import open_project


@click.command("validate")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How findings are written: for a person, as GitHub annotations, or for a program.",
)
@click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of messages and labels, such as fr; else the project's first.",
)
@click.pass_context
def command(ctx: click.Context, form: str, language: str | None) -> None:
    """Check the Turtle files, the data against the shapes, and the project's own IRIs.

    Ends with 0 where all is well (warnings may stand), 1 on violations, 2 where a file can't be read.
    """
    report = check(open_project(ctx), language).report
    here = Path.cwd()
    if form == "github":
        output = github.write(report, here)
    elif form == "json":
        output = json.write(report, here)
    else:
        output = text.write(report, here, colour=_wants_colour())
    click.echo(output, nl=False)
    ctx.exit(report.exit_code)


def _wants_colour() -> bool:
    """Whether standard output is a terminal whose owner has not refused colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
