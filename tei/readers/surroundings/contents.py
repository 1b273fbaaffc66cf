"""The list of what a text holds, as the print or its transcriber has it: titles and the pages where they begin.

In come chunks, out go the same with a hint on those that are such a list: titles and numbers in turn, lines that
end in a number under a heading that says so, or lines each of which is found again above a part of the text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk, Hint
from tei.readers.vocabulary import any_of, words
from tei.transcription.decisions import Decision, Kind
from tei.transcription.numerals import number

_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})\.?", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(r"(?:\.{2,}|[. \u00a0]{3,}|\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]{1,7})\.?$")
_LONGEST_TITLE = 90
_LEAST_PAIRS = 3
_BETWEEN = 3  # chunks between a heading and its list: the name of a part, a remark
_LEAST_LINES, _FOUND_AGAIN = 4, 0.7


class Listed(NamedTuple):
    """Chunks in which the lists of contents have a hint, and what was guessed."""

    chunks: Sequence[Chunk]
    decisions: tuple[Decision, ...] = ()


@cache
def _column() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('contents', 'columns'))}\.?", re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('contents', 'headings'))}[.:]?", re.IGNORECASE)


def with_contents(chunks: Sequence[Chunk]) -> Listed:
    """``chunks`` with a hint on the lists of contents."""
    found = dict.fromkeys(_in_turn(chunks), (0.95, "titles and numbers of pages in turn"))
    found |= dict.fromkeys(_under_headings(chunks), (0.95, "lines that end in numbers of pages"))
    found |= dict.fromkeys(_recurring(chunks), (0.85, "its lines are found again above parts of the text"))
    if not found:
        return Listed(chunks)
    made = [
        chunk._replace(hint=Hint(Kind.CONTENTS)) if at in found else chunk for at, chunk in enumerate(chunks)
    ]
    decisions = (
        Decision(Kind.CONTENTS, chunks[at].extent, confidence, (reason,))
        for at, (confidence, reason) in sorted(found.items())
    )
    return Listed(made, tuple(decisions))


def _in_turn(chunks: Sequence[Chunk]) -> Iterator[int]:
    """Chunks that are in turn a title and a number; in most texts no numbers stand alone."""
    if sum(map(_is_number, chunks)) < _LEAST_PAIRS:
        return
    end = 0
    for at, chunk in enumerate(chunks):
        if chunk.hint is not None or at < end:
            continue
        pairs = _pairs(chunks, at)
        if len(pairs) >= 2 * _LEAST_PAIRS and not _count_on(chunks, pairs):
            yield from pairs
        end = at + len(pairs)  # what is none as a whole has none in it


def _is_line(chunk: Chunk) -> bool:
    return chunk.hint is None and len(chunk.lines) == 1 and len(chunk.extent) <= _LONGEST_TITLE


def _is_number(chunk: Chunk) -> bool:
    return _is_line(chunk) and _NUMBER.fullmatch(chunk.text) is not None


def _pairs(chunks: Sequence[Chunk], at: int) -> list[int]:
    """The places from ``at`` on that are in turn a title and a number, the word above the numbers included."""
    places = []
    if _is_line(chunks[at]) and _column().fullmatch(chunks[at].text):
        places.append(at)
        at += 1
    while at + 1 < len(chunks) and _is_number(chunks[at + 1]) and _is_title(chunks[at]):
        places += [at, at + 1]
        at += 2
    return places


def _is_title(chunk: Chunk) -> bool:
    return _is_line(chunk) and not _is_number(chunk) and not chunk.text[0].islower()


def _count_on(chunks: Sequence[Chunk], pairs: Sequence[int]) -> bool:
    """Whether the numbers at ``pairs`` follow each other one by one, as those of sections do, and of pages not."""
    read = [number(chunks[at].text.rstrip(".")) for at in pairs if _is_number(chunks[at])]
    numbers = [int(one) for one in read if one is not None]
    return all(after == before + 1 for before, after in pairwise(numbers))


def _under_headings(chunks: Sequence[Chunk]) -> Iterator[int]:
    """Chunks whose lines end in a number, under a heading that says what they are, or the word for such numbers."""
    for at, chunk in enumerate(chunks[:-1]):
        if chunk.hint is not None or len(chunk.lines[0]) > _LONGEST_TITLE or not _announces(chunk):
            continue
        first = at if _has_numbers(chunk) else at + 1
        while first <= at + _BETWEEN and first < len(chunks) and not _has_numbers(chunks[first]):
            first += 1
        end = first
        while end < len(chunks) and chunks[end].hint is None and _has_numbers(chunks[end]):
            end += 1
        if sum(len(one.lines) for one in chunks[first:end]) >= _LEAST_PAIRS:
            yield from range(first, end)


def _announces(chunk: Chunk) -> bool:
    """Whether ``chunk`` is the heading of a list of contents, or begins with the word above its numbers."""
    line = chunk.lines[0].of(chunk.source)
    if _column().fullmatch(line):
        return True
    return len(chunk.lines) == 1 and _heading().fullmatch(line) is not None


def _has_numbers(chunk: Chunk) -> bool:
    """Whether most lines of ``chunk`` end in a number apart."""
    ends = (line.of(chunk.source)[-_LONGEST_TITLE:] for line in chunk.lines)
    return sum(_ENDS_IN_NUMBER.search(end) is not None for end in ends) * 2 > len(chunk.lines)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _recurring(chunks: Sequence[Chunk]) -> Iterator[int]:
    """Chunks of several short lines most of which stand again, alone or first of a few, below."""
    lists = [
        at
        for at, chunk in enumerate(chunks)
        if chunk.hint is None
        and len(chunk.lines) >= _LEAST_LINES
        and all(len(line) <= _LONGEST_TITLE for line in chunk.lines)
    ]
    if not lists:
        return
    titles: dict[str, int] = {}  # the first line of each short chunk, and the last place where it stands
    for at, chunk in enumerate(chunks):
        if len(chunk.lines) <= 3 and len(chunk.lines[0]) <= _LONGEST_TITLE:
            titles[_folded(chunk.lines[0].of(chunk.source))] = at
    for at in lists:
        lines = [line.of(chunks[at].source) for line in chunks[at].lines]
        again = sum(_is_below(line, titles, at) for line in lines)
        if again >= _FOUND_AGAIN * len(lines):
            yield at


def _is_below(line: str, titles: dict[str, int], at: int) -> bool:
    """Whether ``line``, with or without what stands behind a colon or the number at its end, is a title below ``at``."""
    shorter = {line, line.rpartition(":")[0], _ENDS_IN_NUMBER.sub("", line)}
    return any(titles.get(_folded(one), -1) > at for one in shorter if one.strip())
