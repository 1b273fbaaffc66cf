"""The proof against the TEI's own toolchain: for its customizations our grammar is the same grammar.

Element by element: the content models are compared as regular languages (a bisimulation over the
transitions of both), the attributes by name, whether they are required, their choices, and their values
again as languages. What differs with reason stands in ``differences.json``; what in the TEI's ODDs
refers to things that are gone, which our compiler refuses, stands in ``stale.json``.
"""

import json
from pathlib import Path

import pytest
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd import relaxng
from tei.relaxng.inclusion import compare
from tei.relaxng.reading import read_schema
from tests.odd.grammars import Grammar
from tests.odd.languages import are_equal

HERE = Path(__file__).parent
TEI = HERE.parents[2] / "shared" / "tei"
NAMES = ["tei_bare", "tei_minimal", "tei_lite", "tei_simplePrint", "tei_all"]
DIFFERENCES = json.loads((HERE / "differences.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not TEI.exists(), reason="the TEI's schemas (../shared/tei) are not here")


def grammars(name, customization):
    schema = compile_odd((TEI / "p5subset.xml").read_bytes(), customization)
    return Grammar(etree.fromstring(relaxng(schema))), Grammar(etree.parse(TEI / f"{name}.rng").getroot())


def differences(name, customization):
    ours, theirs = grammars(name, customization)
    if message := are_equal(ours.start, theirs.start):
        yield "start", message
    for ident in sorted({*ours.elements, *theirs.elements}):
        if ident not in ours.elements or ident not in theirs.elements:
            yield ident, "in one only"
        else:
            yield from of_element(ident, ours.elements[ident], theirs.elements[ident])


def of_element(ident, ours, theirs):
    if message := are_equal(ours.content, theirs.content):
        yield ident, message
    if ours.choices != theirs.choices:
        yield f"{ident}/@*", f"choices {ours.choices ^ theirs.choices}"
    for name in sorted({*ours.attributes, *theirs.attributes}):
        here, there = ours.attributes.get(name), theirs.attributes.get(name)
        if here is None or there is None:
            yield f"{ident}/@{name}", f"in {'theirs' if here is None else 'ours'} only"
        elif here[0] != there[0] or here[1][0] != there[1][0]:
            yield (
                f"{ident}/@{name}",
                f"required, list: ours {here[0]}, {here[1][0]}, theirs {there[0]}, {there[1][0]}",
            )
        elif message := are_equal(here[1][1], there[1][1]):
            yield f"{ident}/@{name}", message


@pytest.mark.parametrize("name", NAMES)
def test_our_grammar_is_that_of_the_tei(name, customization):
    found = dict(differences(name, customization(name)))
    justified = {place for entry in DIFFERENCES if name in entry["in"] for place in entry["places"]}
    assert {place: message for place, message in found.items() if place not in justified} == {}
    assert justified <= set(found), "a difference is gone: cross it off in differences.json"


@pytest.mark.parametrize("name", NAMES)
def test_every_document_of_ours_is_one_of_theirs(name, customization):
    ours = relaxng(compile_odd((TEI / "p5subset.xml").read_bytes(), customization(name)))
    theirs = (TEI / f"{name}.rng").read_bytes()
    verdict = compare(*(read_schema("schema.rng", lambda _, data=data: data) for data in (ours, theirs)))
    assert verdict.is_included, verdict
