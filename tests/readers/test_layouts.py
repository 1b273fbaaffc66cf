"""The layout of plain text in lines, as a table and by laws."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.readers.chunks.wrapping import arrange
from tei.readers.lines import chunks
from tests.readers.tables import table
from tests.strategies import transcriptions


@pytest.mark.parametrize("case", table("layouts"))
def test_layouts(case):
    found = arrange(case["text"])

    assert found.layout.value == case["layout"]
    assert found.width == case.get("width")
    assert len(found.runs) == case["runs"]
    assert sum(map(len, found.runs)) == case.get("lines", case["runs"])


@given(transcriptions())
def test_every_character_that_is_no_blank_stands_in_one_line_as_it_was(source):
    found = arrange(source)
    lines = [line for run in found.runs for line in run]

    assert len(found.source) == len(source)
    assert all(
        one == other or (one, other) == ("\n", " ") for one, other in zip(source, found.source, strict=True)
    )
    assert all(before.end <= after.start for before, after in pairwise(lines))
    assert "".join("".join(line.of(source).split()) for line in lines) == "".join(source.split())


_word = st.text(st.sampled_from("abcdefghilmnorstu"), min_size=1, max_size=9)
_paragraph = st.lists(_word, min_size=30, max_size=80).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(_paragraph, min_size=3, max_size=6), st.integers(50, 90))
def test_wrapping_changes_no_paragraph(paragraphs, columns):
    wrapped = "\n\n".join(textwrap.fill(paragraph, columns) for paragraph in paragraphs)

    assert [chunk.words for chunk in chunks(wrapped)] == paragraphs
