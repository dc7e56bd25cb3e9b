from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from medtown.data.sitemap import robots, site_root, sitemaps

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_one_file() -> None:
    files = sitemaps("https://x.example/", ["doc/a/é&b", "doc/a/é&b", "index.html"])
    assert files == {
        "sitemap.xml": f"{HEAD}<urlset {NAMESPACE}>\n"
        "  <url><loc>https://x.example/doc/a/%C3%A9%26b</loc></url>\n"
        "  <url><loc>https://x.example/index.html</loc></url>\n"
        "</urlset>\n"
    }


def test_an_index_where_there_are_more_than_one_file_may_hold() -> None:
    files = sitemaps("https://x.example/y#", ["a", "b", "c"], most=2)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert files["sitemap.xml"] == (
        f"{HEAD}<sitemapindex {NAMESPACE}>\n"
        "  <sitemap><loc>https://x.example/sitemap-1.xml</loc></sitemap>\n"
        "  <sitemap><loc>https://x.example/sitemap-2.xml</loc></sitemap>\n"
        "</sitemapindex>\n"
    )
    assert [len(ET.fromstring(text)) for text in files.values()] == [2, 2, 1]  # noqa: S314 - our own text


def test_no_addresses() -> None:
    assert sitemaps("https://x.example/", [])["sitemap.xml"] == f"{HEAD}<urlset {NAMESPACE}>\n</urlset>\n"


@pytest.mark.parametrize(("base", "path"), [("https://x.example/", "/sparql"), ("https://x.example/a/", "/a/sparql")])
def test_robots(base: str, path: str) -> None:
    assert robots(base) == f"User-agent: *\nDisallow: {path}\n\nSitemap: {base}sitemap.xml\n"


@pytest.mark.parametrize(
    ("base", "root"),
    [
        ("https://x.example/", "https://x.example/"),
        ("https://x.example/a/b/", "https://x.example/a/b/"),
        ("https://x.example/a/b#", "https://x.example/a/"),
        ("https://x.example/b#", "https://x.example/"),
        ("https://x.example#", "https://x.example/"),
    ],
)
def test_site_root(base: str, root: str) -> None:
    assert site_root(base) == root
