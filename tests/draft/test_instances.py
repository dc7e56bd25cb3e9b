from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.draft.draft import Drafter

SHAPES = ":S a sh:NodeShape ; sh:targetClass :Garden ."
DATA = "<https://example.net/g/id/garden/oak-street> a :Garden . <https://example.net/g/id/garden/b%C3%A9> :near id:c ."


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        (None, "new-garden"),
        ("elm", "elm"),
        ("Elm_2", "Elm_2"),
        ("حديقة", "حديقة"),
        ("x" * 150, "x" * 150),
    ],
)
def test_a_slug_ends_the_iri(drafter: Callable[..., Drafter], slug: str | None, name: str) -> None:
    assert drafter(SHAPES, DATA).draft("garden", slug).name == f"<https://example.net/g/id/garden/{name}>"


@pytest.mark.parametrize(
    ("slug", "message", "remedy"),
    [
        ("oak street", "oak street can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as oak-street."),
        ("../x", "../x can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as x."),
        ("x.ttl", "x.ttl can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as x-ttl."),
        ("-x", "-x can't be the end of an IRI: use letters, digits and hyphens", "Name another with --id, such as x."),
        ("x\n", "x\n can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as x."),
        ("e\u0301", "e\u0301 can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as \u00e9."),
        ("\u212bland", "\u212bland can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as \u00e5land."),
        ("", " can't be the end of an IRI: use letters, digits and hyphens",
         "Name another with --id, such as oak-street."),
        ("x" * 200, "the IRI has 232 characters (up to 200 is fine)", "Choose a shorter name."),
        ("oak-street", "there is a resource with this IRI already: https://example.net/g/id/garden/oak-street",
         "Name another end of the IRI with --id."),
        ("Oak-STREET", "there is a resource with this IRI already: https://example.net/g/id/garden/oak-street",
         "Name another end of the IRI with --id."),
    ],
)  # fmt: skip
def test_a_slug_that_can_not_be_used(drafter: Callable[..., Drafter], slug: str, message: str, remedy: str) -> None:
    with pytest.raises(InputError) as raised:
        drafter(SHAPES, DATA).draft("garden", slug)
    error = raised.value
    assert (error.code, error.message, error.remedy) == ("MT110", message, remedy)


def test_a_new_class_has_a_path_of_its_own(drafter: Callable[..., Drafter]) -> None:
    shapes = ":S a sh:NodeShape ; sh:targetClass :RoofGarden ."
    assert drafter(shapes, "<https://example.org/a> a :RoofGarden . _:b a :RoofGarden .").draft("roof garden").name == (
        "<https://example.net/g/id/roof-garden/new-roof-garden>"
    )
