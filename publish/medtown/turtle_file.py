"""A Turtle file of a project: the named graph that it becomes, its bytes, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtown.errors import InputError
from medtown.i18n.message import say

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = {  # the longer ones first: UTF-32 begins as UTF-16 does
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


@dataclass(frozen=True)
class TurtleFile:
    """One Turtle file and the named graph that it becomes."""

    path: Path
    graph: str


def read_bytes(path: Path) -> bytes:
    """A Turtle file's bytes, without a byte-order mark. Raises InputError MT105 or MT106."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise unreadable(fault, path) from None
    try:
        data.decode()
    except UnicodeDecodeError as fault:
        raise _not_utf8(data, fault.start, path) from None
    return data.removeprefix(_BOM)


def unreadable(fault: OSError, path: Path) -> InputError:
    """The system's refusal to read a file as an error for a person (MT105)."""
    return InputError(
        "MT105",
        say("can't be read: {reason}", reason=fault.strerror),
        remedy=say("Check that the file exists and that you may read it."),
        file=path,
    )


def has_byte_order_mark(path: Path) -> bool:
    """Whether a file starts with the byte-order mark of UTF-8."""
    with path.open("rb") as file:
        return file.read(len(_BOM)) == _BOM


def _not_utf8(data: bytes, offset: int, path: Path) -> InputError:
    encoding = next((name for mark, name in _WIDE_BOMS.items() if data.startswith(mark)), None)
    line_start = data.rfind(b"\n", 0, offset) + 1
    return InputError(
        "MT106",
        say("is {encoding}, as its byte-order mark says, not UTF-8", encoding=encoding)
        if encoding
        else say("is not UTF-8: byte 0x{byte} can't stand here", byte=f"{data[offset]:02X}"),
        remedy=say("Save the file as UTF-8 (Turtle, section 6.3, allows no other encoding)."),
        file=path,
        line=data.count(b"\n", 0, offset) + 1,
        column=len(data[line_start:offset].decode("utf-8", "replace")) + 1,
    )


def syntax_error(fault: SyntaxError, path: Path) -> InputError:
    """The parser's complaint as an error for a person."""
    message = fault.msg.split(": ", 1)[-1]
    relative = "No scheme found" in message
    return InputError(
        "MT202" if relative else "MT201",
        say("relative IRI: it has no scheme and the file no @base")
        if relative
        else say("Turtle syntax: {reason}", reason=message),
        remedy=say("Write the whole IRI, or a prefixed name such as ex:name.")
        if relative
        else say("Look at this line and the end of the statement before it (a missing dot, quote or prefix)."),
        file=path,
        line=fault.lineno,
        column=fault.offset,
    )
