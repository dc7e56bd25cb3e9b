"""The formats of a report, by the names that the command line gives them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from medtown.check.report import github, gitlab, html, json, jsonld, junit, sarif, text, turtle
from medtown.check.report.view import View

Writer: TypeAlias = Callable[[View], str]

WRITERS: dict[str, Writer] = {
    "text": text.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "json": json.write,
    "html": html.write,
    "turtle": turtle.write,
    "jsonld": jsonld.write,
}
