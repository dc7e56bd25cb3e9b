from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given

from medtown.check import Finding, Report, Severity
from medtown.check.region import Region, Related
from medtown.check.report import sarif
from medtown.check.report.view import View
from tests.check.report.views import FINDING, HERE, REPORTS, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULT = replace(FINDING, severity=Severity.VIOLATION, is_fault=True)


def run_of(view: View) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.write(view))["runs"][0]
    return run


def result_of(finding: Finding, **shown: Any) -> dict[str, Any]:
    result: dict[str, Any] = run_of(view_of(finding, **shown))["results"][0]
    return result


def regions_in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from (value[key] for key in ("region", "deletedRegion") if key in value)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from regions_in(inner)


@given(report=REPORTS)
def test_any_report_is_valid(sarif_schema: dict[str, Any], report: Report) -> None:
    log = json.loads(sarif.write(View(report, HERE, report.findings, known=1)))
    jsonschema.validate(log, sarif_schema)
    # The last edition's schema asks for this too; and GitHub for a file in each location.
    assert all("startLine" in region for region in regions_in(log))
    for result in log["runs"][0]["results"]:
        assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert all(place["physicalLocation"]["artifactLocation"]["uri"] for place in result["locations"])


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("pt-BR", "pt-BR"), ("zh-Hant", None), ("ast", None)])
def test_a_language_is_named_where_the_standard_has_a_form_for_it(language: str, expected: str | None) -> None:
    assert run_of(view_of(FINDING, language=language)).get("language") == expected


def test_a_rule_is_a_page_of_the_manual() -> None:
    (rule,) = run_of(view_of(FINDING, FINDING))["tool"]["driver"]["rules"]
    page = (Path(__file__).parents[3] / "docs/errors/MT301.md").read_text("utf-8")
    assert page.startswith(f"# MT301: {rule['shortDescription']['text']}\n")
    assert rule["helpUri"] == "https://w3id.org/medtown/docs/errors/MT301.html"
    assert rule["help"]["markdown"].startswith(page.splitlines()[2][:60])
    assert "## How to mend it" in rule["help"]["markdown"]
    assert "<!--" not in rule["help"]["markdown"]


def test_a_place_in_a_file_with_an_odd_name() -> None:
    (location,) = result_of(replace(FINDING, at=Region(HERE / "a b#é.ttl", 3, 4, 5, 6)))["locations"]
    assert location == {
        "physicalLocation": {
            "artifactLocation": {"uri": "a%20b%23%C3%A9.ttl", "uriBaseId": "SRCROOT"},
            "region": {"startLine": 3, "startColumn": 4, "endLine": 5, "endColumn": 6},
        }
    }


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (None, {"artifactLocation": {"uri": ".", "uriBaseId": "SRCROOT"}}),
        (Region(HERE / "shapes"), {"artifactLocation": {"uri": "shapes", "uriBaseId": "SRCROOT"}}),
        (Region(Path("/else/a.ttl")), {"artifactLocation": {"uri": "file:///else/a.ttl"}}),
    ],
)
def test_a_place_without_a_line(at: Region | None, expected: dict[str, Any]) -> None:
    assert result_of(replace(FINDING, at=at))["locations"] == [{"physicalLocation": expected}]


@pytest.mark.parametrize("numbers", [(), (3,), (3, 4), (3, 4, 3)])
def test_a_suggestion_is_a_fix_only_where_the_region_is_known(numbers: tuple[int, ...]) -> None:
    assert "fixes" not in result_of(replace(FINDING, suggestion=":a", at=Region(HERE / "a.ttl", *numbers)))


def test_a_fix() -> None:
    (fix,) = result_of(replace(FINDING, suggestion=":a", at=Region(HERE / "a.ttl", 3, 4, 3, 9)))["fixes"]
    assert fix["artifactChanges"] == [
        {
            "artifactLocation": {"uri": "a.ttl", "uriBaseId": "SRCROOT"},
            "replacements": [
                {
                    "deletedRegion": {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 9},
                    "insertedContent": {"text": ":a"},
                }
            ],
        }
    ]


def test_related_places() -> None:
    related = Related("the other", Region(HERE / "b.ttl", 2))
    assert result_of(replace(FINDING, related=(related, related)))["relatedLocations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "b.ttl", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 2},
            },
            "message": {"text": "the other"},
        }
    ]


def test_a_message_holds_no_placeholder_and_no_link() -> None:
    assert result_of(replace(FINDING, message="{0} [x](http://e.org)"))["message"]["text"] == "{{0}} [x] (http://e.org)"


def test_like_results_are_told_apart() -> None:
    results = run_of(view_of(FINDING, FINDING))["results"]
    assert [result["partialFingerprints"] for result in results] == [
        {"medtown/v1": FINDING.fingerprint, "primaryLocationLineHash": f"{FINDING.fingerprint}:{ordinal}"}
        for ordinal in (1, 2)
    ]


@pytest.mark.parametrize(
    ("finding", "shown", "code", "success"),
    [
        (FINDING, {}, 0, True),
        (FINDING, {"fail_on": Severity.WARNING}, 1, True),
        (FAULT, {}, 2, False),
    ],
)
def test_the_invocation(finding: Finding, shown: dict[str, Any], code: int, success: bool) -> None:  # noqa: FBT001 - a column
    run = run_of(view_of(finding, **shown))
    assert run["invocations"] == [{"exitCode": code, "executionSuccessful": success}]


def test_the_state_is_that_of_the_baseline() -> None:
    assert "baselineState" not in result_of(FINDING)
    assert result_of(FINDING, known=3)["baselineState"] == "new"
    assert result_of(FAULT, known=0, known_faults=frozenset({FAULT.fingerprint}))["baselineState"] == "unchanged"
    assert run_of(view_of(FINDING, known=3, untouched=4))["properties"] == {
        "known": 3,
        "untouched": 4,
        "files": 1,
        "triples": 2,
    }
