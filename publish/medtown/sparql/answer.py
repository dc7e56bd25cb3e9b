"""The answer to a query, as bytes that can be kept, sent between processes and read again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(Enum):
    """What kind of answer a query gives."""

    SELECT = "a table of solutions"
    ASK = "yes or no"
    GRAPH = "a graph"


@dataclass(frozen=True)
class Answer:
    """An answer: `data` is SPARQL 1.1 Query Results JSON (SELECT, ASK) or sorted N-Triples (GRAPH)."""

    kind: Kind
    data: bytes

    @classmethod
    def of_triples(cls, triples: Iterable[ox.Triple]) -> Answer:
        """The answer to a CONSTRUCT or DESCRIBE query."""
        lines = sorted({f"{triple} .\n" for triple in triples})
        return cls(Kind.GRAPH, "".join(lines).encode())

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables of a SELECT query, without `?`, in its order."""
        return tuple(variable.value for variable in self.solutions().variables)

    @cached_property
    def rows(self) -> list[tuple[str | None, ...]]:
        """The solutions of a SELECT query in their order: N-Triples terms, None for an unbound variable."""
        return [tuple(None if term is None else str(term) for term in solution) for solution in self.solutions()]

    @cached_property
    def value(self) -> bool:
        """The answer to an ASK query."""
        self._must_be(Kind.ASK)
        return bool(ox.parse_query_results(self.data, ox.QueryResultsFormat.JSON))

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, sorted."""
        self._must_be(Kind.GRAPH)
        return [quad.triple for quad in ox.parse(self.data, format=ox.RdfFormat.N_TRIPLES, lenient=True)]

    @property
    def count(self) -> int:
        """The number of solutions or triples; 1 for an ASK query."""
        if self.kind is Kind.SELECT:
            return len(self.rows)
        return len(self.triples) if self.kind is Kind.GRAPH else 1

    def solutions(self) -> ox.QuerySolutions:
        """The solutions of a SELECT query, for one pass."""
        self._must_be(Kind.SELECT)
        parsed = ox.parse_query_results(self.data, ox.QueryResultsFormat.JSON)
        assert isinstance(parsed, ox.QuerySolutions)  # noqa: S101 - the kind says so
        return parsed

    def _must_be(self, kind: Kind) -> None:
        if self.kind is not kind:
            raise TypeError(f"this answer is {self.kind.value}, not {kind.value}")
