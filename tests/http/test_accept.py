"""Content negotiation, as tables of header fields, and whatever a client may send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtown.http.accept import accepts_gzip, choose_language, choose_type, media_ranges

OFFERS = ("text/html", "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
HTML, TURTLE, JSONLD, NTRIPLES, RDFXML = OFFERS

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        (None, HTML),
        ("", HTML),
        (" ", HTML),
        ("*/*", HTML),
        (BROWSER, HTML),
        (JAVA, HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle", TURTLE),
        ("text/turtle;q=0.2,application/ld+json;q=0.9", JSONLD),
        ("text/turtle ; q=0.2 , application/ld+json ; Q=0.9", JSONLD),
        ("application/rdf+xml, text/turtle", TURTLE),
        ("text/*", HTML),
        ("text/*;q=0.5, text/html;q=0.1", TURTLE),
        ("text/html;q=0, */*", TURTLE),
        ("text/html;q=0, text/*;q=0, */*;q=0.1", JSONLD),
        ("*/*;q=0.1, application/*;q=0.5, application/ld+json;q=0", NTRIPLES),
        ("application/*", JSONLD),
        ("image/png, application/rdf+xml;q=0.001", RDFXML),
        ("text/turtle;charset=utf-8", TURTLE),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, x";q=0.9, text/turtle;q=0.8', JSONLD),
        ('application/ld+json;profile="a\\",text/html;q=1,\\""', JSONLD),
        ("text/html;level=1, text/turtle;q=0.3", TURTLE),
        ("text/turtle;q=1.5, text/html", HTML),
        ("text/turtle;q=2, text/html;q=0.9", TURTLE),
        ("text/turtle;q=abc, text/html;q=0.1", HTML),
        ("text/turtle;q=nan, text/html;q=0.1", HTML),
        ("text/turtle;q=-1, text/html;q=0.1", HTML),
        ("text/turtle;q=, application/rdf+xml", RDFXML),
        (",,, ;q=1, text/turtle,,", TURTLE),
        ("turtle", HTML),
        ("*/turtle, application/n-triples", NTRIPLES),
        ("image/png", None),
        ("text/plain, image/*", None),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("*/*;q=0.0", None),
        ("text/html;level=1", None),
    ],
)
def test_choose_type(field: str | None, chosen: str | None) -> None:
    index = choose_type(field, OFFERS)
    assert (None if index is None else OFFERS[index]) == chosen


def test_a_range_with_parameters_beats_one_without() -> None:
    offers = ("text/html;level=1", "text/html")
    assert choose_type("text/html;q=0.4, text/html;level=1;q=0.7", offers) == 0
    assert choose_type("text/html;q=0.7, text/html;level=1;q=0.4", offers) == 1


def test_nothing_offered_is_nothing_chosen() -> None:
    assert choose_type("*/*", ()) is None
    assert choose_type(None, ()) is None


@pytest.mark.parametrize(
    ("field", "tags", "chosen"),
    [
        (None, ("en", "fr"), "en"),
        ("", ("en", "fr"), "en"),
        ("fr", ("en", "fr"), "fr"),
        ("FR", ("en", "fr"), "fr"),
        ("fr-CA", ("en", "fr"), "fr"),
        ("fr-CA, en;q=0.9", ("en", "fr"), "fr"),
        ("fr-CA;q=0.5, en;q=0.9", ("en", "fr"), "en"),
        ("en-US,en;q=0.5,fr;q=0.9", ("en", "fr"), "en"),
        ("fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3", ("en", "fr"), "fr"),
        ("fr, en", ("en", "fr"), "en"),
        ("de, fr;q=0.1", ("en", "fr"), "fr"),
        ("de", ("en", "fr"), "en"),
        ("*", ("en", "fr"), "en"),
        ("en;q=0, *", ("en", "fr"), "fr"),
        ("en;q=0.1, *;q=0.5", ("en", "fr"), "fr"),
        ("en-GB;q=0, en", ("en", "fr"), "en"),
        ("fr;q=0", ("fr", "fr-BE", "en"), "fr"),
        ("fr;q=0, fr-BE", ("fr", "fr-BE", "en"), "fr-BE"),
        ("en;q=0, en-GB, fr;q=0.1", ("en", "fr"), "fr"),
        ("pt", ("en", "pt-BR"), "pt-BR"),
        ("pt-PT", ("en", "pt-BR"), "en"),
        ("zh-Hant-TW", ("en", "zh-Hans", "zh-Hant"), "zh-Hant"),
        ("f", ("en", "fr"), "en"),
        ("fr;q=x, en;q=0.1, de", ("fr", "en"), "en"),
        ("toolongatag-x, fr", ("en", "fr"), "fr"),
        ("@@, ;;, fr", ("en", "fr"), "fr"),
    ],
)
def test_choose_language(field: str | None, tags: tuple[str, ...], chosen: str) -> None:
    assert tags[choose_language(field, tags)] == chosen


@pytest.mark.parametrize(
    ("field", "allowed"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("x-gzip", True),
        ("gzip;q=abc", False),
    ],
)
def test_accepts_gzip(field: str | None, *, allowed: bool) -> None:
    assert accepts_gzip(field) is allowed


FIELD = st.one_of(
    st.text(max_size=80),
    st.text(alphabet='ae/*;,=q.01"\\ -+', max_size=80),
    st.lists(st.sampled_from([*OFFERS, "*/*", "text/*", ";q=0.5", ";q=0", '"', ",", ";", "fr", "gzip"])).map("".join),
)


@given(FIELD)
def test_no_field_makes_negotiation_fail(field: str) -> None:
    index = choose_type(field, OFFERS)
    assert index is None or 0 <= index < len(OFFERS)
    assert choose_language(field, ("en", "fr")) in (0, 1)
    assert accepts_gzip(field) in (True, False)


@given(st.lists(st.tuples(st.sampled_from(OFFERS), st.integers(0, 1000)), min_size=1, unique_by=lambda pair: pair[0]))
def test_the_greatest_weight_wins_and_ties_go_to_the_server(wanted: list[tuple[str, int]]) -> None:
    field = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in wanted)
    weights = dict(wanted)
    best = max(weights.values())
    expected = next((i for i, offer in enumerate(OFFERS) if weights.get(offer) == best), None) if best else None
    assert choose_type(field, OFFERS) == expected


@given(st.lists(st.sampled_from([*OFFERS, "*/*;q=0.3", "image/*", "text/*;q=0.7"]), min_size=1), st.randoms())
def test_the_order_of_members_does_not_matter(members: list[str], random: object) -> None:
    shuffled = sorted(members, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert choose_type(",".join(members), OFFERS) == choose_type(" , ".join(shuffled), OFFERS)


@given(FIELD)
def test_every_weight_is_between_0_and_1(field: str) -> None:
    assert all(0 <= found.weight <= 1 for found in media_ranges(field))
