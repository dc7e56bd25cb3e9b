"""Run a query at a SPARQL endpoint elsewhere, with SPARQLWrapper, into the same kind of answer."""

from __future__ import annotations

from http.client import HTTPException
from typing import TYPE_CHECKING

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from medtown import __version__
from medtown.errors import InputError
from medtown.sparql.answer import Answer, Kind
from medtown.sparql.text import QUERY_FORMS, UPDATE_FORMS, prologue

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60
_LONGEST_GET = 2000  # bytes of query; longer ones are sent by POST (SPARQL 1.1 Protocol, section 2.1)


def run_remote(endpoint: str, query: str, *, file: Path | None = None) -> Answer:
    """Run a query at an endpoint (an http or https URL).

    Raises InputError MT401 (the endpoint calls the query ill-formed), MT404 (an update), MT407 (no answer).
    """
    form = prologue(query).form
    if form in UPDATE_FORMS:
        raise InputError(
            "MT404",
            f"this is an update ({form})",
            remedy="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            file=file,
        )
    if not endpoint.startswith(("http://", "https://")):
        raise _no_answer(endpoint, "that is no http or https URL")
    try:
        result = _wrapper(endpoint, query, form).query()
        with result.response as response:
            body, media_type = response.read(), _media_type(result.info())
    except QueryBadFormed as fault:
        raise InputError("MT401", f"{endpoint} calls the query ill-formed", remedy=_said(fault), file=file) from None
    except (SPARQLWrapperException, OSError, HTTPException, ValueError) as fault:
        raise _no_answer(endpoint, _said(fault)) from None
    return _answer(endpoint, form, body, media_type)


def _wrapper(endpoint: str, query: str, form: str) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(endpoint, agent=f"medtown/{__version__}")
    wrapper.setTimeout(_SECONDS)
    wrapper.setQuery(query)
    # SPARQLWrapper guesses the form with a pattern that a comment can mislead; we know it.
    wrapper.queryType = form if form in QUERY_FORMS else "SELECT"
    wrapper.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
    if len(query.encode()) > _LONGEST_GET:
        wrapper.setMethod(POST)
    return wrapper


def _answer(endpoint: str, form: str, body: bytes, media_type: str) -> Answer:
    try:
        if form in ("SELECT", "ASK"):
            # Parsed and written again: what we print is then certainly well-formed.
            parsed = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            kind = Kind.ASK if isinstance(parsed, ox.QueryBoolean) else Kind.SELECT
            return Answer(kind, parsed.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        rdf_format = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
        return Answer.of_triples(quad.triple for quad in ox.parse(body, format=rdf_format, base_iri=endpoint))
    except SyntaxError as fault:
        raise _no_answer(endpoint, f"its answer ({media_type or 'no media type'}) can't be read: {fault.msg}") from None


def _media_type(headers: dict[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:300] or type(fault).__name__


def _no_answer(endpoint: str, reason: str) -> InputError:
    return InputError(
        "MT407",
        f"{endpoint} gave no answer that can be used: {reason}",
        remedy="Check the address (of the endpoint, not of its page) and that it answers just now.",
    )
