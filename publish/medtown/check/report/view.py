"""A run as its reader asked to see it, which is what every writer is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from medtown.check.baseline import split
from medtown.check.changes import divide
from medtown.check.finding import Finding, Report, Severity
from medtown.check.report.lines import harmless, one_line, relative_path
from medtown.check.report.words import Words
from medtown.i18n import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rdflib import Graph

    from medtown.check.region import Region
    from medtown.check.run import Checked
    from medtown.errors import Exit
    from medtown.git import Touched


@dataclass(frozen=True)
class View:
    """What is shown of a run, and how.

    `report` holds what counts: all findings but those that a baseline knows. Of these `findings` are shown. `known`
    and `untouched` say how many are not, by a baseline and as a change does not touch them; None: there is no
    baseline, or no change. `known_faults` are the fingerprints of the faults that the baseline has. Paths are shown
    relative to `folder`. `results` is SHACL's own report, which neither baseline nor change makes shorter.
    """

    report: Report
    folder: Path
    findings: tuple[Finding, ...]
    results: Graph | None = None
    fail_on: Severity = Severity.VIOLATION
    known: int | None = None
    untouched: int | None = None
    known_faults: frozenset[str] = frozenset()
    has_colour: bool = False

    @classmethod
    def of(
        cls,
        checked: Checked,
        folder: Path,
        *,
        fail_on: Severity = Severity.VIOLATION,
        baseline: Mapping[str, int] | None = None,
        touched: Mapping[Path, Touched] | None = None,
    ) -> View:
        """The view of a run, less what the baseline knows, and of a change the findings on lines that it touches."""
        report = checked.report
        view = cls(report, folder, report.findings, checked.results, fail_on)
        if baseline is not None:
            new, known = split(report.findings, baseline)
            faults = frozenset(finding.fingerprint for finding in new if finding.is_fault)
            report = replace(report, findings=tuple(new))
            view = replace(view, report=report, known=len(known), known_faults=faults & baseline.keys())
        if touched is None:
            return replace(view, findings=report.findings)
        on_change, others = divide(report.findings, touched)
        # While something can't be read, nobody knows what else is wrong: that is shown in any case.
        shown = on_change + [finding for finding in others if finding.is_fault]
        return replace(view, findings=tuple(shown), untouched=len(report.findings) - len(shown))

    @property
    def exit_code(self) -> Exit:
        """The run's exit code; what a change does not touch counts too, as a change can break what it leaves alone."""
        return self.report.exit_code(self.fail_on)

    @cached_property
    def words(self) -> Words:
        """The words around the findings."""
        return Words(texts_of(self.report.language))

    def is_new(self, finding: Finding) -> bool | None:
        """Whether a finding that is shown is not in the baseline; None without one."""
        return None if self.known is None else finding.fingerprint not in self.known_faults

    def path(self, region: Region | None) -> str | None:
        """The path of a region's file as it is shown."""
        return relative_path(region.file, self.folder) if region else None

    def place(self, region: Region | None) -> str:
        """`file:line:column` as far as it is known, which terminals and editors open; empty for no region."""
        if region is None:
            return ""
        parts = [self.path(region), *(str(n) for n in (region.line, region.column) if n is not None)]
        return harmless(":".join(part for part in parts if part))

    def related(self, finding: Finding) -> list[str]:
        """The other places that have a part in a finding, and what stands there."""
        return [f"{self.place(related.at)}: {one_line(related.message)}" for related in finding.related]

    def paragraph(self, finding: Finding) -> str:
        """All that is known of a finding, for formats that have one text for it: a line each."""
        see = self.words.see
        return "\n".join([*self.words.sentences(finding), *(f"{see}: {place}" for place in self.related(finding))])

    def closing(self) -> list[str]:
        """The summary, then a line on each kind of finding that is not shown."""
        return [self.words.summary(self.report), *self.words.notes(self.known, self.untouched)]
