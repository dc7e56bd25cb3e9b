"""Lists of the IRIs of a release: `releases/<version>.iris`, one IRI a line (docs/project.md, "releases/")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from medtown.errors import InputError
from medtown.i18n import say
from medtown.turtle_file import unreadable

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "releases"
_SUFFIX = ".iris"
# Semantic Versioning 2.0.0, sections 2, 9 and 10.
_VERSION = re.compile(
    r"(?P<numbers>(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})(?:-(?P<before>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?",
    re.ASCII,
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")

_Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


class Released(NamedTuple):
    """A release's version, its file, and the line of each IRI."""

    version: str
    file: Path
    lines: dict[str, int]


def last_release(root: Path) -> Released | None:
    """The list of the highest version below a project's folder; None where there is none.

    Raises InputError MT314 where a file's name is no version or a line no IRI, MT105 where the file can't be read.
    """
    files = sorted(file for file in (root / _FOLDER).glob(f"*{_SUFFIX}") if not file.name.startswith("."))
    if not files:
        return None
    last = max(files, key=_precedence)
    return Released(last.name.removesuffix(_SUFFIX), last, _read(last))


def _precedence(file: Path) -> _Precedence:
    """What versions are compared by (Semantic Versioning 2.0.0, section 11)."""
    match = _VERSION.fullmatch(file.name.removesuffix(_SUFFIX))
    if match is None:
        raise InputError(
            "MT314",
            say("the name of this list of released IRIs is no semantic version"),
            remedy=say("Name it such as 1.2.0.iris; docs/project.md says what it holds."),
            file=file,
        )
    numbers = tuple(map(int, match["numbers"].split(".")))
    identifiers = match["before"].split(".") if match["before"] else []
    before = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in identifiers)
    return numbers, not before, before


def _read(file: Path) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(_text(file).split("\n"), 1):
        iri = line.rstrip()
        if not iri or iri.startswith("#"):
            continue
        if not _IRI.fullmatch(iri):
            raise InputError(
                "MT314",
                say("a line in a list of released IRIs is no IRI"),
                remedy=say("Write one IRI a line, without angle brackets; a comment begins with #."),
                file=file,
                line=number,
                column=1,
            )
        lines.setdefault(iri, number)
    return lines


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise unreadable(fault, file) from None
    except UnicodeDecodeError as fault:
        raise InputError(
            "MT314",
            say("a list of released IRIs is not UTF-8"),
            remedy=say("Save the file as UTF-8."),
            file=file,
            line=fault.object.count(b"\n", 0, fault.start) + 1,
        ) from None
