"""A folder of files that appears whole or not at all: written beside its place, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from medtown.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from medtown.site.file import SiteFile

MARKER = "site.json"  # a folder that holds it was published by us, and may be replaced


class Output:
    """A site being written. Leaving the `with` block without an exception puts it in the place of the old one."""

    def __init__(self, folder: Path) -> None:
        # Of a symbolic link the folder that it leads to is replaced, not the link.
        self.target = folder.resolve()
        self.files = 0
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        self._check_target()
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.root = tempfile.mkdtemp(prefix=f".{self.target.name}.", dir=self.target.parent)
        except OSError as fault:
            raise unwritable(self.target, fault) from None
        return self

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file at a site path. Raises InputError MT602 where the disk refuses."""
        full = f"{self.root}/{path}"
        folder = full.rpartition("/")[0]
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        try:
            if folder not in self._made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - called a hundred thousand times
                self._made.add(folder)
            # Unbuffered calls: a site has hundreds of thousands of small files, and `open` takes twice as long.
            descriptor = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            try:
                while data:
                    data = data[os.write(descriptor, data) :]
            finally:
                os.close(descriptor)
        except OSError as fault:
            raise unwritable(Path(full), fault) from None
        self.files += 1

    def folder(self, path: str) -> Path:
        """A folder of the site, for writers that stream into files themselves. Raises InputError MT602."""
        folder = Path(self.root, path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise unwritable(folder, fault) from None
        return folder

    def write_all(self, files: Iterable[SiteFile]) -> None:
        """Write files. Raises as `write`."""
        for path, content in files:
            self.write(path, content)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            shutil.rmtree(self.root, ignore_errors=True)
            return
        Path(self.root).chmod(0o755)
        retired = Path(f"{self.root}.old")
        try:
            if self.target.exists():
                self.target.rename(retired)
            Path(self.root).rename(self.target)
        except OSError as fault:
            if retired.exists():
                retired.rename(self.target)
            shutil.rmtree(self.root, ignore_errors=True)
            raise unwritable(self.target, fault) from None
        shutil.rmtree(retired, ignore_errors=True)

    def _check_target(self) -> None:
        """Refuse to replace what we did not write."""
        if not self.target.exists():
            return
        empty = self.target.is_dir() and not any(self.target.iterdir())
        if not empty and not _is_ours(self.target / MARKER):
            raise InputError(
                "MT601",
                "is in the way: it was not written by medtown publish, so it won't be replaced",
                remedy="Name another folder with --output, or move this one away.",
                file=self.target,
            )


def _is_ours(marker: Path) -> bool:
    """Whether a file is the marker that we write: other programs have a `site.json` too."""
    try:
        found = json.loads(marker.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"base", "languages", "moved", "name"} <= found.keys()


def unwritable(path: Path, fault: OSError) -> InputError:
    """The error that the disk refused to write a path."""
    return InputError(
        "MT602",
        f"can't be written: {fault.strerror}",
        remedy="Check the disk and your permissions.",
        file=path,
    )
