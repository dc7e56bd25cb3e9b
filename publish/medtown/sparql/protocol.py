"""The query part of the SPARQL 1.1 Protocol (section 2.1): from a request to an operation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl

from medtown.sparql.engine import Dataset

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")


class Operation(NamedTuple):
    """A query to run, and the dataset that the request names for it (None: the store's own)."""

    query: str
    dataset: Dataset | None


@dataclass(frozen=True)
class ProtocolError(Exception):
    """A request that is no query operation: the status of the reply and a sentence for a person."""

    status: int
    message: str


def read_operation(method: str, parameters: str, content_type: str | None, body: bytes) -> Operation | None:
    """The operation of a request: its method, the query string of its URL, its Content-Type and its body.

    None is a GET without parameters, which asks what the endpoint is (SPARQL 1.1 Service Description, section
    2).
    Raises ProtocolError: 400 (ill-formed), 403 (an update), 405 (method), 415 (media type).
    """
    in_url = _pairs(parameters)
    if method in ("GET", "HEAD"):
        return _of_pairs(in_url) if in_url else None
    if method != "POST":
        raise ProtocolError(405, f"The endpoint answers {METHODS}.")
    media_type, charset = _media_type(content_type)
    if media_type == UPDATE:
        raise _update_refused()
    if media_type not in (FORM, DIRECT):
        raise ProtocolError(
            415, f"A POST carries {FORM} or {DIRECT}; this one carries {media_type or 'no media type'}."
        )
    text = _decoded(body, charset)
    if media_type == FORM:
        return _of_pairs([*in_url, *_pairs(text)])
    if any(name in ("query", "update") for name, _ in in_url):
        raise ProtocolError(400, "The query stands both in the URL and in the body; send it once.")
    return Operation(text, _dataset(in_url))


def _of_pairs(pairs: list[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in pairs):
        raise _update_refused()
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise ProtocolError(400, f"The request must have exactly one parameter query; it has {len(queries)}.")
    return Operation(queries[0], _dataset(pairs))


def _dataset(pairs: list[tuple[str, str]]) -> Dataset | None:
    default = _graphs(pairs, "default-graph-uri")
    named = _graphs(pairs, "named-graph-uri")
    return Dataset(default, named) if default or named else None


def _graphs(pairs: list[tuple[str, str]], parameter: str) -> tuple[str, ...]:
    graphs = tuple(value for name, value in pairs if name == parameter)
    for iri in graphs:
        if not _ABSOLUTE_IRI.match(iri):
            raise ProtocolError(400, f"{parameter} is no absolute IRI: {iri[:200]}")
    return graphs


def _pairs(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except ValueError:
        raise ProtocolError(400, "The parameters are not percent-encoded UTF-8.") from None


def _decoded(body: bytes, charset: str) -> str:
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"A query is sent in UTF-8, not in {charset} (SPARQL 1.1 Protocol, section 2.1.3).")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProtocolError(400, "The body is not UTF-8.") from None


def _media_type(content_type: str | None) -> tuple[str, str]:
    """The media type and the charset, both in lower case, empty where there is none."""
    field = content_type or ""
    charset = _CHARSET.search(field)
    return field.partition(";")[0].strip().lower(), charset[1].lower() if charset else ""


def _update_refused() -> ProtocolError:
    return ProtocolError(403, "This endpoint is read-only and takes no update [MT404].")
