"""What stands beside a line of a letter: whether a letter may begin there, whether a section ends, whether letters occur at all.

In come the chunks of a text and a place among them. What the mark-up says is certain; the rest is told by the words of the
lines beside.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tei.readers.blocks.letter_lines import (
    LONGEST_CLOSING,
    LONGEST_DATELINE,
    LONGEST_NAME,
    LONGEST_SALUTE,
    closes,
    heads_letter,
    is_closing,
    is_dateline,
    is_full_dateline,
    is_name,
    is_ordinal,
    is_salute,
    opens_postscript,
    opens_with_salute,
)
from tei.readers.blocks.separators import is_separator
from tei.readers.blocks.trailers import is_trailer
from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.passages.reading import Reading
from tei.readers.vocabulary import words
from tei.transcription.blocks import LetterEnd, LetterPart, LetterPartKind
from tei.transcription.decisions import Kind

_LONGEST_HEADING = 75
_MOST_LINES = 10
_OF_THE_PRINT = {Kind.PAGE, Kind.RUNNING_HEAD}
_HEADING_END = re.compile(r"[.,;:][”’\"')\]]*$")
_SENTENCE = re.compile(r"[!?:]|[^\W\d_]{4,}\.\s+[^\W\d_a-z][^\W\d_]*\s+[a-zäöü]{3,}")
_BRACKETED = re.compile(r"\(.*\)|\[.*\]", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?:…–—][”’\"')\]»*]*(?:\s*\[[^\]]{1,6}\])?$")
_LONGEST_END = 20  # characters that end a paragraph
_LONGEST_LETTER = 60  # chunks between a salutation and a name that signs

KINDS = {
    LetterPartKind.ADDRESS: Kind.DATELINE,
    LetterPartKind.DATELINE: Kind.DATELINE,
    LetterPartKind.SALUTE: Kind.SALUTE,
    LetterPartKind.CLOSER: Kind.CLOSER,
    LetterPartKind.SIGNED: Kind.SIGNATURE,
}


@fact
def could_be_heading(chunk: Chunk) -> bool:
    """Whether ``chunk`` looks like a heading, or counts the letters of a book."""
    text = chunk.words
    if chunk.kind is Kind.HEADING or is_ordinal(text):
        return True
    return (
        len(text) <= _LONGEST_HEADING
        and len(chunk.lines) <= 2
        and text[:1].isalnum()
        and not text[0].islower()
        and (text.isupper() or _HEADING_END.search(text.rstrip("0123456789")) is None)
        and not text.endswith(("!", "”"))
    )


def first_line(chunk: Chunk) -> str:
    return chunk.texts[0]


def is_short(chunk: Chunk) -> bool:
    return len(chunk.lines) <= _MOST_LINES and chunk.longest <= LONGEST_CLOSING


@fact
def is_dateline_chunk(chunk: Chunk) -> bool:
    if chunk.hint is not None:
        return chunk.kind is Kind.DATELINE
    return len(chunk.lines) <= 2 and chunk.length <= LONGEST_DATELINE and is_dateline(chunk.words)


@fact
def is_salute_chunk(chunk: Chunk) -> bool:
    if chunk.hint is not None:
        return chunk.kind is Kind.SALUTE
    return len(chunk.lines) == 1 and chunk.length <= LONGEST_SALUTE and is_salute(chunk.text)


@fact
def is_address(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a street and a town, short lines with a word or a number that addresses have."""
    if chunk.hint is not None or len(chunk.lines) > 5 or chunk.longest > LONGEST_NAME:
        return False
    text = chunk.words
    return any(map(text.__contains__, words("letters", "streets"))) and not _SENTENCE.search(text)


def has_letters(chunks: Sequence[Chunk], reading: Reading) -> bool:
    """Whether there are letters in the text: salutations with a comma or the like behind them."""
    if reading.has_letters is None:
        reading.has_letters = any(_opens_letter(chunks, at) for at in range(len(chunks)))
    return reading.has_letters


def _opens_letter(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether ``chunks[at]`` is a salutation with a comma or the like, or below a date; or begins with one there."""
    chunk = chunks[at]
    if is_salute_chunk(chunk):
        is_pointed = chunk.hint is not None or chunk.text.endswith((",", "!", ":", "-", "–", "—"))
        return is_pointed or (at > 0 and is_dateline_chunk(chunks[at - 1]))
    return at > 0 and begins_with_salute(chunk) and is_dateline_chunk(chunks[at - 1])


@fact
def begins_with_salute(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a paragraph whose first words are a salutation."""
    return chunk.hint is None and opens_with_salute(first_line(chunk))


def letter_is_open(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a salutation stands above ``chunks[at]``, and nothing between them closes its letter."""
    for before in range(at - 1, max(-1, at - _LONGEST_LETTER), -1):
        if _opens_letter(chunks, before):
            return True
        if chunks[before].kind is Kind.HEADING or is_closed(chunks[before]):
            return False
    return False


def is_closed(chunk: Chunk) -> bool:
    """Whether ``chunk`` could be the last lines of a letter."""
    if not is_short(chunk):
        return False
    return is_name(chunk.words) or is_dateline_chunk(chunk) or closes_letter(chunk)


@fact
def closes_letter(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a formula that closes a letter, with what may stand behind one."""
    return closes(chunk.texts)


@fact
def ends_sentence(chunk: Chunk) -> bool:
    return _SENTENCE_END.search(chunk.text[-_LONGEST_END:]) is not None


def may_begin(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether ``chunks[at]`` stands where a letter may begin: first, below a heading, behind a colon or a signature."""
    if at == 0:
        return True
    before = chunks[at - 1]
    return (
        could_be_heading(before)
        or heads_letter(before.words)
        or is_separator(before)
        or before.text.endswith((":", ":—", ":–"))
        or (is_short(before) and (is_name(before.words) or is_closing(first_line(before))))
        or opens_postscript(before.text)
    )


def stands_above_salute(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a salutation follows ``chunks[at]``, other datelines or addresses apart."""
    return any(is_salute_chunk(chunk) for chunk in chunks[at + 1 : at + 3])


def ends_section(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a section ends with ``chunks[at]``."""
    at += sum(1 for _ in takewhile(lambda chunk: chunk.kind in _OF_THE_PRINT, chunks[at + 1 : at + 4]))
    if at + 1 >= len(chunks):
        return True
    after = chunks[at + 1]
    is_remark = at + 2 == len(chunks) and _BRACKETED.fullmatch(after.text) is not None
    return (
        is_remark
        or after.kind in {Kind.HEADING, Kind.NOTE, Kind.NAVIGATION, Kind.TRAILER, Kind.SEPARATOR}
        or (after.hint is None and (could_be_heading(after) or is_separator(after) or is_trailer(after)))
        or is_salute_chunk(after)
        or (
            is_dateline_chunk(after)
            and (stands_above_salute(chunks, at + 1) or is_full_dateline(after.words))
        )
    )


def opens_text(chunks: Sequence[Chunk]) -> bool:
    """Whether the whole text is a letter: it begins as one."""
    return any(is_salute_chunk(chunk) or is_dateline_chunk(chunk) for chunk in chunks[:3])


def is_postscript(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a postscript stands at ``at``."""
    return at < len(chunks) and opens_postscript(chunks[at].text)


def letter_part(
    kind: LetterPartKind, chunk: Chunk, reading: Reading, end: LetterEnd | None = None
) -> LetterPart:
    return LetterPart(kind, reading.broken_content(chunk), chunk.extent, end)


def letter_parts(
    found: Sequence[tuple[LetterPartKind, Chunk]], reading: Reading, end: LetterEnd
) -> Iterator[LetterPart]:
    """The parts ``found`` at the ``end`` of a letter, a page that begins between two of them with the later."""
    before = found[0][1].extent.start
    for kind, chunk in found:
        first = reading.reach(chunk, chunk.lines[0], before)
        yield letter_part(kind, chunk._replace(lines=(first, *chunk.lines[1:])), reading, end)
        before = chunk.extent.end
