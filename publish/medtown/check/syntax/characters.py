"""Characters that look like those of Turtle's syntax but are others, as keyboards and word processors write them."""

from __future__ import annotations

import unicodedata

_LOOKALIKES = {
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{ARABIC COMMA}": ",",
    "\N{ARABIC SEMICOLON}": ";",
    "\N{GREEK QUESTION MARK}": ";",
    "\N{MIDDLE DOT}": ".",
    "\N{ARABIC FULL STOP}": ".",
    "\N{FULLWIDTH COLON}": ":",
    "\N{FULLWIDTH SEMICOLON}": ";",
    "\N{FULLWIDTH COMMA}": ",",
    "\N{IDEOGRAPHIC FULL STOP}": ".",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "<",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
    "\N{LEFT ANGLE BRACKET}": "<",
    "\N{RIGHT ANGLE BRACKET}": ">",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
}
BYTE_ORDER_MARK = "\ufeff"


def replacement(character: str) -> str | None:
    """The ASCII character that was meant; a space for an odd space, nothing for an invisible mark; None: unknown."""
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    match unicodedata.category(character):
        case "Zs" if character != " ":
            return " "
        case "Cf":
            return ""
    return None


def described(character: str) -> str:
    """A character with its number and name, such as `؛ (U+061B ARABIC SEMICOLON)`; an invisible one without itself."""
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    return f"{character} ({name})" if character.isprintable() else name
