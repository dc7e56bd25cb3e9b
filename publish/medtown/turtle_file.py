"""A Turtle file of a project: the named graph that it becomes, its bytes, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtown.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class TurtleFile:
    """One Turtle file and the named graph that it becomes."""

    path: Path
    graph: str


def read_bytes(path: Path) -> bytes:
    """A Turtle file's bytes, without a byte-order mark. Raises InputError MT105 or MT106."""
    try:
        data = path.read_bytes().removeprefix(_BOM)
        data.decode()
    except OSError as fault:
        raise InputError(
            "MT105",
            f"can't be read: {fault.strerror}",
            remedy="Check that the file exists and that you may read it.",
            file=path,
        ) from None
    except UnicodeDecodeError as fault:
        raise InputError(
            "MT106",
            f"is not UTF-8: byte 0x{data[fault.start]:02X} can't stand here",
            remedy="Save the file as UTF-8 (Turtle, section 6.3, allows no other encoding).",
            file=path,
            line=data.count(b"\n", 0, fault.start) + 1,
        ) from None
    return data


def syntax_error(fault: SyntaxError, path: Path) -> InputError:
    """The parser's complaint as an error for a person."""
    message = fault.msg.split(": ", 1)[-1]
    relative = "No scheme found" in message
    return InputError(
        "MT202" if relative else "MT201",
        "relative IRI: it has no scheme and the file no @base" if relative else f"Turtle syntax: {message}",
        remedy=(
            "Write the whole IRI, or a prefixed name such as ex:name."
            if relative
            else "Look at this line and the end of the statement before it (a missing dot, quote or prefix)."
        ),
        file=path,
        line=fault.lineno,
        column=fault.offset,
    )
