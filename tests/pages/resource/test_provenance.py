"""Values whose sources differ from those of the whole description say so where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.conftest import SmallSite

STATEMENT = ":st rdf:subject :s ; rdf:predicate :p ; rdf:object 1 ; dcterms:source :a , :b ; rdfs:label 'The claim' ."
NAMES = ":a rdfs:label 'Page A' . :b rdfs:label 'Page B' . "


def test_the_sources_of_a_value_stand_beside_it(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":s :p 1 , 2 . {NAMES}{STATEMENT}")
    first, second = site.topic(":s").sections[0].properties[0].shown
    assert str(first.html) == (
        '<data value="1">1</data> <details class="why"><summary>sources</summary><ul>'
        '<li><a href="\0^doc/a.html">Page A</a></li><li><a href="\0^doc/b.html">Page B</a></li>'
        '<li class="statement">As stated: <a href="\0^doc/st.html">The claim</a></li></ul></details>'
    )
    assert str(second.html) == '<data value="2">2</data>'
    assert site.inverse(":s") == []  # it stands at the value
    assert site.inverse(":a") == ["source:", "  The claim"]


def test_two_statements_of_one_value_are_one_list(small_site: Callable[..., SmallSite]) -> None:
    other = "[] rdf:subject :s ; rdf:predicate :p ; rdf:object 1 ; dcterms:source :b ."
    site = small_site(f":s :p 1 . {NAMES}{STATEMENT}{other}", language="fr")
    assert site.outline(":s") == ["# ", "p:", "  1 sourcesPage APage BÉnoncé : The claim"]


def test_what_is_only_reported_is_no_source_of_a_value(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(f":s :p 2 . {NAMES}{STATEMENT}")
    assert site.outline(":s") == ["# ", "p:", "  2"]
    assert site.inverse(":s") == ["subject:", "  The claim"]


def test_half_a_statement_is_none(small_site: Callable[..., SmallSite]) -> None:
    site = small_site(":s :p 1 . :st rdf:subject :s ; rdf:predicate :p ; dcterms:source :a .")
    assert site.outline(":s") == ["# ", "p:", "  1"]
    assert site.inverse(":s") == ["subject:", "  st"]
    two = small_site(":s :p 1 , 2 . :st rdf:subject :s ; rdf:predicate :p ; rdf:object 1 , 2 ; dcterms:source :a .")
    assert two.outline(":s") == ["# ", "p:", "  1", "  2"]


def test_prov_names_sources_too(small_site: Callable[..., SmallSite]) -> None:
    data = """@prefix prov: <http://www.w3.org/ns/prov#> .
    :s :p "x"@fr . :st rdf:subject :s ; rdf:predicate :p ; rdf:object "x"@fr ;
      prov:hadPrimarySource <http://a.org/1> ; prov:wasDerivedFrom <http://a.org/2> ."""
    assert small_site(data).outline(":s") == ["# ", "p:", "  x fr sourcesa.org/1a.org/2As stated: st"]
