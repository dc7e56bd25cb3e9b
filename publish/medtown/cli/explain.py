"""`medtown explain`: the manual's page of an error code, without a network."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.markdown import Markdown

from medtown.check.report.manual import error_pages, without_comments
from medtown.errors import InputError


@click.command("explain")
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Explain an error code such as MT301: what it means, an example, how to mend it; without a code list them all."""
    pages = error_pages()
    if code is None:
        titles = (page.read_text("utf-8").split("\n", 1)[0].removeprefix("# ") for page in pages.values())
        click.echo("\n".join(titles))
        return
    if code.upper() not in pages:
        raise InputError(
            "MT112", f"there is no code {code}", remedy="`medtown explain` lists the codes; one is such as MT301."
        )
    text = without_comments(pages[code.upper()].read_text("utf-8"))
    if sys.stdout.isatty():
        Console().print(Markdown(text))
    else:
        click.echo(text, nl=False)
