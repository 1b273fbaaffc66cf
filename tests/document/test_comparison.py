"""Comparing: cases as data, and what must hold for any two texts."""

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.document.comparison import differences
from tests.strategies import transcriptions

CASES = tomllib.loads(Path(__file__).with_name("comparisons.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_two_texts_differ_as_the_case_says(case):
    found = differences(case["source"], case["published"], case.get("on_record", ()))
    said = [[one.trouble.value, one.source, one.published, one.source_line] for one in found]
    assert said == case["found"]


@given(transcriptions())
def test_a_text_does_not_differ_from_itself(text):
    assert differences(text, text) == ()


@given(transcriptions(), st.data())
def test_a_word_that_is_taken_out_is_missed(text, data):
    words = [word for word in text.split() if word.isalpha()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    without = text.replace(word, "", 1)
    missed = differences(text, without)
    assert [one for one in missed if one.trouble.value != "layout"] or word in without


def test_a_book_is_compared_in_seconds():
    book = "".join(
        f"Paragraph {number} with some words that recur in all of them.\n\n" for number in range(20000)
    )
    start = process_time()
    found = differences(book.replace("\n\n", "\n"), book.replace("Paragraph 77 ", "Paragraph "))
    assert process_time() - start < 10
    assert "77" in {one.source for one in found}
