"""`medtown serve`: serve a published site, with its SPARQL endpoint."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from medtown.errors import InputError
from medtown.http.app import SITE_VARIABLE
from medtown.http.folder import read_site_settings
from medtown.sparql.store import check_dump

_FACTORY = "medtown.http.app:from_environment"


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0: all.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="The folder that `medtown publish` wrote.",
)
def command(host: str, port: int, site: Path) -> None:
    """Serve a published site at http://HOST:PORT/ and its SPARQL endpoint at /sparql, until Ctrl-C."""
    check_dump(site / read_site_settings(site).dump)
    _check_port(host, port)
    os.environ[SITE_VARIABLE] = str(site.resolve())
    server = Granian(
        _FACTORY,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
    )
    name = f"[{host}]" if ":" in host else host
    click.echo(f"Serving {site} at http://{name}:{port}/ (Ctrl-C ends it)")
    server.serve()


def _check_port(host: str, port: int) -> None:
    """Raise InputError MT502 where the port is taken; the server would say it less plainly."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as fault:
        in_use = fault.errno == errno.EADDRINUSE
        raise InputError(
            "MT502",
            f"port {port} at {host} is in use" if in_use else f"can't listen at {host}:{port}: {fault.strerror}",
            remedy="Choose another one with --port (and --host).",
        ) from None
