"""Slips of the press and the scanner: what is proposed, and that proposing changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.readers.passages.corrections import proposals, propose
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import Paragraph
from tei.transcription.inlines import Text
from tei.transcription.metadata import Metadata
from tests.readers.tables import table
from tests.strategies import words


def transcription(line: str, language: str) -> Transcription:
    extent = Extent(0, len(line))
    return Transcription(
        line, "a.txt", Metadata(language=language), body=(Paragraph((Text(extent),), extent),)
    )


@pytest.mark.parametrize("case", table("corrections"))
def test_what_is_proposed(case):
    text = transcription(case["line"], case.get("language", "en"))
    found = [
        f"{one.extent.of(text.source)} → {one.correction} ({one.confidence:.2f})"
        for one in propose(text, at_least=0.5)
    ]

    assert found == case["proposed"]


def test_only_what_is_sure_is_proposed_unasked():
    text = transcription(
        "In concentration tamps and prisons many of the leaders of the strike were kept.", "en"
    )

    assert list(proposals(text)) == []
    (finding,) = proposals(text, at_least=0.5)
    assert (finding.span.line, finding.span.column) == (1, 18)
    assert 'text = "tamps", correction = "camps", line = 1' in finding.hint


def test_nothing_is_known_of_a_language_without_a_list():
    assert propose(transcription("Tbe tbe esti.mate of witli tamps.", "la"), at_least=0.5) == ()


@given(st.lists(words, max_size=6), st.sampled_from(["en", "de", "fr", "nl", "it", "la"]))
def test_proposals_stand_in_order_and_never_on_the_same_words(pieces, language):
    line = " ".join(pieces) or "a"
    found = propose(transcription(line, language), at_least=0)

    ends = [0, *(one.extent.end for one in found)]
    assert all(end <= one.extent.start < one.extent.end for end, one in zip(ends, found, strict=False))
    assert all(one.extent.of(line) != one.correction for one in found)
