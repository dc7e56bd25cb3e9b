"""The report as JUnit XML: a test suite a file, in which a finding is a test that failed.

Its form is that of Jenkins' xunit plugin (junit-10.xsd), which CI systems share. A finding less grave than what the
run fails on is a test that passed and has something to say; a file without findings is one that passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from medtown.check.report.lines import harmless, one_line, relative_path, xml_text

if TYPE_CHECKING:
    from medtown.check.finding import Finding
    from medtown.check.report.view import View


def write(view: View) -> str:
    """The report as one XML document."""
    by_file: dict[str, list[Finding]] = {relative_path(path, view.folder): [] for path in view.report.paths}
    for finding in view.findings:
        by_file.setdefault(view.path(finding.at) or ".", []).append(finding)
    root = ET.Element("testsuites", name="medtown validate")
    for path, findings in sorted(by_file.items()):
        root.append(_suite(path, findings, view))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(path: str, findings: list[Finding], view: View) -> ET.Element:
    name = xml_text(harmless(path))
    suite = ET.Element("testsuite", name=name)
    cases = [_case(name, finding, view) for finding in findings]
    suite.extend(cases or [ET.Element("testcase", name=view.words.nothing, classname=name)])
    suite.set("tests", str(len(suite)))
    for kind in ("failure", "error"):
        suite.set(f"{kind}s", str(sum(case.find(kind) is not None for case in cases)))
    return suite


def _case(name: str, finding: Finding, view: View) -> ET.Element:
    message = xml_text(one_line(finding.message))
    place = f":{finding.line}" if finding.line else ""
    case = ET.Element("testcase", name=f"{finding.code} {message}", classname=f"{name}{place}")
    if finding.is_fault or finding.severity <= view.fail_on:
        kind = "error" if finding.is_fault else "failure"
        told = ET.SubElement(case, kind, type=finding.code, message=message)
    else:
        told = ET.SubElement(case, "system-out")
    told.text = xml_text(f"{name}{place}\n{view.paragraph(finding)}")
    return case
