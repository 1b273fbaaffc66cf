"""What a text does throughout, which tells what one of its lines is.

Whole paragraphs in quotation marks are block quotations in an essay and direct speech in a story. Printers of
older books put a full stop behind every heading.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tei.readers.capitals import is_in_capitals
from tei.readers.chunk import Chunk
from tei.readers.marks import Opening, opening

# Paragraphs that open with a quotation and go on ("…," said she): their number, and their share of all.
_MANY, _SHARE = 6, 0.08
_ENOUGH = 3  # headings with a stop
_LONGEST_HEADING = 75


class Habits(NamedTuple):
    """``has_direct_speech`` where many paragraphs begin with words of a speaker.

    ``has_stops_behind_headings`` where lines in capitals, which only headings are, end with one.
    """

    has_direct_speech: bool = False
    has_stops_behind_headings: bool = False


def habits(chunks: Sequence[Chunk]) -> Habits:
    """The habits of the text in ``chunks``."""
    spoken = sum(opening(chunk.text) is Opening.CLOSED_WITHIN for chunk in chunks)
    stopped = sum(_is_stopped_heading(chunk) for chunk in chunks)
    return Habits(
        has_direct_speech=spoken >= _MANY and spoken >= _SHARE * len(chunks),
        has_stops_behind_headings=stopped >= _ENOUGH,
    )


def _is_stopped_heading(chunk: Chunk) -> bool:
    extent = chunk.extent
    return (
        len(extent) <= _LONGEST_HEADING
        and chunk.source[extent.end - 1] == "."
        and is_in_capitals(extent.of(chunk.source))
    )
