"""Entity tags and conditional requests (RFC 9110, sections 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib
import re

_ENTITY_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')  # the mark W/ does not count in a weak comparison


def etag_of(body: bytes) -> str:
    """A strong entity tag: equal bytes have equal tags, and other bytes (all but certainly) others."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def coded_etag(etag: str, coding: str) -> str:
    """The tag of the same representation in a content coding: its bytes differ, so its tag does."""
    return f'{etag[:-1]}-{coding}"'


def is_unchanged(if_none_match: str | None, etag: str) -> bool:
    """Whether an If-None-Match field names the tag, by weak comparison, so that the answer is 304."""
    if not if_none_match:
        return False
    return if_none_match.strip() == "*" or etag in _ENTITY_TAG.findall(if_none_match)
