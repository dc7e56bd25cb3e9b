"""What a project folder is: its Turtle files, its queries and the settings that `graph/dataset.ttl` gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import pyoxigraph as ox
from babel import Locale, UnknownLocaleError

from medtown.errors import InputError

DCTERMS = "http://purl.org/dc/terms/"
SH = "http://www.w3.org/ns/shacl#"
VOID = "http://rdfs.org/ns/void#"

DATASET_FILE = "dataset.ttl"
_BOM = b"\xef\xbb\xbf"
PACKED = Path(__file__).parent / "default_project"
CHECKOUT = Path(__file__).parents[2]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class TurtleFile:
    """One Turtle file and the named graph that it becomes."""

    path: Path
    graph: str


@dataclass(frozen=True)
class Settings:
    """What `graph/dataset.ttl` says of the dataset; languages are BCP 47 tags, the default one first."""

    dataset: str
    base: str
    titles: dict[str, str]
    languages: tuple[str, ...]
    licence: str | None
    publisher: str | None
    prefixes: dict[str, str]

    @property
    def name(self) -> str:
        """The dataset's short name, used for the dump files: the last segment of its IRI."""
        last = re.split(r"[/#]", self.dataset.rstrip("/#"))[-1]
        return re.sub(r"[^A-Za-z0-9_-]+", "-", last).strip("-") or "dataset"

    def title(self, language: str) -> str:
        """The dataset's title in a language, else in the first language it has."""
        return self.titles.get(language) or next(iter(self.titles.values()))


@dataclass(frozen=True)
class Project:
    """A folder with `graph/` and, where wanted, `ontology/`, `shapes/` and `queries/`."""

    root: Path

    @classmethod
    def open(cls, folder: Path | None) -> Project:
        """Open `folder`, else the working folder if it is a project, else MedTOWN itself.

        Raises InputError MT101 where the folder is no project.
        """
        if folder is None:
            candidates = (Path(), CHECKOUT, PACKED)
            folder = next((c for c in candidates if (c / "graph" / DATASET_FILE).is_file()), Path())
        if not (folder / "graph").is_dir():
            raise InputError(
                "MT101",
                "this folder is not a project: it has no folder graph/",
                remedy="Name a project with --project DIR; docs/project.md says what one holds.",
                file=folder,
            )
        return cls(folder)

    @property
    def graph_files(self) -> tuple[TurtleFile, ...]:
        """The facts, in the order of their paths. Raises InputError MT104 where there are none."""
        found = self._files("graph", "set/graph/")
        if not found:
            raise InputError(
                "MT104",
                "graph/ holds no Turtle file (*.ttl)",
                remedy=f"Add graph/{DATASET_FILE} and at least one file of facts.",
                file=self.root / "graph",
            )
        return found

    @property
    def ontology_files(self) -> tuple[TurtleFile, ...]:
        """The vocabulary: classes, properties and concept schemes."""
        return self._files("ontology", "set/ontology/")

    @property
    def shapes_files(self) -> tuple[TurtleFile, ...]:
        """The SHACL shapes."""
        return self._files("shapes", "set/shapes/")

    @property
    def query_files(self) -> tuple[Path, ...]:
        """The stored queries (*.rq), by name."""
        return tuple(sorted((self.root / "queries").glob("*.rq")))

    @property
    def dataset_file(self) -> Path:
        """The file of settings."""
        return self.root / "graph" / DATASET_FILE

    @cached_property
    def settings(self) -> Settings:
        """The settings. Raises InputError MT102 or MT103 where the file or a setting is missing."""
        return read_settings(self.dataset_file)

    def _files(self, folder: str, graphs: str) -> tuple[TurtleFile, ...]:
        top = self.root / folder
        # A dangling link counts: reading it gives an error with its name.
        found = (p for p in top.rglob("*.ttl") if (p.is_file() or p.is_symlink()) and not p.name.startswith("."))
        return tuple(
            TurtleFile(p, f"{self.settings.base}{graphs}{quote(p.relative_to(top).with_suffix('').as_posix())}")
            for p in sorted(found, key=lambda p: p.relative_to(top).as_posix())
        )


def read_settings(file: Path) -> Settings:
    """Read the settings off `dataset.ttl`: the one void:Dataset with a void:uriSpace.

    Raises InputError MT102 (no such file), MT103 (a setting is missing or wrong), and what a file that can't be
    read or parsed raises: MT105, MT106, MT201, MT202.
    """
    if not file.is_file():
        raise InputError(
            "MT102",
            "the project has no graph/dataset.ttl, the file that describes the dataset",
            remedy="Write one; docs/project.md shows the shortest that works.",
            file=file,
        )
    quads = _parse(file)
    spaces = [(q.subject, q.object) for q in quads if q.predicate.value == f"{VOID}uriSpace"]
    if len(spaces) != 1:
        raise _missing(file, f"exactly one void:uriSpace (found {len(spaces)})", "the base of the project's own IRIs")
    dataset, space = spaces[0]
    base = space.value if isinstance(space, ox.Literal | ox.NamedNode) else ""
    if not re.match(r"https?://[^\s<>\"{}|\\^`]+[/#]\Z", base):
        raise _missing(
            file, f'a void:uriSpace that is an http(s) IRI ending in "/" or "#" (found "{base}")', "the base"
        )
    if not isinstance(dataset, ox.NamedNode):
        raise _missing(file, "a dataset with an IRI (void:uriSpace stands on a blank node)", "the dataset")
    about = [(q.predicate.value, q.object) for q in quads if q.subject == dataset]
    titles = {o.language or "": o.value for p, o in about if p == f"{DCTERMS}title" and isinstance(o, ox.Literal)}
    if not titles:
        raise _missing(file, "a dcterms:title on the dataset", "the site's title")
    languages = tuple(dict.fromkeys(_language(file, o) for p, o in about if p == f"{DCTERMS}language"))
    return Settings(
        dataset=dataset.value,
        base=base,
        titles=titles,
        languages=languages or ("en",),
        licence=_first_iri(about, f"{DCTERMS}license"),
        publisher=_first_iri(about, f"{DCTERMS}publisher"),
        prefixes=_declared_prefixes(quads),
    )


def read_bytes(path: Path) -> bytes:
    """A Turtle file's bytes, without a byte-order mark. Raises InputError MT105 or MT106."""
    try:
        data = path.read_bytes().removeprefix(_BOM)
        data.decode()
    except OSError as fault:
        raise InputError(
            "MT105",
            f"can't be read: {fault.strerror}",
            remedy="Check that the file exists and that you may read it.",
            file=path,
        ) from None
    except UnicodeDecodeError as fault:
        raise InputError(
            "MT106",
            f"is not UTF-8: byte 0x{data[fault.start]:02X} can't stand here",
            remedy="Save the file as UTF-8 (Turtle, section 6.3, allows no other encoding).",
            file=path,
            line=data.count(b"\n", 0, fault.start) + 1,
        ) from None
    return data


def syntax_error(fault: SyntaxError, path: Path) -> InputError:
    """The parser's complaint as an error for a person."""
    message = fault.msg.split(": ", 1)[-1]
    relative = "No scheme found" in message
    return InputError(
        "MT202" if relative else "MT201",
        "relative IRI: it has no scheme and the file no @base" if relative else f"Turtle syntax: {message}",
        remedy=(
            "Write the whole IRI, or a prefixed name such as ex:name."
            if relative
            else "Look at this line and the end of the statement before it (a missing dot, quote or prefix)."
        ),
        file=path,
        line=fault.lineno,
        column=fault.offset,
    )


def _parse(file: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(read_bytes(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as fault:
        raise syntax_error(fault, file) from None


def _missing(file: Path, what: str, why: str) -> InputError:
    return InputError("MT103", f"the settings need {what}", remedy=f"It gives {why}; see docs/project.md.", file=file)


def _first_iri(about: list[tuple[str, _Term]], predicate: str) -> str | None:
    return next((o.value for p, o in about if p == predicate and isinstance(o, ox.NamedNode)), None)


def _language(file: Path, value: _Term) -> str:
    """The BCP 47 tag of a dcterms:language: an EU authority IRI (…/language/FRA) or a literal tag.

    It is in lower case, as all tags of a Table are.
    """
    code = value.value.rsplit("/", 1)[-1].lower() if isinstance(value, ox.NamedNode | ox.Literal) else ""
    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise _missing(
            file, f'a dcterms:language that is known (found "{code}")', "the languages of the pages"
        ) from None
    # Babel adds the likely territory to a code of three letters: it reads FRA as fr_FR.
    territory = locale.territory if "-" in code else None
    return "-".join(part.lower() for part in (locale.language, locale.script, territory) if part)


def _declared_prefixes(quads: list[ox.Quad]) -> dict[str, str]:
    """The prefixes of sh:declare (SHACL, section 5.2.1), in the order of the file."""
    names = _texts(quads, f"{SH}prefix")
    spaces = _texts(quads, f"{SH}namespace")
    return {name: spaces[node] for node, name in names.items() if node in spaces}


def _texts(quads: list[ox.Quad], predicate: str) -> dict[_Term, str]:
    """The literal objects of a predicate by subject."""
    return {
        q.subject: q.object.value for q in quads if q.predicate.value == predicate and isinstance(q.object, ox.Literal)
    }
