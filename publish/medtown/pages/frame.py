"""What surrounds every page of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Content Security Policy Level 3. Nothing runs or loads but the site's own files, and no script or style stands in a
# page. Blocks of data (JSON-LD, a script's texts) are not scripts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


class Frame(NamedTuple):
    """The parts of a site that pages lead to, and what a project puts in the place of our templates.

    `rooms` names kinds of page that not every site has (`search`, `map`, `vocabulary`, …) and gives the site path of
    each one's first page, without suffix; `templates` is the project's folder of templates, and `has_theme` says that
    it has a style sheet `theme.css` of its own, `has_card` a picture `card.png` for links to its pages.
    """

    rooms: Mapping[str, str]
    templates: Path
    has_theme: bool = False
    has_card: bool = False
