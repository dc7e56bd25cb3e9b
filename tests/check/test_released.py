from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medtown.check.released import last_release
from medtown.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, **files: str | bytes) -> Path:
    folder = root / "releases"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.iris").write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def test_no_release(tmp_path: Path) -> None:
    assert last_release(tmp_path) is None
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "notes.md").write_text("nothing")
    (tmp_path / "releases" / ".1.0.0.iris").write_text("half written")
    assert last_release(tmp_path) is None


@pytest.mark.parametrize(
    ("versions", "last"),
    [
        ("1.0.0 1.10.0 1.9.9", "1.10.0"),
        ("1.0.0-rc.1 1.0.0", "1.0.0"),
        # The example of Semantic Versioning 2.0.0, section 11.
        ("1.0.0-alpha 1.0.0-alpha.1", "1.0.0-alpha.1"),
        ("1.0.0-alpha.beta 1.0.0-alpha.1", "1.0.0-alpha.beta"),
        ("1.0.0-alpha.beta 1.0.0-beta", "1.0.0-beta"),
        ("1.0.0-beta.2 1.0.0-beta.11", "1.0.0-beta.11"),
        ("1.0.0-rc.1 1.0.0-beta.11", "1.0.0-rc.1"),
    ],
)
def test_the_highest_version_counts(versions: str, last: str, tmp_path: Path) -> None:
    released = last_release(write(tmp_path, **dict.fromkeys(versions.split(), "http://e.org/a\n")))
    assert released
    assert (released.version, released.file) == (last, tmp_path / "releases" / f"{last}.iris")


def test_lines(tmp_path: Path) -> None:
    text = "\ufeff# the IRIs of 1.0.0\r\n\r\nhttp://e.org/a#b\r\nhttp://e.org/é \r\nhttp://e.org/a#b\r\n"
    released = last_release(write(tmp_path, **{"1.0.0": text}))
    assert released
    assert released.lines == {"http://e.org/a#b": 3, "http://e.org/é": 4}


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-", "latest", ""])
def test_a_name_that_is_no_version(version: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no semantic version") as raised:
        last_release(write(tmp_path, **{"1.0.0": "", version or "x": ""}))
    assert (raised.value.code, raised.value.line) == ("MT314", None)


@pytest.mark.parametrize("line", ["<http://e.org/a>", "e.org/a", "http://e.org/a b", " http://e.org/a", "a:", "x\0:y"])
def test_a_line_that_is_no_iri(line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no IRI") as raised:
        last_release(write(tmp_path, **{"1.0.0": f"# c\nhttp://e.org/a\n{line}\n"}))
    assert (raised.value.code, raised.value.line, raised.value.column) == ("MT314", 3, 1)


def test_what_is_not_utf_8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not UTF-8") as raised:
        last_release(write(tmp_path, **{"1.0.0": b"http://e.org/a\nhttp://e.org/\xe9\n"}))
    assert (raised.value.code, raised.value.line) == ("MT314", 2)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "releases" / "1.0.0.iris").mkdir(parents=True)
    with pytest.raises(InputError, match="can't be read") as raised:
        last_release(tmp_path)
    assert raised.value.code == "MT105"


LOCAL = st.text(
    st.characters(min_codepoint=0x21, exclude_characters='<>"{}|^`\\', exclude_categories=["Cs", "Z", "C"]), min_size=1
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(iris=st.sets(LOCAL.map("http://e.org/{}".format)))
def test_what_is_written_is_read(iris: set[str], tmp_path: Path) -> None:
    ordered = sorted(iris)
    released = last_release(write(tmp_path, **{"1.0.0": "".join(f"{iri}\n" for iri in ordered)}))
    assert released
    assert released.lines == {iri: number for number, iri in enumerate(ordered, 1)}
