"""What several tests of this room start from: the TEI's own customizations."""

import json
from pathlib import Path

import pytest
from lxml import etree

HERE = Path(__file__).parent
TEI = HERE.parents[2] / "shared" / "tei"


@pytest.fixture(scope="session")
def customization():
    """Give the bytes of one of the TEI's customizations, by name."""
    return _customization


def _tei_all():
    root = etree.parse(TEI / "p5subset.xml", etree.XMLParser(collect_ids=False)).getroot()
    modules = [node.get("ident") for node in root.iter("{http://www.tei-c.org/ns/1.0}moduleSpec")]
    refs = "".join(f'<moduleRef key="{module}"/>' for module in modules)
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        f'<schemaSpec ident="tei_all" start="TEI teiCorpus">{refs}</schemaSpec></body></text></TEI>'
    ).encode()


def _customization(name):
    """The TEI's own customization, without what in it is stale."""
    if name == "tei_all":
        return _tei_all()
    root = etree.parse(TEI / f"{name}.odd.xml", etree.XMLParser(collect_ids=False)).getroot()
    for stale in json.loads((HERE / "stale.json").read_text("utf-8"))[name]:
        for node in root.xpath(stale["remove"], namespaces={"tei": "http://www.tei-c.org/ns/1.0"}):
            if stale.get("word"):
                node.set("include", node.get("include").replace(stale["word"], ""))
            else:
                node.getparent().remove(node)
    return etree.tostring(root)
