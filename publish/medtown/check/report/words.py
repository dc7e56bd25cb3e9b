"""The words around the findings, in the report's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from medtown.check.finding import Severity
from medtown.check.names import cut
from medtown.check.report.lines import one_line
from medtown.table.terms import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from medtown.check.finding import Finding, Report
    from medtown.i18n import Texts


class PageWords(NamedTuple):
    """The words of the page that a browser shows; `shown` has the places `{shown}` and `{all}` for its script."""

    title: str
    filter: str
    severity: str
    code: str
    file: str
    text: str
    all: str
    shown: str
    nothing: str
    see: str
    up_to: Callable[[int], str]


class Words:
    """What writers for people say, in one language."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.say, self.say_n = texts.say, texts.say_n

    def severity(self, finding: Finding) -> str:
        """The severity of a finding; that of a fault is `error`."""
        if finding.is_fault:
            return self.say("error")
        match finding.severity:
            case Severity.VIOLATION:
                return self.say("violation")
            case Severity.WARNING:
                return self.say("warning")
            case Severity.INFO:
                return self.say("info")

    @property
    def see(self) -> str:
        """What stands before a related place."""
        return self.say("see")

    @property
    def nothing(self) -> str:
        """What is said of a file without findings."""
        return self.say("no findings")

    @property
    def no_file(self) -> str:
        """What stands for the file of findings that are about none."""
        return self.say("no file")

    def page(self) -> PageWords:
        """The words of the page that a browser shows."""
        say = self.say
        return PageWords(
            title=say("Validation report"),
            filter=say("Filter"),
            severity=say("Severity"),
            code=say("Code"),
            file=say("File"),
            text=say("Text"),
            all=say("all"),
            shown=say("{shown} of {all} findings shown", shown="{shown}", all="{all}"),
            nothing=self.nothing,
            see=self.see,
            up_to=self.up_to,
        )

    def up_to(self, line: int) -> str:
        """What follows the carets of a region that ends on another line."""
        return self.say("… to line {line}", line=line)

    def details(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """What else is known of a finding: names and texts, each on one line."""
        details = (
            (self.say("at"), self._focus(finding)),
            (self.say("property"), finding.path_label),
            (self.say("value"), finding.value_label),
            (self.say("expected"), "" if finding.expected in finding.message else finding.expected),
            (self.say("instead"), finding.suggestion),
            (self.say("remedy"), finding.remedy),
        )
        return ((name, one_line(text)) for name, text in details if text)

    def sentences(self, finding: Finding) -> list[str]:
        """The message and the details, for formats that have one text a finding."""
        return [one_line(finding.message), *(f"{name}: {text}" for name, text in self.details(finding))]

    def summary(self, report: Report) -> str:
        """One line such as `3 violations, 1 warning in 14 files (6,021 triples)`."""
        found, files = ", ".join(self._counted(report)), self._files(report.files)
        if report.faults and not report.triples:
            return self.say(
                "{findings} in {files}; nothing else is checked until these are mended", findings=found, files=files
            )
        triples = self.say_n("{n} triple", "{n} triples", report.triples) if report.triples else self.say("no triples")
        return self.say("{findings} in {files} ({triples})", findings=found, files=files, triples=triples)

    def notes(self, known: int | None, untouched: int | None) -> list[str]:
        """What is not shown, and why: a sentence each."""
        notes = []
        if known is not None:
            notes.append(self.say_n("{n} known finding not shown", "{n} known findings not shown", known))
        if untouched is not None:
            notes.append(
                self.say_n(
                    "{n} more finding on lines that this change does not touch",
                    "{n} more findings on lines that this change does not touch",
                    untouched,
                )
            )
        return notes

    def _counted(self, report: Report) -> Iterator[str]:
        """The number of findings of each kind; `no violations` stands where there is nothing graver."""
        say_n, counts = self.say_n, report.counts
        if report.faults:
            yield say_n("{n} error", "{n} errors", report.faults)
        if counts[Severity.VIOLATION]:
            yield say_n("{n} violation", "{n} violations", counts[Severity.VIOLATION])
        elif not report.faults:
            yield self.say("no violations")
        if counts[Severity.WARNING]:
            yield say_n("{n} warning", "{n} warnings", counts[Severity.WARNING])
        if counts[Severity.INFO]:
            yield say_n("{n} info", "{n} infos", counts[Severity.INFO])

    def _files(self, number: int) -> str:
        return self.say_n("{n} file", "{n} files", number) if number else self.say("no files")

    def _focus(self, finding: Finding) -> str:
        """The focus node's label and IRI; for a blank node what it hangs from."""
        if not finding.focus:
            return ""
        label = cut(finding.focus_label)
        if is_blank(finding.focus):
            return self.say("{place}, a blank node", place=label) if label else self.say("a blank node")
        return f"{label} {cut(finding.focus)}" if label else cut(finding.focus)
