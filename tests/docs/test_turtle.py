"""The Turtle that the manual shows: what it offers for copying is valid, what it quotes from the graph stands there.

A comment stands before each `turtle` block of docs/:

    <!-- add-to: graph/events.ttl -->    added to that file of a copy of the project, it brings no finding
    <!-- in: graph/actions.ttl -->       each of its triples stands in that file
    <!-- no-run: reason -->              not checked
"""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox
import pytest

from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.support.command import Command

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"^(?:<!-- (?P<action>add-to|in|no-run): (?P<what>[^\n]+) -->\n+)?^```turtle\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A Turtle block: the page and line it starts on, what its comment says (None: no comment), and its text."""

    place: str
    action: str | None
    what: str
    text: str


def _blocks() -> list[Block]:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    texts = [(page.relative_to(ROOT).as_posix(), page.read_text("utf-8")) for page in pages]
    return [
        Block(f"{name}:{text.count(chr(10), 0, m.start()) + 1}", m["action"], m["what"] or "", m["text"])
        for name, text in texts
        for m in _BLOCK.finditer(text)
    ]


BLOCKS = _blocks()
ADDED = [block for block in BLOCKS if block.action == "add-to"]
QUOTED = [block for block in BLOCKS if block.action == "in"]


def test_a_comment_says_what_each_block_is() -> None:
    assert [block.place for block in BLOCKS if block.action is None] == []
    assert (len(ADDED), bool(QUOTED)) == (4, True)


@pytest.mark.parametrize("block", QUOTED, ids=lambda block: block.place)
def test_quotes_stand_in_the_graph(block: Block) -> None:
    prefixes = "".join(f"@prefix {n}: <{iri}> .\n" for n, iri in Project(ROOT).settings.prefixes.items())
    quoted = _triples((prefixes + block.text).encode())
    assert quoted
    assert quoted <= _triples((ROOT / block.what).read_bytes())


def _triples(turtle: bytes) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


@pytest.fixture
def findings(tmp_path: Path, medtown: Command) -> Callable[[Iterable[Block]], list[str]]:
    """Adds blocks to a copy of the project; gives what validate finds on their lines, or anywhere when it is grave."""

    def validate(blocks: Iterable[Block]) -> list[str]:
        for folder in ("ontology", "graph", "shapes"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
        starts: defaultdict[str, int] = defaultdict(lambda: 10**9)
        for block in blocks:
            path = tmp_path / block.what
            text = path.read_text("utf-8")
            starts[block.what] = text.count("\n") + 1
            path.write_text(f"{text}\n{block.text}", "utf-8")
        done = medtown("--project", tmp_path, "validate", "--format", "json", cwd=tmp_path)
        found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
        return [
            f"{f['file']}:{f['line']}: {f['message']}"
            for f in found
            if f["severity"] in ("violation", "error") or (f["line"] or 0) >= starts[f["file"] or ""]
        ]

    return validate


def test_what_is_offered_for_copying_is_valid(findings: Callable[[Iterable[Block]], list[str]]) -> None:
    assert findings(ADDED) == []


def test_a_slip_in_such_a_block_is_found(findings: Callable[[Iterable[Block]], list[str]]) -> None:
    slips = [
        block._replace(text=block.text.replace("mt:role role:opener ;", "").replace("phase:co-delivery", "phase:done"))
        for block in ADDED
    ]
    assert len(findings(slips)) >= 3
