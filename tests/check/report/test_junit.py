from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given

from medtown.check import Finding, Report, Severity
from medtown.check.region import Region
from medtown.check.report import junit
from medtown.check.report.lines import one_line, xml_text
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

FAULT = replace(FINDING, severity=Severity.VIOLATION, is_fault=True)


@pytest.fixture(scope="session")
def is_valid(junit_schema: str) -> Callable[[str], bool]:
    """Whether a text is a JUnit report for Jenkins' xunit plugin."""
    schema = xmlschema.XMLSchema10(junit_schema)
    return lambda text: bool(schema.is_valid(ET.fromstring(text.encode())))  # noqa: S314 - our own


def suites(view: View) -> list[ET.Element]:
    return list(ET.fromstring(junit.write(view).encode()))  # noqa: S314 - our own


@given(report=REPORTS)
def test_any_report_is_valid(is_valid: Callable[[str], bool], report: Report) -> None:
    view = View(replace(report, paths=(HERE / "a\x01.ttl",)), HERE, report.findings)
    assert is_valid(junit.write(view))


@given(REPORTS)
def test_each_finding_is_a_test(report: Report) -> None:
    view = View(report, HERE, report.findings)
    cases = [case for suite in suites(view) for case in suite]
    names = [f"{finding.code} {one_line(finding.message)}" for finding in report.findings]
    assert sorted(case.get("name", "") for case in cases) == sorted(map(xml_text, names))
    texts = [(part.text or "").split("\n", 1)[1] for case in cases for part in case]
    assert sorted(texts) == sorted(xml_text(view.paragraph(finding)) for finding in report.findings)


def test_what_xml_cannot_hold_is_marked() -> None:
    odd = "a\ufffe\uffff"
    ((case,),) = suites(view_of(replace(FINDING, message=odd, remedy=odd, at=Region(HERE / odd))))
    assert case.attrib == {"name": "MT301 a��", "classname": "a��"}
    assert case[0].text == "a��\na��\nremedy: a��"


def test_the_numbers() -> None:
    root = ET.fromstring(junit.write(view_of(FINDING, FAULT, replace(FAULT, is_fault=False))).encode())  # noqa: S314
    numbers = {"tests": "3", "failures": "1", "errors": "1"}
    assert root.attrib == {"name": "medtown validate", **numbers}
    assert root[0].attrib == {"name": "graph/a.ttl", **numbers}


@pytest.mark.parametrize(
    ("finding", "shown", "kind"),
    [
        (FINDING, {}, "system-out"),
        (FINDING, {"fail_on": Severity.WARNING}, "failure"),
        (replace(FINDING, severity=Severity.VIOLATION), {}, "failure"),
        (FAULT, {}, "error"),
    ],
)
def test_what_fails_the_run_fails_a_test(finding: Finding, shown: dict[str, Any], kind: str) -> None:
    ((case,),) = suites(view_of(finding, **shown))
    assert case.attrib == {"name": "MT301 odd", "classname": "graph/a.ttl:7"}
    assert [(part.tag, part.text) for part in case] == [(kind, "graph/a.ttl:7\nodd")]


def test_a_file_without_findings_passes() -> None:
    report = Report((FINDING,), 2, 2, paths=(HERE / "graph/a.ttl", HERE / "graph/b.ttl"))
    a, b = suites(View(report, HERE, report.findings))
    assert (a.get("name"), len(a)) == ("graph/a.ttl", 1)
    assert [b.attrib, b[0].attrib, len(b[0])] == [
        {"name": "graph/b.ttl", "tests": "1", "failures": "0", "errors": "0"},
        {"name": "no findings", "classname": "graph/b.ttl"},
        0,
    ]


def test_a_finding_about_no_file_stands_under_the_folder() -> None:
    assert [suite.get("name") for suite in suites(view_of(replace(FINDING, at=None)))] == ["."]
