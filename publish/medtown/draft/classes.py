"""The classes that a project's shapes target, and which of them a person means by a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medtown.check.spelling import closest
from medtown.errors import InputError
from medtown.i18n import say
from medtown.table import Labels
from medtown.table.labels import local_name
from medtown.table.terms import iri_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from medtown.check.context import Context
    from medtown.shapes import ShapeReader

_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTERS = frozenset("LN")  # of Unicode's categories those of letters and numbers


@dataclass(frozen=True)
class TargetClass:
    """A class that shapes target: its term, its name and label for people, all its labels, its shapes' files."""

    term: str
    name: str
    label: str
    labels: tuple[str, ...]
    files: tuple[Path, ...]


def target_classes(context: Context, reader: ShapeReader) -> list[TargetClass]:
    """The classes that shapes target, by name. Raises InputError MT110 where there are none."""
    languages = context.project.settings.languages
    labels = Labels(context.data, languages), Labels(reader.table, languages)
    found = [_target_class(context, reader, labels, term) for term in reader.targets]
    if not found:
        raise InputError(
            "MT110",
            say("no shape targets a class, so nothing says what a new resource must hold"),
            remedy=say("Add SHACL shapes as Turtle files in shapes/; docs/validate.md shows the shortest that works."),
            file=context.project.root / "shapes",
        )
    return sorted(found, key=lambda cls: (cls.name.casefold(), cls.term))


def _target_class(context: Context, reader: ShapeReader, labels: tuple[Labels, Labels], term: str) -> TargetClass:
    """A class with its labels: those of the data, then those of the shapes for it and for its node shapes."""
    shapes = reader.targets[term]
    nodes = [node for node in (reader.table.id(term), *shapes) if node is not None and not reader.values(node, "path")]
    places = [(labels[0], context.data.id(term)), *((labels[1], node) for node in nodes)]
    labelled = [(index, number) for index, number in places if number is not None and index.all(number)]
    label = next((index.best(number, context.names.language).text for index, number in labelled), "")
    texts = dict.fromkeys(text for index, number in labelled for text in index.all(number).values())
    files = dict.fromkeys(reader.table.place(int(reader.table.rows_of(shape)[0])).path for shape in shapes)
    return TargetClass(term, context.names.short(term), label, tuple(texts), tuple(files))


def find_class(classes: Sequence[TargetClass], word: str) -> TargetClass:
    """The class that a word means: its IRI or prefixed name, else its local name or a label, or one word of these.

    The last word goes before the others: it says what something is (a pilot project is a project). Case, accents,
    spaces and hyphens don't count. Raises InputError MT110 where none fits, or several.
    """
    wanted, exact = _folded(word), word.strip("<>").casefold()
    identified = [cls for cls in classes if exact in (iri_value(cls.term).casefold(), cls.name.casefold())]
    if len(identified) == 1:
        return identified[0]
    for keys in (_names, _last_words, _words):
        fitting = [cls for cls in classes if wanted and wanted in map(_folded, keys(cls))]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise InputError(
                "MT110",
                say('"{word}" may mean several classes: {classes}', word=word, classes=_listed(fitting)),
                remedy=say("Write the name of one of them as it stands here."),
            )
    raise _unknown(classes, word, wanted)


def slug_of(text: str) -> str:
    """A text as a segment of an IRI: its letters and digits in lower case, hyphens between words."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", _HUMP.sub("-", text)).lower()).strip("-")


def class_slug(cls: str) -> str:
    """The local name of a class term as a segment of an IRI: `RoofGarden` is `roof-garden`."""
    return slug_of(local_name(cls)) or "thing"


def _unknown(classes: Sequence[TargetClass], word: str, wanted: str) -> InputError:
    names = {_folded(key): cls for cls in reversed(classes) for key in (*_words(cls), *_names(cls), cls.name)}
    near = closest(wanted, list(names))
    every = say("The classes are: {classes}. `medtown new --list` says more of them.", classes=_listed(classes))
    meant = say("Did you mean {name}? {every}", name=_described(names[near]), every=every) if near else every
    return InputError("MT110", say('no shape targets a class called "{word}"', word=word), remedy=meant)


def _names(cls: TargetClass) -> tuple[str, ...]:
    return local_name(cls.term), *cls.labels


def _last_words(cls: TargetClass) -> tuple[str, ...]:
    return tuple(slug_of(text).rpartition("-")[2] for text in _names(cls))


def _words(cls: TargetClass) -> tuple[str, ...]:
    return tuple(word for text in _names(cls) for word in slug_of(text).split("-"))


def _listed(classes: Sequence[TargetClass]) -> str:
    return ", ".join(cls.name for cls in classes)


def _described(cls: TargetClass) -> str:
    return f"{cls.name} ({cls.label})" if cls.label else cls.name


def _folded(text: str) -> str:
    """A text without case, accents, and all that is neither letter nor digit."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if unicodedata.category(char)[0] in _LETTERS)
