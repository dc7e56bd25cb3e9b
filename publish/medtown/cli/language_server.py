"""`medtown language-server`: the checks within an editor."""

from __future__ import annotations

import importlib
import importlib.util

import click

from medtown.errors import InputError
from medtown.i18n import say


@click.command("language-server")
def command() -> None:
    """Serve an editor by the Language Server Protocol over standard input and output.

    The editor starts and ends it; docs/editors.md shows how.
    """
    if importlib.util.find_spec("pygls") is None:
        raise InputError(
            "MT111",
            say("the language server needs the package pygls, which is not installed"),
            remedy=say("Install it with the software: pip install 'medtown[lsp]'."),
        )
    importlib.import_module("medtown.lsp.server").create().start_io()
