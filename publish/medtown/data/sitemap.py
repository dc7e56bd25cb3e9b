"""What crawlers read first: sitemap.xml (sitemaps.org protocol 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

SITEMAP_FILE = "sitemap.xml"

# The protocol's limit for one file.
MOST_ADDRESSES = 50_000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(base: str, paths: Sequence[str], *, most: int = MOST_ADDRESSES) -> dict[str, str]:
    """The sitemap files by name: the addresses of all site paths below `base`, each once, in order.

    One `sitemap.xml` where the addresses fit into one file, else an index of that name and `sitemap-1.xml`, …
    """
    addresses = [public_address(base, path) for path in dict.fromkeys(paths)]
    if len(addresses) <= most:
        return {SITEMAP_FILE: _xml("urlset", "url", addresses)}
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    files = {f"sitemap-{number}.xml": _xml("urlset", "url", part) for number, part in enumerate(parts, 1)}
    return {SITEMAP_FILE: _xml("sitemapindex", "sitemap", [public_address(base, name) for name in files]), **files}


def site_root(base: str) -> str:
    """Where the site stands: the base, or the folder that holds it where the base is `…/vocabulary#`."""
    scheme, _, rest = base.partition("://")
    host, _, path = rest.rstrip("#").partition("/")
    folder, slash, _ = path.rpartition("/")
    return f"{scheme}://{host}/{folder}{slash}"


def robots(base: str) -> str:
    """A robots.txt that invites everyone, keeps crawlers from the SPARQL endpoint and names the sitemap."""
    # Crawlers compare paths from the host's root.
    endpoint = urlsplit(public_address(base, "sparql")).path
    return f"User-agent: *\nDisallow: {endpoint}\n\nSitemap: {public_address(base, SITEMAP_FILE)}\n"


def public_address(base: str, path: str) -> str:
    """The absolute URL of a site path, percent-encoded."""
    return quote(site_root(base), safe="%/:?&=@!$'()*+,;~[]") + quote(path, safe="/~")


def _xml(root: str, element: str, addresses: list[str]) -> str:
    lines = "".join(f"  <{element}><loc>{escape(address)}</loc></{element}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{lines}</{root}>\n'
