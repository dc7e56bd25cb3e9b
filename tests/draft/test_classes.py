from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.draft.classes import class_slug, find_class
from medtown.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.draft.draft import Drafter

SHAPES = """
:A a sh:NodeShape ; sh:targetClass :DemonstrativeAction ; rdfs:label "an action"@en , "action de démonstration"@fr .
:B a sh:NodeShape ; sh:targetClass :PilotProject , :CooperationProject .
:C sh:targetClass :SSEEntity ; sh:path rdfs:label .
:Garden a sh:NodeShape , owl:Class ; rdfs:label "مشتل"@ar .
:Fence a owl:Class ; sh:property [ sh:path rdfs:label ] .
:NoTarget a sh:NodeShape .
:Off sh:targetClass :Shed ; sh:deactivated true .
:D sh:targetClass :ActionPlan .
:Gone a sh:NodeShape ; sh:targetClass "text" , [] .
<https://example.org/v#Garden> a sh:NodeShape , rdfs:Class ; rdfs:label "hortus"@la .
"""
DATA = ':PilotProject rdfs:label "pilot project"@en , "projet pilote"@fr .'


@pytest.mark.parametrize(
    ("word", "name"),
    [
        (":DemonstrativeAction", ":DemonstrativeAction"),
        ("https://example.net/g/def#DemonstrativeAction", ":DemonstrativeAction"),
        ("<https://example.net/g/def#DemonstrativeAction>", ":DemonstrativeAction"),
        ("demonstrative action", ":DemonstrativeAction"),
        ("DEMONSTRATIVE-ACTION", ":DemonstrativeAction"),
        ("An Action", ":DemonstrativeAction"),
        ("Action de demonstration", ":DemonstrativeAction"),
        ("action", ":DemonstrativeAction"),
        ("démonstration", ":DemonstrativeAction"),
        ("demonstrative", ":DemonstrativeAction"),
        ("Projet Pilote", ":PilotProject"),
        ("pilot", ":PilotProject"),
        ("sse_entity", ":SSEEntity"),
        ("entity", ":SSEEntity"),
        ("مشتل", ":Garden"),
        ("hortus", "<https://example.org/v#Garden>"),
        ("https://example.org/v#Garden", "<https://example.org/v#Garden>"),
        ("fence", ":Fence"),
    ],
)
def test_a_word_means_a_class(drafter: Callable[..., Drafter], word: str, name: str) -> None:
    assert find_class(drafter(SHAPES, DATA).classes, word).name == name


@pytest.mark.parametrize(
    ("word", "message", "remedy"),
    [
        ("project", '"project" may mean several classes: :CooperationProject, :PilotProject',
         "Write the name of one of them as it stands here."),
        ("garden", '"garden" may mean several classes: :Garden, <https://example.org/v#Garden>',
         "Write the name of one of them as it stands here."),
        ("pilote projekt", 'no shape targets a class called "pilote projekt"',
         "Did you mean :PilotProject (pilot project)? The classes are: {all}. `medtown new --list` says more of them."),
        ("fense", 'no shape targets a class called "fense"',
         "Did you mean :Fence? The classes are: {all}. `medtown new --list` says more of them."),
        ("zebra", 'no shape targets a class called "zebra"',
         "The classes are: {all}. `medtown new --list` says more of them."),
        ("--", 'no shape targets a class called "--"',
         "The classes are: {all}. `medtown new --list` says more of them."),
    ],
)  # fmt: skip
def test_a_word_that_means_no_class(drafter: Callable[..., Drafter], word: str, message: str, remedy: str) -> None:
    every = ":ActionPlan, :CooperationProject, :DemonstrativeAction, :Fence, :Garden, :PilotProject, :SSEEntity"
    with pytest.raises(InputError) as raised:
        find_class(drafter(SHAPES, DATA).classes, word)
    error = raised.value
    assert (error.code, error.message) == ("MT110", message)
    assert error.remedy == remedy.format(all=f"{every}, <https://example.org/v#Garden>")


def test_a_project_without_targets_has_no_classes(drafter: Callable[..., Drafter]) -> None:
    with pytest.raises(InputError, match="no shape targets a class") as raised:
        drafter(":S a sh:NodeShape .").draft("x")
    assert raised.value.code == "MT110"


@pytest.mark.parametrize(
    ("local", "slug"),
    [
        ("DemonstrativeAction", "demonstrative-action"),
        ("SSEEntity", "sse-entity"),
        ("garden", "garden"),
        ("Co_Produced2Service", "co-produced2-service"),
        ("%C3%89v%C3%A9nement", "événement"),
        ("%20", "thing"),
    ],
)
def test_the_slug_of_a_class(local: str, slug: str) -> None:
    assert class_slug(f"<https://example.net/def#{local}>") == slug
