"""Where a forge takes a new file: the address of its page for that, from the address of a repository."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_BRANCH = "main"  # where the address of the repository names none


class NewFile(NamedTuple):
    """The page of a forge on which a new file is begun, and its parameters for the name and the text.

    Where there is no parameter for the text, the text is pasted.
    """

    address: str
    name: str
    text: str


class _Forge(NamedTuple):
    """A kind of forge: how its addresses are known, where they hold repository and branch, its page for a file."""

    known_by: re.Pattern[str]  # of host and path
    path: re.Pattern[str]
    page: str
    name: str
    text: str


_FORGES = (
    _Forge(
        re.compile(r"github\.com/"),
        re.compile(r"/(?P<name>[^/]+/[^/]+?)(?:\.git)?(?:/tree/(?P<branch>.+?))?/?\Z"),
        "new/{branch}/{folder}",
        "filename",
        "value",
    ),
    # GitLab documents no parameter for the text (gitlab.com/gitlab-org/gitlab, issue 337038).
    _Forge(
        re.compile(r"[^/]*gitlab|.*/-(?:/|\Z)"),
        re.compile(r"/(?P<name>.+?)(?:\.git)?(?:/-(?:/tree/(?P<branch>.+?))?)?/?\Z"),
        "-/new/{branch}/{folder}",
        "file_name",
        "",
    ),
    # Gitea and Forgejo (docs.gitea.com, "Pre-Fill New File name and contents").
    _Forge(
        re.compile(r"codeberg\.org/|[^/]*(?:gitea|forgejo)"),
        re.compile(r"/(?P<name>[^/]+/[^/]+?)(?:\.git)?(?:/src/branch/(?P<branch>.+?))?/?\Z"),
        "_new/{branch}/{folder}",
        "filename",
        "value",
    ),
)


def new_file(repository: str, folder: str) -> NewFile | None:
    """The page for a new file in a folder of a repository; None where its forge is not known."""
    parts = urlsplit(repository)
    if parts.scheme not in ("http", "https"):
        return None
    for forge in _FORGES:
        match = forge.path.match(parts.path)
        if match and forge.known_by.match(f"{parts.netloc}{parts.path}"):
            page = forge.page.format(branch=match["branch"] or _BRANCH, folder=folder)
            return NewFile(f"{parts.scheme}://{parts.netloc}/{match['name']}/{page}", forge.name, forge.text)
    return None
