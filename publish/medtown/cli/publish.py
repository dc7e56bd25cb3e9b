"""`medtown publish`: check a project and write its site."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from medtown.check.finding import Severity
from medtown.check.report import text
from medtown.check.report.view import View
from medtown.cli import open_project
from medtown.site.build import publish


class _Bar:
    """Progress on a terminal; silent elsewhere."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def start(self, step: str, total: int) -> None:
        """Show a bar for a step."""
        if self._task is not None:
            self._progress.update(self._task, visible=False)
        self._task = self._progress.add_task(step, total=total)

    def advance(self) -> None:
        """Move the bar on by one part."""
        if self._task is not None:
            self._progress.advance(self._task)


@click.command("publish")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="The folder to write; one that was published before is replaced when all is ready.",
)
@click.pass_context
def command(ctx: click.Context, output: Path) -> None:
    """Check the project, then write the whole site: pages, data files, dumps, answers.

    Violations stop it before anything is written (exit code 1); what can't be read does too (2).
    """
    started = time.monotonic()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)  # standard output is for the summary alone
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        done = publish(open_project(ctx), output, _Bar(progress))
    told = tuple(finding for finding in done.report.findings if finding.severity is not Severity.INFO)
    if told:
        click.echo(text.write(View(replace(done.report, findings=told), Path.cwd(), told)), nl=False)
    if done.report.exit_code():
        click.echo(f"Nothing was published; {output} is as it was.", err=True)
        ctx.exit(done.report.exit_code())
    seconds = time.monotonic() - started
    click.echo(f"{output}: {done.documents:,} documents, {done.files:,} files in {seconds:.1f} s")
