"""`medtown query`: run a stored query, a file or standard input, here or at an endpoint."""

from __future__ import annotations

import shutil
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medtown.cli import open_project
from medtown.errors import InputError
from medtown.sparql.engine import run
from medtown.sparql.remote import run_remote
from medtown.sparql.results import FORMATS, table, write
from medtown.sparql.store import store_from_table
from medtown.sparql.stored import read_queries, read_source
from medtown.sparql.text import prologue
from medtown.table import read_table

if TYPE_CHECKING:
    from medtown.project import Project
    from medtown.sparql.answer import Answer

_STDIN = "-"


@click.command(name="query")
@click.argument("name", required=False, metavar="[NAME|FILE|-]")
@click.option(
    "--format",
    "wanted",
    type=click.Choice(["table", *FORMATS]),
    default="table",
    show_default=True,
    help="ttl, nt, rdf and jsonld hold graphs (CONSTRUCT, DESCRIBE); csv and tsv only SELECT.",
)
@click.option("--list", "listing", is_flag=True, help="Print the names and titles of the stored queries.")
@click.option("--endpoint", metavar="URL", help="Run the query at this SPARQL endpoint.")
@click.pass_context
def command(ctx: click.Context, name: str | None, wanted: str, *, listing: bool, endpoint: str | None) -> None:
    """Run a query: a stored one by its NAME, a FILE, or - for standard input."""
    project = open_project(ctx)
    if listing:
        _print_list(project)
        return
    if name is None:
        raise click.UsageError("name a stored query, a file or -, or ask for --list", ctx)
    path, query = _query(project, name)
    if endpoint:
        answer = run_remote(endpoint, query, file=path)
    else:
        store = store_from_table(read_table([*project.ontology_files, *project.graph_files]))
        answer = run(store, query, base=project.settings.base, file=path)
    _print(answer, wanted, {**project.settings.prefixes, **prologue(query).prefixes})


def _query(project: Project, name: str) -> tuple[Path | None, str]:
    """The file and the text that a name stands for. Raises InputError MT402 (unknown), MT409 (unreadable)."""
    if name == _STDIN:
        data = sys.stdin.buffer.read()
        try:
            return None, data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputError("MT409", "standard input is not UTF-8", remedy="Encode it as UTF-8.") from None
    stored = {path.stem: path for path in project.query_files}
    if name in stored:
        return stored[name], read_source(stored[name])
    path = Path(name)
    if path.is_file() or path.suffix or len(path.parts) > 1:
        return path, read_source(path)
    near = get_close_matches(name, stored, n=1, cutoff=0.5)
    raise InputError(
        "MT402",
        f"there is no stored query named {name}",
        remedy=(f"Did you mean {near[0]}? " if near else "") + "`medtown query --list` prints their names.",
    )


def _print_list(project: Project) -> None:
    queries = read_queries(project.query_files, project.settings.prefixes)
    language = project.settings.languages[0]
    width = max((len(query.name) for query in queries), default=0)
    for query in queries:
        click.echo(f"{query.name:{width}}  {query.title(language)}")


def _print(answer: Answer, wanted: str, prefixes: dict[str, str]) -> None:
    if wanted != "table":
        sys.stdout.buffer.write(write(answer, wanted, prefixes))
        sys.stdout.buffer.flush()
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(table(answer, prefixes, width), nl=False)
