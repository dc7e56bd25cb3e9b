"""A baseline: a report written earlier, whose findings are known and no longer told of."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from medtown.errors import InputError
from medtown.i18n import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from medtown.check.finding import Finding


def read_baseline(path: Path) -> Counter[str]:
    """How often a report has each fingerprint. Raises InputError MT109 where the file is no report in JSON."""
    try:
        document = json.loads(path.read_bytes())
        fingerprints = [finding["fingerprint"] for finding in document["findings"]]
    except OSError as fault:
        raise _refused(path, say("the baseline can't be read: {reason}", reason=fault.strerror)) from None
    except (ValueError, RecursionError):
        raise _refused(path, say("the baseline is not JSON")) from None
    except (KeyError, TypeError):
        raise _refused(path, say("the baseline is no report of medtown validate")) from None
    if not all(isinstance(fingerprint, str) for fingerprint in fingerprints):
        raise _refused(path, say("the baseline is no report of medtown validate"))
    return Counter(fingerprints)


def split(findings: Iterable[Finding], baseline: Mapping[str, int]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new, and those that the baseline knows.

    Where more findings share a fingerprint than the baseline has, the last of them are new. Faults always are: while
    something can't be read or used, nobody knows what else is wrong.
    """
    left = Counter(baseline)
    new, known = [], []
    for finding in findings:
        if not finding.is_fault and left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return new, known


def _refused(path: Path, message: str) -> InputError:
    return InputError(
        "MT109",
        message,
        remedy=say("Write one: medtown validate --write json=FILE"),
        file=path,
    )
