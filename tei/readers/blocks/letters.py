"""How letters begin: address, place and date, salutation.

In come the chunks of a text, out come the parts of letters that begin with one. A line is taken for such a part for what
it says and where it stands: a date above a salutation, or first in a text that has letters. Where a part belongs to, and
whether a letter is a text of its own, is the encoder's to arrange.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from tei.readers.blocks.letter_lines import (
    FIGURES,
    LONGEST_NAME,
    heads_letter,
    is_addressee,
    is_dated,
    is_dateline,
    is_full_dateline,
    is_salute,
)
from tei.readers.blocks.letter_surroundings import (
    KINDS,
    begins_with_salute,
    could_be_heading,
    ends_section,
    ends_sentence,
    has_letters,
    is_address,
    is_dateline_chunk,
    is_salute_chunk,
    is_short,
    letter_part,
    letter_parts,
    may_begin,
    stands_above_salute,
)
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import LetterEnd, LetterPartKind
from tei.transcription.decisions import Kind

_LONG_TEXT = 100  # characters of a paragraph below a line that nothing else confirms
_MOST_LINES = 10
_LONGEST_LINE = 110  # characters of any line above a letter


def _head(chunk: Chunk) -> list[tuple[LetterPartKind, Chunk]]:
    """The parts of a chunk whose last line is a salutation; empty when it is none."""
    texts = chunk.texts
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
    head = _head(chunk) if len(chunk.lines) > 1 else None
    if head:
        for kind, part in head:
            reading.decide(KINDS.get(kind, Kind.DATELINE), part.extent, 0.95, "above the text of a letter")
        return Found(tuple(letter_parts(head, reading, LetterEnd.OPENING)))
    if is_dateline_chunk(chunk) or is_salute_chunk(chunk):
        return None
    if _is_addressed(chunks, at, reading):
        reading.decide(Kind.DATELINE, chunk.extent, 0.85, "to whom a letter goes, below its date")
        return Found((letter_part(LetterPartKind.ADDRESS, chunk, reading, LetterEnd.OPENING),))
    if not _stands_above_letter(chunks, at):
        return None
    reading.decide(Kind.DATELINE, chunk.extent, 0.8, "an address above a letter")
    return Found((letter_part(LetterPartKind.ADDRESS, chunk, reading, LetterEnd.OPENING),))


def _stands_above_letter(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether ``chunks[at]`` is an address, above the other lines that stand above a letter."""
    is_above = (
        stands_above_salute(chunks, at)
        or is_dateline_chunk(chunks[at + 1])
        or (stands_above_salute(chunks, at + 1) and is_address(chunks[at + 1]))
    )
    if not is_above or not (is_address(chunks[at]) or (len(chunks[at].lines) > 2 and at == 0)):
        return False
    return at == 0 or is_address(chunks[at - 1]) or may_begin(chunks, at)


def _is_addressed(chunks: Sequence[Chunk], at: int, reading: Reading) -> bool:
    """Whether ``chunks[at]`` says to whom a letter goes: it stands between the date of one and its text."""
    return (
        at > 0
        and is_dateline_chunk(chunks[at - 1])
        and is_addressee(chunks[at].words)
        and _reason_for_dateline(chunks, at - 1, reading) is not None
        and _is_text(chunks[at + 1])
    )


def _is_text(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a paragraph, or the salutation above one."""
    return chunk.length >= _LONG_TEXT or is_salute_chunk(chunk) or ends_sentence(chunk)


def dateline(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A place and a date, when ``chunks[at]`` is one that opens or closes a letter."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((letter_part(LetterPartKind.DATELINE, chunk, reading),))
    if len(chunk.lines[0]) > _LONGEST_LINE:
        return None
    above = address(chunks, at, reading)
    if above is not None:
        return above
    reason = _reason_for_dateline(chunks, at, reading) if is_dateline_chunk(chunk) else None
    if reason is None:
        return None
    reading.decide(Kind.DATELINE, chunk.extent, reason.confidence, "place and date", reason.words)
    return Found((letter_part(LetterPartKind.DATELINE, chunk, reading, reason.end),))


class _Reason(NamedTuple):
    """How sure it is that a line is a place and a date, why, and at which end of a letter it then stands."""

    confidence: float
    words: str
    end: LetterEnd


def _reason_for_dateline(chunks: Sequence[Chunk], at: int, reading: Reading) -> _Reason | None:
    chunk, last = chunks[at], at + 1 == len(chunks)
    if stands_above_salute(chunks, at):
        return _Reason(0.97, "above a salutation", LetterEnd.OPENING)
    is_certain = is_full_dateline(chunk.words) and has_letters(chunks, reading)
    if not last and (is_certain or may_begin(chunks, at)):
        words = _reason_above_text(chunks, at, reading)
        if words is not None:
            return _Reason(0.85, words, LetterEnd.OPENING)
    if at and is_dated(chunk.words) and (last or ends_section(chunks, at)):
        return _Reason(0.85, "at the end", LetterEnd.CLOSING)
    return None


def _reason_above_text(chunks: Sequence[Chunk], at: int, reading: Reading) -> str | None:
    """Why the place and the date where a letter may begin are above the text of one."""
    text, after = chunks[at].words, chunks[at + 1]
    if begins_with_salute(after):
        return "above a paragraph that begins with a salutation"
    if is_addressee(after.words) and at + 2 < len(chunks) and _is_text(chunks[at + 2]):
        return "above a line that says to whom a letter goes"
    if could_be_heading(after):
        return None
    has_place = "," in text.rstrip(",") or FIGURES.search(text) is not None
    is_long = after.length >= _LONG_TEXT
    if at == 0:
        return "above the text" if has_place or has_letters(chunks, reading) else None
    if has_letters(chunks, reading) and (is_long or (is_dated(text) and ends_sentence(after))):
        return "above the text of a letter"
    is_headed = could_be_heading(chunks[at - 1]) or heads_letter(chunks[at - 1].words)
    return "below a heading, above text" if is_headed and is_long and is_full_dateline(text) else None


def salute(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A salutation, when ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.hint is None:
        if not is_salute_chunk(chunk) or at + 1 == len(chunks):
            return None
        is_below_date = at > 0 and is_dateline_chunk(chunks[at - 1])
        is_pointed = chunk.text.endswith((",", "!", ":", ",-", "-", "–", "—", "."))
        following = chunks[at + 1]
        is_long = following.length >= _LONG_TEXT or following.text[0].islower()
        is_placed = is_below_date or (is_pointed and may_begin(chunks, at) and not is_salute_chunk(following))
        if not is_placed and not (is_pointed and is_long and not chunk.text.endswith(".")):
            return None
        reading.decide(Kind.SALUTE, chunk.extent, 0.95 if is_placed else 0.8, "words that open a letter")
    return Found((letter_part(LetterPartKind.SALUTE, chunk, reading),))
