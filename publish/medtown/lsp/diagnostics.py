"""Findings as an editor shows them: diagnostics with ranges in the client's units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from medtown.check.finding import Severity
from medtown.check.source import read_lines
from medtown.errors import help_link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pygls.workspace import PositionCodec

    from medtown.check.finding import Finding
    from medtown.check.region import Region

_SEVERITIES = {
    Severity.VIOLATION: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class Diagnostics:
    """Makes diagnostics. `open_files` holds the lines of what editors have open, which may not be saved yet."""

    def __init__(self, codec: PositionCodec, open_files: dict[Path, list[str]], uri: Callable[[Path], str]) -> None:
        self._codec, self._uri = codec, uri
        self._lines = dict(open_files)

    def of(self, finding: Finding) -> types.Diagnostic:
        """The diagnostic of a finding; what could stand at its place goes along as `data`."""
        more = [text for text in (finding.expected, finding.remedy) if text and text not in finding.message]
        return types.Diagnostic(
            range=self.range(finding.at),
            message="\n".join([finding.message, *more]),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(href=help_link(finding.code)),
            source="medtown",
            related_information=[
                types.DiagnosticRelatedInformation(
                    location=types.Location(uri=self._uri(other.at.file), range=self.range(other.at)),
                    message=other.message,
                )
                for other in finding.related
            ],
            data=finding.suggestion or None,
        )

    def range(self, region: Region | None) -> types.Range:
        """A region in the client's units: UTF-16 unless it asks for others. Without columns, whole lines."""
        if region is None or region.line is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        lines = self._lines_of(region.file)
        last = region.last_line or region.line
        length = len(lines[last - 1]) if last <= len(lines) else 0
        start = types.Position(region.line - 1, (region.column or 1) - 1)
        end = types.Position(last - 1, length if region.end_column is None else region.end_column - 1)
        return self._codec.range_to_client_units(lines, types.Range(start, end))

    def _lines_of(self, file: Path) -> list[str]:
        if file not in self._lines:
            self._lines[file] = read_lines(file)
        return self._lines[file]
