"""How letters begin: address, place and date, salutation.

In come the chunks of a text, out come the parts of letters that begin with one. A line is taken for such a part for what
it says and where it stands: a date above a salutation, or first in a text that has letters. Where a part belongs to, and
whether a letter is a text of its own, is the encoder's to arrange.
"""

from collections.abc import Sequence
from itertools import groupby

from tei.readers.blocks.letter_lines import FIGURES, LONGEST_NAME, is_dated, is_dateline, is_salute
from tei.readers.blocks.letter_surroundings import (
    KINDS,
    could_be_heading,
    ends_section,
    has_letters,
    is_address,
    is_dateline_chunk,
    is_salute_chunk,
    is_short,
    letter_part,
    letter_parts,
    lines_of,
    may_begin,
    stands_above_salute,
)
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import LetterPartKind
from tei.transcription.decisions import Kind

_LONG_TEXT = 100  # characters of a paragraph below a line that nothing else confirms
_MOST_LINES = 10
_LONGEST_LINE = 110  # characters of any line above a letter


def _head(chunk: Chunk) -> list[tuple[LetterPartKind, Chunk]]:
    """The parts of a chunk whose last line is a salutation; empty when it is none."""
    texts = lines_of(chunk)
    if (
        not 1 < len(texts) <= _MOST_LINES
        or not is_salute(texts[-1])
        or not texts[-1].endswith((",", "!", ":", "-", "—"))
    ):
        return []
    kinds = [LetterPartKind.DATELINE if is_dateline(text) else LetterPartKind.ADDRESS for text in texts[:-1]]
    if LetterPartKind.DATELINE not in kinds or any(len(text) > LONGEST_NAME for text in texts):
        return []
    parts = []
    for kind, numbers in groupby(range(len(kinds)), key=kinds.__getitem__):
        members = list(numbers)
        parts.append((kind, chunk.part(members[0], members[-1] + 1)))
    return [*parts, (LetterPartKind.SALUTE, chunk.part(len(texts) - 1))]


def address(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """An address above a letter, or all that stands above its text in one chunk."""
    chunk = chunks[at]
    if chunk.hint is not None or at + 1 == len(chunks) or not is_short(chunk):
        return None
    head = _head(chunk)
    if head:
        for kind, part in head:
            reading.decide(KINDS.get(kind, Kind.DATELINE), part.extent, 0.95, "above the text of a letter")
        return Found(tuple(letter_parts(head, reading)))
    is_above = is_address(chunks[at + 1]) and stands_above_salute(chunks, at + 1)
    is_above = (
        is_above or stands_above_salute(chunks, at) or any(map(is_dateline_chunk, chunks[at + 1 : at + 2]))
    )
    if (
        not is_above
        or is_dateline_chunk(chunk)
        or is_salute_chunk(chunk)
        or not (at == 0 or is_address(chunks[at - 1]) or may_begin(chunks, at))
    ):
        return None
    if not is_address(chunk) and not (len(chunk.lines) > 2 and at == 0):
        return None
    reading.decide(Kind.DATELINE, chunk.extent, 0.8, "an address above a letter")
    return Found((letter_part(LetterPartKind.ADDRESS, chunk, reading),))


def dateline(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A place and a date, when ``chunks[at]`` is one that opens or closes a letter."""
    chunk = chunks[at]
    if chunk.hint is None:
        if len(chunk.lines[0]) > _LONGEST_LINE:
            return None
        above = address(chunks, at, reading)
        if above is not None:
            return above
        reason = _reason_for_dateline(chunks, at, reading) if is_dateline_chunk(chunk) else None
        if reason is None:
            return None
        reading.decide(Kind.DATELINE, chunk.extent, reason[0], "place and date", reason[1])
    return Found((letter_part(LetterPartKind.DATELINE, chunk, reading),))


def _reason_for_dateline(chunks: Sequence[Chunk], at: int, reading: Reading) -> tuple[float, str] | None:
    chunk, last = chunks[at], at + 1 == len(chunks)
    if stands_above_salute(chunks, at):
        return 0.97, "above a salutation"
    has_place = "," in chunk.words.rstrip(",") or FIGURES.search(chunk.text) is not None
    if not last and may_begin(chunks, at) and not could_be_heading(chunks[at + 1]):
        if at == 0 and (has_place or has_letters(chunks, reading)):
            return 0.85, "above the text"
        if has_letters(chunks, reading) and len(chunks[at + 1].extent) >= _LONG_TEXT:
            return 0.85, "above the text of a letter"
    if at and is_dated(chunk.words) and (last or ends_section(chunks, at)):
        return 0.85, "at the end"
    return None


def salute(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A salutation, when ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.hint is None:
        if not is_salute_chunk(chunk) or at + 1 == len(chunks):
            return None
        is_below_date = at > 0 and is_dateline_chunk(chunks[at - 1])
        is_pointed = chunk.text.endswith((",", "!", ":", ",-", "-", "–", "—", "."))
        following = chunks[at + 1]
        is_long = len(following.extent) >= _LONG_TEXT or following.text[0].islower()
        is_placed = is_below_date or (is_pointed and may_begin(chunks, at) and not is_salute_chunk(following))
        if not is_placed and not (is_pointed and is_long and not chunk.text.endswith(".")):
            return None
        reading.decide(Kind.SALUTE, chunk.extent, 0.95 if is_placed else 0.8, "words that open a letter")
    return Found((letter_part(LetterPartKind.SALUTE, chunk, reading),))
