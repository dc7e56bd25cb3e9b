"""A project of another field with a rich ontology, shapes of every kind and nasty texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PREFIXES = """\
@prefix : <https://example.net/g/def#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix id: <https://example.net/g/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <https://example.net/g/shapes#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NASTY = """</script><script>alert(1)</script> "&'\u202e<!--"""

_DATASET = (
    _PREFIXES
    + """
<https://example.net/g/set/orchards> a void:Dataset , dcat:Dataset ;
  dcterms:title "Orchards"@en , "Vergers"@fr , "بساتين"@ar ;
  dcterms:description "Orchards that towns keep, with their trees, their fairs and who looks after them."@en ,
    "Les vergers des villes."@fr ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:creator id:ana ;
  dcterms:issued "2026-01-05"^^xsd:date ;
  dcterms:language "en" , "fr" , "ar" ;
  dcterms:spatial id:elvas ;
  dcterms:temporal [ dcat:startDate "2020-01-01"^^xsd:date ; dcat:endDate "2023-12-31"^^xsd:date ] ;
  dcat:keyword "trees"@en , "fruit"@en , "arbres"@fr ;
  void:uriSpace "https://example.net/g/" ;
  sh:declare [ sh:prefix "o" ; sh:namespace "https://example.net/g/def#"^^xsd:anyURI ] .
"""
)

_ONTOLOGY = (
    _PREFIXES
    + """
<https://example.net/g/def> a owl:Ontology ; rdfs:label "Words of orchards"@en ; dcterms:description "What we say."@en .
:Site a owl:Class ; rdfs:label "site"@en ; rdfs:subClassOf schema:Place .
:Orchard a owl:Class ; rdfs:label "orchard"@en , "verger"@fr ; rdfs:subClassOf :Site ;
  skos:definition "Fruit trees that belong together."@en , "Des arbres fruitiers."@fr ;
  skos:scopeNote "Not for single trees."@en ;
  skos:example "The town's apple orchard."@en , "Le verger de la ville."@fr ;
  rdfs:isDefinedBy <https://example.net/g/def> ;
  rdfs:seeAlso <http://example.com/voc#Garden> ; skos:closeMatch <http://example.com/voc#Plot> .
:Meeting a owl:Class ; rdfs:label "meeting"@en ; skos:broadMatch schema:Event .
:Fair a owl:Class ; rdfs:label "fair"@en ; rdfs:subClassOf :Meeting .
:Keeper a owl:Class ; rdfs:label "keeper"@en .
:Tree a owl:Class ; rdfs:label "tree"@en .
:keeps a owl:ObjectProperty ; rdfs:label "keeps"@en ; rdfs:domain :Keeper ; rdfs:range :Orchard ;
  owl:inverseOf :keptBy .
:keptBy a owl:ObjectProperty ; rdfs:label "kept by"@en ;
  rdfs:domain [ a owl:Class ; owl:unionOf ( :Orchard :Tree ) ] .
:planted a owl:DatatypeProperty ; rdfs:label "planted"@en ; rdfs:range xsd:date ;
  rdfs:subPropertyOf schema:dateCreated .
:size a owl:DatatypeProperty ; rdfs:label "size"@en .
:stalls a owl:DatatypeProperty ; rdfs:label "stalls"@en .
:unused a owl:AnnotationProperty ; rdfs:label "unused"@en .
"""
)

_FACTS = (
    _PREFIXES
    + r"""
id:ana a :Keeper , foaf:Person ; rdfs:label "Ana"@en ; foaf:homepage <https://ana.example/> .
id:elvas a dcterms:Location ; rdfs:label "Elvas"@en ; geo:lat 38.88 ; geo:long -7.16 .
id:north a :Orchard ; rdfs:label "North orchard"@en , "Verger du nord"@fr ; skos:altLabel "Upper orchard"@en ;
  dcterms:description "On the hill."@en , "Sur la colline."@fr ; :planted "2021-03-04"^^xsd:date ; :keptBy id:ana ;
  :size 12 ; schema:location id:elvas ; owl:sameAs <http://example.com/north> ; dcterms:spatial id:elvas .
id:south a :Orchard ; rdfs:label "South orchard"@en ; :keptBy id:ana .
id:apple a :Tree ; rdfs:label "Apple tree"@en ; :keptBy id:ana .
id:autumn a :Fair , :Meeting ; :stalls 7 ; rdfs:label "Autumn fair"@en ; schema:startDate "2022-10-01"^^xsd:date .
id:nasty a :Keeper ; rdfs:label "</script><script>alert(1)</script> \"&'\u202E<!--"@en ;
  dcterms:description "</script><script>alert(1)</script> \"&'\u202E<!--"@en .
"""
)

_SHAPES = (
    _PREFIXES
    + r"""
<https://example.net/g/shapes> a owl:Ontology ; rdfs:label "Rules of orchards"@en .
s:names a sh:PropertyGroup ; rdfs:label "Names"@en , "Noms"@fr ; sh:order 1 .
s:care a sh:PropertyGroup ; rdfs:label "Care"@en ; sh:order 2 .

s:Orchard a sh:NodeShape ; sh:targetClass :Orchard ; rdfs:label "orchard"@en ;
  sh:nodeKind sh:IRI ; sh:pattern "^https://example\\.net/g/id/[a-z]+$" ;
  sh:message "Give it an address."@en , "Donnez une adresse."@fr ;
  sh:sparql [ sh:message "{?value} is no keeper."@en ;
    sh:select "SELECT $this ?value { $this <https://example.net/g/def#none> ?value }" ] ;
  sh:sparql [ sh:deactivated true ; sh:message "Not shown."@en ; sh:select "SELECT $this { }" ] ;
  sh:node s:Dated , s:OffNode ,
    [ sh:property [ sh:path skos:altLabel ; sh:maxCount 3 ; sh:order 2 ; sh:group s:names ] ] ;
  sh:property s:size , s:keptBy , s:label , s:labelFr , s:kept , s:way , s:off , s:rest .
s:OffNode a sh:NodeShape ; sh:deactivated true ; sh:property [ sh:path :unused ; sh:minCount 1 ] .
s:Dated a sh:NodeShape ; rdfs:label "what has a date"@en ;
  sh:property [ sh:path :planted ; sh:datatype xsd:date ; sh:lessThan schema:endDate ; sh:maxCount 1 ] .
s:label a sh:PropertyShape ; sh:path rdfs:label ; sh:name "name"@en , "nom"@fr ; sh:group s:names ; sh:order 1 ;
  sh:minCount 1 ; sh:uniqueLang true ; sh:languageIn ( "en" "fr" ) ; sh:pattern "\\S" ; sh:minLength 2 ;
  sh:description "What people call it."@en ; sh:message "Give it a name."@en , "Donnez un nom."@fr .
s:labelFr a sh:PropertyShape ; sh:path rdfs:label ; sh:severity sh:Warning ; sh:minCount 0 ;
  sh:qualifiedValueShape [ sh:languageIn ( "fr" ) ] ; sh:qualifiedMaxCount 9 ; sh:message "Name it in French."@en .
s:keptBy a sh:PropertyShape ; sh:path :keptBy ; sh:class :Keeper ; sh:group s:care ; sh:order 1 .
s:size a sh:PropertyShape ; sh:path :size ; sh:group s:care ; sh:order 2 ; sh:maxCount 1 ; sh:severity sh:Info ;
  sh:in ( 1 2 3 4 5 6 7 8 9 10 11 12 ) .
s:kept a sh:PropertyShape ; sh:path [ sh:inversePath :keeps ] ; sh:node s:Keeper ; sh:maxCount 1 .
s:way a sh:PropertyShape ; sh:path ( :keptBy foaf:homepage ) ;
  sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:anyURI ] ) .
s:off a sh:PropertyShape ; sh:path :unused ; sh:deactivated true .
s:rest a sh:PropertyShape ;
  sh:path [ sh:alternativePath ( owl:sameAs schema:location dcterms:spatial dcterms:description ) ] ;
  sh:not [ sh:hasValue id:nasty ] .

s:Keeper a sh:NodeShape ; sh:targetClass :Keeper , :Tree ; rdfs:label "keeper or tree"@en ;
  sh:xone ( [ sh:class :Keeper ] [ sh:class :Tree ] ) ; sh:message "One or the other."@en .
s:KeeperName a sh:NodeShape ; sh:targetClass :Keeper ;
  sh:property [ sh:path rdfs:label ; sh:hasValue "Ana"@en ; sh:severity sh:Info ] .
:Fair a sh:NodeShape ; sh:closed true ; sh:ignoredProperties ( rdf:type rdfs:label :stalls ) ;
  sh:property [ sh:path schema:startDate ; sh:minInclusive "2000-01-01"^^xsd:date ; sh:minCount 1 ] .
s:Placed a sh:NodeShape ; sh:targetSubjectsOf geo:lat ; sh:targetObjectsOf schema:location ; sh:targetNode id:elvas ;
  rdfs:label "what is on the map"@en ; sh:property [ sh:path geo:long ; sh:minCount 1 ; sh:maxCount 1 ] .
s:Site a sh:NodeShape ; sh:targetClass :Site ; sh:property [ sh:path :size ; sh:maxExclusive 100 ] .
"""
)

FILES: dict[str, str] = {
    "graph/dataset.ttl": _DATASET,
    "graph/facts.ttl": _FACTS,
    "ontology/def.ttl": _ONTOLOGY,
    "shapes/shapes.ttl": _SHAPES,
}


def write_orchard(folder: Path) -> None:
    """Write the project into a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
