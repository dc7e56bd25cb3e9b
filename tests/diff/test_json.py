"""What differs, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from medtown.diff.json import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.diff.changes import View

OLD = ":Book rdfs:label 'book'@en . :emma a :Book ; rdfs:label 'Emma' ; :by :jane . :gone :p 1 ."
NEW = ":Book rdfs:label 'book'@en . :emma a :Book ; rdfs:label 'Emma' ; :by [ :in :Book ] . [] :p 2 ."


def triple(*terms: str, predicate_label: str | None = None, object_label: str | None = None) -> dict[str, str | None]:
    s, p, o = terms
    return {"subject": s, "predicate": p, "predicate_label": predicate_label, "object": o, "object_label": object_label}


def test_json(view: Callable[..., View]) -> None:
    text = write(view(OLD, NEW, "EN"))
    one, two = (f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>' for n in (1, 2))
    emma, by, book = "<http://e.org/emma>", "<http://e.org/by>", "<http://e.org/Book>"
    expected: dict[str, Any] = {
        "old": "old",
        "new": "new",
        "language": "en",
        "summary": {"added": 1, "removed": 1, "changed": 1, "triples_added": 3, "triples_removed": 2},
        "resources": [
            {
                "resource": emma,
                "change": "changed",
                "label": "Emma",
                "classes": [{"class": book, "label": "book"}],
                "removed": [triple(emma, by, "<http://e.org/jane>")],
                "added": [triple(emma, by, "_:b0"), triple("_:b0", "<http://e.org/in>", book, object_label="book")],
            },
            {
                "resource": "<http://e.org/gone>",
                "change": "removed",
                "label": None,
                "classes": [],
                "removed": [triple("<http://e.org/gone>", "<http://e.org/p>", one)],
                "added": [],
            },
            {
                "resource": None,
                "change": "added",
                "label": None,
                "classes": [],
                "removed": [],
                "added": [triple("_:b0", "<http://e.org/p>", two)],
            },
        ],
    }
    assert json.loads(text) == expected
    assert text == json.dumps(expected, ensure_ascii=False, indent=2) + "\n"


def test_nothing_is_left_out(view: Callable[..., View]) -> None:
    long = "é" * 100_000
    found = json.loads(write(view("", f":a :p '{long}' , {' , '.join(map(str, range(2000)))} .")))
    assert found["summary"]["triples_added"] == len(found["resources"][0]["added"]) == 2001
    assert f'"{long}"' in [told["object"] for told in found["resources"][0]["added"]]


def test_a_name_that_is_not_utf_8(view: Callable[..., View]) -> None:
    compared = view("", "")
    compared.old = "a\udcff"
    assert json.loads(write(compared))["old"] == "a\N{REPLACEMENT CHARACTER}"
