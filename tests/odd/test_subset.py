"""The project's own schema allows nothing that the TEI does not: proved element by element."""

import time
from pathlib import Path

import pytest
from lxml import etree

from tei.odd import compile as compile_odd
from tei.odd import relaxng
from tests.odd.grammars import Grammar
from tests.odd.languages import is_within

ROOT = Path(__file__).parents[2]
TEI = ROOT.parent / "shared" / "tei"
ODD = ROOT / "schemas" / "tei-edition.odd"

pytestmark = pytest.mark.skipif(not TEI.exists(), reason="the TEI's schemas (../shared/tei) are not here")


@pytest.fixture(scope="module")
def compiled():
    return relaxng(compile_odd((TEI / "p5subset.xml").read_bytes(), ODD.read_bytes()))


@pytest.fixture(scope="module")
def grammars(compiled):
    return Grammar(etree.fromstring(compiled)), Grammar(etree.parse(TEI / "tei_all.rng").getroot())


def test_every_content_model_is_within_that_of_the_tei(grammars):
    ours, theirs = grammars
    assert set(ours.elements) <= set(theirs.elements)
    found = {
        name: is_within(one.content, theirs.elements[name].content) for name, one in ours.elements.items()
    }
    assert {name: word for name, word in found.items() if word} == {}


def test_every_attribute_is_within_that_of_the_tei(grammars):
    ours, theirs = grammars
    assert [
        f"{name}/@{attribute}: {fault}"
        for name, element in ours.elements.items()
        for attribute, declared in element.attributes.items()
        if (fault := outside(declared, theirs.elements[name].attributes.get(attribute)))
    ] == []


def test_what_the_tei_requires_we_require(grammars):
    ours, theirs = grammars
    for name, element in ours.elements.items():
        wanted = {one for one, (is_required, _) in theirs.elements[name].attributes.items() if is_required}
        assert wanted <= {one for one, (is_required, _) in element.attributes.items() if is_required}, name
        bound = {one for choice in theirs.elements[name].choices for option in choice for one, _ in option}
        assert not bound & set(element.attributes) or element.choices, name


def outside(ours, theirs):
    """Say how an attribute goes beyond that of the TEI."""
    if theirs is None:
        return "the TEI has no such attribute"
    (_, (is_list, values)), (_, (is_their_list, their_values)) = ours, theirs
    if is_list != is_their_list:
        return "a list in one only"
    return is_within(values, their_values)


def test_libxml2_compiles_it_within_a_tenth_of_a_second(compiled):
    grammar, costs = etree.fromstring(compiled), []
    for _ in range(3):
        start = time.process_time()
        etree.RelaxNG(grammar)
        costs.append(time.process_time() - start)
    assert min(costs) < 0.1
