"""A draft: the block of a new resource of a class, with the prefixes that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.context import Context, Options
from medtown.check.shacl.expected import ShapeWords
from medtown.data.prefixes import Prefixes
from medtown.draft.block import Block
from medtown.draft.classes import class_slug, find_class, target_classes
from medtown.draft.instances import Instances
from medtown.draft.placeholders import Placeholders
from medtown.draft.properties import Description
from medtown.draft.writer import TermWriter
from medtown.pages.readings.profile import Profile
from medtown.shapes import ShapeReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from medtown.draft.classes import TargetClass
    from medtown.project import Project

_NOTHING: dict[str, str] = {}


@dataclass(frozen=True)
class Draft:
    """A block of Turtle about a new resource: its IRI as the block writes it, and the prefixes that it uses.

    `declared` are those of the file that it is for.
    """

    name: str
    block: str
    prefixes: dict[str, str]
    declared: Mapping[str, str]

    @property
    def missing(self) -> dict[str, str]:
        """The prefixes that it uses and its file has not."""
        return {prefix: namespace for prefix, namespace in self.prefixes.items() if prefix not in self.declared}

    @property
    def text(self) -> str:
        """A Turtle file of the block alone."""
        header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self.prefixes.items())
        return f"{header}\n{self.block}"


class Drafter:
    """Writes drafts for a project, with comments and labels in `language`, else in the project's first language.

    Raises InputError as `read_table` does.
    """

    def __init__(self, project: Project, language: str | None = None) -> None:
        self._context = Context.read(project, Options(language))
        data, shapes = self._context.data, self._context.shapes
        self._reader = ShapeReader(shapes, data)
        self._profile = Profile(shapes, data)

    @cached_property
    def classes(self) -> list[TargetClass]:
        """The classes that a draft can be of, by name. Raises InputError MT110 where there are none."""
        return target_classes(self._context, self._reader)

    def draft(
        self,
        word: str,
        slug: str | None = None,
        *,
        everything: bool = False,
        declared: Mapping[str, str] = _NOTHING,
    ) -> Draft:
        """The draft of a resource of the class that a word means; `slug` ends its IRI.

        `declared` are prefixes that a file has, which take precedence. Raises InputError MT110 where no class or
        several fit the word, or the slug can't be used.
        """
        cls = find_class(self.classes, word)
        context, reader = self._context, self._reader
        instances = Instances(context)
        iri = instances.new_iri(instances.parent_of(cls.term), f"new-{class_slug(cls.term)}" if slug is None else slug)
        writer = TermWriter(Prefixes(declared, context.names.prefixes), declared)
        words = ShapeWords(context.shapes, context.names)
        description = Description(context, reader, words, self._profile.superclasses(cls.term))
        placeholders = Placeholders(instances, context.project.settings.languages)
        block = Block(description, placeholders, writer, context.names, everything=everything)
        return Draft(writer.iri(iri), block.write(iri, cls), writer.declarations, declared)
