"""Canonical forms: equal for isomorphic graphs only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.table.canonical import canonical_ntriples
from medtown.table.terms import XSD, literal

if TYPE_CHECKING:
    import random

P, Q = "<urn:p>", "<urn:q>"
_NODES = st.sampled_from(("<urn:a>", "<urn:b>", "_:x", "_:y", "_:z"))
_TRIPLES = st.lists(
    st.tuples(_NODES, st.sampled_from((P, Q)), _NODES | st.just(literal("é\n"))), unique=True, max_size=8
)


@given(_TRIPLES, st.randoms(use_true_random=False))
def test_neither_labels_nor_order_matter(triples: list[tuple[str, str, str]], chance: random.Random) -> None:
    labels = ["_:c14n0", "_:x", "_:other"]
    chance.shuffle(labels)
    renamed = dict(zip(("_:x", "_:y", "_:z"), labels, strict=True))
    other = [(renamed.get(s, s), p, renamed.get(o, o)) for s, p, o in triples]
    chance.shuffle(other)
    assert canonical_ntriples(other) == canonical_ntriples(triples)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ([("_:x", P, "_:x")], [("_:x", P, "_:y")]),
        ([("_:x", P, "_:y"), ("_:y", P, "_:x")], [("_:x", P, "_:x"), ("_:y", P, "_:y")]),
        ([("<urn:a>", P, literal("1", "", f"{XSD}integer"))], [("<urn:a>", P, literal("01", "", f"{XSD}integer"))]),
        ([("<urn:a>", P, literal("a", "en"))], [("<urn:a>", P, literal("a"))]),
        ([("<urn:a>", P, "<urn:b>")], []),
    ],
)
def test_graphs_that_differ(one: list[tuple[str, str, str]], two: list[tuple[str, str, str]]) -> None:
    assert canonical_ntriples(one) != canonical_ntriples(two)


def test_the_text() -> None:
    triples = [("_:b", P, literal('a\n"', "en")), ("<urn:a>", Q, "_:b"), ("<urn:a>", P, "<urn:é>")]
    assert canonical_ntriples([*triples, triples[0]]) == (
        '<urn:a> <urn:p> <urn:é> .\n<urn:a> <urn:q> _:c14n0 .\n_:c14n0 <urn:p> "a\\n\\""@en .\n'
    )
