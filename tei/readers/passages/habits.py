"""What a text does throughout, which tells what one of its lines is.

Whole paragraphs in quotation marks are block quotations in an essay and direct speech in a story. Printers of
older books put a full stop behind every heading.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.capitals import is_in_capitals
from tei.readers.passages.front_pages import front_pages, names_part
from tei.readers.passages.layout import blank_lines_above, indentation
from tei.readers.passages.marks import CLOSERS, Opening, opening
from tei.transcription.extent import Extent

# Paragraphs that open with a quotation and go on ("…," said she): their least number, their
# share of all, and the number that is enough in a text of any length.
_MANY, _SHARE, _IN_ANY = 6, 0.03, 12
_ENOUGH = 3  # headings with a stop
_LEAST_TIMES = 4  # that a speaker speaks
_LONGEST_NAME = 40
_SPEAKER = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W_’'-]*(?:[’'-][^\W_]+)*(?:\.? [^\W\d_a-z][^\W_’'-]*(?:[’'-][^\W_]+)*){0,2}(?: \([^()]{1,30}\))?)"
    r"[_=*]?(?P<stop>[.:])[_=*]?(?=\s)"
)
_LONGEST_HEADING = 75
_LEAST_WIDE, _MOST_WIDE = 3, 0.4  # chunks with several blank lines above, where these mean something
_LEAST_LABELLED = 3  # times that a line which heads nothing stands
_SHORT_OF_PROSE = 120  # characters of a paragraph whose margin is that of the text
_ENOUGH_PROSE = 100  # paragraphs that show where the margin is
_WIDE_LINE = 55  # characters of a line of prose that was not put together with others
_LEAST_APART = 2  # line ends between chunks: one blank line
_SIGNS = "_=*"  # light marks round words


class Habits(NamedTuple):
    """``has_direct_speech`` where many paragraphs begin with words of a speaker.

    ``has_stops_behind_headings`` where lines in capitals, which only headings are, end with one. ``speakers`` are
    the names that many paragraphs begin with, each with its stop or colon, as in a play or a hearing; ``labels`` the
    short lines, folded, that stand alone again and again: speakers, choruses. ``has_wide_gaps`` where some chunks have
    several blank lines above, and most have one; ``has_margin`` where paragraphs begin at the margin, so that what is
    set in is something else. ``front_pages`` are the stretches that pages before the text of a book are.
    """

    has_direct_speech: bool = False
    has_stops_behind_headings: bool = False
    speakers: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    has_wide_gaps: bool = False
    has_margin: bool = False
    front_pages: tuple[Extent, ...] = ()

    @property
    def is_book(self) -> bool:
        """Whether the text has the title pages of a book."""
        return bool(self.front_pages)

    def front_end(self, at: int) -> int | None:
        """Where the pages before the text end that the offset ``at`` is in; None where it is in none."""
        return next((one.end for one in self.front_pages if one.start <= at < one.end), None)


def habits(chunks: Sequence[Chunk]) -> Habits:
    """The habits of the text in ``chunks``."""
    short = [chunk for chunk in chunks if chunk.length <= _LONGEST_HEADING]
    spoken = sum(
        opening(chunk.text) is Opening.CLOSED_WITHIN for chunk in chunks if chunk.text[:1] in CLOSERS
    )
    stopped = sum(map(_is_stopped_heading, short))
    return Habits(
        has_direct_speech=spoken >= _MANY and spoken >= min(_SHARE * len(chunks), _IN_ANY),
        has_stops_behind_headings=stopped >= _ENOUGH,
        speakers=_speakers(chunks),
        labels=_labels(short),
        has_wide_gaps=_has_wide_gaps(chunks),
        has_margin=_has_margin(chunks),
        front_pages=front_pages(chunks),
    )


def speaker(text: str) -> str | None:
    """The name of a speaker that ``text`` may begin with, and the stop or colon behind it."""
    match = _SPEAKER.match(text.lstrip(_SIGNS))
    return match["name"] + match["stop"] if match else None


def _speakers(chunks: Sequence[Chunk]) -> frozenset[str]:
    begun = (chunk.texts[0][:_LONGEST_NAME] for chunk in chunks)
    named = (speaker(text) for text in begun if "." in text or ":" in text)
    found = {name for name, count in Counter(filter(None, named)).items() if count >= _LEAST_TIMES}
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_stopped_heading(chunk: Chunk) -> bool:
    """Whether ``chunk``, which is short, heads something and ends with a stop."""
    extent = chunk.extent
    return chunk.source[extent.end - 1] == "." and (
        is_in_capitals(extent.of(chunk.source)) or names_part(extent.of(chunk.source))
    )


def folded(text: str) -> str:
    """The letters and digits of ``text``, by which lines are the same."""
    return "".join(filter(str.isalnum, text.casefold()))


def _labels(chunks: Sequence[Chunk]) -> frozenset[str]:
    """The short lines among ``chunks`` that stand alone again and again; numbers count anew in each part."""
    short = (
        folded(chunk.text)
        for chunk in chunks
        if chunk.hint is None and chunk.length <= _LONGEST_NAME and len(chunk.lines) == 1
    )
    again = {text for text, count in Counter(short).items() if count >= _LEAST_LABELLED}
    return frozenset(text for text in again if any(map(str.isalpha, text)))


def _has_wide_gaps(chunks: Sequence[Chunk]) -> bool:
    wide = sum(blank_lines_above(chunks, at) > 1 for at in range(1, len(chunks)) if _is_apart(chunks, at))
    return wide >= _LEAST_WIDE and wide <= _MOST_WIDE * len(chunks)


def _is_apart(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether there is room for more than one blank line above ``chunks[at]``."""
    return chunks[at].lines[0].start - chunks[at - 1].lines[-1].end > _LEAST_APART


def _has_margin(chunks: Sequence[Chunk]) -> bool:
    """Whether most paragraphs begin at the margin, and their lines were wrapped."""
    wide = (chunk for chunk in chunks if chunk.length > max(_SHORT_OF_PROSE, _WIDE_LINE * len(chunk.lines)))
    prose = list(islice(wide, _ENOUGH_PROSE))
    return sum(indentation(chunk) == 0 for chunk in prose) * 2 > len(prose) > 0
