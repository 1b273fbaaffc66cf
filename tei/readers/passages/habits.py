"""What a text does throughout, which tells what one of its lines is.

Whole paragraphs in quotation marks are block quotations in an essay and direct speech in a story. Printers of
older books put a full stop behind every heading.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.capitals import is_in_capitals
from tei.readers.passages.marks import Opening, opening

# Paragraphs that open with a quotation and go on ("…," said she): their least number, their
# share of all, and the number that is enough in a text of any length.
_MANY, _SHARE, _IN_ANY = 6, 0.03, 12
_ENOUGH = 3  # headings with a stop
_LEAST_TIMES = 4  # that a speaker speaks
_LONGEST_NAME = 40
_SPEAKER = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\.? [^\W\d_a-z][\w’'-]*){0,2}(?: \([^()]{1,30}\))?[.:](?=\s)")
_LONGEST_HEADING = 75


class Habits(NamedTuple):
    """``has_direct_speech`` where many paragraphs begin with words of a speaker.

    ``has_stops_behind_headings`` where lines in capitals, which only headings are, end with one. ``speakers`` are
    the names that many paragraphs begin with, each with its stop or colon, as in a play or a hearing.
    """

    has_direct_speech: bool = False
    has_stops_behind_headings: bool = False
    speakers: frozenset[str] = frozenset()


def habits(chunks: Sequence[Chunk]) -> Habits:
    """The habits of the text in ``chunks``."""
    spoken = sum(opening(chunk.text) is Opening.CLOSED_WITHIN for chunk in chunks)
    stopped = sum(_is_stopped_heading(chunk) for chunk in chunks)
    return Habits(
        has_direct_speech=spoken >= _MANY and spoken >= min(_SHARE * len(chunks), _IN_ANY),
        has_stops_behind_headings=stopped >= _ENOUGH,
        speakers=_speakers(chunks),
    )


def speaker(text: str) -> str | None:
    """The name of a speaker that ``text`` may begin with, and the stop or colon behind it."""
    match = _SPEAKER.match(text)
    return match.group() if match else None


def _speakers(chunks: Sequence[Chunk]) -> frozenset[str]:
    begun = (
        speaker(chunk.source[chunk.lines[0].start : chunk.lines[0].end][:_LONGEST_NAME]) for chunk in chunks
    )
    found = {name for name, count in Counter(filter(None, begun)).items() if count >= _LEAST_TIMES}
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_stopped_heading(chunk: Chunk) -> bool:
    extent = chunk.extent
    return (
        len(extent) <= _LONGEST_HEADING
        and chunk.source[extent.end - 1] == "."
        and is_in_capitals(extent.of(chunk.source))
    )
