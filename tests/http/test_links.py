"""The Link header field."""

from __future__ import annotations

from medtown.http.links import Link, link_field


def test_link_field() -> None:
    links = [
        Link("walks.ttl", "alternate describedby", "text/turtle"),
        Link("walks.fr.html", "alternate", "text/html", "fr"),
        Link("../../void.ttl", "describedby"),
    ]
    assert link_field(links) == (
        '<walks.ttl>; rel="alternate describedby"; type="text/turtle", '
        '<walks.fr.html>; rel="alternate"; type="text/html"; hreflang="fr", '
        '<../../void.ttl>; rel="describedby"'
    )
