"""The pages before the text of a book: half-title, title page, imprint, dedication, contents.

In come the chunks of a text, out goes the stretch of it that these pages are. They are told by lines that only they have (a
lone "by", "All rights reserved", who printed it) among short ones, and they end where sentences begin.
What is short and capitalised there is no heading, unless it is what parts of books are called or stands right above the
first sentence.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.chunks.chunk import Chunk
from tei.readers.vocabulary import any_of, words
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent

_FARTHEST = 150  # chunks before the text of a book; what looks like a title page further on is none
_LEAST = 3  # chunks of such pages
_LONGEST = 240  # characters of a line of a title page
_PROSE = 160  # characters of a paragraph that can be nothing else
_WORDS = 5  # of a sentence
_WIDE = 55  # characters in a line of prose that was not put together
_SENTENCE = re.compile(r"[.!?:;,—–-][”’\"')\]_]*$")
_SMALL = re.compile(r"(?<![\w.])[^\W\d_A-Z]{2,}")
_SIGNS = "_=* "

NO_PAGES = Extent(0, 0)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('front', 'by'))}:?", re.IGNORECASE)


@cache
def _imprint() -> re.Pattern[str]:
    return re.compile(rf"\(?{any_of(words('headings', 'imprint'))}(?!\w)", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    """What a part of a book is called: "PREFACE.", "Chapter IV.", "ACT I"."""
    ordinals = any_of(words("front", "ordinals"))
    names = any_of({*words("headings", "parts"), *words("contents", "headings")})
    return re.compile(
        rf"\W{{0,3}}(?:{names}|(?:the\s+)?{ordinals}\s+(?:the\s+)?[\w.]{{1,12}}|[IVXLC]{{1,7}})\W{{0,3}}",
        re.IGNORECASE,
    )


def names_part(text: str) -> bool:
    """Whether ``text`` is what a part of a book is called."""
    return _part().fullmatch(text.replace("'", "’")) is not None


def is_of_title_page(chunk: Chunk) -> bool:
    """Whether ``chunk`` is or holds a line that only stands on title pages."""
    if chunk.hint is not None or len(chunk.extent) > _LONGEST or names_part(chunk.text.strip(_SIGNS)):
        return False
    lines = [line.of(chunk.source).strip(_SIGNS) for line in chunk.lines]
    return _by().fullmatch(lines[0]) is not None or any(_imprint().match(line) for line in lines)


def _is_sentence(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a sentence or several: mostly in small letters, with a stop behind, in wide lines."""
    if chunk.hint is not None or _imprint().match(chunk.text.lstrip(_SIGNS)):
        return False
    text = chunk.text
    if len(chunk.lines) > 1 and len(text) < _WIDE * len(chunk.lines):
        return False
    parts = text.split()
    small = len(_SMALL.findall(text))
    return (
        len(parts) >= _WORDS
        and small * 2 > len(parts)
        and _SENTENCE.search(text) is not None
        and not text.startswith(("[", "("))
    )


def _begins_text(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether sentences begin at ``at``: a paragraph, or two in a row."""
    if not _is_sentence(chunks[at]):
        return False
    return len(chunks[at].extent) >= _PROSE or (at + 1 < len(chunks) and _is_sentence(chunks[at + 1]))


def front_pages(chunks: Sequence[Chunk]) -> Extent:
    """The stretch of the source that the pages before the text are; an empty one where there are none."""
    near = chunks[:_FARTHEST]
    anchor = next((at for at, chunk in enumerate(near) if is_of_title_page(chunk)), None)
    if anchor is None:
        return NO_PAGES
    first = anchor
    while first and not _begins_text(chunks, first - 1):
        first -= 1
    last = anchor + 1
    while last < len(near) and not _begins_text(chunks, last):
        last += 1
    if last == len(near) or _count(chunks[first:last]) < _LEAST:
        return NO_PAGES
    return Extent(chunks[first].extent.start, chunks[last].extent.start)


def _count(chunks: Sequence[Chunk]) -> int:
    return sum(chunk.kind is not Kind.PAGE for chunk in chunks)
