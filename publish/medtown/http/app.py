"""The ASGI application over one published site: it only carries requests to the pure modules beside it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from medtown.http.documents import Wishes, reply_to
from medtown.http.folder import read_folder
from medtown.http.reply import text_reply
from medtown.http.sparql import PATHS, Endpoint, Request, origin
from medtown.sparql.engine import run
from medtown.sparql.results import write
from medtown.sparql.store import store_from_dump

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.http.folder import Folder
    from medtown.http.reply import Reply
    from medtown.http.sparql import Engine
    from medtown.sparql.protocol import Operation

# ASGI 3.0, "Applications": what a server and an application hand each other.
Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = Mapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

SITE_VARIABLE = "MEDTOWN_SITE"  # how `medtown serve` names the folder to the server's worker process
_LONGEST_BODY = 1_000_000  # bytes of a query


class Application:
    """An ASGI 3 application: pages and data files from memory, queries in threads."""

    def __init__(self, folder: Folder, endpoint: Endpoint) -> None:
        self._folder, self._endpoint = folder, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        fields = _fields(scope["headers"])
        target = _target(scope)
        if target in PATHS:
            reply = await self._query(scope, target, fields, receive)
        else:
            reply = reply_to(self._folder, scope["method"], target, _wishes(fields))
        await _send(reply, send, with_body=scope["method"] != "HEAD")

    async def _query(self, scope: Scope, target: str, fields: dict[str, str], receive: Receive) -> Reply:
        body = await _body(receive)
        if body is None:
            return text_reply(413, f"A query may have {_LONGEST_BODY} bytes.\n")
        return await self._endpoint.reply_to(
            Request(
                method=scope["method"],
                origin=origin(scope["scheme"], fields.get("host"), self._folder.settings.base.rstrip("/#")),
                path=target,
                parameters=scope["query_string"].decode("latin-1"),
                accept=fields.get("accept"),
                content_type=fields.get("content-type"),
                body=body,
            )
        )


def application(site: Path) -> Application:
    """The application over a published site.

    Raises InputError MT501 (no site), MT503 (site.json is damaged), MT408 (the dump can't be read).
    """
    folder = read_folder(site, endpoint=PATHS[0].removeprefix("/"))
    store = store_from_dump(site / folder.settings.dump)
    graphs = tuple(sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)))
    page = "query/" if "query/index" in folder.documents else ""
    return Application(
        folder, Endpoint(in_threads(store, folder.settings.base), graphs, folder.settings.prefixes, page)
    )


def from_environment() -> Application:
    """The application over the site that the environment names: what a server's worker process calls."""
    return application(Path(os.environ[SITE_VARIABLE]))


def in_threads(store: ox.Store, base: str) -> Engine:
    """An engine that runs queries in threads, so that pages go on being served meanwhile."""

    async def engine(operation: Operation, name: str, prefixes: dict[str, str]) -> bytes:
        def work() -> bytes:
            return write(run(store, operation.query, dataset=operation.dataset, base=base), name, prefixes)

        return await asyncio.to_thread(work)

    return engine


def _target(scope: Scope) -> str:
    """The path as it was sent, still percent-encoded: `%2F` in a name is not a slash."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1")


def _fields(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The header fields by name in lower case; one that is sent twice is a list (RFC 9110, section 5.3)."""
    fields: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        fields[key] = f"{fields[key]}, {text}" if key in fields else text
    return fields


def _wishes(fields: dict[str, str]) -> Wishes:
    return Wishes(
        fields.get("accept"),
        fields.get("accept-language"),
        fields.get("accept-encoding"),
        fields.get("if-none-match"),
    )


async def _body(receive: Receive) -> bytes | None:
    """The body of a request, None where it is longer than a query may be."""
    body: bytes = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > _LONGEST_BODY:
            return None
        if not message.get("more_body", False):
            return body


async def _send(reply: Reply, send: Send, *, with_body: bool) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.encoded()})
    await send({"type": "http.response.body", "body": reply.body if with_body else b""})
