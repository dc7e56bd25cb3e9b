"""The observations of data cubes and what their structures say of them.

Source: The RDF Data Cube Vocabulary, W3C Recommendation, 16 January 2014; components as in its section 6, attached to
observations, slices or data sets (section 10.1).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from medtown.namespaces import RDFS
from medtown.pages.figures.chart import number_of
from medtown.pages.readings.when import Dates
from medtown.pages.resource.provenance import SOURCES
from medtown.table.terms import is_literal, parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.table import Table

_QB = "http://purl.org/linked-data/cube#"
_DATA_SET, _STRUCTURE, _COMPONENT = f"<{_QB}dataSet>", f"<{_QB}structure>", f"<{_QB}component>"
_OBSERVATION, _PROPERTY, _ORDER = f"<{_QB}observation>", f"<{_QB}componentProperty>", f"<{_QB}order>"
_REQUIRED, _MEASURE_TYPE = f"<{_QB}componentRequired>", f"<{_QB}measureType>"
_ROLES = ("dimension", "measure", "attribute")
_SUBPROPERTY = f"<{RDFS}subPropertyOf>"
_UNITS = (
    "<http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure>",
    "<http://qudt.org/schema/qudt/unit>",
    "<http://qudt.org/schema/qudt/hasUnit>",
    "<https://schema.org/unitCode>",
    "<https://schema.org/unitText>",
)
_LAST = Decimal("Infinity")


class Structure(NamedTuple):
    """The components of a data set's observations as term numbers, in their order.

    `unit` is the attribute that gives it, and stands not among `attributes`. `decisive` is the dimension that says what
    is measured, so that only numbers that agree in it can be compared: the first of whose values each has one unit. It
    is None where all numbers have one unit.
    """

    dimensions: tuple[int, ...]
    measures: tuple[int, ...]
    attributes: tuple[int, ...]
    unit: int | None
    decisive: int | None


class Observed(NamedTuple):
    """A number of an observation: its term, the number itself if it is one, its unit, and the values by dimension."""

    observation: int
    structure: Structure
    measure: int
    term: int
    number: Decimal | None
    unit: int | None
    dimensions: dict[int, tuple[int, ...]]


class Cube:
    """The observations of a Table; `sources` are the properties that name sources, `dates` tells when periods are."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.dates = Dates(table)
        self.sources = narrower(table, SOURCES)
        self._structures = {number: self._structure(number) for number in self._data_sets()}
        self._dimensions = {d for structure in self._structures.values() for d in structure.dimensions}

    def structure(self, observation: int) -> Structure | None:
        """The structure of an observation; None for any other thing."""
        sets = self._table.values(observation, _DATA_SET) if self._structures else []
        return next((self._structures[s] for s in sets if s in self._structures), None)

    def observations(self, number: int) -> list[int]:
        """The observations that have a thing as the value of a dimension."""
        if not self._dimensions:
            return []
        table = self._table
        rows = table.rows_to(number)
        pairs = zip(table.subject[rows].tolist(), table.predicate[rows].tolist(), strict=True)
        holders = dict.fromkeys(subject for subject, predicate in pairs if predicate in self._dimensions)
        found = dict.fromkeys(o for holder in holders for o in self._held(holder))
        return [o for o in found if self.structure(o)]

    def numbers(self, observation: int) -> list[Observed]:
        """The numbers of an observation: one a measure, seldom more."""
        structure = self.structure(observation)
        if structure is None:
            return []
        unit = next(iter(self.values(observation, structure.unit)), None) if structure.unit is not None else None
        dimensions = {d: tuple(self.values(observation, d)) for d in structure.dimensions}
        return [
            Observed(observation, structure, measure, term, number_of(self._table.terms[term]), unit, dimensions)
            for measure in structure.measures
            for term in self.values(observation, measure)
        ]

    def values(self, observation: int, component: int) -> list[int]:
        """The values of a component: the observation's own, else those of its slices, else those of its data set."""
        table, term = self._table, self._table.terms[component]
        own = table.values(observation, term)
        if own:
            return own
        holders = [*table.subjects(_OBSERVATION, observation), *table.values(observation, _DATA_SET)]
        return next((found for holder in holders if (found := table.values(holder, term))), [])

    def _held(self, holder: int) -> list[int]:
        """The observations that a dimension's value at an observation, slice or data set is said of."""
        if holder in self._structures:
            return self._table.subjects(_DATA_SET, holder)
        return self._table.values(holder, _OBSERVATION) or [holder]

    def _data_sets(self) -> list[int]:
        number = self._table.id(_DATA_SET)
        return [] if number is None else list(dict.fromkeys(self._table.object[self._table.rows_with(number)].tolist()))

    def _structure(self, data_set: int) -> Structure:
        """The structure of a data set; where it names none, all components that are defined."""
        table = self._table
        components = [c for s in table.values(data_set, _STRUCTURE) for c in table.values(s, _COMPONENT)]
        components.sort(key=self._place)
        found = {role: self._of_role(role, components) for role in _ROLES}
        if not components:
            found = {role: table.instances(_class(role)) for role in _ROLES}
        dimensions = tuple(d for d in found["dimension"] if table.terms[d] != _MEASURE_TYPE)
        unit = self._unit(found["attribute"], components)
        attributes = tuple(a for a in found["attribute"] if a != unit and a not in self.sources)
        return Structure(dimensions, tuple(found["measure"]), attributes, unit, self._decisive(dimensions, unit))

    def _place(self, component: int) -> Decimal:
        """What components are sorted by: qb:order; those without one come last."""
        orders = (number_of(self._table.terms[order]) for order in self._table.values(component, _ORDER))
        return next((order for order in orders if order is not None), _LAST)

    def _of_role(self, role: str, components: Iterable[int]) -> list[int]:
        """The properties that components name as dimension, measure or attribute, or that are defined as such."""
        table = self._table
        defined = set(table.instances(_class(role)))
        named = (
            (*table.values(c, f"<{_QB}{role}>"), *(p for p in table.values(c, _PROPERTY) if p in defined))
            for c in components
        )
        return list(dict.fromkeys(p for properties in named for p in properties))

    def _unit(self, attributes: list[int], components: Iterable[int]) -> int | None:
        """The attribute that gives the unit: one that is known to, else the first that must be given."""
        known = narrower(self._table, _UNITS)
        required = {p for c in components if self._is_required(c) for p in self._of_role("attribute", (c,))}
        choice = [*(a for a in attributes if a in known), *(a for a in attributes if a in required - self.sources)]
        return next(iter(choice), None)

    def _is_required(self, component: int) -> bool:
        terms = (self._table.terms[v] for v in self._table.values(component, _REQUIRED))
        return any(is_literal(term) and parse_literal(term).lexical in ("true", "1") for term in terms)

    def _decisive(self, dimensions: Iterable[int], unit: int | None) -> int | None:
        if unit is None:
            return None
        units = dict(self._pairs(unit))
        if len(set(units.values())) < 2:  # noqa: PLR2004 - all numbers have one unit
            return None
        return next((d for d in dimensions if _decides((v, units.get(o)) for o, v in self._pairs(d))), None)

    def _pairs(self, predicate: int) -> Iterable[tuple[int, int]]:
        rows = self._table.rows_with(predicate)
        return zip(self._table.subject[rows].tolist(), self._table.object[rows].tolist(), strict=True)


def narrower(table: Table, properties: Iterable[str]) -> set[int]:
    """The numbers of properties and of all that are rdfs:subPropertyOf them."""
    waiting = [number for number in map(table.id, properties) if number is not None]
    found = set(waiting)
    for current in waiting:
        below = [p for p in table.subjects(_SUBPROPERTY, current) if p not in found]
        found.update(below)
        waiting += below
    return found


def _class(role: str) -> str:
    return f"<{_QB}{role.capitalize()}Property>"


def _decides(pairs: Iterable[tuple[int, int | None]]) -> bool:
    """Whether each value has one unit at most."""
    units: dict[int, int | None] = {}
    return all(units.setdefault(value, unit) == unit for value, unit in pairs)
