"""Places, and the law that each character belongs to exactly one of text, record and presentation."""

from contextlib import suppress
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from tei.errors import InputError
from tei.readers import text
from tei.transcription import Extent, Transcription
from tei.transcription.walk import extents, inlines
from tests.strategies import transcriptions


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1))]
)
def test_a_character_has_a_line_and_a_column(offset, place):
    assert Transcription("ab\n\nc", "a.txt").place(offset) == place


@pytest.mark.parametrize(
    ("extent", "lines"), [((0, 2), (1, 1)), ((0, 5), (1, 3)), ((3, 3), (2, 2)), ((0, 3), (1, 1))]
)
def test_an_extent_has_a_first_and_a_last_line(extent, lines):
    assert Transcription("ab\n\nc", "a.txt").lines(Extent(*extent)) == lines


def test_nothing_in_a_transcription_can_be_changed():
    transcription, _ = text.read(b"A Title\n\n(May 1941)\n\nThe text.", "a.txt")

    with pytest.raises(FrozenInstanceError):
        transcription.source = ""
    for piece in (transcription.metadata, *transcription.front, *transcription.body):
        with pytest.raises(AttributeError):
            piece.extent = Extent(0, 0)


@given(transcriptions())
def test_each_character_belongs_to_one_place(source):
    with suppress(InputError):
        transcription, _ = text.read(source.encode("utf-8"), "a.txt")
        covered = [one for part in transcription.front for one in extents(part.content)]
        covered += extents(inlines_at_the_top(transcription))
        covered += [one.extent for one in (*transcription.records, *transcription.presentation)]
        at = 0
        for extent in sorted(covered):
            assert extent.start == at
            at = extent.end
        assert at == len(transcription.source)


def inlines_at_the_top(transcription):
    """Leaves only, each once: what wraps others has none of its own."""
    return [one for one in inlines(transcription.body) if not hasattr(one, "content")]
