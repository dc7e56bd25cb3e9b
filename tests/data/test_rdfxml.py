from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from medtown.data.document import Describer
from medtown.data.prefixes import Prefixes
from medtown.data.rdfxml import RdfXmlWriter
from medtown.table import read_table
from medtown.turtle_file import TurtleFile

if TYPE_CHECKING:
    from pathlib import Path

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{{}}\n  xmlns:rdf="{RDF}">\n'


def written(folder: Path, text: str) -> tuple[str | None, str | None]:
    """The document of e:s and the dump."""
    path = folder / "graph.ttl"
    path.write_text(f"@prefix e: <http://e/> . @prefix xmlish: <http://x/> . @prefix rdf: <{RDF}> .\n{text}")
    table = read_table([TurtleFile(path, "http://e/graph")])
    describer = Describer(table)
    writer = RdfXmlWriter(describer, Prefixes(table.prefixes))
    subject = table.id("<http://e/s>")
    assert subject is not None
    pieces = writer.dump(describer.trees())
    return writer.write(describer.document([subject])), None if pieces is None else "".join(pieces)


@pytest.mark.parametrize(
    ("triple", "namespaces", "element"),
    [
        ('e:s e:p "a<b&\\r"@fr', 'e="http://e/"', '<e:p xml:lang="fr">a&lt;b&amp;&#13;</e:p>'),
        ('e:s <http://e/a/b-1c> ""', 'ns1="http://e/a/"', "<ns1:b-1c></ns1:b-1c>"),
        ('e:s <http://e/1é> ""', 'ns1="http://e/1"', "<ns1:é></ns1:é>"),
        ('e:s xmlish:p ""', 'ns1="http://x/"', "<ns1:p></ns1:p>"),
        ('e:s <http://www.w3.org/2000/xmlns/ab> ""', 'ns1="http://www.w3.org/2000/xmlns/a"', "<ns1:b></ns1:b>"),
        ("e:s e:p []", 'e="http://e/"', '<e:p rdf:nodeID="f0b0"/>'),
        ("e:s e:p <http://e/?a&b>", 'e="http://e/"', '<e:p rdf:resource="http://e/?a&amp;b"/>'),
        ('e:s rdf:_1 ""', "", "<rdf:_1></rdf:_1>"),
        ("e:s a <http://e/1>", "", '<rdf:type rdf:resource="http://e/1"/>'),
    ],
)
def test_property(tmp_path: Path, triple: str, namespaces: str, element: str) -> None:
    document, dump = written(tmp_path, f"{triple} .")
    head = HEAD.format(f"\n  xmlns:{namespaces}" if namespaces else "")
    if "xmlns:ns1" in head:
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF\n  xmlns:{namespaces}\n  xmlns:rdf="{RDF}">\n'
    node = f'  <rdf:Description rdf:about="http://e/s">\n    {element}\n  </rdf:Description>\n'
    assert document == f"{head}{node}</rdf:RDF>\n"
    assert dump == document


@pytest.mark.parametrize(
    "triple",
    [
        'e:s <http://e/1> ""',
        'e:s <http://e/a/> ""',
        'e:s <http://e/\U00010400> ""',
        'e:s rdf:li ""',
        'e:s rdf:about ""',
        r'e:s e:p "\u0000"',
        r'e:s e:p "\uFFFE"',
        r'e:s e:p "\f"',
    ],
    ids=["digit", "slash", "not in expat's names", "rdf:li", "rdf:about", "NUL", "U+FFFE", "form feed"],
)
def test_what_xml_can_not_hold(tmp_path: Path, triple: str) -> None:
    assert written(tmp_path, f"{triple} .") == (None, None)


def test_a_first_type_names_the_element_and_the_others_stay(tmp_path: Path) -> None:
    document, _ = written(tmp_path, "e:s a e:A , e:B .")
    assert document == (
        HEAD.format('\n  xmlns:e="http://e/"')
        + '  <e:A rdf:about="http://e/s">\n    <rdf:type rdf:resource="http://e/B"/>\n  </e:A>\n</rdf:RDF>\n'
    )
