"""Quotations set off from the text: paragraphs in quotation marks, and paragraphs that the one before announces.

Where one begins is told by its marks, or by a colon at the end of the paragraph before it. Where one without marks
ends is told less surely: what opens with an ellipsis or goes on with its numbering belongs to it, and so does
all up to the reference that names its source.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tei.readers.blocks.letter_lines import is_addressee, is_salute
from tei.readers.blocks.separators import is_separator
from tei.readers.blocks.verse import is_stanza
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.capitals import is_title
from tei.readers.passages.emphasis import without_emphasis_notes
from tei.readers.passages.layout import indentation
from tei.readers.passages.marks import CLOSERS, Opening, closes, is_continuation, is_open_at_end, opening
from tei.readers.passages.reading import Found, Reading
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import BlockQuotation, Paragraph
from tei.transcription.decisions import Kind

_EARLY = 120  # characters in which a quotation says whose it is
_SHORTEST = 60  # characters of a quotation without marks; what is shorter may be a heading or an item
_SET_IN, _SHORTEST_SET_IN = 3, 80  # columns from the margin; characters of a quotation told by them alone
_STOPPED = re.compile(r"[.!?:;—–-][”’\"')\]_]*(?:\[\w{1,3}\])?$")
_FARTHEST = 4  # paragraphs in which the reference of a quotation without marks is looked for
_LONGEST_HEADING = 75
_LONGEST_ATTRIBUTION = 100
_ANNOUNCED = re.compile(r":[\s\u2060]*(?:\[\w{1,3}\*?\])?[\s\u2060]*[–—-]?$")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|[–—•-]\s")
_ELLIPSIS = re.compile(r"\[?(?:…|\.\s?\.\s?\.)\]?")
# "(Fourth International, July, p. 216.)": a title or a page in brackets at the end.
_SOURCE = re.compile(r"\([^()]{0,120}\d[^()]{0,60}\)[\s.]*$")
_INSERTED = re.compile(r"\[[^\[\]]{5,80}\]")
_SPOKEN = re.compile(r"[^\W\d_][\w.’' ]{1,30}:\s")


class _Begin(NamedTuple):
    """That a quotation begins: how sure that is, why, and whether marks show it."""

    confidence: float
    reasons: tuple[str, ...]
    is_marked: bool = True


def _marked(words: str) -> Opening:
    return opening(without_emphasis_notes(words) if "(" in words or "[" in words else words)


def _is_quotation(words: str) -> bool:
    return (
        bool(words) and words[0] in CLOSERS and _marked(words) in {Opening.CLOSED_AT_END, Opening.LEFT_OPEN}
    )


def _is_announced(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the chunk before ``at`` ends with a colon, as what announces a quotation does; the head of a letter does not."""
    before = chunks[at - 1].text if at else ""
    return _ANNOUNCED.search(before) is not None and not (is_salute(before) or is_addressee(before))


def _begin(chunks: Sequence[Chunk], at: int, reading: Reading) -> _Begin | None:
    """Whether a quotation begins at ``at``."""
    words, announced = chunks[at].words, _is_announced(chunks, at)
    if _is_set_in(chunks[at], reading):
        return _Begin(0.85, ("set in from the margin",), is_marked=False)
    if words[:1] in CLOSERS:
        return _begin_marked(chunks[at], reading, is_announced=announced)
    if _is_said(words, reading):
        return _Begin(0.75, ("a name and a colon", "the rest in quotation marks"), is_marked=False)
    if _INSERTED.search(words, 0, _EARLY) and _attributed_within().search(words, 0, _EARLY):
        return _Begin(0.85, ("who says it is put in brackets",), is_marked=False)
    if not announced or len(words) < _SHORTEST or _NUMBERED.match(words) or reading.habits.has_direct_speech:
        return None
    return _begin_announced(words)


def _begin_announced(words: str) -> _Begin | None:
    if _SPOKEN.match(words) and _ANNOUNCED.search(words):
        return None
    return _Begin(0.93, ("the paragraph before it ends with a colon", "a whole paragraph"), is_marked=False)


def _is_set_in(chunk: Chunk, reading: Reading) -> bool:
    """Whether ``chunk`` is a wrapped paragraph of which every line stands further in than paragraphs do."""
    habits = reading.habits
    return (
        habits.has_margin
        and len(chunk.lines) == 1
        and chunk.length >= _SHORTEST_SET_IN
        and habits.front_end(chunk.extent.start) is None
        and indentation(chunk) >= _SET_IN
        and _STOPPED.search(chunk.text) is not None
    )


@cache
def _attributed_within() -> re.Pattern[str]:
    """Who says what is quoted, put into it: "[asserted the master]"."""
    saying = any_of(words("quotations", "saying"))
    return re.compile(rf"(?<=\w\s)\[{saying}\s[^\[\]]{{0,30}}(?<![^\W\d_])[^\W\d_a-z][^\[\]]{{0,40}}\]")


def _is_said(words: str, reading: Reading) -> bool:
    """Whether ``words`` are a speaker's name and a quotation, in a text that is no play or hearing throughout."""
    spoken = _SPOKEN.match(words) if words[-1:] in '”“»".!?' else None
    if spoken is None or reading.habits.has_direct_speech or reading.habits.speakers:
        return False
    said = words[spoken.end() :]
    return said[:1] in CLOSERS and opening(said) is Opening.CLOSED_AT_END


def _begin_marked(chunk: Chunk, reading: Reading, *, is_announced: bool) -> _Begin | None:
    words = chunk.words
    found = _marked(words)
    if reading.habits.has_direct_speech or is_title(words):
        return None
    if found in {Opening.CLOSED_AT_END, Opening.LEFT_OPEN}:
        return _Begin(0.97 if is_announced else 0.9, ("a paragraph in quotation marks",))
    if found is Opening.CLOSED_WITHIN and closes(words) and not (reading.habits.is_book and _is_told(words)):
        return _Begin(0.8, ("a paragraph that begins and ends with quotation marks",))
    if found is Opening.CLOSED_WITHIN and _is_attributed(chunk):
        return _Begin(0.9, ("a paragraph in quotation marks", "whose words they are on the line below"))
    return None


@cache
def _told() -> re.Pattern[str]:
    """A mark that closes what somebody says, and right behind it that they say it: "Yes," said she."""
    saying = any_of(words("quotations", "saying"))
    return re.compile(rf"[,.!?—–-]+[”\"»“]\s+(?:[^\W\d_][\w.’'-]*\s+){{0,2}}{saying}(?!\w)", re.IGNORECASE)


def _is_told(words_: str) -> bool:
    """Whether ``words_`` begin as what is said in a story does."""
    return _told().search(words_, 0, _EARLY) is not None


def _is_attributed(chunk: Chunk) -> bool:
    """Whether the last line of ``chunk`` says whose the quotation above it is."""
    above = chunk.part(0, -1)
    last = chunk.lines[-1]
    return bool(above.lines) and len(last) <= _LONGEST_ATTRIBUTION and closes(above.words)


def _goes_on(earlier: Chunk, later: Chunk) -> bool:
    """Whether ``later`` continues the marked quotation in ``earlier``: that one left open, or this one marked."""
    return opening(later.words) is not Opening.NONE and (
        is_open_at_end(earlier.words) or is_continuation(later.words)
    )


def _marked_count(chunks: Sequence[Chunk], at: int) -> int:
    """How many chunks from ``at`` on are one quotation in quotation marks."""
    last = at  # the last paragraph that opens with a mark
    end = at + 1
    while end < len(chunks) and chunks[end].hint is None:
        items = _items(chunks, end) if is_open_at_end(chunks[last].words) else end
        if items == len(chunks) or not _goes_on(chunks[last], chunks[items]):
            break
        if is_stanza(chunks[items]) or not _is_quotation(chunks[items].words):
            break
        last, end = items, items + 1
    return max(end, _up_to_closer(chunks, at)) - at


def _items(chunks: Sequence[Chunk], at: int) -> int:
    """Behind the numbered items from ``at`` on that a quotation left open may hold."""
    end = at
    while end < min(at + _FARTHEST, len(chunks)) and chunks[end].hint is None:
        if not _NUMBERED.match(chunks[end].words):
            break
        end += 1
    return end


def _up_to_closer(chunks: Sequence[Chunk], at: int) -> int:
    """Behind the chunk within reach that closes the quotation which ``at`` leaves open; ``at + 1`` when none does.

    The paragraphs between need not re-open it.
    """
    words = chunks[at].words
    closers = CLOSERS[words[0]]
    if _marked(words) is not Opening.LEFT_OPEN or words[0] in closers:
        return at + 1
    for end in range(at + 1, min(at + _FARTHEST, len(chunks))):
        later = chunks[end].words
        if chunks[end].hint is not None or later[:1] in CLOSERS:
            break
        if sum(later.count(closer) for closer in closers) > later.count(words[0]):
            return end + 1 if closes(later) else at + 1
    return at + 1


def _is_in_the_way(chunk: Chunk) -> bool:
    """Whether ``chunk`` cannot stand within a quotation without marks: it announces one, or parts the text."""
    words = chunk.words
    return (
        chunk.hint is not None
        or is_separator(chunk)
        or words[:1] in CLOSERS
        or _ANNOUNCED.search(words) is not None
        or (len(words) <= _LONGEST_HEADING and words[-1:] not in ".…!?;”")
    )


def _unmarked_count(chunks: Sequence[Chunk], at: int, reading: Reading) -> int:
    """How many chunks from ``at`` on are one quotation without marks."""
    end = at + 1
    if _is_set_in(chunks[at], reading):
        column = indentation(chunks[at])
        while end < len(chunks) and chunks[end].hint is None and _is_set_in(chunks[end], reading):
            if indentation(chunks[end]) != column:
                break
            end += 1
        return end - at
    while end < len(chunks) and _continues(chunks[end - 1], chunks[end]):
        end += 1
    return max(end, _up_to_source(chunks, at)) - at


def _continues(earlier: Chunk, later: Chunk) -> bool:
    """Whether ``later`` goes on with a quotation without marks: by an ellipsis, or by its number."""
    if later.hint is not None:
        return False
    words = later.words
    if _ELLIPSIS.match(words):
        return True
    if _NUMBERED.match(words) and (_NUMBERED.match(earlier.words) or _ANNOUNCED.search(earlier.text)):
        return True
    cut = _ELLIPSIS.search(earlier.words, max(0, len(earlier.words) - 6))
    return cut is not None and not _is_in_the_way(later)


def _up_to_source(chunks: Sequence[Chunk], at: int) -> int:
    """Behind the chunk within reach that ends with the source of the quotation; ``at + 1`` when none does."""
    for end in range(at, min(at + _FARTHEST, len(chunks))):
        if end > at and _is_in_the_way(chunks[end]):
            break
        if _SOURCE.search(chunks[end].text):
            return end + 1
    return at + 1


def _hinted_count(chunks: Sequence[Chunk], at: int) -> int:
    end = at + 1
    while end < len(chunks) and chunks[end].hint == chunks[at].hint:
        end += 1
    return end - at


def block_quotation(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A block quotation, when one begins with ``chunks[at]``."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return _quotation(chunks[at : at + _hinted_count(chunks, at)], reading)
    begin = _begin(chunks, at, reading)
    if begin is None:
        return None
    count = _marked_count(chunks, at) if begin.is_marked else _unmarked_count(chunks, at, reading)
    reading.decide(Kind.QUOTATION, chunk.extent, begin.confidence, *begin.reasons)
    quoted = list(chunks[at : at + count])
    if begin.is_marked and at + count < len(chunks) and _is_line_below(quoted[-1], chunks[at + count]):
        quoted[-1] = quoted[-1]._replace(lines=(*quoted[-1].lines, *chunks[at + count].lines))
        count += 1
    return Found(_quotation(quoted, reading).blocks, count)


def _is_line_below(quoted: Chunk, later: Chunk) -> bool:
    """Whether ``later`` is a short line right below the closing mark of ``quoted``: whose words they are."""
    between = quoted.source[quoted.extent.end : later.extent.start]
    return (
        later.hint is None
        and between.count("\n") == 1
        and later.length <= _LONGEST_ATTRIBUTION
        and later.words[:1] not in CLOSERS
        and closes(quoted.words)
    )


def _quotation(quoted: Sequence[Chunk], reading: Reading) -> Found:
    paragraphs = tuple(Paragraph(reading.content(one, is_quoted=True), one.extent) for one in quoted)
    return Found((BlockQuotation(paragraphs),), len(quoted))
