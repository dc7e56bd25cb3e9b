"""What the writers share: texts on one line, paths and addresses relative to the working folder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

# Control characters, other ends of lines, what has no width, what reorders text: data must not act on the terminal that
# shows it.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_UNSEEN_BUT_TABS = re.compile(rf"(?!\t){_UNSEEN.pattern}")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARK = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """A text on one line, without characters that act on a terminal."""
    return _UNSEEN.sub(_MARK, " ".join(text.split()))


def harmless(text: str) -> str:
    """A line or a name, its tabs and spaces kept, without characters that act on a terminal: one for one."""
    return _UNSEEN_BUT_TABS.sub(_MARK, text)


def xml_text(text: str) -> str:
    """A text without the characters that XML 1.0 can't hold (section 2.2, production 2)."""
    return _NOT_IN_XML.sub(_MARK, text)


def relative_path(file: Path, folder: Path) -> str:
    """A path relative to a folder where it lies below it, with forward slashes.

    What is not UTF-8 in a name becomes U+FFFD, as no format could hold it.
    """
    return _SURROGATE.sub(_MARK, _relative(file, folder).as_posix())


def relative_uri(file: Path, folder: Path) -> str:
    """The same path as a URI reference (RFC 3986, section 4.2), by its bytes; `file:` where it lies elsewhere."""
    relative = _relative(file, folder)
    quoted = quote(os.fsencode(relative.as_posix()))
    return f"file://{quoted}" if relative.is_absolute() else quoted


def _relative(file: Path, folder: Path) -> Path:
    # Not resolved: of a link people know the name that they gave it.
    whole = Path(os.path.normpath(folder / file))
    return whole.relative_to(folder) if whole.is_relative_to(folder) else whole
