"""Namespaces of the vocabularies that the software itself reads or writes, and their terms for a class."""

import re

DASH = "http://datashapes.org/dash#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEONAMES = "http://www.geonames.org/ontology#"
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA_ORG = ("https://schema.org/", "http://schema.org/")  # people write both
VOID = "http://rdfs.org/ns/void#"

# Whatever is of one of these types is a class; terms as the Table has them.
CLASSES = frozenset((f"<{OWL}Class>", f"<{RDFS}Class>"))

_LANGUAGES = re.compile(
    "|".join(f"<{re.escape(space)}" for space in (OWL, RDFS, SH, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"))
)


def is_of_the_language(cls: str) -> bool:
    """Whether a class term is one of those in which ontologies and shapes are written."""
    return bool(_LANGUAGES.match(cls))
