"""Headings of sections: short lines that plain text does not mark as such."""

import re
from collections.abc import Sequence

from tei.readers.chunk import Chunk
from tei.readers.marks import Opening, opening
from tei.readers.reading import Found, Reading
from tei.transcription.blocks import Heading
from tei.transcription.decisions import Kind

# 98.9 of 100 real headings have at most 75 characters, 87.6 end without punctuation.
_LONGEST = 75
_MOST_LINES = 2
_NO_HEADING_END = re.compile(r"[.,;:…–—-][”’\"')\]]*$|\.\s*\[\w+\]$")


def is_heading(chunk: Chunk) -> bool:
    """Whether ``chunk`` looks like a heading: short, capitalised, without a full stop, not a quotation."""
    text = chunk.words
    return (
        len(text) <= _LONGEST
        and len(chunk.lines) <= _MOST_LINES
        and _first_letter_is_capital(text)
        and _NO_HEADING_END.search(text) is None
        and opening(text) in {Opening.NONE, Opening.CLOSED_WITHIN}
    )


def _first_letter_is_capital(text: str) -> bool:
    letter = next((character for character in text if character.isalnum()), "")
    return letter.isupper() or letter.isdigit() or (letter.isalpha() and not letter.islower())


def heading(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A heading, when ``chunks[at]`` is one; the last chunk heads nothing."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((Heading(reading.broken_content(chunk), chunk.extent, chunk.hint.level),))
    if not is_heading(chunk) or at + 1 == len(chunks):
        return None
    reading.decide(Kind.HEADING, chunk.extent, 0.9, "short", "capitalised", "no full stop")
    return Found((Heading(reading.broken_content(chunk), chunk.extent),))
