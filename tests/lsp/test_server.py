"""A session with `medtown language-server` over standard input and output, as an editor holds it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from queue import Queue
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from medtown.check import Checked, Report
from medtown.cli import run
from medtown.lsp.server import create
from medtown.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from medtown.check.context import Options
    from medtown.project import Project

PREFIXES = """\
@prefix : <https://example.net/g/id/> .
@prefix def: <https://example.net/g/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
FILES = {
    "ontology/def.ttl": f"""{PREFIXES}
def:Plot a rdfs:Class ; rdfs:label "plot"@en , "parcelle"@fr ; rdfs:comment "Some soil."@en , "De la terre."@fr .
def:near a rdfs:Class ; rdfs:label "near"@en .
""",
    "shapes/plot.ttl": f"""{PREFIXES}
def:S sh:targetClass def:Plot ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .
""",
    "graph/plots.ttl": PREFIXES + ':a a def:Plot ; rdfs:label "حديقة 🌱 A"@ar , "A"@en .\n',
}
_PATIENCE = 60  # seconds


class Editor:
    """A client that speaks JSON-RPC (LSP 3.17, "Base Protocol")."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process, self.folder = process, folder
        self._messages: Queue[dict[str, Any]] = Queue()
        self._asked = 0
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        output = self.process.stdout
        assert output is not None
        while header := output.readline():
            length = int(header.split(b":")[1])
            while output.readline().strip():
                pass
            self._messages.put(json.loads(output.read(length)))

    def send(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request; gives its result. What the server tells meanwhile is passed over."""
        self._asked += 1
        self._write({"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params})
        while (message := self._messages.get(timeout=_PATIENCE)).get("id") != self._asked:
            pass
        return message["result"]

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def uri(self, name: str) -> str:
        """The address of a file of the project."""
        return f"file://{quote(str(self.folder / name))}"

    def open(self, name: str) -> None:
        """Open a file as it is saved."""
        text = (self.folder / name).read_text("utf-8")
        self.send(
            "textDocument/didOpen",
            textDocument={"uri": self.uri(name), "languageId": "turtle", "version": 1, "text": text},
        )

    def type(self, name: str, text: str) -> None:
        """Change the text of an open file."""
        self.send(
            "textDocument/didChange",
            textDocument={"uri": self.uri(name), "version": 2},
            contentChanges=[{"text": text}],
        )

    def save(self, name: str, text: str) -> None:
        """Change the text of an open file and save it."""
        self.type(name, text)
        (self.folder / name).write_text(text, "utf-8")
        self.send("textDocument/didSave", textDocument={"uri": self.uri(name)})

    def shown(self, name: str, *codes: str) -> list[dict[str, Any]]:
        """The diagnostics of a file, as soon as they have these codes."""
        while True:
            message = self._messages.get(timeout=_PATIENCE)
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == self.uri(name):
                found: list[dict[str, Any]] = params["diagnostics"]
                if [diagnostic["code"] for diagnostic in found] == list(codes):
                    return found

    def hover(self, name: str, line: int, character: int) -> Any:
        """What is shown of the term at a place."""
        position = {"line": line, "character": character}
        return self.ask("textDocument/hover", textDocument={"uri": self.uri(name)}, position=position)


@pytest.fixture
def editor(project: Callable[[Mapping[str, str]], Path]) -> Iterator[Callable[..., Editor]]:
    editors: list[Editor] = []

    def start(files: Mapping[str, str], **options: Any) -> Editor:
        process = subprocess.Popen(
            [sys.executable, "-m", "medtown", "language-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        client = Editor(process, project({**FILES, **files}))
        editors.append(client)
        client.ask("initialize", **{"processId": None, "rootUri": None, "capabilities": {}, **options})
        client.send("initialized")
        return client

    yield start
    for client in editors:
        client.ask("shutdown")
        client.send("exit")
        assert client.process.wait(timeout=_PATIENCE) == 0
        client.reader.join()
        for stream in (client.process.stdin, client.process.stdout):
            assert stream is not None
            stream.close()


def span(diagnostic: dict[str, Any]) -> tuple[int, int, int, int]:
    start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
    return start["line"], start["character"], end["line"], end["character"]


def test_a_broken_file_is_told_of_and_mended_while_typing(editor: Callable[..., Editor]) -> None:
    good = FILES["graph/plots.ttl"]
    client = editor({"graph/plots.ttl": good.replace("rdfs:label", "rdf:label")})
    client.open("graph/plots.ttl")
    (fault,) = client.shown("graph/plots.ttl", "MT201")
    assert span(fault) == (4, 16, 4, 25)
    assert fault["message"].startswith("the prefix rdf: is not declared in this file\n")
    assert (fault["severity"], fault["source"]) == (1, "medtown")
    assert fault["codeDescription"]["href"].endswith("/errors/MT201.html")
    client.shown("graph/plots.ttl", "MT201")  # the check of what is saved adds nothing
    client.type("graph/plots.ttl", good)
    assert client.shown("graph/plots.ttl") == []


def test_the_whole_check_runs_when_a_file_is_saved(editor: Callable[..., Editor]) -> None:
    client = editor({})
    client.open("graph/plots.ttl")
    bad = FILES["graph/plots.ttl"] + ":b a def:Plot ; def:near :c , :aa .\n"
    client.save("graph/plots.ttl", bad)
    shown = client.shown("graph/plots.ttl", "MT301", "MT323", "MT305", "MT305")
    assert [span(diagnostic) for diagnostic in shown] == [
        (5, 0, 5, 35),
        (5, 16, 5, 24),
        (5, 25, 5, 27),
        (5, 30, 5, 33),
    ]
    client.save("graph/plots.ttl", FILES["graph/plots.ttl"])
    assert client.shown("graph/plots.ttl") == []


EMOJI = PREFIXES + ':a a def:Plot ; rdfs:label "حديقة 🌱"@ar ; rdfs:seeAlso :nowhere .\n'


@pytest.mark.parametrize(
    ("capabilities", "columns"),
    [
        ({}, (56, 64)),
        ({"general": {"positionEncodings": ["utf-32", "utf-16"]}}, (55, 63)),
        ({"general": {"positionEncodings": ["utf-8"]}}, (63, 71)),
    ],
)
def test_columns_are_in_the_units_of_the_client(
    capabilities: dict[str, Any], columns: tuple[int, int], editor: Callable[..., Editor]
) -> None:
    client = editor({"graph/plots.ttl": EMOJI}, capabilities=capabilities)
    client.open("graph/plots.ttl")
    _, link = client.shown("graph/plots.ttl", "MT323", "MT305")
    assert (span(link)[1], span(link)[3]) == columns
    hover = client.hover("graph/plots.ttl", 4, columns[0] + 1)
    assert hover["contents"] == "https://example.net/g/id/nowhere"
    assert hover["range"] == link["range"]


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("en-US", ["A", "def:Plot (plot)", "https://example.net/g/id/a"]),
        ("fr_FR.UTF-8", ["A", "def:Plot (parcelle)", "https://example.net/g/id/a"]),
        ("ar", ["حديقة 🌱 A", "def:Plot (plot)", "https://example.net/g/id/a"]),
        ("C", ["A", "def:Plot (plot)", "https://example.net/g/id/a"]),
    ],
)
def test_hover_shows_a_label_in_the_language_of_the_client(
    locale: str, lines: list[str], editor: Callable[..., Editor]
) -> None:
    client = editor({"graph/plots.ttl": FILES["graph/plots.ttl"] + ":b a :nowhere .\n"}, locale=locale)
    client.open("graph/plots.ttl")
    client.shown("graph/plots.ttl", "MT322", "MT305")
    assert client.hover("graph/plots.ttl", 4, 1)["contents"].split("\n") == lines


def test_hover_shows_classes_and_what_a_term_means(editor: Callable[..., Editor]) -> None:
    client = editor({"graph/plots.ttl": EMOJI})
    client.open("graph/plots.ttl")
    client.shown("graph/plots.ttl", "MT323", "MT305")
    hover = client.hover("graph/plots.ttl", 4, 7)
    assert hover["contents"].split("\n") == ["plot", "rdfs:Class", "Some soil.", "https://example.net/g/def#Plot"]
    # `a`, the IRI of a prefix, a text, and the end of the file
    assert client.hover("graph/plots.ttl", 4, 3)["contents"].endswith("22-rdf-syntax-ns#type")
    assert client.hover("graph/plots.ttl", 0, 15)["contents"] == "https://example.net/g/id/"
    assert client.hover("graph/plots.ttl", 4, 32) is None
    assert client.hover("graph/plots.ttl", 5, 0) is None


def test_a_suggestion_is_a_quick_fix(editor: Callable[..., Editor]) -> None:
    client = editor({"graph/plots.ttl": f"{PREFIXES}:garden a def:Plot ; rdfs:label :gardn .\n"})
    client.open("graph/plots.ttl")
    shown = client.shown("graph/plots.ttl", "MT305")
    uri = client.uri("graph/plots.ttl")
    (action,) = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range=shown[0]["range"],
        context={"diagnostics": [*shown, {**shown[0], "source": "another"}]},
    )
    assert (action["title"], action["kind"]) == ("Write :garden", "quickfix")
    assert action["edit"]["changes"] == {uri: [{"range": shown[0]["range"], "newText": ":garden"}]}


def test_other_places_go_along(editor: Callable[..., Editor]) -> None:
    client = editor({"graph/more.ttl": f"{PREFIXES}:h a def:House .\n:a a def:House .\ndef:House a rdfs:Class .\n"})
    client.open("graph/plots.ttl")
    (conflict,) = client.shown("graph/plots.ttl", "MT303")
    (other,) = conflict["relatedInformation"]
    assert (other["message"], other["location"]["uri"]) == ("the other class", client.uri("graph/more.ttl"))
    assert other["location"]["range"]["start"] == {"line": 5, "character": 5}


def test_what_is_closed_is_shown_as_it_was_saved(editor: Callable[..., Editor]) -> None:
    client = editor({})
    client.open("graph/plots.ttl")
    client.type("graph/plots.ttl", f"{PREFIXES}:a a")
    client.shown("graph/plots.ttl", "MT201")
    client.send("textDocument/didClose", textDocument={"uri": client.uri("graph/plots.ttl")})
    assert client.shown("graph/plots.ttl") == []


def test_a_file_of_no_project_is_looked_at_alone(editor: Callable[..., Editor], tmp_path: Path) -> None:
    client = editor({})
    client.folder = tmp_path
    (tmp_path / "alone.ttl").write_text(":a :b :c .", "utf-8")
    client.open("alone.ttl")
    client.shown("alone.ttl", "MT201")
    assert client.hover("alone.ttl", 0, 0) is None


def test_without_pygls_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert run(["language-server"]) == 2
    assert "[MT111]" in capsys.readouterr().err


def test_checks_are_few_and_never_two_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    running, most, checked = 0, 0, []

    def slow(project: Project, _options: Options) -> Checked:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.2)
        running -= 1
        checked.append(project.root.name)
        nothing = read_table([])
        return Checked(Report((), 0, 0), nothing, nothing)

    async def session() -> None:
        server = create()
        uris = [(tmp_path / root / "graph" / "x.ttl").as_uri() for root in ("a", "b", "a", "a")]
        await asyncio.gather(*map(server.check, uris))

    for root in ("a", "b"):
        (tmp_path / root / "graph").mkdir(parents=True)
    monkeypatch.setattr("medtown.lsp.server.check", slow)
    asyncio.run(session())
    assert (sorted(checked), most) == (["a", "b"], 1)
