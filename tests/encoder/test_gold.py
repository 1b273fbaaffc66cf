"""What others put into a text: precision and recall on the gold of this folder, and that all of it is valid."""

import pytest
from lxml import etree

from bench.insertions import HALVES, KINDS, SETTINGS, TARGET, cases, counts, rates
from tei.encoder import encode
from tei.readers import text as text_reader
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tables():
    return {half: counts(half) for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_the_targets_are_reached_on_each_half(tables, half):
    precision, recall = rates(tables[half])

    assert precision >= TARGET[0]
    assert recall >= TARGET[1]


def test_and_on_the_whole_for_each_kind(tables):
    for kind in KINDS:
        right, said, gold = (sum(table[kind][place] for table in tables.values()) for place in range(3))
        assert right >= TARGET[0] * said, kind
        assert right >= TARGET[1] * gold, kind


@pytest.mark.parametrize("half", HALVES)
def test_a_quarter_of_the_cases_only_look_like_it(half):
    assert sum(not case["finds"] for case in cases(half)) >= 20


def test_every_case_is_valid():
    grammar = etree.RelaxNG(etree.parse(ROOT / "schemas" / "tei-edition.rng"))
    for half in HALVES:
        for case in cases(half):
            transcription, _ = text_reader.read(case["source"].encode(), "case.txt")
            root = etree.fromstring(encode(transcription, SETTINGS).data)
            assert grammar.validate(root), f"{case['says']}: {grammar.error_log}"
