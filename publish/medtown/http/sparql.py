"""The SPARQL endpoint: from a request to a reply, with an engine that is handed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.errors import InputError
from medtown.http.accept import choose_type
from medtown.http.redirects import relative
from medtown.http.reply import Reply, not_acceptable, options, redirect, text_reply
from medtown.sparql.answer import Kind
from medtown.sparql.protocol import METHODS, ProtocolError, read_operation
from medtown.sparql.results import formats_for, write
from medtown.sparql.service import PREFIXES, describe_service
from medtown.sparql.text import prologue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from medtown.http.reply import Fields
    from medtown.sparql.protocol import Operation

    # Runs an operation and writes its answer in the named format of results.FORMATS, with these prefixes.
    Engine = Callable[[Operation, str, dict[str, str]], Awaitable[bytes]]

PATHS = ("/sparql", "/sparql/")
_HTML = "text/html"
_VARY: Fields = (("vary", "Accept"),)
_STATUS = {"MT406": 406}
_KINDS = {"SELECT": Kind.SELECT, "ASK": Kind.ASK, "CONSTRUCT": Kind.GRAPH, "DESCRIBE": Kind.GRAPH}
_HOST = re.compile(r"[A-Za-z0-9._~\[\]:-]+\Z")


class Request(NamedTuple):
    """What matters of a request: `origin` is its scheme and host, `path` and `parameters` its URL."""

    method: str
    origin: str
    path: str
    parameters: str
    accept: str | None
    content_type: str | None
    body: bytes


class Endpoint:
    """The endpoint of a site: an engine, the named graphs, prefixes for Turtle, the page for people."""

    def __init__(self, engine: Engine, graphs: tuple[str, ...], prefixes: dict[str, str], page: str) -> None:
        self._engine, self._graphs, self._prefixes, self._page = engine, graphs, prefixes, page

    async def reply_to(self, request: Request) -> Reply:
        """The reply to a request; a bad one gets a sentence that says what is wrong."""
        if request.method == "OPTIONS":
            return options(METHODS)
        try:
            operation = read_operation(request.method, request.parameters, request.content_type, request.body)
            return await self._run(request, operation) if operation else self._describe(request)
        except ProtocolError as error:
            allow: Fields = (("allow", METHODS),) if error.status == 405 else ()  # noqa: PLR2004 - HTTP status
            return text_reply(error.status, f"{error.message}\n", allow)
        except InputError as error:
            return text_reply(_STATUS.get(error.code, 400), f"{error}\n", _VARY)

    async def _run(self, request: Request, operation: Operation) -> Reply:
        start = prologue(operation.query)
        # The form decides which formats there are. An unknown form is an error that the engine words.
        offers = _offers(_KINDS.get(start.form, Kind.SELECT))
        chosen = choose_type(request.accept, list(offers))
        if chosen is None:
            return not_acceptable([(media_type, "") for media_type in offers], _VARY)
        media_type = list(offers)[chosen]
        body = await self._engine(operation, offers[media_type], {**self._prefixes, **start.prefixes})
        return Reply(200, (("content-type", _with_charset(media_type)), *_VARY), body)

    def _describe(self, request: Request) -> Reply:
        """A page for people, the service description for programs."""
        offers = _offers(Kind.GRAPH)
        media_types = [*offers, _HTML]
        chosen = choose_type(request.accept, media_types)
        if chosen is None:
            return not_acceptable([(media_type, "") for media_type in media_types], _VARY)
        if media_types[chosen] == _HTML:
            return redirect(303, relative(request.path, self._page))
        endpoint = f"{request.origin}{request.path}"
        answer = describe_service(endpoint, self._graphs)
        body = write(answer, offers[media_types[chosen]], PREFIXES)
        return Reply(200, (("content-type", _with_charset(media_types[chosen])), *_VARY), body)


def origin(scheme: str, host: str | None, fallback: str) -> str:
    """The scheme and host of a request, `fallback` where its Host field can't be one."""
    return f"{scheme}://{host}" if host and _HOST.match(host) else fallback


def _offers(kind: Kind) -> dict[str, str]:
    """The name of the format for each media type in which an answer of this kind is offered, in our order.

    The registered types of all formats come before other names of the same formats.
    """
    formats = formats_for(kind)
    registered = {known.media_types[0]: known.name for known in formats}
    return registered | {name: known.name for known in formats for name in known.media_types[1:]}


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
