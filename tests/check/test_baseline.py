from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.check import Finding, Severity
from medtown.check.baseline import read_baseline, split
from medtown.check.region import Region
from medtown.errors import InputError

A, B, C = (Finding("MT301", Severity.VIOLATION, message, at=Region(Path("a.ttl"), 3)) for message in "abc")
FAULT = replace(A, is_fault=True)


@pytest.mark.parametrize(
    ("findings", "known", "new"),
    [
        ([A, B], [], [A, B]),
        ([A, B, C], [B], [A, C]),
        ([A, A, A, B], [A, A], [A, B]),
        ([A], [A, A, C], []),
        ([FAULT, A], [A], [FAULT]),
        ([FAULT], [FAULT], [FAULT]),
    ],
)
def test_what_is_new(findings: list[Finding], known: list[Finding], new: list[Finding]) -> None:
    baseline = Counter(finding.fingerprint for finding in known)
    assert split(findings, baseline)[0] == new
    assert baseline == Counter(finding.fingerprint for finding in known)


@given(st.lists(st.sampled_from([A, B, C])), st.lists(st.sampled_from([A, B, C])))
def test_each_known_finding_counts_once(findings: list[Finding], before: list[Finding]) -> None:
    new, known = split(findings, Counter(finding.fingerprint for finding in before))
    assert Counter(new) + Counter(known) == Counter(findings)
    assert Counter(known) == Counter(findings) & Counter(before)


def test_a_finding_that_has_moved_is_known() -> None:
    assert split([replace(A, at=Region(Path("a.ttl"), 99))], {A.fingerprint: 1})[0] == []


def test_a_baseline_is_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"findings": [{"fingerprint": "a"}, {"fingerprint": "b"}, {"fingerprint": "a"}]}))
    assert read_baseline(path) == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be read: No such file or directory"),
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (b"\xff\xfe\xff", "is not JSON"),
        ("[]", "is no report of medtown validate"),
        ("3", "is no report of medtown validate"),
        ('{"findings": 3}', "is no report of medtown validate"),
        ('{"findings": [{}]}', "is no report of medtown validate"),
        ('{"findings": [3]}', "is no report of medtown validate"),
        ('{"findings": [{"fingerprint": []}]}', "is no report of medtown validate"),
    ],
)
def test_what_is_no_baseline(content: str | bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as raised:
        read_baseline(path)
    assert (raised.value.code, raised.value.file) == ("MT109", path)
    assert raised.value.message == f"the baseline {words}"
