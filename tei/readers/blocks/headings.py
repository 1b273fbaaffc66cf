"""Headings of sections: short lines that plain text does not mark as such.

What speaks for a heading is its length, a capital, the missing stop; what speaks against it is how sentences look:
the case of its words, a speaker's name before it, a last word that wants another.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.blocks.letter_lines import is_dateline
from tei.readers.blocks.separators import is_separator
from tei.readers.chunks.chunk import Chunk, joined
from tei.readers.facts.names import are_names
from tei.readers.passages.capitals import (
    has_sentence_case,
    has_title_case,
    is_in_capitals,
    is_short_title,
    is_title,
)
from tei.readers.passages.front_pages import heads_list, is_of_title_page, names_part, stands_behind
from tei.readers.passages.habits import Habits, folded, speaker
from tei.readers.passages.layout import blank_lines_above, indentation
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
_MOST_OF_SIGNATURE = 4  # words
_LEAST_OF_NAME = 3  # letters of a word that is no particle
_FAR_IN = 15  # columns from the margin where signatures stand, and no headings
_BELOW_HEADING = 2
_APART = 2  # blank lines above a heading, and more
_LONGEST_MOTTO = 240
_NUMBERED_PART = re.compile(r"[IVXLC\d]\W*$")
_MOST_ABOVE = 3  # headings in a row above the first sentence of a book
_MOST_ALONE = 3  # words of a heading with a stop where no other has one
_ASKED = re.compile(r"[?!][”’\"')\]]*$")
_ADDED = re.compile(r"\s\([^()]*\)$")  # a remark in brackets behind a heading
_YEAR = re.compile(r"\(\d{4}\)")
_SIGNS = "_=*"  # light marks round a heading
_COLUMNS = "   "  # parts the columns of a table, and no words
_DASHED = re.compile(r"[–—-]{1,3}\s?[^\W\d_]")
# "J. S. MILL.", "E.M.L.": a name below what its bearer wrote.
_INITIALS = re.compile(
    r"(?:[^\W\d_]\. ?){1,4}(?:[^\W\d_]+ ){0,2}(?:[^\W\d_][^\W\d_’'-]*(?:[’'-][^\W\d_]+)*)?\.?"
)
# "LONDON, 1895.", "Paris, May 3rd, 1901."
_PLACE_AND_YEAR = re.compile(r"[^\W\d_a-z][\w. ’'-]{1,30},(?: [\w. ]{1,20},?)? (?:1[4-9]|20)\d\d\.?")


_NO_HABITS = Habits()


@cache
def _wants_more() -> re.Pattern[str]:
    """A last word that no heading ends with."""
    return re.compile(rf"(?:^|\s){any_of(words('headings', 'unfinished'))}$", re.IGNORECASE)


def _ends_like_heading(text: str) -> bool:
    """Whether the end of ``text`` is that of a heading: no stop but that of an abbreviation, numeral or label."""
    text = _ADDED.sub("", text) or text
    if _STOP.search(text) is None:
        return _wants_more().search(text) is None or names_part(text)
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
    count = len(chunk.lines)
    if chunk.length > (_LONGEST if count == 1 else _LONGEST_BROKEN):
        return False
    return count <= _MOST_LINES or (
        count <= _MOST_LINES + 2 and _NUMERAL.fullmatch(chunk.texts[0]) is not None
    )


@cache
def _byline() -> re.Pattern[str]:
    """How a line begins that says who wrote or drew or set what stands under it, or from where it is."""
    return re.compile(rf"{any_of(words('headings', 'bylines'))}(?=[\s:—–-])", re.IGNORECASE)


def _is_stopped(text: str, habits: Habits) -> bool:
    """Whether ``text`` is a heading for all its full stop: in capitals, or a title where headings have stops."""
    text = _ADDED.sub("", text) or text
    if not text.rstrip(_SIGNS).endswith(".") or text.startswith("("):
        return False
    if names_part(text):
        return True
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
    text = without_marks(chunk.words).strip(_SIGNS)
    return (
        bool(text)
        and "\t" not in text
        and _COLUMNS not in text
        and not text.endswith("]")
        and not text.startswith("[")
        and _YEAR.fullmatch(text) is None
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
    if names_part(chunks[at].words) or above.hint is not None:
        return False
    if not is_in_capitals(chunks[at].words) or is_in_capitals(above.words):
        return False
    # Verse, or one line of a motto; the text begins right below the name.
    is_motto = len(above.lines) > 1 or (
        len(above.words) <= _LONGEST and above.words.endswith((".", "!", "?"))
    )
    return is_motto and len(chunks[at + 1].words) > _LONGEST


def _bare(chunk: Chunk) -> str:
    return without_marks(chunk.words).strip(_SIGNS)


def _looks_like_heading(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    return at < len(chunks) and chunks[at].hint is None and is_heading(chunks[at], habits)


def _heads_nothing(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` closes what stands above it: a name or a place and a year, with no text below it."""
    text = _bare(chunks[at])
    if _DASHED.match(text):
        return True
    if at == 0 or names_part(text):
        return False
    if habits.has_margin and indentation(chunks[at]) >= _FAR_IN and blank_lines_above(chunks, at) == 1:
        return True
    if not _looks_like_heading(chunks, at + 1, habits) and chunks[at + 1].length > _LONGEST:
        return False
    if _INITIALS.fullmatch(text) or _PLACE_AND_YEAR.fullmatch(text):
        return True
    return chunks[at - 1].length > _LONGEST_BROKEN and _is_name(text, chunks[at].source)


def _is_name(text: str, source: str) -> bool:
    """Whether ``text`` is a name in capitals with a stop, of whose words the ``source`` has none in small letters."""
    parts = text.rstrip(".").split()
    if not text.endswith(".") or not 1 < len(parts) <= _MOST_OF_SIGNATURE or not is_in_capitals(text):
        return False
    return are_names(text.rstrip(".")) and not any(
        f" {part.lower()}" in source for part in parts if len(part) >= _LEAST_OF_NAME
    )


def _stands_in_front(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` is one of a title page, and not the name of a part or the title above the first sentence."""
    end = habits.front_end(chunks[at].extent.start)
    if end is None or heads_list(_bare(chunks[at])):
        return False
    is_near = any(chunk.extent.start >= end for chunk in chunks[at + 1 : at + 2 + _MOST_ABOVE])
    if names_part(_bare(chunks[at])):
        return not is_near or stands_behind(_bare(chunks[at]))
    if is_of_title_page(chunks[at]) or (at and is_of_title_page(chunks[at - 1])):
        return True
    above = _bare(chunks[at - 1]) if at and chunks[at - 1].hint is None else ""
    if names_part(above) and not heads_list(above):
        return not is_near
    is_apart = habits.has_wide_gaps and blank_lines_above(chunks, at) > 1
    below = [chunk for chunk in chunks[at + 1 : at + 1 + _MOST_ABOVE] if chunk.extent.start < end]
    return not is_near or not all(
        chunk.hint is not None or _could_stand_above(chunk, habits, is_part=is_apart) for chunk in below
    )


def _could_stand_above(chunk: Chunk, habits: Habits, *, is_part: bool) -> bool:
    """Whether ``chunk`` may be one of the headings right above the first sentence; the name of a part where ``is_part``."""
    if not is_heading(chunk, habits) or is_of_title_page(chunk):
        return False
    return not names_part(_bare(chunk)) or (is_part and _NUMBERED_PART.search(chunk.text) is not None)


def _is_close(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` stands no further from the paragraph above it than paragraphs do, in a text laid out with care."""
    if not habits.has_wide_gaps or at == 0 or blank_lines_above(chunks, at) > 1:
        return False
    if is_in_capitals(chunks[at].text):
        return False
    above = chunks[at - 1]
    return not (
        _looks_like_heading(chunks, at - 1, habits) or is_separator(above) or above.text.startswith("[")
    )


def _closes_part(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` stands nearer to the paragraph above it than to what follows, in a text laid out with care."""
    if not habits.has_wide_gaps or at == 0 or blank_lines_above(chunks, at) > 1:
        return False
    return blank_lines_above(chunks, at + 1) > _APART and chunks[at - 1].length > _LONGEST_BROKEN


def _names_motto(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` is one word in capitals with a stop, two below a heading in capitals: the poet of the motto between."""
    text = _bare(chunks[at])
    if at < _BELOW_HEADING or " " in text or not text.endswith(".") or names_part(text):
        return False
    motto, above = chunks[at - 1], chunks[at - _BELOW_HEADING]
    return (
        motto.hint is None
        and not is_in_capitals(motto.text)
        and motto.length <= _LONGEST_MOTTO
        and is_in_capitals(above.text)
        and _looks_like_heading(chunks, at - _BELOW_HEADING, habits)
        and is_in_capitals(_bare(chunks[at]))
    )


def _is_above_letter(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the line at ``at``, which stands again and again, may head a part each time: by its words, or below a number."""
    text = _bare(chunks[at])
    if names_part(text) or _addressed().match(text):
        return True
    return at > 0 and chunks[at - 1].hint is None and _NUMERAL.fullmatch(_bare(chunks[at - 1])) is not None


@cache
def _addressed() -> re.Pattern[str]:
    """How a line begins that says to whom a letter goes."""
    return re.compile(rf"{any_of(words('headings', 'addressed'))}\s", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('dates', 'weekdays'))}(?!\w)", re.IGNORECASE)


def _is_dateline(text: str) -> bool:
    """Whether ``text`` is a place and a day; a day of the week heads what is told of it in a diary."""
    return (
        "," in text
        and text[:1].isalpha()
        and any(map(str.isdigit, text))
        and is_dateline(text)
        and _weekday().match(text) is None
    )


def _could_head(chunks: Sequence[Chunk], at: int, habits: Habits) -> bool:
    """Whether the line at ``at`` looks like a heading; one that stands far apart may have a stop."""
    if habits.has_wide_gaps and blank_lines_above(chunks, at) > _APART:
        habits = habits._replace(has_stops_behind_headings=True, has_direct_speech=False)
    return is_heading(chunks[at], habits)


def _is_refused(chunks: Sequence[Chunk], at: int, reading: Reading) -> bool:
    """Whether the text as a whole tells that the line at ``at``, which looks like a heading, is none."""
    chunk, habits = chunks[at], reading.habits
    text = _bare(chunk)
    if speaker(chunk.text) in habits.speakers:
        return True
    if folded(text) in habits.labels and not _is_above_letter(chunks, at):
        return True
    return (
        _is_dateline(text)
        or _is_part_of_sentence(chunks, at)
        or _is_source(chunks, at)
        or _heads_nothing(chunks, at, habits)
        or _closes_part(chunks, at, habits)
        or _names_motto(chunks, at, habits)
        or _stands_in_front(chunks, at, habits)
        or _is_close(chunks, at, habits)
    )


@cache
def _article() -> re.Pattern[str]:
    return re.compile(any_of(words("credits", "articles")), re.IGNORECASE)


def is_article(text: str) -> bool:
    """Whether ``text`` is an article in capitals, which only stands alone where the title goes on below a blank line."""
    return text.isupper() and _article().fullmatch(text) is not None


def _broken(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """The heading whose article stands at ``at``, and the rest below it."""
    if at + 2 == len(chunks):
        return None
    whole = joined(chunks[at], chunks[at + 1])
    reading.decide(Kind.HEADING, whole.extent, 0.9, "an article alone", "a title below it")
    return Found((Heading(reading.broken_content(whole), whole.extent),), 2)


def heading(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A heading, when ``chunks[at]`` is one; the last chunk heads nothing."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((Heading(reading.broken_content(chunk), chunk.extent, chunk.hint.level),))
    if at + 1 == len(chunks):
        return None
    if is_article(chunk.text) and _looks_like_heading(chunks, at + 1, reading.habits):
        return _broken(chunks, at, reading)
    if not _could_head(chunks, at, reading.habits) or _is_refused(chunks, at, reading):
        return None
    asks = _ASKED.search(chunk.text) is not None
    reasons = ("short", "capitalised", "a title that asks" if asks else "no full stop")
    reading.decide(Kind.HEADING, chunk.extent, 0.8 if asks else 0.92, *reasons)
    return Found((Heading(reading.broken_content(chunk), chunk.extent),))
