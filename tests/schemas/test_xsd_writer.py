"""The XML Schema of schemas that need more than the project's own: wildcards, namespaces, patterns, choices."""

import json

import pytest
import xmlschema as xmlschema_library
from lxml import etree

from tei.odd.content import AnyElement, Data, ElementRef, Repeat, Sequence, Text, Value, alternate, repeat
from tei.odd.schema import Alternative, Attribute, AttributeChoice, Element, Openness, Schema, Usage
from tei.odd.xsd import xmlschema

TEI = "http://www.tei-c.org/ns/1.0"
FORMULA = Element("formula", "m", Text(), namespace="http://example.org/formula")
TEXT = Text()
WORD = Element("w", "m", Text())
TWO_PATTERNS = Data("token", (("pattern", "[a-c]+"), ("pattern", ".{2}")))
PAIR = AttributeChoice((Alternative(("one",)), Alternative(("two", "three"), ("two",))))
LISTED = Attribute(
    "n", Data("token"), least=1, most=2, values=(Value("a"), Value("b")), openness=Openness.CLOSED
)


@pytest.fixture(params=["libxml2", "xmlschema"])
def is_valid(request, tmp_path):
    """Whether a root element made of ``content`` and ``attributes`` accepts a document, as both engines say."""

    def judge(document, content=TEXT, attributes=(), **more):
        root = Element("r", "m", content, attributes=attributes, **more)
        schema = Schema("own", {"r": root, "w": WORD, "formula": FORMULA}, ("r",))
        for name, data in xmlschema(schema).items():
            (tmp_path / name).write_bytes(data)
        tree = etree.ElementTree(etree.fromstring(f'<r xmlns="{TEI}" {document[2:]}'))
        if request.param == "libxml2":
            return etree.XMLSchema(file=tmp_path / "own.xsd").validate(tree)
        return xmlschema_library.XMLSchema10(tmp_path / "own.xsd").is_valid(tree)

    return judge


def losses(content=TEXT, **more):
    root = Element("r", "m", content, **more)
    files = xmlschema(Schema("own", {"r": root, "w": WORD, "formula": FORMULA}, ("r",)))
    found = json.loads(files["own.xsd-laxness.json"])["somewhere"]
    return {entry["loss"]: entry["places"] for entry in found}


def test_an_element_of_another_namespace_is_let_pass_where_it_may_stand(is_valid):
    content = repeat(alternate([ElementRef("w"), ElementRef("formula")]), 0, None)
    assert is_valid('<r><formula xmlns="http://example.org/formula" a="b"><c/></formula><w/></r>', content)
    assert not is_valid('<r><formula xmlns="http://example.org/other"/></r>', content)
    assert losses(content)["foreign"] == ["r"]


def test_a_wildcard_stands_beside_elements_of_the_tei(is_valid):
    content = repeat(alternate([ElementRef("w"), AnyElement(excepted=(TEI,))]), 0, None)
    assert is_valid('<r><w/><a xmlns="http://example.org/a"/><b xmlns=""/></r>', content)
    assert not is_valid("<r><r/></r>", content)


def test_a_wildcard_for_everything_takes_everything(is_valid):
    content = repeat(alternate([ElementRef("w"), AnyElement()]), 0, None)
    assert is_valid('<r><w/><unknown/><a xmlns="http://example.org/a"/></r>', content)


def test_several_patterns_all_have_to_match(is_valid):
    attributes = (Attribute("n", TWO_PATTERNS),)
    assert is_valid('<r n="ab"/>', attributes=attributes)
    assert not is_valid('<r n="abc"/>', attributes=attributes)
    assert not is_valid('<r n="xy"/>', attributes=attributes)


@pytest.mark.parametrize(
    ("value", "expected"), [("a", True), ("a  b", True), ("a b a", False), ("", False), ("c", False)]
)
def test_a_list_keeps_its_values_and_limits(is_valid, value, expected):
    assert is_valid(f'<r n="{value}"/>', attributes=(LISTED,)) == expected


def test_a_required_attribute_is_required(is_valid):
    attributes = (Attribute("n", Text(), usage=Usage.REQUIRED),)
    assert is_valid('<r n=""/>', attributes=attributes)
    assert not is_valid("<r/>", attributes=attributes)


def test_an_attribute_of_another_namespace_is_let_pass(is_valid):
    attributes = (Attribute("n", Data("integer"), namespace="http://example.org/a"),)
    assert is_valid('<r xmlns:a="http://example.org/a" a:n="1"/>', attributes=attributes)
    assert not is_valid('<r xmlns:a="http://example.org/b" a:n="1"/>', attributes=attributes)
    assert losses(attributes=attributes)["values"] == ["r/@n"]


def test_a_choice_of_attributes_is_lost_and_said_to_be(is_valid):
    attributes = tuple(Attribute(name, Text()) for name in ("one", "two", "three"))
    assert is_valid('<r one="" two=""/>', attributes=attributes, choices=(PAIR,))
    assert losses(attributes=attributes, choices=(PAIR,)) == {"attributes": ["r"]}


def test_a_sequence_keeps_order_and_number(is_valid):
    content = Sequence((ElementRef("w"), Repeat(ElementRef("r"), 0, 2)))
    assert is_valid("<r><w/><r><w/></r></r>", content)
    assert not is_valid("<r><r><w/></r><w/></r>", content)
    assert losses(content) == {}


def test_an_ambiguous_model_is_flat_and_said_to_be(is_valid):
    content = Sequence((repeat(ElementRef("w"), 0, None), ElementRef("r"), repeat(ElementRef("w"), 0, 1)))
    assert is_valid("<r><w/><w/></r>", content)
    assert not is_valid("<r/>", content)
    assert losses(content) == {"children": ["r"]}
