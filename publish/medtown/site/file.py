"""A file of a site."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class SiteFile(NamedTuple):
    """A file of the site: its path and its content."""

    path: str
    content: str | bytes


def json_file(path: str, content: Any) -> SiteFile:
    """A file that scripts read: JSON without spaces, and with a line's end."""
    return SiteFile(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")
