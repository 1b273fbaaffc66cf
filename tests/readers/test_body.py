"""The table of recognisers: what is not asked of long lines would be refused there anyway."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.readers.body import LONG, RECOGNISERS, SHORT
from tei.readers.lines import chunks
from tei.readers.passages.reading import Reading
from tests.strategies import words

OPENINGS = st.sampled_from(
    [
        "Dear Friends,",
        "To be continued",
        "(Continued from last issue)",
        "Yours sincerely,",
        "With fraternal greetings, Ada Marlow",
        "Grey Harbour, 2 March 1926",
        "London, May 12, 1912",
        "THE WAR CLOUDS GATHER",
        "CHAPTER I.",
        "II. The Harbour",
        "The boats are in, the boats are in,",
    ]
)
LINES = st.builds(
    lambda opening, rest: f"{opening} {' '.join(rest.split())} {'and so on ' * 24}end", OPENINGS, words
)


@pytest.mark.parametrize("kind", sorted(SHORT))
@given(before=st.none() | words, line=LINES, after=words)
@settings(max_examples=60, deadline=None)
def test_what_is_short_refuses_a_long_line(kind, before, line, after):
    pieces = [" ".join(one.split()) or "Words." for one in (before or "Words.", line, after)]
    source = "\n\n".join(pieces)
    found = chunks(source)
    at = next(at for at, chunk in enumerate(found) if len(chunk.extent) > LONG)
    assert len(found[at].lines) == 1
    assert RECOGNISERS[kind](found, at, Reading(source)) is None
