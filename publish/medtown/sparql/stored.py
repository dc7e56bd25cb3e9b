"""Stored queries: one question a file (.rq), whose comment header says what it asks and what it must answer.

The header is documented in docs/query.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from medtown.errors import InputError
from medtown.i18n.message import Message, say
from medtown.sparql.text import prologue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ENTRY = re.compile(r"# ?(?P<key>[A-Za-z][\w-]*)(?:@(?P<language>[A-Za-z0-9-]+))?[ \t]*:[ \t]*(?P<value>.*?)[ \t]*\Z")
_CONTINUED = re.compile(r"#[ \t]{2,}(?P<text>\S.*?)[ \t]*\Z")
_EMPTY = re.compile(r"#[ \t]*\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_COUNT = re.compile(r"(?P<least>>=[ \t]*)?(?P<number>\d+)\Z")
_BINDING = re.compile(
    r'[?$](?P<variable>\w+)=(?P<term>"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^(?:<[^<>\s]*>|\S+))?|<[^<>\s]*>|[^\s"<]+)(?:\s+|\Z)'
)

_CHART = re.compile(r"(?P<kind>\w+)(?P<variables>(?:[ \t]+[?$]\w+)+)\Z")
_CHARTS = {"bar": (1, 2), "line": (1, 2), "map": (1, 1)}  # the fewest and the most variables

_TEXTS = ("title", "description", "audience", "not-asked")
COLUMNS = "columns.txt"
_COLUMN = "column-"  # and the name of a variable
_KEYS = (*_TEXTS, "column-VARIABLE", "chart", "question", "expect-rows", "expect")


class RowCount(NamedTuple):
    """How many rows an answer must have: exactly `number`, or at least that many; where it is written."""

    line: int
    number: int
    at_least: bool


class Truth(NamedTuple):
    """What an ASK query must answer; where it is written."""

    line: int
    value: bool


class Expectation(NamedTuple):
    """A row that the answer must hold: N-Triples terms by variable; where and how it is written."""

    line: int
    text: str
    values: Mapping[str, str]


class Column(NamedTuple):
    """What the column of a variable is called, by language; where that is written first."""

    line: int
    headings: dict[str, str]


class ChartWish(NamedTuple):
    """The picture of its answer that a query asks for: `bar`, `line` or `map`, and the variables that it is made of.

    The first variable gives names, years or places, the second numbers; without one the rows are counted.
    """

    line: int
    kind: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class StoredQuery:
    """A stored query: its name (the file's stem), what its header says, and its text.

    Titles, descriptions, audiences (who asks) and reasons not to ask it here stand by language tag ("" where the
    header gives none); `columns` are by variable, and so are those that all questions share (columns.txt). `source` is
    the whole file, which is what runs, so that errors name the file's lines; `text` is the query without its header.
    """

    name: str
    path: Path
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    audiences: Mapping[str, str]
    not_asked: Mapping[str, str]
    columns: Mapping[str, Column]
    shared: Mapping[str, Column]
    chart: ChartWish | None
    question: str
    rows: RowCount | None
    expected: tuple[Expectation, ...]
    truth: Truth | None
    source: str
    text: str

    def title(self, language: str) -> str:
        """The title in a language, else without a language, else the first that is given."""
        return _best(self.titles, language)

    def description(self, language: str) -> str:
        """The description, chosen as the title is; empty where the header has none."""
        return _best(self.descriptions, language)

    def audience(self, language: str) -> str:
        """Who asks, chosen as the title is; empty where the header does not say."""
        return _best(self.audiences, language)

    def why_not_asked(self, language: str) -> str:
        """Why validate and publish don't ask it, chosen as the title is; empty where they do."""
        return _best(self.not_asked, language)

    def column(self, variable: str, language: str) -> str:
        """The heading of a variable's column in a language or without one; empty where no header has one."""
        found = (columns[variable].headings for columns in (self.columns, self.shared) if variable in columns)
        return next(filter(None, (headings.get(language) or headings.get("", "") for headings in found)), "")


class _Entry(NamedTuple):
    key: str
    language: str
    value: str
    line: int


def read_queries(paths: Iterable[Path], prefixes: Mapping[str, str] | None = None) -> tuple[StoredQuery, ...]:
    """Read stored queries, in the order given, with the columns.txt beside them. Raises as read_query."""
    files = list(paths)
    shared = {folder: read_columns(folder) for folder in {path.parent for path in files}}
    return tuple(read_query(path, prefixes, shared[path.parent]) for path in files)


def read_query(
    path: Path, prefixes: Mapping[str, str] | None = None, shared: Mapping[str, Column] | None = None
) -> StoredQuery:
    """Read a stored query; `prefixes` serve its expectations where the query declares none of that name.

    Raises InputError MT403 (header), MT409 (unreadable or not UTF-8).
    """
    source = read_source(path)
    lines = source.split("\n")
    length = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    entries = _entries(path, [line.rstrip("\r") for line in lines[:length]])
    texts = {key: {e.language: e.value for e in entries if e.key == key} for key in _TEXTS}
    if not texts["title"]:
        raise _ill_formed(path, 1, say("the header has no title"), say("Start the file with a line `# title@en: …`."))
    single = {e.key: e for e in entries if not _is_text(e.key)}
    expected = [e for e in entries if e.key == "expect"]
    known = {**(prefixes or {}), **prologue(source).prefixes}
    return StoredQuery(
        name=path.stem,
        path=path,
        titles=texts["title"],
        descriptions=texts["description"],
        audiences=texts["audience"],
        not_asked=texts["not-asked"],
        columns=_columns(entries),
        shared=shared or {},
        chart=_chart(path, single["chart"]) if "chart" in single else None,
        question=single["question"].value if "question" in single else "",
        rows=_row_count(path, single["expect-rows"]) if "expect-rows" in single else None,
        expected=tuple(_expectation(path, e, known) for e in expected if e.value not in ("true", "false")),
        truth=next((Truth(e.line, e.value == "true") for e in expected if e.value in ("true", "false")), None),
        source=source,
        text="\n".join(lines[length:]).strip() + "\n",
    )


def read_columns(folder: Path) -> Mapping[str, Column]:
    """What all questions of a folder call their columns (columns.txt: a header of nothing else); empty without one.

    Raises InputError MT403 (a line of it), MT409 (unreadable or not UTF-8).
    """
    path = folder / COLUMNS
    if not path.is_file():
        return {}
    # An empty line parts one column from the next as an empty comment does.
    entries = _entries(path, [line.rstrip() or "#" for line in read_source(path).split("\n")])
    for entry in entries:
        if not entry.key.startswith(_COLUMN):
            raise _ill_formed(
                path,
                entry.line,
                say("{key} is no column", key=entry.key),
                say("Only `# column-VARIABLE@en: …` stands here; the rest in the question's own file."),
            )
    return _columns(entries)


def read_source(path: Path) -> str:
    """The text of a query file, without a byte-order mark. Raises InputError MT409."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        reason = say("can't be read: {reason}", reason=fault.strerror)
    except UnicodeDecodeError as fault:
        reason = say("is not UTF-8: byte 0x{byte} can't stand here", byte=f"{fault.object[fault.start]:02X}")
    raise InputError("MT409", reason, remedy=say("Check the file's name, permissions and encoding."), file=path)


def _entries(path: Path, lines: list[str]) -> list[_Entry]:
    """The entries of a header; a line with `#` and two spaces goes on with the entry before it."""
    entries: list[_Entry] = []
    open_entry = False
    for number, line in enumerate(lines, 1):
        if _EMPTY.match(line):
            open_entry = False
        elif (more := _CONTINUED.match(line)) and open_entry:
            last = entries[-1]
            entries[-1] = last._replace(value=f"{last.value} {more['text']}".strip())
        elif found := _ENTRY.match(line):
            _check_key(path, number, found, entries)
            entries.append(_Entry(found["key"], found["language"] or "", found["value"], number))
            open_entry = True
        else:
            raise _ill_formed(
                path,
                number,
                say(
                    "this line of the header is neither `# key: value` nor the rest of a value: {line}", line=line[:60]
                ),
                say("Put two spaces after # to go on with the value above, an empty line before other comments."),
            )
    for entry in entries:
        if not entry.value:
            raise _ill_formed(
                path, entry.line, say("{key} has no value", key=entry.key), say("Write one or drop the line.")
            )
    return entries


def _check_key(path: Path, line: int, entry: re.Match[str], before: list[_Entry]) -> None:
    key, language = entry["key"], entry["language"] or ""
    if key not in _KEYS and not _is_text(key):
        near = get_close_matches(key, _KEYS, n=1)
        keys = say("The keys are {keys}.", keys=", ".join(_KEYS))
        remedy = say("Did you mean {similar}? {keys}", similar=near[0], keys=keys) if near else keys
        raise _ill_formed(path, line, say("{key} is no key of a header", key=key), remedy)
    if language and not _is_text(key):
        raise _ill_formed(path, line, say("{key} has no languages", key=key), say("Write `# {key}: …`.", key=key))
    if language and not _LANGUAGE.match(language):
        message = say("{language} is no language tag", language=language)
        raise _ill_formed(path, line, message, say("Write a tag such as en or pt-BR."))
    if key != "expect" and any(e.key == key and e.language == language for e in before):
        again = f"{key}@{language}" if language else key
        raise _ill_formed(path, line, say("{key} is given twice", key=again), say("Keep one of the two."))


def _is_text(key: str) -> bool:
    """Whether the value is a text, which may be given in several languages."""
    return key in _TEXTS or (key.startswith(_COLUMN) and len(key) > len(_COLUMN))


def _columns(entries: list[_Entry]) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for entry in entries:
        if entry.key.startswith(_COLUMN):
            column = columns.setdefault(entry.key.removeprefix(_COLUMN), Column(entry.line, {}))
            column.headings[entry.language] = entry.value
    return columns


def _chart(path: Path, entry: _Entry) -> ChartWish:
    written = _CHART.match(entry.value)
    variables = tuple(name[1:] for name in written["variables"].split()) if written else ()
    fewest, most = _CHARTS.get(written["kind"], (0, 0)) if written else (0, 0)
    if written is None or not fewest <= len(variables) <= most:
        raise _ill_formed(
            path,
            entry.line,
            say("no chart: {value}", value=entry.value),
            say("Write `bar ?name ?number`, `line ?year ?number` (or no ?number, to count rows) or `map ?place`."),
        )
    return ChartWish(entry.line, written["kind"], variables)


def _row_count(path: Path, entry: _Entry) -> RowCount:
    written = _COUNT.match(entry.value)
    if written is None:
        raise _ill_formed(
            path,
            entry.line,
            say("no number of rows: {value}", value=entry.value),
            say("Write a number, or a least one: >= 6."),
        )
    return RowCount(entry.line, int(written["number"]), at_least=written["least"] is not None)


def _expectation(path: Path, entry: _Entry, prefixes: Mapping[str, str]) -> Expectation:
    values: dict[str, str] = {}
    at = 0
    while at < len(entry.value):
        binding = _BINDING.match(entry.value, at)
        if binding is None:
            raise _ill_formed(
                path,
                entry.line,
                say("can't be read as ?variable=term: {value}", value=entry.value[at:]),
                say('A term is a prefixed name, an <IRI>, a number, true, false or a "literal".'),
            )
        values[binding["variable"]] = _term(path, entry.line, binding["term"], prefixes)
        at = binding.end()
    return Expectation(entry.line, entry.value, values)


def _term(path: Path, line: int, text: str, prefixes: Mapping[str, str]) -> str:
    """A term as written in Turtle and SPARQL, in N-Triples form."""
    declared = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items())
    try:
        quads = list(ox.parse(f"{declared}<x:s> <x:p> {text} .", format=ox.RdfFormat.TURTLE))
    except SyntaxError:
        quads = []
    if len(quads) != 1:
        raise _ill_formed(
            path,
            line,
            say("{text} is no term", text=text),
            say("Its prefix must be declared by the query or the project."),
        )
    return str(quads[0].object)


def _best(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("") or next(iter(texts.values()), "")


def _ill_formed(path: Path, line: int, message: Message, remedy: Message) -> InputError:
    whole = say("{remedy} See docs/query.md.", remedy=remedy)
    return InputError("MT403", message, remedy=whole, file=path, line=line)
