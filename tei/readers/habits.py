"""What a text does throughout, which tells what one of its lines is.

Whole paragraphs in quotation marks are block quotations in an essay and direct speech in a story.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tei.readers.chunk import Chunk
from tei.readers.marks import Opening, opening

# Paragraphs that open with a quotation and go on ("…," said she): their number, and their share of all.
_MANY, _SHARE = 6, 0.08


class Habits(NamedTuple):
    """``has_direct_speech`` where many paragraphs begin with words of a speaker."""

    has_direct_speech: bool = False


def habits(chunks: Sequence[Chunk]) -> Habits:
    """The habits of the text in ``chunks``."""
    spoken = sum(opening(chunk.text) is Opening.CLOSED_WITHIN for chunk in chunks)
    return Habits(has_direct_speech=spoken >= _MANY and spoken >= _SHARE * len(chunks))
