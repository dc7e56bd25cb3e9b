"""What differs, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.table.diff import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medtown.diff.changes import Resource, View

_BOLD, _RED, _GREEN = "1", "31", "32"


def write(view: View, *, colour: bool = False) -> str:
    """The resources added, removed and changed, then the summary; `colour` asks for ANSI colours."""
    return "".join(f"{line}\n" for line in _lines(view, colour=colour))


def _lines(view: View, *, colour: bool) -> Iterator[str]:
    for kind, resources in view.resources.items():
        if resources:
            yield _coloured(f"{view.heading(kind)} ({len(resources):,})", _BOLD, colour=colour)
            for resource in resources:
                yield f"  {_title(resource)}"
                if kind is Kind.CHANGED:
                    yield from _properties(resource, colour=colour)
            yield ""
    yield view.summary


def _title(resource: Resource) -> str:
    classes = f"({', '.join(resource.classes)})" if resource.classes else ""
    return " ".join(filter(None, (resource.label, classes, resource.iri)))


def _properties(resource: Resource, *, colour: bool) -> Iterator[str]:
    for name, removed, added in resource.properties:
        if name:
            yield f"    {name}"
        yield from (f"      {_coloured(f'- {text}', _RED, colour=colour)}" for text in removed)
        yield from (f"      {_coloured(f'+ {text}', _GREEN, colour=colour)}" for text in added)


def _coloured(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
