"""The command `medtown`: one file a verb in this folder, arguments and messages only."""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from medtown import __version__
from medtown.errors import Exit, InputError, help_link
from medtown.project import Project

VERBS = ("validate", "diff", "new", "query", "publish", "serve", "explain", "language-server")


class _Verbs(click.Group):
    """Verbs that are imported when they are called, so that `medtown --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"medtown.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="medtown")
@click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project folder; without it the working folder if it is one, else the packed MedTOWN project.",
)
@click.pass_context
def medtown(ctx: click.Context, folder: Path | None) -> None:
    """Publish a folder of Turtle as linked data: validate it, query it, write its site, serve it."""
    ctx.obj = folder


def open_project(ctx: click.Context) -> Project:
    """The project that --project names."""
    return Project.open(ctx.obj)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code (0, 1, 2 or 3; see errors.Exit)."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command; errors become messages on standard error and an exit code."""
    try:
        code: Any = medtown.main(args=arguments, prog_name="medtown", standalone_mode=False)
    except InputError as error:
        click.echo(f"{error}\n  {help_link(error.code)}", err=True)
        return Exit.BAD_INPUT
    except click.ClickException as error:
        error.show()
        return Exit.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return Exit.BAD_INPUT
    except BrokenPipeError:
        # The reader of our output went away (`medtown query … | head`); Python must not complain at exit.
        sys.stdout = None
        return Exit.FINE
    except Exception:  # noqa: BLE001 - the last door: what gets here is our own fault
        traceback.print_exc()
        click.echo(
            "This is a fault of medtown itself, not of your files [MT901]: please report it with the lines above.\n"
            f"  {help_link('MT901')}",
            err=True,
        )
        return Exit.OUR_FAULT
    return int(code) if isinstance(code, int) else Exit.FINE
