"""The whole TEI as an XML Schema: both libraries build it, and it accepts what the TEI's own grammar accepts."""

import re

import pytest
import xmlschema as xmlschema_library
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd.xsd import xmlschema
from tests.oracles import jing

TEI = "{http://www.tei-c.org/ns/1.0}"

# jing takes this for a URI; libxml2 does not, whether RELAX NG or XML Schema asks.
NO_URI_IN_LIBXML2 = {"0056_bad_source_8.xml"}


@pytest.fixture(scope="module")
def schema_file(shared, tmp_path_factory):
    source = (shared / "tei" / "p5subset.xml").read_bytes()
    modules = etree.fromstring(source, etree.XMLParser(collect_ids=False, huge_tree=True)).iter(
        f"{TEI}moduleSpec"
    )
    refs = "".join(f'<moduleRef key="{module.get("ident")}"/>' for module in modules)
    odd = f'<TEI xmlns="{TEI[1:-1]}"><schemaSpec ident="all" start="TEI teiCorpus">{refs}</schemaSpec></TEI>'
    folder = tmp_path_factory.mktemp("xsd")
    for name, data in xmlschema(compile_odd(source, odd.encode())).items():
        (folder / name).write_bytes(data)
    return folder / "all.xsd"


def readable(folder):
    """The documents that every parser reads: well-formed, without a document type."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            continue
        if not tree.docinfo.doctype:
            yield path, tree


@pytest.mark.long
def test_xmlschema_builds_it(schema_file):
    assert len(xmlschema_library.XMLSchema10(schema_file).elements) > 500


@pytest.mark.long
def test_it_accepts_what_the_teis_grammar_accepts(shared, schema_file):
    schema = etree.XMLSchema(file=schema_file)
    folders = [shared / "validation" / "corpus", shared / "validation" / "mutants"]
    trees = {path: tree for folder in folders for path, tree in readable(folder)}
    said = jing(shared / "tei" / "tei_all.rng", *trees)
    invalid = set(re.findall(r"^(.+?):\d+:\d+: error", said, re.MULTILINE))
    valid = {path: tree for path, tree in trees.items() if str(path) not in invalid}
    assert len(valid) > 50
    assert {path.name for path, tree in valid.items() if not schema.validate(tree)} <= NO_URI_IN_LIBXML2
