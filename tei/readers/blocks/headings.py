"""Headings of sections: short lines that plain text does not mark as such.

What speaks for a heading is its length, a capital, the missing stop; what speaks against it is how sentences look:
the case of its words, a speaker's name before it, a last word that wants another.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.capitals import (
    has_sentence_case,
    has_title_case,
    is_in_capitals,
    is_short_title,
    is_title,
)
from tei.readers.passages.habits import Habits, speaker
from tei.readers.passages.marks import Opening, opening
from tei.readers.passages.reading import Found, Reading
from tei.readers.passages.references import without_marks
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import Heading
from tei.transcription.decisions import Kind

# 98.9 of 100 real headings have at most 75 characters, 87.6 end without punctuation.
_LONGEST = 75
_LONGEST_BROKEN = 130  # the same of a heading over several lines
_MOST_LINES = 2
_STOP = re.compile(r"[.,;:…–—-][”’\"')\]]*$")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,}[”’\"')\]]*$")
_NUMERAL = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])[.:)]?$")
_ENTRY = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])[.)]\s+[^.!?]{1,60}:$")
_SPOKEN = re.compile(r"[^\W\d_][^:?!]{1,30}:\s|[^\W\d_]+\.?\s?[—–]\s")
_CONTINUED = re.compile(r"([^\W\d_])(?![.)])")
_MOST_OF_NAME = 2  # words
_MOST_ALONE = 3  # words of a heading with a stop where no other has one
_ASKED = re.compile(r"[?!][”’\"')\]]*$")


_NO_HABITS = Habits()


@cache
def _wants_more() -> re.Pattern[str]:
    """A last word that no heading ends with."""
    return re.compile(rf"\s{any_of(words('headings', 'unfinished'))}$", re.IGNORECASE)


def _ends_like_heading(text: str) -> bool:
    """Whether the end of ``text`` is that of a heading: no stop but that of an abbreviation, numeral or label."""
    if _STOP.search(text) is None:
        return _wants_more().search(text) is None
    if _ABBREVIATION.search(text) or _NUMERAL.fullmatch(text):
        return True
    # A numbered entry may end with a colon.
    return _ENTRY.fullmatch(text) is not None


def _is_said(text: str) -> bool:
    """Whether ``text`` is a question or a cry, as a speaker's, and not the title of a section."""
    if _ASKED.search(text) is None:
        return False
    words_behind = text.partition(" ")[2]
    return _SPOKEN.match(text) is not None or has_sentence_case(text) or words_behind.islower()


def _is_quoted(text: str) -> bool:
    return opening(text) not in {Opening.NONE, Opening.CLOSED_WITHIN} and not is_title(text)


def _fits(chunk: Chunk) -> bool:
    """Whether ``chunk`` has the size of a heading; a numeral may stand on a line above it."""
    lines = chunk.lines
    is_numbered = _NUMERAL.fullmatch(lines[0].of(chunk.source)) is not None
    longest = _LONGEST if len(lines) == 1 else _LONGEST_BROKEN
    return len(lines) <= _MOST_LINES + 2 * is_numbered and len(chunk.extent) <= longest


@cache
def _byline() -> re.Pattern[str]:
    """How a line begins that says who wrote or drew or set what stands under it, or from where it is."""
    return re.compile(rf"{any_of(words('headings', 'bylines'))}(?=[\s:—–-])", re.IGNORECASE)


def _is_stopped(text: str, habits: Habits) -> bool:
    """Whether ``text`` is a heading for all its full stop: in capitals, or a title where headings have stops."""
    if not text.endswith(".") or text.startswith("("):
        return False
    if is_in_capitals(text):
        return habits.has_stops_behind_headings or len(text.split()) <= _MOST_ALONE
    return (
        habits.has_stops_behind_headings
        and ". " not in text.partition(" ")[2]
        and not habits.has_direct_speech
        and (has_title_case(text) or is_short_title(text))
    )


def is_heading(chunk: Chunk, habits: Habits = _NO_HABITS) -> bool:
    """Whether ``chunk`` looks like a heading: short, capitalised, without a full stop, no quotation, nothing said."""
    if not _fits(chunk):
        return False
    text = without_marks(chunk.words)
    return (
        "\t" not in text
        and not text.endswith("]")
        and _byline().match(text) is None
        and _first_letter_is_capital(text)
        and (_ends_like_heading(text) or _is_stopped(text, habits))
        and not _is_quoted(text)
        and not _is_said(text)
    )


def _first_letter_is_capital(text: str) -> bool:
    letter = next((character for character in text if character.isalnum()), "")
    return letter.isupper() or letter.isdigit() or (letter.isalpha() and not letter.islower())


def _is_part_of_sentence(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the paragraph behind goes on with what stands at ``at``."""
    follower = chunks[at + 1]
    begun = _CONTINUED.match(follower.source, follower.extent.start)
    return begun is not None and begun[1].islower()


def _is_source(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the line is the name of a poet below his lines: "HEINE."."""
    words_ = chunks[at].words.split()
    if at == 0 or len(words_) > _MOST_OF_NAME or not words_[-1].endswith("."):
        return False
    above = chunks[at - 1]
    if not is_in_capitals(chunks[at].words) or is_in_capitals(above.words):
        return False
    # Verse, or one line of a motto; the text begins right below the name.
    is_motto = len(above.lines) > 1 or (
        len(above.words) <= _LONGEST and above.words.endswith((".", "!", "?"))
    )
    return is_motto and len(chunks[at + 1].words) > _LONGEST


def heading(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A heading, when ``chunks[at]`` is one; the last chunk heads nothing."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((Heading(reading.broken_content(chunk), chunk.extent, chunk.hint.level),))
    if at + 1 == len(chunks) or not is_heading(chunk, reading.habits):
        return None
    if _is_part_of_sentence(chunks, at) or _is_source(chunks, at):
        return None
    if speaker(chunk.text) in reading.habits.speakers:
        return None
    asks = _ASKED.search(chunk.text) is not None
    reasons = ("short", "capitalised", "a title that asks" if asks else "no full stop")
    reading.decide(Kind.HEADING, chunk.extent, 0.8 if asks else 0.92, *reasons)
    return Found((Heading(reading.broken_content(chunk), chunk.extent),))
