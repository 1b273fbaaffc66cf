"""The project's own schema allows nothing that the TEI does not: every document it accepts is valid TEI, proved."""

import time
from pathlib import Path

import pytest
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd import relaxng
from tei.relaxng.inclusion import compare
from tei.relaxng.reading import read_schema
from tests.oracles import jing

ROOT = Path(__file__).parents[2]
TEI = ROOT.parent / "shared" / "tei"
ODD = ROOT / "schemas" / "tei-edition.odd"
SHIPPED = ROOT / "schemas" / "tei-edition.rng"

pytestmark = pytest.mark.skipif(not TEI.exists(), reason="the TEI's schemas (../shared/tei) are not here")

# What makes the ODD too wide: where something is put, what, and what is said of it.
CERT = '<valItem ident="high">'
BREAK = '<attDef ident="break" mode="change">'
FILE = '<elementSpec ident="fileDesc" module="header" mode="change">'
END = "</schemaSpec>"
ELEMENT = (
    '<elementSpec ident="mood" module="core" mode="add"><classes><memberOf key="model.pPart.edit"/></classes>'
)
WIDER = {
    "a value": (CERT, '<valItem ident="never"/>', "value", "attribute cert may not be “never”"),
    "an attribute": (
        BREAK,
        '<attDef ident="mood" mode="add"><datatype><dataRef key="teidata.word"/></datatype></attDef>',
        "attribute",
        "attribute mood is not allowed",
    ),
    "an element": (
        END,
        f"{ELEMENT}<content><textNode/></content></elementSpec>",
        "element",
        "element mood is not allowed",
    ),
    "less content": (
        FILE,
        '<content><sequence><elementRef key="titleStmt"/><elementRef key="publicationStmt"/></sequence></content>',
        "incomplete",
        "the element may not end without notesStmt, seriesStmt, sourceDesc",
    ),
}


def grammar(data):
    return read_schema("schema.rng", lambda _: data)


def compiled(odd):
    return relaxng(compile_odd((TEI / "p5subset.xml").read_bytes(), odd))


@pytest.fixture(scope="module")
def tei_all():
    return grammar((TEI / "tei_all.rng").read_bytes())


def test_every_document_is_valid_tei(tei_all):
    verdict = compare(grammar(compiled(ODD.read_bytes())), tei_all)
    assert verdict.is_included, verdict


def test_every_document_of_the_shipped_schema_is_valid_tei(tei_all):
    assert compare(grammar(SHIPPED.read_bytes()), tei_all).is_included


@pytest.mark.parametrize("name", WIDER)
def test_an_odd_that_is_too_wide_is_found_out(name, tei_all, tmp_path):
    before, more, kind, words = WIDER[name]
    odd = ODD.read_text("utf-8")
    assert before in odd
    at = odd.index(before) + (len(before) if before == FILE else 0)
    schema = compiled((odd[:at] + more + odd[at:]).encode())
    verdict = compare(grammar(schema), tei_all)
    assert verdict.is_included is False
    assert [(one.kind, one.words) for one in verdict.differences] == [(kind, words)]

    ours, document = tmp_path / "ours.rng", tmp_path / "document.xml"
    ours.write_bytes(schema)
    document.write_text(verdict.shortest.xml, "utf-8")
    assert etree.RelaxNG(etree.parse(ours)).validate(etree.parse(document))


@pytest.mark.parametrize("name", ["tei_bare", "tei_minimal", "tei_lite", "tei_simplePrint", "tei_all"])
def test_the_tei_has_customizations_that_are_valid_tei(name, tei_all):
    assert compare(grammar((TEI / f"{name}.rng").read_bytes()), tei_all).is_included


@pytest.mark.long
@pytest.mark.parametrize("name", ["tei_bare", "tei_minimal", "tei_lite", "tei_simplePrint"])
def test_jing_agrees_on_what_the_tei_allows_and_a_customization_does_not(name, tei_all, tmp_path):
    narrow = TEI / f"{name}.rng"
    verdict = compare(tei_all, grammar(narrow.read_bytes()), most_differences=100)
    assert verdict.is_included is False
    assert len(verdict.differences) == 100
    examples = [verdict.shortest, *(one.example for one in verdict.differences)]
    files = [tmp_path / f"{number}.xml" for number in range(len(examples))]
    for file, example in zip(files, examples, strict=True):
        file.write_text(example.xml, "utf-8")
    assert jing(TEI / "tei_all.rng", *files) == ""
    refused = jing(narrow, *files)
    assert [file for file in files if str(file) not in refused] == []


def test_libxml2_compiles_it_within_a_tenth_of_a_second():
    root, costs = etree.fromstring(compiled(ODD.read_bytes())), []
    for _ in range(3):
        start = time.process_time()
        etree.RelaxNG(root)
        costs.append(time.process_time() - start)
    assert min(costs) < 0.1
