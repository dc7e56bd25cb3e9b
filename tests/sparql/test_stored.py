"""Stored queries: headers, and what an answer must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.errors import InputError
from medtown.sparql.engine import run
from medtown.sparql.promises import check_expectations
from medtown.sparql.stored import ChartWish, Column, Expectation, RowCount, StoredQuery, read_queries, read_query

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
# title@en: All books
# title@fr: Tous les livres
# description: Every book,
#   with its title: one row a title
#     (and no more).
# audience@en: Librarian
# audience@fr: Bibliothécaire
# column-book@fr: livre
# column-n_1: number
# chart: bar ?book  $n_1
# question: 3
#
# expect-rows: >= 2
# expect: ?book=b:a ?title="A \\"b\\" ?x=1"@en
# expect: ?n=10 ?ok=true ?d="2020-01-01"^^xsd:date ?link=<http://e/x#y> ?t="2.50"^^<http://e/t>
"""
BODY = """\
PREFIX b: <http://e/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT * { ?s ?p ?o } # the end
"""


def stored(folder: Path, text: str) -> StoredQuery:
    path = folder / "books.rq"
    path.write_bytes(text.encode())
    return read_query(path)


def test_a_header(tmp_path: Path) -> None:
    source = f"{HEADER}\n# a comment of the query\n{BODY}"
    assert stored(tmp_path, source) == StoredQuery(
        name="books",
        path=tmp_path / "books.rq",
        titles={"en": "All books", "fr": "Tous les livres"},
        descriptions={"": "Every book, with its title: one row a title (and no more)."},
        audiences={"en": "Librarian", "fr": "Bibliothécaire"},
        not_asked={},
        columns={"book": Column(8, {"fr": "livre"}), "n_1": Column(9, {"": "number"})},
        shared={},
        chart=ChartWish(10, "bar", ("book", "n_1")),
        question="3",
        rows=RowCount(13, 2, at_least=True),
        expected=(
            Expectation(
                14,
                '?book=b:a ?title="A \\"b\\" ?x=1"@en',
                {"book": "<http://e/a>", "title": '"A \\"b\\" ?x=1"@en'},
            ),
            Expectation(
                15,
                '?n=10 ?ok=true ?d="2020-01-01"^^xsd:date ?link=<http://e/x#y> ?t="2.50"^^<http://e/t>',
                {
                    "n": '"10"^^<http://www.w3.org/2001/XMLSchema#integer>',
                    "ok": '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
                    "d": '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
                    "link": "<http://e/x#y>",
                    "t": '"2.50"^^<http://e/t>',
                },
            ),
        ),
        truth=None,
        source=source,
        text=f"# a comment of the query\n{BODY}",
    )


def test_titles_by_language(tmp_path: Path) -> None:
    query = stored(tmp_path, HEADER + BODY)
    assert [query.title(language) for language in ("fr", "en", "de")] == ["Tous les livres", "All books", "All books"]
    assert query.description("fr") == "Every book, with its title: one row a title (and no more)."
    assert stored(tmp_path, "# title: X\n").description("en") == ""


def test_the_heading_of_a_column_is_in_the_page_s_language_or_in_none(tmp_path: Path) -> None:
    query = stored(tmp_path, HEADER + BODY)
    columns = [("book", "fr"), ("book", "en"), ("n_1", "fr"), ("title", "fr")]
    assert [query.column(variable, language) for variable, language in columns] == ["livre", "", "number", ""]


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    query = stored(tmp_path, "\ufeff# title: A\r\n# description@en: b\r\n#   c\r\n\r\nASK {}\r\n")
    assert (query.titles, query.descriptions, query.text) == ({"": "A"}, {"en": "b c"}, "ASK {}\n")


def test_prefixes_of_the_project_serve_where_the_query_has_none(tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    path.write_text("# title: A\n# expect: ?x=p:a ?y=b:c\nPREFIX b: <http://own/>\nSELECT * {}")
    (query,) = read_queries([path], {"p": "http://p/", "b": "http://project/"})
    assert query.expected[0].values == {"x": "<http://p/a>", "y": "<http://own/c>"}


@pytest.mark.parametrize(
    ("header", "line", "message"),
    [
        ("", 1, "the header has no title"),
        ("SELECT * {}", 1, "the header has no title"),
        ("\n# title: A", 1, "the header has no title"),
        ("# description: A", 1, "the header has no title"),
        ("# title: A\n# titel@fr: B", 2, "titel is no key of a header"),
        (
            "# title: A\n# some words",
            2,
            "this line of the header is neither `# key: value` nor the rest of a value: # some words",
        ),
        (
            "#   more\n# title: A",
            1,
            "this line of the header is neither `# key: value` nor the rest of a value: #   more",
        ),
        (
            "# title: A\n#\n#   more",
            3,
            "this line of the header is neither `# key: value` nor the rest of a value: #   more",
        ),
        ("# title: A\n# title: B", 2, "title is given twice"),
        ("# title@fr: A\n# title@fr: B", 2, "title@fr is given twice"),
        ("# title:", 1, "title has no value"),
        ("# title: A\n# question@en: B", 2, "question has no languages"),
        ("# title@e: A", 1, "e is no language tag"),
        ("# title: A\n# column-x: B\n# column-x: C", 3, "column-x is given twice"),
        ("# title: A\n# column-: B", 2, "column- is no key of a header"),
        ("# title: A\n# chart@en: bar ?x", 2, "chart has no languages"),
        ("# title: A\n# chart: bar ?x\n# chart: bar ?y", 3, "chart is given twice"),
        ("# title: A\n# chart: pie ?x ?y", 2, "no chart: pie ?x ?y"),
        ("# title: A\n# chart: bar", 2, "no chart: bar"),
        ("# title: A\n# chart: bar x y", 2, "no chart: bar x y"),
        ("# title: A\n# chart: line ?x ?y ?z", 2, "no chart: line ?x ?y ?z"),
        ("# title: A\n# chart: map ?x ?y", 2, "no chart: map ?x ?y"),
        ("# title: A\n# expect-rows: many", 2, "no number of rows: many"),
        ("# title: A\n# expect-rows: -1", 2, "no number of rows: -1"),
        ("# title: A\n# expect: ?x", 2, "can't be read as ?variable=term: ?x"),
        ("# title: A\n# expect: ?x=1 y=2", 2, "can't be read as ?variable=term: y=2"),
        ('# title: A\n# expect: ?x="open', 2, "can't be read as ?variable=term: ?x=\"open"),
        ("# title: A\n# expect: ?x=no:prefix", 2, "no:prefix is no term"),
        ("# title: A\n# expect: ?x=word", 2, "word is no term"),
        ("# title: A\n# expect: ?x=1,2", 2, "1,2 is no term"),
        ("# title: A\n# expect: ?x=<rel>", 2, "<rel> is no term"),
    ],
)
def test_ill_formed_headers(tmp_path: Path, header: str, line: int, message: str) -> None:
    with pytest.raises(InputError) as caught:
        stored(tmp_path, header)
    error = caught.value
    assert (error.code, error.file, error.line, error.message) == ("MT403", tmp_path / "books.rq", line, message)


def test_a_near_key_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        stored(tmp_path, "# titel: A")
    assert caught.value.remedy == (
        "Did you mean title? The keys are title, description, audience, not-asked, column-VARIABLE, chart, question, "
        "expect-rows, expect. See docs/query.md."
    )


def test_unreadable(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_query(tmp_path / "none.rq")
    assert (caught.value.code, caught.value.message) == ("MT409", "can't be read: No such file or directory")
    (tmp_path / "latin.rq").write_bytes(b"# title: \xe9")
    with pytest.raises(InputError) as caught:
        read_query(tmp_path / "latin.rq")
    assert (caught.value.code, caught.value.message) == ("MT409", "is not UTF-8: byte 0xE9 can't stand here")


@pytest.fixture
def data() -> ox.Store:
    store = ox.Store()
    store.load(
        b'@prefix : <http://e/> . :a :n 10.0 ; :t "A"@EN . :b :n 2 ; :t "B" ; :d "2020-01-01"^^<http://e/t> .',
        format=ox.RdfFormat.TURTLE,
    )
    return store


SELECT = "PREFIX : <http://e/>\nSELECT ?s ?n ?t ?d { ?s :n ?n ; :t ?t OPTIONAL { ?s :d ?d } }"


def test_headings_that_questions_share(tmp_path: Path) -> None:
    columns = "# column-book@en: book\n# column-book@fr: livre\n\n# column-year: year\n"
    (tmp_path / "columns.txt").write_text(columns, "utf-8")
    for name, own in (("a", ""), ("b", "# column-book@fr: ouvrage\n")):
        (tmp_path / f"{name}.rq").write_text(f"# title: T\n{own}SELECT ?book ?year {{}}", "utf-8")
    first, second = read_queries(sorted(tmp_path.glob("*.rq")))
    asked = (("book", "fr"), ("book", "en"), ("year", "ar"), ("book", "ar"))
    assert [first.column(*one) for one in asked] == ["livre", "book", "year", ""]
    assert second.column("book", "fr") == "ouvrage"
    # What is shared need not be asked everywhere.
    assert check_expectations(first, run(ox.Store(), "SELECT ?book {}")) == []


@pytest.mark.parametrize("line", ["# title@en: Books", "# column-: x", "a heading"])
def test_an_ill_formed_file_of_headings_names_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "columns.txt").write_text(f"# column-book@en: book\n{line}\n", "utf-8")
    (tmp_path / "a.rq").write_text("# title: T\nSELECT * {}", "utf-8")
    with pytest.raises(InputError) as caught:
        read_queries([tmp_path / "a.rq"])
    assert (caught.value.code, caught.value.line, caught.value.file) == ("MT403", 2, tmp_path / "columns.txt")


@pytest.mark.parametrize(
    ("header", "query", "missing"),
    [
        ("# expect-rows: 2", SELECT, []),
        ("# expect-rows: >= 2", SELECT, []),
        ('# expect-rows: >= 1\n# expect: ?s=:a ?n=10 ?t="A"@en', SELECT, []),
        ('# expect: ?n=10.00 ?t="A"@En\n# expect: ?n=2e0\n# expect: ?d="2020-01-01"^^<http://e/t>', SELECT, []),
        ("# expect-rows: 3", SELECT, ["expected 3 rows, found 2"]),
        ("# expect-rows: >= 3", SELECT, ["expected at least 3 rows, found 2"]),
        ("# expect: ?s=:a ?n=2", SELECT, ["no row of the answer has ?s=:a ?n=2"]),
        ('# expect: ?t="A"', SELECT, ['no row of the answer has ?t="A"']),
        ('# expect: ?s=:a ?d="x"', SELECT, ['no row of the answer has ?s=:a ?d="x"']),
        ("# chart: bar ?s ?n", SELECT, []),
        ("# chart: map ?s", SELECT, []),
        ("# chart: bar ?s ?number", SELECT, ["the answer has no column ?number"]),
        ("# chart: bar ?s ?n", "ASK {}", ["the answer has no column ?s", "the answer has no column ?n"]),
        ("# column-place: Place", SELECT, ["the answer has no column ?place"]),
        ("# expect: ?nothing=1", SELECT, ["no row of the answer has ?nothing=1"]),
        ("# expect: true", "ASK {}", []),
        ("# expect: false", "ASK {}", ["expected false, found true"]),
        ("# expect: true", SELECT, ["expected true, but this is no ASK query"]),
        ("# expect-rows: 5", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", []),
        ("# expect: ?s=<http://e/a>", "ASK {}", ["no row of the answer has ?s=<http://e/a>"]),
    ],
)
def test_check_expectations(tmp_path: Path, data: ox.Store, header: str, query: str, missing: list[str]) -> None:
    text = f"# title: A\n{header}\n{query}"
    shortfalls = check_expectations(stored(tmp_path, text), run(data, text))
    assert [(fault.line, fault.message) for fault in shortfalls] == [(2, message) for message in missing]


def test_headings_and_the_chart_are_both_looked_for(tmp_path: Path, data: ox.Store) -> None:
    text = f"# title: A\n# column-x: X\n# chart: bar ?s ?y\n{SELECT}"
    shortfalls = check_expectations(stored(tmp_path, text), run(data, text))
    assert [fault.line for fault in shortfalls] == [2, 3]


@given(st.text(max_size=100))
def test_any_header_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.rq"
    path.write_bytes(f"# title: A\n# expect: {text}".encode("utf-8", "replace"))
    try:
        assert read_query(path).titles
    except InputError as error:
        assert error.code == "MT403"  # noqa: PT017 - either may happen
