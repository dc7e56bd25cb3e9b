"""Real git repositories, whatever the configuration of who runs the tests."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CONFIGURATION = {
    "commit.gpgSign": "false",
    "core.autocrlf": "false",
    "core.hooksPath": "/dev/null",
    "init.defaultBranch": "main",
    "user.email": "a@example.org",
    "user.name": "A",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; gives what it prints."""
    settings = [part for name, value in _CONFIGURATION.items() for part in ("-c", f"{name}={value}")]
    command = ["git", "-C", str(folder), *settings, *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout.strip()


def commit(folder: Path) -> None:
    """Commit all files of the repository that holds a folder."""
    git(folder, "add", "--all", ":/")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "message")


def make_repository(folder: Path) -> None:
    """Make a folder, where needed, a repository with all its files in one commit on the branch main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    commit(folder)
