"""Inclusion by example: pairs of schemas, the smallest document between them, what is said about it."""

import tomllib
from pathlib import Path

import pytest

from tei.relaxng.inclusion import compare
from tei.relaxng.inclusion.verdict import KINDS
from tei.relaxng.reading import read_schema

CASES = tomllib.loads(Path(__file__).with_name("inclusion_cases.toml").read_text("utf-8"))["case"]


def schema(text):
    return read_schema("schema.rnc", lambda _: text.encode())


def said(difference):
    where = f"{', '.join(difference.elements)} {difference.place}".strip()
    return f"{difference.kind}: {difference.words}: {where}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    verdict = compare(schema(case["first"]), schema(case["second"]))
    assert list(verdict.doubts) == case.get("doubts", [])
    shortest = verdict.shortest.xml if verdict.shortest else None
    assert shortest == case.get("shortest")
    assert verdict.is_included == ("shortest" not in case and (None if "doubts" in case else True))
    if "differences" in case:
        assert [said(one) for one in verdict.differences] == case["differences"]
    assert {one.kind for one in verdict.differences} <= set(KINDS)


def test_optional_attributes_are_compared_one_by_one():
    many = ", ".join(f"attribute a{number} {{ text }}?" for number in range(60))
    verdict = compare(schema(f"start = element a {{ {many} }}"), schema(f"start = element a {{ {many} }}"))
    assert verdict.is_included


def test_attributes_that_go_together_in_pairs_are_compared_pair_by_pair():
    linked = ", ".join(
        f"(attribute d{number} {{ text }}, attribute e{number} {{ text }})?" for number in range(20)
    )
    free = ", ".join(f"attribute {letter}{number} {{ text }}?" for letter in "de" for number in range(20))
    assert not compare(
        schema(f"start = element a {{ {free} }}"), schema(f"start = element a {{ {linked} }}")
    ).is_included
    assert compare(
        schema(f"start = element a {{ {linked} }}"), schema(f"start = element a {{ {free} }}")
    ).is_included


def test_attributes_that_depend_on_each_other_in_too_many_ways_are_in_doubt():
    linked = ", ".join(f"(attribute d{n} {{ text }}, attribute e{n} {{ text }})?" for n in range(20))
    second = schema(f"start = element a {{ ({linked}) | ({linked}, attribute c {{ text }}) }}")
    free = ", ".join(f"attribute {letter}{n} {{ text }}?" for letter in "de" for n in range(20))
    verdict = compare(schema(f"start = element a {{ {free} }}"), second)
    assert verdict.is_included is None
    assert verdict.doubts == ("element a, the attributes depend on each other in too many ways",)


def test_a_document_too_large_to_be_shown_is_not_shown():
    halves = " ".join(f"e{n} = element e {{ e{n + 1}, e{n + 1} }}" for n in range(40))
    first = f"start = e0 {halves} e40 = element e {{ empty }}"
    verdict = compare(schema(first), schema("start = element f { empty }"))
    assert verdict.is_included is None
    assert "nodes" in verdict.doubts[0]


def test_a_deep_document_is_shown():
    depth = 3000
    chain = " ".join(f"e{n} = element e {{ e{n + 1} }}" for n in range(depth))
    first = f"start = e0 {chain} e{depth} = element e {{ empty }}"
    verdict = compare(schema(first), schema("start = element e { element e { empty } }"))
    assert verdict.shortest.xml.count("<e") == depth + 1


def test_an_effort_without_an_end_is_given_up():
    first = schema("start = element a { (element b { empty } | element c { empty })* }")
    second = schema("start = element a { element b { empty }* }")
    verdict = compare(first, second, most_goals=1)
    assert verdict.is_included is None
    assert verdict.doubts == ("more than 1 states had to be compared",)


def test_progress_is_told():
    seen = []
    grammar = schema("start = element a { element b { empty }* }")
    compare(grammar, grammar, progress=lambda done, known: seen.append((done, known)))
    assert seen[-1] == (2, 2)
