"""Entity tags and If-None-Match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.http.etag import coded_etag, etag_of, is_unchanged

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("field", "unchanged"),
    [
        (None, False),
        ("", False),
        ('"abc"', True),
        ('W/"abc"', True),
        ('"x", "abc"', True),
        ('"x",W/"abc" , "y"', True),
        ("*", True),
        (" * ", True),
        ('"ab"', False),
        ('"abc-gzip"', False),
        ("abc", False),
        ('"abc', False),
        ('"*"', False),
        ('"x"abc"y"', False),
        ('"a,b", "c"', False),
    ],
)
def test_is_unchanged(field: str | None, *, unchanged: bool) -> None:
    assert is_unchanged(field, ETAG) is unchanged


def test_a_comma_inside_a_tag_does_not_split_it() -> None:
    assert is_unchanged('"x", "a,b"', '"a,b"')


def test_etags_name_the_bytes() -> None:
    assert etag_of(b"") == '"b8e1dda3ac0aa3820ad2990b"'
    assert etag_of(b"a") != etag_of(b"b")
    assert coded_etag('"abc"', "gzip") == '"abc-gzip"'


@given(st.binary(), st.text(max_size=60))
def test_any_field_is_answered(body: bytes, field: str) -> None:
    etag = etag_of(body)
    assert is_unchanged(field, etag) in (True, False)
    assert is_unchanged(f'"other", W/{etag}', etag)
