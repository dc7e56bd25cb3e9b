"""The settings of a project: what `graph/dataset.ttl` says of the dataset (docs/project.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
from babel import Locale, UnknownLocaleError

from medtown.errors import InputError
from medtown.i18n.message import Message, say
from medtown.namespaces import DCTERMS, SH, VOID
from medtown.turtle_file import read_bytes, syntax_error

if TYPE_CHECKING:
    from pathlib import Path

# Where a project's files are kept, in the vocabularies that say so of a work or a project.
_REPOSITORY = (
    "https://schema.org/codeRepository",
    "http://schema.org/codeRepository",
    "http://usefulinc.com/ns/doap#repository",
)
# The host is put into the pages' Content-Security-Policy, where other characters have a meaning.
_ENDPOINT = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?(?:/[^\s<>\"{}|\\^`]*)?\Z")
_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


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
    repository: str | None = None
    endpoint: str | None = None

    @property
    def name(self) -> str:
        """The dataset's short name, used for the dump files: the last segment of its IRI."""
        last = re.split(r"[/#]", self.dataset.rstrip("/#"))[-1]
        return re.sub(r"[^A-Za-z0-9_-]+", "-", last).strip("-") or "dataset"

    def title(self, language: str) -> str:
        """The dataset's title in a language, else in the first language it has."""
        return self.titles.get(language) or next(iter(self.titles.values()))


def read_settings(file: Path) -> Settings:
    """Read the settings off `dataset.ttl`: the one void:Dataset with a void:uriSpace.

    Raises InputError MT102 (no such file), MT103 (a setting is missing or wrong), and what a file that can't be
    read or parsed raises: MT105, MT106, MT201, MT202.
    """
    if not file.is_file():
        raise InputError(
            "MT102",
            say("the project has no graph/dataset.ttl, the file that describes the dataset"),
            remedy=say("Write one; docs/project.md shows the shortest that works."),
            file=file,
        )
    quads = _parse(file)
    spaces = [(q.subject, q.object) for q in quads if q.predicate.value == f"{VOID}uriSpace"]
    if len(spaces) != 1:
        raise _missing(
            file,
            say("exactly one void:uriSpace (found {n})", n=len(spaces)),
            say("the base of the project's own IRIs"),
        )
    dataset, space = spaces[0]
    base = space.value if isinstance(space, ox.Literal | ox.NamedNode) else ""
    if not re.match(r"https?://[^\s<>\"{}|\\^`]+[/#]\Z", base):
        raise _missing(
            file,
            say('a void:uriSpace that is an http(s) IRI ending in "/" or "#" (found "{base}")', base=base),
            say("the base"),
        )
    if not isinstance(dataset, ox.NamedNode):
        raise _missing(file, say("a dataset with an IRI (void:uriSpace stands on a blank node)"), say("the dataset"))
    about = [(q.predicate.value, q.object) for q in quads if q.subject == dataset]
    titles = {o.language or "": o.value for p, o in about if p == f"{DCTERMS}title" and isinstance(o, ox.Literal)}
    if not titles:
        raise _missing(file, say("a dcterms:title on the dataset"), say("the site's title"))
    languages = tuple(dict.fromkeys(_language(file, o) for p, o in about if p == f"{DCTERMS}language"))
    return Settings(
        dataset=dataset.value,
        base=base,
        titles=titles,
        languages=languages or ("en",),
        licence=_first_iri(about, f"{DCTERMS}license"),
        publisher=_first_iri(about, f"{DCTERMS}publisher"),
        prefixes=_declared_prefixes(quads),
        repository=_first_iri(about, *_REPOSITORY),
        endpoint=_endpoint(file, about),
    )


def _parse(file: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(read_bytes(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as fault:
        raise syntax_error(fault, file) from None


def _missing(file: Path, what: Message, why: Message) -> InputError:
    message = say("the settings need {what}", what=what)
    return InputError("MT103", message, remedy=say("It gives {why}; see docs/project.md.", why=why), file=file)


def _first_iri(about: list[tuple[str, _Term]], *predicates: str) -> str | None:
    return next((o.value for p, o in about if p in predicates and isinstance(o, ox.NamedNode)), None)


def _endpoint(file: Path, about: list[tuple[str, _Term]]) -> str | None:
    """The SPARQL endpoint that answers for the dataset (VoID, section 3.2), if there is one."""
    found = _first_iri(about, f"{VOID}sparqlEndpoint")
    if found is not None and not _ENDPOINT.match(found):
        raise _missing(
            file,
            say('a void:sparqlEndpoint that is an http(s) IRI (found "{iri}")', iri=found),
            say("where pages can send queries"),
        )
    return found


def _language(file: Path, value: _Term) -> str:
    """The BCP 47 tag of a dcterms:language: an EU authority IRI (…/language/FRA) or a literal tag.

    It is in lower case, as all tags of a Table are.
    """
    code = value.value.rsplit("/", 1)[-1].lower() if isinstance(value, ox.NamedNode | ox.Literal) else ""
    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise _missing(
            file,
            say('a dcterms:language that is known (found "{code}")', code=code),
            say("the languages of the pages"),
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
