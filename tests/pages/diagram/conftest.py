"""Diagrams of small shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.pages.diagram.model import read_diagram
from medtown.pages.diagram.names import Names
from medtown.pages.diagram.svg import draw
from medtown.table import Labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.pages.diagram.model import Diagram, Feature
    from tests.pages.conftest import SmallSite

NAMES = "http://e.org/id/"


def short(term: str) -> str:
    """`<http://e.org/id/x>` as x."""
    return term.replace(f"<{NAMES}", "").removesuffix(">")


class SmallDiagram:
    """The diagram of a small site in its language."""

    def __init__(self, site: SmallSite) -> None:
        self.diagram: Diagram = read_diagram(site.profile._shapes, site.table, site.profile)
        labels = Labels(site.table, ("en", "fr", "ar", "el"), site.profile.names)
        self.names = Names(
            [(site.table, labels)], site.profile, site.texts.language, lambda term: f"class/{short(term)}"
        )
        self._right_to_left = site.texts.direction == "rtl"

    @property
    def features(self) -> dict[str, list[str]]:
        """The features of each class, as `path counts targets`."""
        return {short(c): [said(f) for f in found] for c, found in self.diagram.features.items()}

    @property
    def parents(self) -> dict[str, list[str]]:
        """The wider classes of each class that has some."""
        return {short(c): list(map(short, found)) for c, found in self.diagram.parents.items() if found}

    @property
    def links(self) -> list[str]:
        """The lines, as `source path path target`."""
        return [
            " ".join(map(short, (link.source, *(f.path for f in link.features), link.target)))
            for link in self.diagram.links
        ]

    def drawn(self) -> str:
        """The picture."""
        return str(draw(self.diagram, self.names, ".html", "Picture", right_to_left=self._right_to_left))


def said(feature: Feature) -> str:
    """A feature in one line."""
    kind = ["literal"] if feature.is_literal else []
    return " ".join([short(feature.path), str(feature.counts), *map(short, feature.targets), *kind])


@pytest.fixture
def small_diagram(small_site: Callable[..., SmallSite]) -> Callable[..., SmallDiagram]:
    """Makes the diagram of shapes, over data, in a language."""

    def make(shapes: str, data: str = "", language: str = "en") -> SmallDiagram:
        return SmallDiagram(small_site(data, shapes, language))

    return make
