"""The schema in use: documents that use all of it are valid, here and in the TEI.

``generator`` makes them, ``coverage`` counts what they use; jing, libxml2 and xmlschema are the judges.
"""

import pytest
import xmlschema
from lxml import etree

from tei.odd.content import DataRef
from tests.oracles import jing
from tests.schemas.conftest import SCHEMAS
from tests.schemas.coverage import demanded, used
from tests.schemas.generator import Covering
from tests.schemas.samples import samples


@pytest.mark.parametrize("what", ["elements", "attributes", "values", "transitions"])
def test_the_documents_use_every_part(what, schema, generator, documents):
    wanted = demanded(schema, generator.automata)[what]
    found = used(schema, generator.automata, documents.values())[what]
    assert wanted - found == set()
    assert len(wanted) > 150


def test_every_datatype_has_several_samples(schema):
    for key in schema.datatypes:
        assert len(set(samples(DataRef(key), schema.datatypes))) > 1, key


def test_the_documents_are_few_and_small(documents):
    assert len(documents) < 400
    assert sum(map(len, documents.values())) < 800_000


def test_the_documents_are_the_same_every_time(schema, documents):
    assert Covering(schema).documents() == documents


def test_libxml2_accepts_every_document(grammar, documents):
    schema = etree.RelaxNG(etree.fromstring(grammar))
    assert [name for name, data in documents.items() if not schema.validate(etree.fromstring(data))] == []


def test_jing_accepts_every_document(grammar, folder, tmp_path):
    (tmp_path / "tei-edition.rng").write_bytes(grammar)
    assert jing(tmp_path / "tei-edition.rng", *sorted(folder.iterdir())) == ""


def test_every_document_is_valid_in_the_tei(shared, folder, tmp_path):
    control = tmp_path / "control.xml"
    control.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "utf-8")
    said = jing(shared / "tei" / "tei_all.rng", *sorted(folder.iterdir()), control).splitlines()
    assert len(said) == 1
    assert said[0].startswith(f"{control}:1:")


def test_the_xml_schema_accepts_every_document_in_libxml2(libxml_xsd, documents):
    refused = [name for name, data in documents.items() if not libxml_xsd.validate(etree.fromstring(data))]
    assert refused == []


def test_the_xml_schema_accepts_every_document_in_xmlschema(documents):
    schema = xmlschema.XMLSchema10(SCHEMAS / "tei-edition.xsd")
    refused = {
        name: error.reason
        for name, data in documents.items()
        for error in schema.iter_errors(etree.ElementTree(etree.fromstring(data)))
    }
    assert refused == {}
