"""Inclusion of datatypes by a table, and examples of all types."""

import tomllib
from pathlib import Path

import pytest

from tei.relaxng.datatypes import MODULES, XSD, datatype
from tei.relaxng.datatypes.inclusion import example, includes, witness
from tei.relaxng.datatypes.regular_expressions import included
from tei.relaxng.datatypes.witnesses import no_prefix

CASES = tomllib.loads((Path(__file__).parent / "inclusions.toml").read_text("utf-8"))["case"]
ANSWERS = {"yes": True, "no": False, "unknown": None}


def made(row):
    return datatype(XSD, row[0], tuple(map(tuple, row[1:])))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['wide']} {case['narrow']}")
def test_inclusion(case):
    wide, narrow = made(case["wide"]), made(case["narrow"])
    assert includes(wide, narrow) is ANSWERS[case["answer"]]
    text = witness(wide, narrow)
    assert (text is not None) == (case["answer"] == "no")
    if text is not None:
        assert narrow.allows(text, no_prefix)
        assert not wide.allows(text, no_prefix)


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"ENTITY", "ENTITIES"}))
def test_every_type_has_an_example_and_a_description(name):
    found = datatype(XSD, name)
    assert found.allows(example(found), no_prefix)
    assert found.description()


def test_a_type_that_allows_nothing_has_no_example():
    assert example(datatype(XSD, "token", (("pattern", "a"), ("pattern", "b")))) is None


def test_inclusion_of_patterns():
    assert included("a{2,3}", "a+") is True
    assert included("a+", "a{2,3}") is False
    assert included("(a|b)*a(a|b){200}", "(b|a)*a(b|a){200}") is None
