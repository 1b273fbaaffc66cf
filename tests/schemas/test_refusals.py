"""The schema refuses what it should, and the XML Schema lets pass exactly what its list says."""

import json

import pytest
from lxml import etree

from tests.schemas.conftest import SCHEMAS
from tests.schemas.mutations import faults, is_mixed, wrong_words

LAXNESS = SCHEMAS / "tei-edition.xsd-laxness.json"


@pytest.fixture(scope="module")
def lax():
    """The places of each loss in the committed list."""
    return {
        entry["loss"]: set(entry["places"]) for entry in json.loads(LAXNESS.read_text("utf-8"))["somewhere"]
    }


@pytest.fixture(scope="module")
def libxml_rng(grammar):
    return etree.RelaxNG(etree.fromstring(grammar))


def test_children_in_wrong_order_or_number(generator, libxml_rng, libxml_xsd, lax):
    passed, count = {}, 0
    for ident, machine in generator.automata.items():
        for word in wrong_words(machine):
            document = etree.fromstring(generator.document(ident, [word]))
            assert not libxml_rng.validate(document), f"{ident}: {' '.join(word)}"
            count += 1
            if libxml_xsd.validate(document):
                passed.setdefault(ident, word)
    assert set(passed) == lax["children"]
    assert count > 500


def test_wrong_attributes_unknown_names_and_misplaced_text(generator, libxml_rng, libxml_xsd, lax):
    passed = {}
    for ident, element in generator.schema.elements.items():
        for fault, spoil in faults(element, is_mixed(generator.automata[ident])):
            document = etree.fromstring(generator.document(ident, [generator.least(ident)]))
            assert libxml_rng.validate(document)
            spoil(next(document.iter(f"{{{element.namespace}}}{element.tag}")))
            assert not libxml_rng.validate(document), f"{ident}: {fault}"
            if libxml_xsd.validate(document):
                passed.setdefault(fault, set()).add(ident)
    assert passed.keys() <= {"text"}
    assert passed.get("text", set()) == lax.get("text", set())


def test_any_element_may_be_the_root_in_the_xml_schema_only(generator, libxml_rng, libxml_xsd):
    for ident, element in generator.schema.elements.items():
        document = etree.fromstring(generator.document(ident, [generator.least(ident)]))
        node = next(document.iter(f"{{{element.namespace}}}{element.tag}"))
        alone = etree.fromstring(etree.tostring(node, with_tail=False))
        assert libxml_xsd.validate(alone)
        assert libxml_rng.validate(alone) == (ident in generator.schema.start)


@pytest.mark.parametrize(("name", "value"), [("schemaLocation", "a b"), ("noNamespaceSchemaLocation", "b")])
def test_attributes_that_locate_a_schema_are_let_pass(name, value, generator, libxml_rng, libxml_xsd):
    document = etree.fromstring(generator.document("p", [()]))
    document.set(f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}", value)
    assert not libxml_rng.validate(document)
    assert libxml_xsd.validate(document)
