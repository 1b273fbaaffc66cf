"""The list of what a text holds, as the print or its transcriber has it: titles and the pages where they begin.

In come chunks, out go the same with a hint on those that are such a list. Lines side by side under a heading that says so
are the items of a list. Titles and numbers in turn, lines apart that end in a number or are found again under such a
heading, and lines without one each of which is found again above a part of the text, are work of the print beside it.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tei.readers.blocks.verse import is_stanza
from tei.readers.chunks.chunk import Chunk, Hint
from tei.readers.vocabulary import any_of, words
from tei.transcription.decisions import Decision, Kind
from tei.transcription.numerals import number

_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})\.?", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(r"(?:\.{2,}|[. \u00a0]{3,}|\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]{1,7})\.?$")
_LONGEST_TITLE = 90
_LONGEST_NUMBER = 8
_LEAST_PAIRS = 3
_BETWEEN = 3  # chunks between a heading and its list: the name of a part, a remark
_LEAST_LINES, _FOUND_AGAIN = 4, 0.7
_LONGEST_LISTED, _LEAST_TITLES = 140, 2
_NO_LETTERS = re.compile(r"[\W_]+")
_COUNTED = re.compile(r"(?:[^\W\d_]+\s+)?(?:[IVXLC]+|\d{1,3})[.):—–-]?\s")
_PAGED = re.compile(r"(?:\s|\.)(?:\d{1,4}|[ivxlc]{1,7})\.?$")


class Listed(NamedTuple):
    """Chunks in which the lists of contents have a hint, and what was guessed."""

    chunks: Sequence[Chunk]
    decisions: tuple[Decision, ...] = ()


@cache
def _column() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('contents', 'columns'))}\.?", re.IGNORECASE)


@cache
def _longest_column() -> int:
    """The length of the longest word above the numbers, with its stop."""
    return 1 + max(map(len, words("contents", "columns")))


@cache
def _heading() -> re.Pattern[str]:
    behind = rf"(?:\s+{any_of(words('contents', 'of'))}\s+.{{1,40}}?)?"
    return re.compile(rf"{any_of(words('contents', 'headings'))}{behind}[.:]?", re.IGNORECASE)


class _Guess(NamedTuple):
    kind: Kind
    confidence: float
    reason: str


def with_contents(chunks: Sequence[Chunk]) -> Listed:
    """``chunks`` with a hint on the lists of contents; one that stands line by line under its heading is a list."""
    guesses = _guesses(chunks)
    if not guesses:
        return Listed(chunks)
    made = [part for at, chunk in enumerate(chunks) for part in _hinted(chunk, at, guesses.get(at))]
    decisions = (
        Decision(guess.kind, chunks[at].extent, guess.confidence, (guess.reason,))
        for at, guess in sorted(guesses.items())
    )
    return Listed(made, tuple(decisions))


def _guesses(chunks: Sequence[Chunk]) -> dict[int, _Guess]:
    """What is guessed of the chunks at certain places; what is surer last, since it stays."""
    found = dict.fromkeys(
        _in_turn(chunks), _Guess(Kind.CONTENTS, 0.95, "titles and numbers of pages in turn")
    )
    headings = [at for at, chunk in enumerate(chunks[:-1]) if _is_heading(chunk)]
    found |= dict.fromkeys(
        _under_headings(chunks, frozenset(headings)),
        _Guess(Kind.CONTENTS, 0.95, "lines that end in numbers of pages"),
    )
    found |= dict.fromkeys(
        _recurring(chunks),
        _Guess(Kind.CONTENTS, 0.85, "its lines are found again above parts of the text"),
    )
    found |= dict.fromkeys(
        _headed_lines(chunks, headings), _Guess(Kind.CONTENTS, 0.85, "under a heading, and found again below")
    )
    return found | dict(_listed(chunks, headings))


def _hinted(chunk: Chunk, at: int, guess: _Guess | None) -> list[Chunk]:
    """``chunk`` with the hint of what is guessed of it; each line of a list an item, the numbers before it no label."""
    if guess is None:
        return [chunk]
    if guess.kind is not Kind.LIST:
        return [chunk._replace(hint=Hint(guess.kind))]
    hint = Hint(
        Kind.LIST, level=1, group=-1 - at, is_plain=True
    )  # below the numbers of the groups of mark-up
    return [chunk.part(line, line + 1)._replace(hint=hint) for line in range(len(chunk.lines))]


# ------------------------------------------------------------ under a heading that says what they are


def _listed(chunks: Sequence[Chunk], headings: Sequence[int]) -> Iterator[tuple[int, _Guess]]:
    """Chunks of several lines that are titles, under the heading of such a list, and that heading."""
    for at in headings:
        places = list(_titles_under(chunks, at))
        if not places:
            continue
        if at and chunks[at].hint is None:
            yield at, _Guess(Kind.HEADING, 0.95, "above a list of contents")
        for here in range(at + 1, places[-1] + 1):
            if here in places:
                yield here, _Guess(Kind.LIST, 0.9, "lines under the heading of a list of contents")
            elif _column().fullmatch(chunks[here].text):
                yield here, _Guess(Kind.CONTENTS, 0.95, "the word above the numbers of pages")


def _titles_under(chunks: Sequence[Chunk], at: int) -> Iterator[int]:
    """The chunks below the heading at ``at`` whose lines are titles; the names of parts may stand between them."""
    between = 0
    for here in range(at + 1, len(chunks)):
        if _has_titles(chunks[here]):
            yield here
            between = 0
        elif _is_line(chunks[here]) and between < _BETWEEN:
            between += 1
        else:
            return


def _is_heading(chunk: Chunk) -> bool:
    return (
        (chunk.hint is None or chunk.hint.kind is Kind.HEADING)
        and len(chunk.lines) == 1
        and chunk.length <= _LONGEST_TITLE
        and _heading().fullmatch(chunk.text) is not None
    )


def _has_titles(chunk: Chunk) -> bool:
    """Whether the lines of ``chunk`` are titles, with or without numbers, and neither verse nor cells."""
    if chunk.hint is not None or len(chunk.lines) < _LEAST_TITLES or "\t" in chunk.text:
        return False
    lines = chunk.texts
    if any(len(line) > _LONGEST_LISTED or line[0].islower() for line in lines):
        return False
    counted = sum(_COUNTED.match(line) is not None or _PAGED.search(line) is not None for line in lines)
    return counted * 2 >= len(lines) or not is_stanza(chunk)


def _headed_lines(chunks: Sequence[Chunk], headings: Sequence[int]) -> Iterator[int]:
    """Chunks of one line each, under such a heading, to the first of them that stands again: there the text begins."""
    for at in headings:
        known: set[str] = set()
        end = at + 1
        while end < len(chunks) and _is_line(chunks[end]) and _folded(chunks[end].text) not in known:
            known.add(_folded(chunks[end].text))
            end += 1
        if end - at > _LEAST_PAIRS and end < len(chunks) and _begins_text(chunks, at + 1, end):
            yield from range(at + 1, end)


def _begins_text(chunks: Sequence[Chunk], first: int, end: int) -> bool:
    """Whether the text begins at ``end``: with the first line of the list, or most of its lines are found below."""
    if not _is_line(chunks[end]):
        return False
    if _folded(chunks[end].text) == _folded(chunks[first].text):
        return True
    below = {_folded(one.lines[0].of(one.source)) for one in chunks[end:] if _is_line(one)}
    again = sum(_folded(chunks[at].text) in below for at in range(first, end))
    return again >= _FOUND_AGAIN * (end - first)


# ------------------------------------------------------------ by what they hold


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
    return chunk.hint is None and len(chunk.lines) == 1 and chunk.length <= _LONGEST_TITLE


def _is_number(chunk: Chunk) -> bool:
    return (
        len(chunk.text) <= _LONGEST_NUMBER and _is_line(chunk) and _NUMBER.fullmatch(chunk.text) is not None
    )


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


def _under_headings(chunks: Sequence[Chunk], headings: Container[int]) -> Iterator[int]:
    """Chunks whose lines end in a number, under a heading that says what they are, or the word for such numbers."""
    longest = _longest_column()
    for at, chunk in enumerate(chunks[:-1]):
        is_above = len(chunk.texts[0]) <= longest and _column().fullmatch(chunk.texts[0]) is not None
        if chunk.hint is not None or not (is_above or at in headings):
            continue
        first = at if _has_numbers(chunk) else at + 1
        while first <= at + _BETWEEN and first < len(chunks) and not _has_numbers(chunks[first]):
            first += 1
        end = first
        while end < len(chunks) and chunks[end].hint is None and _has_numbers(chunks[end]):
            end += 1
        if sum(len(one.lines) for one in chunks[first:end]) >= _LEAST_PAIRS:
            yield from range(first, end)


def _has_numbers(chunk: Chunk) -> bool:
    """Whether most lines of ``chunk`` end in a number apart."""
    ends = (line.of(chunk.source)[-_LONGEST_TITLE:] for line in chunk.lines)
    return sum(_ENDS_IN_NUMBER.search(end) is not None for end in ends) * 2 > len(chunk.lines)


def _folded(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def _recurring(chunks: Sequence[Chunk]) -> Iterator[int]:
    """Chunks of several short lines most of which stand again, alone or first of a few, below."""
    lists = [
        at
        for at, chunk in enumerate(chunks)
        if chunk.hint is None and len(chunk.lines) >= _LEAST_LINES and chunk.longest <= _LONGEST_TITLE
    ]
    if not lists:
        return
    titles: dict[str, int] = {}  # the first line of each short chunk, and the last place where it stands
    for at, chunk in enumerate(chunks[lists[0] :], lists[0]):
        if len(chunk.lines) <= 3 and len(chunk.lines[0]) <= _LONGEST_TITLE:
            titles[_folded(chunk.texts[0])] = at
    yield from (at for at in lists if _are_below(chunks[at].texts, titles, at))


def _are_below(lines: Sequence[str], titles: dict[str, int], at: int) -> bool:
    """Whether most of ``lines`` are titles below ``at``; of verse, which is like them, the first lines tell."""
    missing = 0
    for line in lines:
        missing += not _is_below(line, titles, at)
        if len(lines) - missing < _FOUND_AGAIN * len(lines):
            return False
    return True


def _is_below(line: str, titles: dict[str, int], at: int) -> bool:
    """Whether ``line``, with or without what stands behind a colon or the number at its end, is a title below ``at``."""
    shorter = {line, line.rpartition(":")[0], _ENDS_IN_NUMBER.sub("", line)}
    return any(titles.get(_folded(one), -1) > at for one in shorter if one.strip())
