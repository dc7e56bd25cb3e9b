"""A project's own templates: what is wrong in them is told with file and line, as it is no fault of ours."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from medtown.errors import InputError
from medtown.i18n.message import say

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def theme_errors(templates: Path) -> Iterator[None]:
    """Turn a mistake in a template below `templates` into InputError MT604; any other goes on as it is."""
    try:
        yield
    except jinja2.TemplateError as fault:
        place = _place(fault, templates)
        if place is None:
            raise
        file, line = place
        raise InputError(
            "MT604",
            say("this template of the theme does not work: {fault}", fault=fault.message or type(fault).__name__),
            remedy=say("Mend the template, or delete it to have ours; docs/theme.md says what templates are given."),
            file=file,
            line=line,
        ) from None


def _place(fault: jinja2.TemplateError, templates: Path) -> tuple[Path, int] | None:
    """The file and line of the theme in which a fault arose: of its own account, or the innermost of its trace."""
    if isinstance(fault, jinja2.TemplateSyntaxError) and fault.filename:
        places = [(fault.filename, fault.lineno)]
    else:
        places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(fault.__traceback__)]
    own = [(Path(name), line) for name, line in places if Path(name).is_relative_to(templates)]
    return own[-1] if own else None
