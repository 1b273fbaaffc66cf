"""The ODD as a manual: words for everything, in our own words, and examples that do as they say."""

import re

import pytest
from lxml import etree

from tei.schematron.reading import read_schema
from tei.schematron.rules import Rules
from tests.oracles import jing
from tests.schemas.conftest import ODD

TEI = "{http://www.tei-c.org/ns/1.0}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
RUN = 8  # words in a row that two authors do not write by accident

SOURCE = etree.parse(ODD, etree.XMLParser(collect_ids=False)).getroot()
SPECIFICATIONS = {node.get("ident"): node for node in SOURCE.iter(f"{TEI}elementSpec")}


def examples():
    """The examples as documents of their own: where they stand, and their root."""
    for ident, node in SPECIFICATIONS.items():
        for root in node.iterfind(f"{TEI}exemplum/{EXAMPLES}egXML/*"):
            copy = etree.tostring(root, encoding="unicode", with_tail=False)
            yield (
                f"{ident}, line {root.sourceline}",
                etree.fromstring(copy.replace(EXAMPLES[1:-1], TEI[1:-1])),
            )


ALL_EXAMPLES = list(examples())


def any_start(grammar):
    """The same grammar, in which a document may begin with any element."""
    root = etree.fromstring(grammar)
    start = root.find(f"{RNG}start")
    start.clear()
    choice = etree.SubElement(start, f"{RNG}choice")
    for define in root.iter(f"{RNG}define"):
        if define.find(f"{RNG}element") is not None:
            etree.SubElement(choice, f"{RNG}ref", name=define.get("name"))
    return root


@pytest.fixture(scope="module")
def fragments(tmp_path_factory):
    """The examples as files, by path."""
    folder = tmp_path_factory.mktemp("examples")
    files = {}
    for number, (place, root) in enumerate(ALL_EXAMPLES):
        file = folder / f"{number}.xml"
        file.write_bytes(etree.tostring(root))
        files[file] = place
    return files


def invalid(said, fragments):
    """Which examples jing speaks of, and what it says."""
    return {
        place: line
        for line in said.splitlines()
        for file, place in fragments.items()
        if line.startswith(f"{file}:")
    }


@pytest.mark.parametrize("ident", SPECIFICATIONS)
def test_an_element_has_a_description_an_example_and_a_remark(ident):
    node = SPECIFICATIONS[ident]
    assert text(node.find(f"{TEI}desc"))
    assert text(node.find(f"{TEI}remarks"))
    roots = node.findall(f"{TEI}exemplum/{EXAMPLES}egXML/*")
    assert any(
        root.tag == EXAMPLES + ident or root.find(f".//{EXAMPLES}{ident}") is not None for root in roots
    )


def test_every_element_of_the_schema_is_specified(schema):
    assert set(schema.elements) == set(SPECIFICATIONS)


def test_every_attribute_has_a_description(schema):
    without = {
        (one.declared_in or element.ident, one.qualified_name)
        for element in schema.elements.values()
        for one in element.attributes
        if not one.words.description
    }
    assert without == set()


def test_every_listed_value_has_a_description(schema):
    without = {
        (one.declared_in or element.ident, one.qualified_name, item.text)
        for element in schema.elements.values()
        for one in element.attributes
        for item in one.values
        if not item.description
    }
    assert without == set()


def test_every_example_is_valid(grammar):
    validator = etree.RelaxNG(any_start(grammar))
    assert {
        place: str(validator.error_log)[:300] for place, root in ALL_EXAMPLES if not validator.validate(root)
    } == {}


def test_jing_finds_every_example_valid(grammar, fragments, tmp_path):
    schema = tmp_path / "any.rng"
    schema.write_bytes(etree.tostring(any_start(grammar)))
    assert invalid(jing(schema, *fragments), fragments) == {}


def test_every_example_is_valid_in_the_tei(shared, fragments, tmp_path):
    schema = tmp_path / "any.rng"
    schema.write_bytes(etree.tostring(any_start((shared / "tei" / "tei_all.rng").read_bytes())))
    said = jing(schema, *fragments)
    assert invalid(said, fragments) == {}
    assert said == ""


def test_no_rule_finds_an_error_in_an_example(rules):
    compiled = Rules(read_schema("tei-edition.sch", lambda _: rules))
    found = {
        place: failure.text
        for place, root in ALL_EXAMPLES
        for failure in compiled.failures(root)
        if failure.role in {"", "error", "fatal"}
    }
    assert found == {}


def test_no_run_of_words_is_the_teis(shared):
    parser = etree.XMLParser(collect_ids=False, huge_tree=True, remove_comments=True)
    theirs = set(runs(etree.parse(shared / "tei" / "p5subset.xml", parser).getroot()))
    ours = set(runs(SOURCE.find(f"{TEI}text")))
    assert len(ours) > 5_000
    assert {" ".join(run) for run in ours & theirs} == set()


def runs(root):
    """The runs of words in what ``root`` says: within one block, across phrases in it."""
    blocks = {
        "desc",
        "p",
        "item",
        "head",
        "remarks",
        "gloss",
        "cell",
        "q",
        "note",
        "assert",
        "report",
        "egXML",
    }
    for node in root.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname in blocks:
            words = re.findall(r"\w+", text(node).casefold())
            yield from zip(*(words[at:] for at in range(RUN)), strict=False)


def text(node):
    """The text of ``node``, with whitespace normalised; "" for none."""
    return "" if node is None else " ".join("".join(node.itertext()).split())
