"""Canonical forms (W3C RDF Dataset Canonicalization, RDFC-1.0), for comparing graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable


def canonical_ntriples(triples: Iterable[tuple[str, str, str]]) -> str:
    """The canonical N-Triples of a graph given as terms: equal texts mean isomorphic graphs."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))
