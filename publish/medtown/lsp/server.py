"""The language server: what it remembers of each project, and the features that it offers."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from medtown import __version__
from medtown.check import check
from medtown.check.context import Options
from medtown.check.names import Names
from medtown.check.rules.syntax import syntax_findings, well_known_prefixes
from medtown.check.source import lines_of
from medtown.i18n import texts_of
from medtown.lsp.diagnostics import Diagnostics
from medtown.lsp.hover import hover_text, term_at
from medtown.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.check import Checked, Finding
    from medtown.table import Table

_PAUSE = 0.3  # seconds within which saves count as one
_OF_THE_TEXT = ("MT201", "MT202")  # found in what the editor holds, so of no interest as it was saved


class Known(NamedTuple):
    """What the last check that could read a project made of it."""

    data: Table
    names: Names


class Server(LanguageServer):
    """A server for all projects whose files an editor opens."""

    def __init__(self) -> None:
        # Whole texts: pygls applies changes by lines as Python sees them, which are more than the protocol's.
        super().__init__("medtown", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.language: str | None = None
        self._known: dict[Path, Known] = {}
        self._findings: dict[Path, dict[Path, list[Finding]]] = {}
        self._syntax: dict[Path, list[Finding]] = {}
        self._asked: Counter[Path] = Counter()
        self._turn = asyncio.Lock()

    async def check(self, uri: str) -> None:
        """Check the project of a document, once for all requests that come meanwhile, and never two at a time."""
        root = _root_of(_path(uri))
        if root is None:
            return
        self._asked[root] += 1
        mine = self._asked[root]
        await asyncio.sleep(_PAUSE)
        async with self._turn:
            if mine == self._asked[root]:
                self._adopt(root, await asyncio.to_thread(check, Project(root), Options(self.language)))

    def read(self, uri: str) -> None:
        """Look at the syntax of the text that an editor holds."""
        path = _path(uri)
        if path.suffix == ".ttl":
            text = self.workspace.get_text_document(uri).source
            known = self.known(uri)
            prefixes = well_known_prefixes() | (known.names.prefixes if known else {})
            texts = known.names.texts if known else texts_of(self.language or "en")
            self._syntax[path] = list(syntax_findings(path, prefixes, texts, text))
        self._publish(path)

    def forget(self, uri: str) -> None:
        """Look at the saved text again, as the editor has closed the file."""
        self._syntax.pop(_path(uri), None)
        self._publish(_path(uri))

    def known(self, uri: str) -> Known | None:
        """What is known of the project of a document."""
        root = _root_of(_path(uri))
        return None if root is None else self._known.get(root)

    def _adopt(self, root: Path, checked: Checked) -> None:
        report = checked.report
        if len(checked.data):
            languages = Project(root).settings.languages
            self._known[root] = Known(checked.data, Names(checked.data, report.prefixes, report.language, languages))
        found: defaultdict[Path, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            if finding.file and not finding.file.is_dir():
                found[finding.file.resolve()].append(finding)
        before = self._findings.get(root, {})
        self._findings[root] = found
        for path in sorted({*before, *found}):
            self._publish(path)

    def _publish(self, path: Path) -> None:
        """Show what the text of a file, as it is in the editor, and the last check say of it."""
        documents = {_path(uri): document for uri, document in self.workspace.text_documents.items()}
        saved = [finding for found in self._findings.values() for finding in found.get(path, ())]
        if path in self._syntax:
            saved = [finding for finding in saved if finding.code not in _OF_THE_TEXT]
        made = Diagnostics(
            self.workspace.position_codec,
            {opened: lines_of(document.source) for opened, document in documents.items()},
            lambda file: documents[file].uri if file in documents else _uri(file),
        )
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=documents[path].uri if path in documents else _uri(path),
                diagnostics=[made.of(finding) for finding in [*self._syntax.get(path, ()), *saved]],
            )
        )


def create() -> Server:
    """A server with its features."""
    server = Server()
    for name, feature in _FEATURES.items():
        server.feature(name)(feature)
    return server


def _initialized(ls: Server, params: types.InitializeParams) -> None:
    ls.language = re.split(r"[-_.]", params.locale)[0].lower() if params.locale else None


async def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.read(params.text_document.uri)
    await ls.check(params.text_document.uri)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.read(params.text_document.uri)


async def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    await ls.check(params.text_document.uri)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    known = ls.known(params.text_document.uri)
    text = ls.workspace.get_text_document(params.text_document.uri).source
    codec, lines = ls.workspace.position_codec, text.split("\n")
    at = codec.position_from_client_units(lines, params.position)
    offset = sum(len(line) + 1 for line in lines[: at.line]) + at.character
    spot = term_at(text, offset)
    if spot is None or known is None:
        return None
    start = at.character - (offset - spot.start)  # an IRI or a name stands on one line
    span = types.Range(types.Position(at.line, start), types.Position(at.line, start + spot.end - spot.start))
    return types.Hover(hover_text(spot.term, *known), codec.range_to_client_units(lines, span))


def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    texts = texts_of(ls.language or "en")
    return [
        types.CodeAction(
            title=texts.say("Write {suggestion}", suggestion=diagnostic.data),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=types.WorkspaceEdit(
                changes={params.text_document.uri: [types.TextEdit(diagnostic.range, diagnostic.data)]}
            ),
        )
        for diagnostic in params.context.diagnostics
        if diagnostic.source == "medtown" and isinstance(diagnostic.data, str)
    ]


_FEATURES: dict[str, Callable[..., object]] = {
    types.INITIALIZE: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_CODE_ACTION: _actions,
}


def _path(uri: str) -> Path:
    return Path(uris.to_fs_path(uri) or "").resolve()


def _uri(path: Path) -> str:
    return uris.from_fs_path(str(path)) or ""


def _root_of(path: Path) -> Path | None:
    """The innermost project folder that a file is in."""
    return next((folder for folder in path.parents if (folder / "graph").is_dir()), None)
