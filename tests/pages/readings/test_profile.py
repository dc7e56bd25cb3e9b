"""What shapes say of how resources are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medtown.pages.readings.profile import NO_GROUP, Group, PropertyView

if TYPE_CHECKING:
    from collections.abc import Callable

    from medtown.pages.readings.profile import Profile
    from tests.pages.conftest import SmallSite

UNORDERED = 1e9


def views(profile: Profile, *classes: str) -> dict[str, PropertyView]:
    """The views for instances of `:Class`es, by the name of the property."""
    found = profile.properties(frozenset(f"<http://e.org/id/{name}>" for name in classes))
    return {path.replace("<http://e.org/id/", "").removesuffix(">"): view for path, view in found.items()}


def orders(profile: Profile, *classes: str) -> dict[str, float]:
    return {path: view.order for path, view in views(profile, *classes).items()}


def test_order_groups_and_names(small_site: Callable[..., SmallSite]) -> None:
    profile = small_site(
        "",
        """
        :Shape a sh:NodeShape ; sh:targetClass :A ; sh:property
            [ sh:path :p ; sh:order 2 ; sh:group :g ; sh:name "P"@en , "later"@en , "Pé"@fr , "none" ] ,
            [ sh:path :q ; sh:order 1.5 ; sh:group :bare ] ,
            [ sh:path :r ; sh:order "first" , 3 ] ,
            [ sh:path [ sh:inversePath :s ] ; sh:order -1 ; sh:name "S" ] ,
            [ sh:path ( :t :u ) ; sh:order 4 ] ,
            [ sh:order 5 ] .
        :g sh:order 1 ; rdfs:label "G"@en , "Gé"@fr .
        """,
    ).profile
    assert views(profile, "A") == {
        "p": PropertyView(2, Group(1, {"en": "G", "fr": "Gé"}), {"en": "P", "fr": "Pé", "": "none"}),
        "q": PropertyView(1.5, Group(UNORDERED, {}), {}),
        "r": PropertyView(3, NO_GROUP, {}),
        "^s": PropertyView(-1, NO_GROUP, {"": "S"}),
    }
    assert views(profile, "B") == views(profile) == {}


def test_the_first_of_several_views_of_a_property_counts(small_site: Callable[..., SmallSite]) -> None:
    shapes = """
        :One a sh:NodeShape ; sh:targetClass :A ;
            sh:property [ sh:path :p ; sh:order 1 ] , [ sh:path :p ; sh:order 2 ] .
        :Two a sh:NodeShape ; sh:targetClass :A ;
            sh:property [ sh:path :p ; sh:order 3 ] , [ sh:path :q ; sh:order 4 ] .
    """
    assert orders(small_site("", shapes).profile, "A") == {"p": 1, "q": 4}


def test_included_shapes_come_after_what_includes_them(small_site: Callable[..., SmallSite]) -> None:
    shapes = """
        :One a sh:NodeShape ; sh:targetClass :A ; sh:node :Two , :Three ; sh:property [ sh:path :p ; sh:order 1 ] .
        :Two sh:node :One , :Four ; sh:property [ sh:path :p ; sh:order 2 ] , [ sh:path :q ; sh:order 2 ] .
        :Three sh:property [ sh:path :q ; sh:order 3 ] , [ sh:path :r ; sh:order 3 ] .
        :Four sh:property [ sh:path :r ; sh:order 4 ] , [ sh:path :s ; sh:order 4 ] .
    """
    assert orders(small_site("", shapes).profile, "A") == {"p": 1, "q": 2, "r": 3, "s": 4}


def test_shapes_of_superclasses_the_nearest_first(small_site: Callable[..., SmallSite]) -> None:
    data = ":A rdfs:subClassOf :Z , :A . :Z rdfs:subClassOf :B . :B rdfs:subClassOf :A ."
    shapes = "".join(
        f":{name}Shape a sh:NodeShape ; sh:targetClass :{name} ; sh:property "
        + " , ".join(f"[ sh:path :{path} ; sh:order {order} ]" for path in paths)
        + " .\n"
        for order, (name, paths) in enumerate({"A": "p", "Z": "pq", "B": "pqr"}.items())
    )
    profile = small_site(data, shapes).profile
    assert orders(profile, "A") == {"p": 0, "q": 1, "r": 2}
    assert orders(profile, "Z") == {"p": 1, "q": 1, "r": 2}
    assert [c[-2] for c in profile.superclasses("<http://e.org/id/A>")] == ["A", "Z", "B"]


def test_a_narrower_class_goes_before_a_wider_one(small_site: Callable[..., SmallSite]) -> None:
    data = ":Z rdfs:subClassOf :A ."
    shapes = """
        :One a sh:NodeShape ; sh:targetClass :A ;
            sh:property [ sh:path :p ; sh:order 1 ] , [ sh:path :q ; sh:order 1 ] .
        :Two a sh:NodeShape ; sh:targetClass :Z ; sh:property [ sh:path :p ; sh:order 2 ] .
        :Three a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :q ; sh:order 3 ] .
    """
    profile = small_site(data, shapes).profile
    assert orders(profile, "A", "Z") == orders(profile, "Z") == {"p": 2, "q": 1}
    assert orders(profile, "A", "C") == {"p": 1, "q": 1}


def test_implicit_targets_and_shapes_without_a_type(small_site: Callable[..., SmallSite]) -> None:
    shapes = """
        :A a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :p ; sh:order 1 ] .
        :Untyped sh:targetClass :B ; sh:property [ sh:path :p ; sh:order 2 ] .
        :OfProperty sh:targetClass :C ; sh:path :q ; sh:property [ sh:path :p ; sh:order 3 ] .
    """
    profile = small_site("", shapes).profile
    assert [orders(profile, name) for name in "ABC"] == [{"p": 1}, {"p": 2}, {}]


def test_names_of_classes_and_properties(small_site: Callable[..., SmallSite]) -> None:
    shapes = """
        :One a sh:NodeShape ; sh:targetClass :A , :B ; rdfs:label "one"@en , "un"@fr ; sh:property
            [ sh:path :p ; sh:name "P"@en ] , [ sh:path :q ] , [ sh:path [ sh:inversePath :p ] ; sh:name "of"@en ] .
        :Two a sh:NodeShape ; sh:targetClass :A , :C ; rdfs:label "two" ; sh:property
            [ sh:path :p ; sh:name "Second"@en ] , [ sh:path :q ; sh:name "Q" ] .
        :Three a sh:NodeShape ; sh:targetClass :D .
    """
    assert small_site("", shapes).profile.names == {
        "<http://e.org/id/p>": {"en": "P"},
        "^<http://e.org/id/p>": {"en": "of"},
        "<http://e.org/id/A>": {"en": "one", "fr": "un"},
        "<http://e.org/id/B>": {"en": "one", "fr": "un"},
        "<http://e.org/id/q>": {"": "Q"},
        "<http://e.org/id/C>": {"": "two"},
    }


def test_no_shapes(small_site: Callable[..., SmallSite]) -> None:
    profile = small_site(":s a :A .").profile
    assert (views(profile, "A"), profile.names) == ({}, {})
