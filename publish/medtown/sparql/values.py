"""Whether two terms stand for one value, as far as stored queries need it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from medtown.table.terms import XSD, is_literal, parse_literal

_NUMBERS = frozenset(
    f"{XSD}{name}"
    for name in (
        *("decimal", "double", "float", "integer", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


def same_value(found: str | None, expected: str) -> bool:
    """Whether two N-Triples terms are equal: numbers by value, language tags in any case."""
    if found is None or found == expected:
        return found is not None
    if not (is_literal(found) and is_literal(expected)):
        return False
    one, two = parse_literal(found), parse_literal(expected)
    if one.datatype in _NUMBERS and two.datatype in _NUMBERS:
        return _number(one.lexical) == _number(two.lexical) is not None
    return one.lexical == two.lexical and one.datatype == two.datatype and one.language.lower() == two.language.lower()


def _number(lexical: str) -> Decimal | None:
    try:
        return Decimal(lexical)
    except InvalidOperation:
        return None
