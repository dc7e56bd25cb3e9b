"""`medtown validate`: check a project's files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medtown.check.baseline import read_baseline
from medtown.check.context import Options
from medtown.check.finding import Severity
from medtown.check.report.view import View
from medtown.check.report.writers import WRITERS
from medtown.check.run import check
from medtown.cli import open_project
from medtown.cli.output import wants_colour, write_file
from medtown.cli.watching import watch
from medtown.git import touched_lines

if TYPE_CHECKING:
    from medtown.errors import Exit
    from medtown.project import Project


@dataclass(frozen=True)
class Request:
    """What a run is asked for: the form on standard output, the files to write, and what is shown and fails."""

    form: str
    files: tuple[tuple[str, Path], ...]
    fail_on: Severity
    baseline: Path | None
    revision: str | None
    options: Options


def run_once(project: Project, request: Request) -> Exit:
    """Check the project, print the report, write the files; gives the exit code.

    Raises InputError MT107 (git), MT109 (the baseline), MT602 (a file that can't be written).
    """
    baseline = read_baseline(request.baseline) if request.baseline else None
    touched = touched_lines(request.revision, project.root) if request.revision is not None else None
    checked = check(project, request.options)
    view = View.of(checked, Path.cwd(), fail_on=request.fail_on, baseline=baseline, touched=touched)
    try:
        for form, path in request.files:
            write_file(path, WRITERS[form](view))
    finally:  # a file that can't be written must not keep people from what was found
        click.echo(WRITERS[request.form](replace(view, has_colour=wants_colour())), nl=False)
    return view.exit_code


def _files(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """The formats and files of `--write`."""
    pairs = [value.partition("=") for value in values]
    for form, _, path in pairs:
        if form not in WRITERS or not path:
            raise click.BadParameter(f"give FORMAT=FILE, where FORMAT is one of {', '.join(WRITERS)}.")
    return tuple((form, Path(path)) for form, _, path in pairs)


@click.command("validate")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(WRITERS)),
    default="text",
    show_default=True,
    help="How findings are printed; docs/validate.md describes each format.",
)
@click.option(
    "--write",
    "files",
    multiple=True,
    callback=_files,
    metavar="FORMAT=FILE",
    help="Write the report to a file as well; may be given more than once.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.word for severity in Severity]),
    default=Severity.VIOLATION.word,
    show_default=True,
    help="End with 1 where a finding is as grave as this.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A report written earlier as json: its findings are neither shown nor do they fail.",
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Show only findings on lines that differ from a git revision; all others are counted.",
)
@click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of messages and labels, such as fr; else the project's first.",
)
@click.option(
    "--vocabulary",
    "vocabularies",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="PATH",
    help="A file or folder of Turtle that declares terms of a foreign vocabulary; may be given more than once.",
)
@click.option("--watch", "is_watching", is_flag=True, help="Check again whenever a file is saved, until Ctrl-C.")
@click.pass_context
def command(  # noqa: PLR0913 - one argument an option
    ctx: click.Context,
    *,
    form: str,
    files: tuple[tuple[str, Path], ...],
    fail_on: str,
    baseline: Path | None,
    revision: str | None,
    language: str | None,
    vocabularies: tuple[Path, ...],
    is_watching: bool,
) -> None:
    """Check the Turtle files, the data against the shapes, and the project's own IRIs.

    Ends with 0 where all is well (warnings may stand), 1 on violations, 2 where a file can't be read.
    """
    options = Options(language, vocabularies)
    request = Request(form, files, Severity[fail_on.upper()], baseline, revision, options)
    project = open_project(ctx)
    if is_watching:
        watch(project.root, lambda now: run_once(now, request))
    else:
        ctx.exit(run_once(project, request))
