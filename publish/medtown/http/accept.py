"""Proactive content negotiation (RFC 9110, section 12.5): media types, languages, content codings.

Header fields come from anyone: an ill-formed part of one is passed over and nothing here raises.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - the `token` of RFC 9110, section 5.6.2
_MEDIA_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})\Z")
_WEIGHT = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)\Z")
_TAG = re.compile(r"(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\Z")
# Parameters that do not change whether we can serve a type: everything is UTF-8, and JSON-LD may be read
# without knowing its profile (JSON-LD 1.1, section C).
_PASSED_OVER = frozenset(("charset", "profile"))


class MediaRange(NamedTuple):
    """One member of an Accept field; `*` stands for any type or subtype."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    weight: float

    def specificity(self, offer: MediaRange) -> tuple[int, int] | None:
        """How exactly this range names the offer (more is greater), None where it does not match."""
        if not self.parameters <= offer.parameters:
            return None
        if (self.type, self.subtype) == (offer.type, offer.subtype):
            return 2, len(self.parameters)
        if self.subtype == "*" and self.type in (offer.type, "*"):
            return int(self.type != "*"), len(self.parameters)
        return None


class LanguageRange(NamedTuple):
    """One member of an Accept-Language field, in lower case."""

    tag: str
    weight: float


def media_ranges(field: str) -> list[MediaRange]:
    """Parse an Accept field (RFC 9110, section 12.5.1); members that can't be read are left out."""
    return [found for member in _split(field, ",") if (found := _media_range(member)) is not None]


def choose_type(field: str | None, offers: Sequence[str]) -> int | None:
    """The index of the best media type for an Accept field; equals by the order of `offers`.

    None: no offer is acceptable (406). No field, or one without a readable member, accepts anything.
    """
    ranges = media_ranges(field or "")
    if not ranges:
        return 0 if offers else None
    weights = [_type_weight(ranges, offer) for offer in offers]
    return _best(weights)


def choose_language(field: str | None, tags: Sequence[str]) -> int:
    """The index of the best language for an Accept-Language field; equals go by the order of `tags`.

    A range gives the tag that it names, one that it begins (`pt` gives `pt-BR`), or by lookup (RFC 4647,
    section 3.4) one that is shorter (`fr-CA` gives `fr`). Where nothing fits, the first tag is the default: a
    page in another language is of more use than an error.
    """
    members = _split(field or "", ",")
    ranges = [found for member in members if (found := _language_range(member)) is not None]
    return _best([_language_weight(ranges, tag.lower()) for tag in tags]) or 0


def accepts_gzip(field: str | None) -> bool:
    """Whether an Accept-Encoding field allows gzip (RFC 9110, section 12.5.3); without one it does not."""
    weights: dict[str, float] = {}
    for member in _split(field or "", ","):
        coding, *parameters = (part.strip().lower() for part in _split(member, ";"))
        weight = _weight(parameters)
        if weight is not None:
            weights[coding] = weight
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _best(weights: list[float]) -> int | None:
    """The index of the first greatest weight, None where all are 0."""
    best = max(weights, default=0.0)
    return weights.index(best) if best > 0 else None


def _type_weight(ranges: list[MediaRange], offer: str) -> float:
    """The weight that the most specific matching range gives a media type."""
    wanted = _media_range(offer)
    if wanted is None:
        return 0.0
    matches = [(fit, r.weight) for r in ranges if (fit := r.specificity(wanted)) is not None]
    return max(matches)[1] if matches else 0.0


def _language_weight(ranges: list[LanguageRange], tag: str) -> float:
    """The weight of a tag: of the longest range that it fits, or of one that lookup shortens to it if that is more."""
    named = [(len(r.tag), r.weight) for r in ranges if r.tag == tag or tag.startswith(f"{r.tag}-")]
    exact = max(named)[1] if named else None
    if exact == 0:
        return 0.0
    # A range such as en-GB;q=0 refuses British English, not English.
    longer = [r.weight for r in ranges if r.tag.startswith(f"{tag}-")]
    if exact is not None or any(longer):
        return max([exact or 0.0, *longer])
    return max((r.weight for r in ranges if r.tag == "*"), default=0.0)


def _media_range(member: str) -> MediaRange | None:
    name, *rest = (part.strip() for part in _split(member, ";"))
    # Java's HttpURLConnection sends a bare `*`.
    match = _MEDIA_RANGE.match("*/*" if name == "*" else name.lower())
    weight = _weight(rest)
    if match is None or weight is None or (match[1] == "*" and match[2] != "*"):
        return None
    return MediaRange(match[1], match[2], frozenset(_parameters(rest)), weight)


def _language_range(member: str) -> LanguageRange | None:
    tag, *rest = (part.strip() for part in _split(member, ";"))
    weight = _weight(rest)
    return LanguageRange(tag.lower(), weight) if _TAG.match(tag) and weight is not None else None


def _parameters(parts: list[str]) -> Iterator[tuple[str, str]]:
    """The parameters that matter, before `q`; what follows it were extensions of the field in RFC 7231."""
    for part in parts:
        name, _, value = part.partition("=")
        name = name.strip().lower()
        if name == "q":
            return
        if name and name not in _PASSED_OVER:
            yield name, value.strip().strip('"').lower()


def _weight(parts: list[str]) -> float | None:
    """The value of the parameter `q`, at most 1; 1 where there is none, None where it is no number."""
    for part in parts:
        name, _, value = part.partition("=")
        if name.strip().lower() == "q":
            return min(float(value), 1.0) if _WEIGHT.match(value := value.strip()) else None
    return 1.0


def _split(text: str, separator: str) -> list[str]:
    """The parts of a list, split outside quoted strings."""
    if '"' not in text:
        return text.split(separator)
    parts, start, quoted, escaped = [], 0, False, False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == separator and not quoted:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]
