"""What differs as JSON, for programs; docs/diff.md documents its fields, which stay as they are."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from medtown.table.diff import Kind
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.diff.changes import View
    from medtown.diff.names import BothNames
    from medtown.table.diff import ResourceDiff, Triple


def write(view: View) -> str:
    """Everything that differs as one JSON object; what is not known is null."""
    resources = view.diff.resources
    document = {
        "old": _readable(view.old),
        "new": _readable(view.new),
        "language": view.names.language,
        "summary": {
            **{kind.value: len(view.diff.of(kind)) for kind in Kind},
            "triples_added": sum(len(resource.added) for resource in resources),
            "triples_removed": sum(len(resource.removed) for resource in resources),
        },
        "resources": [_resource(resource, view.names) for resource in resources],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _readable(name: str) -> str:
    """A name from the command line, whose bytes need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _resource(resource: ResourceDiff, names: BothNames) -> dict[str, Any]:
    subject = resource.subject
    return {
        "resource": subject,
        "change": resource.kind.value,
        "label": (names.label(subject) or None) if subject else None,
        "classes": [{"class": term, "label": names.label(term) or None} for term in names.types(subject or "")],
        "removed": _triples(resource.removed, names),
        "added": _triples(resource.added, names),
    }


def _triples(triples: Iterable[Triple], names: BothNames) -> list[dict[str, Any]]:
    return [
        {
            "subject": s,
            "predicate": p,
            "predicate_label": names.label(p) or None,
            "object": o,
            "object_label": (None if is_blank(o) else names.label(o)) or None,
        }
        for s, p, o in triples
    ]
