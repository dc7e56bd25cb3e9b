"""Write a project folder of realistic Turtle of any size; equal arguments give equal files.

    python benchmarks/generate.py FOLDER [--triples 1000000] [--seed 1]

The facts come to ten triples a resource: its type, labels in English and French, a date, a number, three links and,
on every second resource, an address that is a nested blank node.
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BASE = "https://example.org/bench/"
TRIPLES_A_RESOURCE = 10
_FILES = 20
_EU_LANGUAGES = {"en": "ENG", "fr": "FRA"}
_FIRST_DAY = date(1950, 1, 1)
_DAYS = 26_000

# The classes, each with the words that its labels are made of.
_CLASSES = {
    "organisation": (("Cooperative", "Coopérative"), ("Association", "Association"), ("Network", "Réseau")),
    "project": (("Community kitchen", "Cuisine commune"), ("Repair café", "Atelier de réparation")),
    "person": (("Coordinator", "Coordinatrice"), ("Trainer", "Formateur"), ("Mayor", "Maire")),
    "place": (("Square", "Place"), ("Market", "Marché"), ("Garden", "Jardin")),
}
_NAMES = ("Almond", "Beirut", "Cedar", "Délos", "Ebro", "Fès", "Galata", "Haifa", "Ionia", "Jasmin", "Kos", "Lisboa")

# The properties: label in each language, range, and whether an address has them (else a resource).
_PROPERTIES = {
    "partner": ("partner", "partenaire", "owl:Thing", False),
    "locatedIn": ("located in", "situé à", "b:Place", False),
    "founded": ("founded", "fondé le", "xsd:date", False),
    "members": ("members", "membres", "xsd:integer", False),
    "address": ("address", "adresse", "owl:Thing", False),
    "street": ("street", "rue", "xsd:string", True),
    "postcode": ("postcode", "code postal", "xsd:string", True),
    "country": ("country", "pays", "xsd:string", True),
}

_PREFIXES = f"""\
@prefix b: <{BASE}def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix organisation: <{BASE}id/organisation/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix person: <{BASE}id/person/> .
@prefix place: <{BASE}id/place/> .
@prefix project: <{BASE}id/project/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <{BASE}shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def generate(folder: Path, triples: int, seed: int = 1, languages: Sequence[str] = ("en", "fr")) -> None:
    """Write a project to `folder` whose facts are `triples` triples, to the nearest ten resources."""
    resources = max(1, round(triples / TRIPLES_A_RESOURCE / 10)) * 10
    for name in ("graph", "ontology", "shapes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_dataset(folder, languages)
    _write(folder / "ontology" / "bench.ttl", _ontology())
    for cls in _CLASSES:
        _write(folder / "shapes" / f"{cls}.ttl", _shape(cls))
    chance = random.Random(seed)
    for number in range(_FILES):
        part = range(resources * number // _FILES, resources * (number + 1) // _FILES)
        facts = (_resource(i, resources, chance) for i in part)
        _write(folder / "graph" / f"facts-{number:02}.ttl", facts)


def write_dataset(folder: Path, languages: Sequence[str]) -> None:
    """Write the project's settings, with the languages of its pages (`en`, `fr`), the default one first."""
    authority = "<http://publications.europa.eu/resource/authority/language/{}>"
    tags = " , ".join(authority.format(_EU_LANGUAGES[language]) for language in languages)
    text = f"""<{BASE}set/bench>
  a void:Dataset ;
  dcterms:title "Benchmark"@en , "Banc de mesure"@fr ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:language {tags} ;
  void:uriSpace "{BASE}" .
"""
    _write(folder / "graph" / "dataset.ttl", [text])


def _write(path: Path, blocks: Iterator[str] | list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_PREFIXES)
        file.writelines(f"\n{block}" for block in blocks)


def _ontology() -> Iterator[str]:
    yield f'<{BASE}def>\n  a owl:Ontology ;\n  dcterms:title "Benchmark vocabulary"@en , "Vocabulaire de mesure"@fr .\n'
    for cls, words in _CLASSES.items():
        english, french = words[0]
        yield (
            f'b:{cls.title()}\n  a owl:Class ;\n  rdfs:label "{cls}"@en , "{french.lower()}"@fr ;\n'
            f'  rdfs:comment "A {cls}, such as a {english.lower()}."@en ;\n  rdfs:isDefinedBy <{BASE}def> .\n'
        )
    for name, (english, french, values, _) in _PROPERTIES.items():
        kind = "Datatype" if values.startswith("xsd:") else "Object"
        yield (
            f'b:{name}\n  a owl:{kind}Property ;\n  rdfs:label "{english}"@en , "{french}"@fr ;\n'
            f"  rdfs:range {values} ;\n  rdfs:isDefinedBy <{BASE}def> .\n"
        )


def _shape(cls: str) -> Iterator[str]:
    """The shape of a class, and with the first class the property shapes that all share."""
    paths = [name for name, (*_, nested) in _PROPERTIES.items() if not nested]
    properties = " , ".join(f"s:{name}" for name in ("label", *paths))
    french = _CLASSES[cls][0][1].lower()
    yield (
        f"s:{cls.title()}\n  a sh:NodeShape ;\n  sh:targetClass b:{cls.title()} ;\n"
        f'  rdfs:label "{cls}"@en , "{french}"@fr ;\n  sh:property {properties} .\n'
    )
    if cls == next(iter(_CLASSES)):
        yield (
            's:label\n  a sh:PropertyShape ;\n  sh:path rdfs:label ;\n  sh:name "name"@en , "nom"@fr ;\n'
            "  sh:minCount 1 ;\n  sh:uniqueLang true ;\n  sh:order 0 .\n"
        )
        yield from (_property_shape(name, order) for order, name in enumerate(paths, 1))


def _property_shape(name: str, order: int) -> str:
    english, french, values, _ = _PROPERTIES[name]
    constraint = f"sh:datatype {values}" if values.startswith("xsd:") else "sh:nodeKind sh:BlankNodeOrIRI"
    return (
        f's:{name}\n  a sh:PropertyShape ;\n  sh:path b:{name} ;\n  sh:name "{english}"@en , "{french}"@fr ;\n'
        f"  {constraint} ;\n  sh:order {order} .\n"
    )


def _resource(number: int, resources: int, chance: random.Random) -> str:
    cls = _class_of(number)
    english, french = chance.choice(_CLASSES[cls])
    name = f"{chance.choice(_NAMES)} {number}"
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    # Two different partners, so that every resource has its ten triples.
    partners = (_name(i) for i in sorted(chance.sample(range(resources), 2)))
    place = _name(chance.randrange(resources) // 4 * 4 + 3, resources)
    lines = [
        f"{_name(number)}\n  a b:{cls.title()}",
        f'  rdfs:label\n    "{english} {name}"@en ,\n    "{french} {name}"@fr',
        f'  b:founded "{day}"^^xsd:date',
        f"  b:members {chance.randrange(500)}",
        f"  b:partner {' , '.join(partners)}",
        f"  b:locatedIn {place}",
    ]
    # Every second resource of each class, each address being four triples.
    if number // len(_CLASSES) % 2 == 0:
        street, postcode = chance.randrange(1, 200), chance.randrange(10_000, 99_999)
        lines.append(
            f'  b:address [\n    b:street "{street} {chance.choice(_NAMES)} Street" ;\n'
            f'    b:postcode "{postcode}" ;\n    b:country "{chance.choice(("ES", "GR", "PT", "TN"))}"\n  ]'
        )
    return " ;\n".join(lines) + " .\n"


def _class_of(number: int) -> str:
    return tuple(_CLASSES)[number % len(_CLASSES)]


def _name(number: int, resources: int | None = None) -> str:
    """The prefixed name of a resource; a number past the last one stands for the place before it."""
    if resources is not None and number >= resources:
        number = 3
    return f"{_class_of(number)}:r{number}"


def main() -> None:
    """Read the arguments and write the project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.triples, arguments.seed)


if __name__ == "__main__":
    main()
