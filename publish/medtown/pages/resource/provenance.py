"""Where single values come from: reified statements (RDF 1.1 Semantics, appendix D.1) with sources of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from medtown.pages.values import markup
from medtown.table.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medtown.i18n import Texts
    from medtown.pages.values import Values
    from medtown.table import Table

_SUBJECT, _PREDICATE, _OBJECT = (f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))
SOURCES = (
    "<http://purl.org/dc/terms/source>",
    "<http://www.w3.org/ns/prov#hadPrimarySource>",
    "<http://www.w3.org/ns/prov#wasDerivedFrom>",
)


class Statements:
    """The reified statements of a Table that the Table also asserts, found once for the pages of all languages.

    A statement that is not asserted is only reported: it is no provenance of any value, and its own page says what
    it says.
    """

    def __init__(self, table: Table) -> None:
        self._of: dict[tuple[int, int, int], list[int]] = {}
        for statement, triple in _reified(table):
            if table.row(*triple) is not None:
                self._of.setdefault(triple, []).append(statement)
        self._asserted = {s for statements in self._of.values() for s in statements}
        self._parts = {table.id(part) for part in (_SUBJECT, _PREDICATE, _OBJECT)}

    def of(self, triple: tuple[int, int, int]) -> list[int]:
        """The statements of a triple."""
        return self._of.get(triple, [])

    def is_shown(self, statement: int, predicate: int) -> bool:
        """Whether this part of a statement goes without saying, as the statement stands at the value it is about."""
        return statement in self._asserted and predicate in self._parts


class Provenance:
    """Where the values of one Table come from, as pages in one language show it."""

    def __init__(self, table: Table, statements: Statements, values: Values, texts: Texts) -> None:
        self._table, self._statements, self._values, self._texts = table, statements, values, texts

    def is_shown(self, statement: int, predicate: int) -> bool:
        """Whether this part of a statement goes without saying, as the statement stands at the value it is about."""
        return self._statements.is_shown(statement, predicate)

    def of(self, triple: tuple[int, int, int]) -> Markup:
        """What a page says beside a value of where just that value comes from; nothing where nothing does."""
        statements = self._statements.of(triple)
        if not statements:
            return Markup("")
        sources = dict.fromkeys(o for s in statements for p in SOURCES for o in self._table.values(s, p))
        summary = self._texts.say_n("source", "sources", len(sources))
        rows = [*map(self._link, sources), *map(self._statement, statements)]
        return markup(
            ' <details class="why"><summary>{}</summary><ul>{}</ul></details>', summary, Markup("").join(rows)
        )

    def _link(self, source: int) -> Markup:
        return markup("<li>{}</li>", self._values.of(source).html)

    def _statement(self, number: int) -> Markup:
        value = self._values.of(number)
        if value.kind == "blank":
            return Markup("")
        return markup('<li class="statement">{} {}</li>', self._texts.say("As stated:"), value.html)


def _reified(table: Table) -> Iterable[tuple[int, tuple[int, int, int]]]:
    """Each statement that names one whole triple, and that triple."""
    predicate = table.id(_SUBJECT)
    if predicate is None:
        return
    for statement in dict.fromkeys(table.subject[table.rows_with(predicate)].tolist()):
        parts = [table.values(statement, part) for part in (_SUBJECT, _PREDICATE, _OBJECT)]
        if all(len(part) == 1 for part in parts):
            yield statement, (parts[0][0], parts[1][0], parts[2][0])
