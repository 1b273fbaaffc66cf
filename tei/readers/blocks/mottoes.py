"""Mottoes: a short quotation below a heading, and below it a line that says whose it is.

In come the chunks of a text, out come the mottoes that begin at one of them, each with its author. One is told by three
things together: a heading above it, with no more than a remark in brackets between; a short line behind it that is a
name with a stop, or stands behind a dash; and that the text goes on below that line.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tei.readers.blocks.headings import is_heading
from tei.readers.blocks.letter_lines import closes, is_dateline, is_name, is_ordinal, is_salute
from tei.readers.blocks.verse import is_stanza
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.capitals import is_in_capitals
from tei.readers.passages.front_pages import names_part
from tei.readers.passages.habits import folded, speaker
from tei.readers.passages.layout import indentation
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import Block, Motto, Paragraph, Verse
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent

_LONGEST = 240  # characters of a line of a motto
_MOST_LINES = 12
_LONGEST_ABOVE = 130  # characters of a heading, or of a remark below it
_LONGEST_SOURCE = 70
_MOST_OF_NAME = 4  # words
_LONGEST_LINE_OF_VERSE = 80
_ENOUGH_TEXT = 100  # characters of the text that goes on below
_NEAR = 3  # chunks below, of which one is long
_MOST_MOTTOES = 3
_DASHED = re.compile(r"(?:[–—]|--?)\s*(?=[^\W\d_])")
_STOPPED = re.compile(r"\.[”’\"')\]»]*$")
_ENDS = re.compile(r"(?:[.!?…]|[–—]|--)[”’\"')\]»“«]*\s*[–—]?$")
# "Byron, “The Island.”", "Goethe, Faust II.": what of the author’s it is.
_WORK = re.compile(r",\s*[»„“‘\"'_*]?[^\W_]")
_SENTENCE = re.compile(r"\w{4}\.\s")
_FAR_IN = 5  # columns from the margin of the motto
_FIRST_PART = re.compile(r"(?:I|1|A)[.)]?")


class _Pair(NamedTuple):
    """The words of a motto, the line that says whose they are, and how many chunks they are."""

    quoted: Chunk
    source: Chunk
    taken: int


def _bare(chunk: Chunk) -> str:
    return chunk.words.replace("_", "")


def _is_source(chunk: Chunk) -> bool:
    """Whether ``chunk`` says whose the words above it are: a name with a stop, perhaps with a work of its bearer."""
    words = _bare(chunk)
    if _STOPPED.search(words) is None or names_part(words):
        return False
    work = _WORK.search(words)
    name = words[: work.start()] if work else words
    is_sentence = work is not None and _SENTENCE.search(words, work.end()) is not None
    return len(name.split()) <= _MOST_OF_NAME and is_name(name) and not is_sentence


def _is_set_apart(chunk: Chunk, quoted: Chunk) -> bool:
    """Whether ``chunk`` stands behind a dash, or well to the right of the words above it."""
    words = _bare(chunk)
    dash = _DASHED.match(words)
    begin = dash.end() if dash else len(words) - len(words.lstrip("»„“‘\"'"))
    is_right = indentation(chunk) >= indentation(quoted) + _FAR_IN
    return (dash is not None or is_right) and words[begin : begin + 1].isupper()


def _could_be_source(chunk: Chunk) -> bool:
    words = _bare(chunk)
    return (
        len(chunk.lines) == 1
        and len(words) <= _LONGEST_SOURCE
        and not words.endswith(("!", "?", ":", ";", ","))
        and not (is_ordinal(words) or is_dateline(words))
    )


def _could_be_motto(chunk: Chunk) -> bool:
    words = chunk.words
    return (
        len(chunk.lines) <= _MOST_LINES
        and max(map(len, chunk.lines)) <= _LONGEST
        and "\t" not in chunk.text
        and words[:1] not in "([*"
        and not is_in_capitals(words)
        and (len(chunk.lines) > 1 or _ENDS.search(words) is not None)
        and not (is_salute(words) or is_dateline(words) or closes([words]))
    )


def _is_below_heading(chunks: Sequence[Chunk], at: int, reading: Reading) -> bool:
    """Whether a heading stands above ``chunks[at]``, or above the remark in brackets there."""
    above = chunks[at - 1]
    if at > 1 and above.hint is None and above.words[:1] == "(" and above.words.rstrip(".")[-1:] == ")":
        above = chunks[at - 2]
    if above.hint is not None:
        return above.kind is Kind.HEADING
    return is_heading(above, reading.habits)


def _goes_on(chunks: Sequence[Chunk], at: int, reading: Reading) -> bool:
    """Whether the text of the part goes on at ``at``: not the next part does, nor what closes a letter."""
    if at < len(chunks) and _FIRST_PART.fullmatch(chunks[at].words):
        at += 1
    following = chunks[at : at + _NEAR]
    if not following or is_dateline(following[0].words):
        return False
    is_next = following[0].kind is Kind.HEADING or (
        following[0].hint is None and is_heading(following[0], reading.habits)
    )
    return not is_next and any(len(one.extent) >= _ENOUGH_TEXT for one in following)


def _goes_on_in_verse(chunks: Sequence[Chunk], at: int, pairs: Sequence[_Pair]) -> bool:
    """Whether stanzas follow one: then it is no motto but the first of them."""
    return is_stanza(chunks[at]) and any(is_stanza(pair.quoted) for pair in pairs)


def _pair(chunks: Sequence[Chunk], at: int, reading: Reading) -> _Pair | None:
    """The motto and its source that begin at ``at``, as far as their words and their place tell."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return None
    if len(chunk.lines) > 1:
        quoted, source = chunk.part(0, len(chunk.lines) - 1), chunk.part(len(chunk.lines) - 1)
        if _could_be_source(source) and _is_set_apart(source, quoted):
            return _checked(_Pair(quoted, source, 1), reading)
    if at + 1 == len(chunks) or chunks[at + 1].hint is not None or not _could_be_source(chunks[at + 1]):
        return None
    source = chunks[at + 1]
    if not _is_set_apart(source, chunk) and not _is_source(source):
        return None
    return _checked(_Pair(chunk, source, 2), reading)


def _checked(pair: _Pair, reading: Reading) -> _Pair | None:
    """``pair``, unless one of the two is something else: a speaker, a label that stands again and again."""
    habits = reading.habits
    if not _could_be_motto(pair.quoted) or folded(_bare(pair.source)) in habits.labels:
        return None
    spoken = (speaker(pair.quoted.text), speaker(pair.source.text))
    return pair if habits.speakers.isdisjoint(spoken) else None


def _pairs(chunks: Sequence[Chunk], at: int, reading: Reading) -> list[_Pair]:
    found: list[_Pair] = []
    while at < len(chunks) and len(found) < _MOST_MOTTOES:
        pair = _pair(chunks, at, reading)
        if pair is None:
            break
        found.append(pair)
        at += pair.taken
    return found


def _words(chunk: Chunk, reading: Reading) -> Block:
    """The words of a motto: lines of verse where they begin large."""
    texts = [line.of(chunk.source).lstrip("—–- \"“„‘'»«") for line in chunk.lines]
    is_verse = len(texts) > 1 and max(map(len, texts)) <= _LONGEST_LINE_OF_VERSE
    if is_verse and not any(text[:1].islower() for text in texts):
        return Verse(reading.lines(chunk))
    return Paragraph(reading.content(chunk, is_quoted=True), chunk.extent)


def _may_be_pair(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a line stands at its place that is short enough to say whose ``chunks[at]`` is."""
    if len(chunks[at].lines) > 1 and len(chunks[at].lines[-1]) <= _LONGEST_SOURCE + 2:
        return True
    below = chunks[at + 1 : at + 2]
    return bool(below) and len(below[0].extent) <= _LONGEST_SOURCE + 2


def motto(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """The mottoes that stand at the head of a part from ``chunks[at]`` on."""
    if chunks[at].hint is not None:
        return _settled(chunks, at, reading)
    if not at or len(chunks[at - 1].extent) > _LONGEST_ABOVE or not _may_be_pair(chunks, at):
        return None
    pairs = _pairs(chunks, at, reading)
    taken = sum(pair.taken for pair in pairs)
    if (
        not pairs
        or not _is_below_heading(chunks, at, reading)
        or not _goes_on(chunks, at + taken, reading)
        or _goes_on_in_verse(chunks, at + taken, pairs)
    ):
        return None
    for pair in pairs:
        whole = Extent(pair.quoted.extent.start, pair.source.extent.end)
        reading.decide(Kind.MOTTO, whole, 0.85, "short, below a heading", "whose it is stands below")
    return Found(tuple(_motto([pair.quoted], pair.source, reading) for pair in pairs), taken)


def _settled(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found:
    """The motto that an editor says ``chunks[at]`` is, with the line that says whose it is, if one stands below."""
    chunk, below = chunks[at], chunks[at + 1 : at + 2]
    if len(chunk.lines) > 1 and _is_told(chunk.part(len(chunk.lines) - 1)):
        last = len(chunk.lines) - 1
        return Found((_motto([chunk.part(0, last)], chunk.part(last), reading),))
    if below and below[0].hint in {None, chunk.hint} and _is_told(below[0]):
        return Found((_motto([chunk], below[0], reading),), 2)
    return Found((_motto([chunk], None, reading),))


def _is_told(chunk: Chunk) -> bool:
    """Whether the words of ``chunk`` alone tell that it says whose a motto is."""
    return _could_be_source(chunk) and (_is_source(chunk) or _DASHED.match(chunk.words) is not None)


def _motto(quoted: Sequence[Chunk], source: Chunk | None, reading: Reading) -> Motto:
    return Motto(
        tuple(_words(chunk, reading) for chunk in quoted),
        reading.content(source) if source is not None else (),
    )


def quoted_motto(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """The motto that a quotation below a heading is, whose last line says whose it is; the mark-up tells where it ends."""
    hint = chunks[at].hint
    if hint is None or hint.is_settled or not at or not _is_below_heading(chunks, at, reading):
        return None
    end = at + 1
    while end < len(chunks) and chunks[end].hint == hint:
        end += 1
    quoted, source = chunks[at : end - 1], chunks[end - 1]
    if not quoted or not _is_told(source) or not _goes_on(chunks, end, reading):
        return None
    return Found((_motto(quoted, source, reading),), end - at) if all(map(_could_be_motto, quoted)) else None
