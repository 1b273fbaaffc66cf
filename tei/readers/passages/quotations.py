"""Quotations within a paragraph, told by their marks.

Only balanced marks make a ``Quotation``; the characters stay where they are. An apostrophe never closes
one: a single mark closes only where no other character in reach could be meant.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tei.readers.chunks.chunk import Mark
from tei.readers.vocabulary import words
from tei.transcription.extent import Extent
from tei.transcription.inlines import Quotation

_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‟": "”", "‹": "›", "‚": "‘"}
_MARK = re.compile('[“”„«»"‟‹›‚‘]')
_SINGLE_OPENER = re.compile(r"(?<![^\W_])‘(?=\S)")
_SINGLE_CLOSER = re.compile(r"(?<=\S)’(?![^\W_])")
_DEEPEST = 6  # quotations within quotations; beyond that marks are an accident
_WORD_BEFORE = re.compile(r"([^\W\d_]+)’$")


class _Pair(NamedTuple):
    """The offsets of an opening mark and of its closing mark."""

    opener: int
    closer: int


def _opens(source: str, at: int) -> bool:
    """Whether a straight mark opens: nothing or a blank or a bracket before it, a word after it."""
    before = source[at - 1 : at] if at else ""
    return (not before or before.isspace() or before in "([—–-‘") and source[at + 1 : at + 2].strip() != ""


@lru_cache(4)
def _openers(source: str) -> tuple[str, ...]:
    """The marks in ``source`` that may open a quotation; most texts have one or two."""
    return tuple(mark for mark in (*_CLOSERS, "‘") if mark in source)


def _may_open(source: str, start: int, end: int) -> bool:
    """Whether a mark stands between ``start`` and ``end`` that may open a quotation."""
    return any(source.find(mark, start, end) >= 0 for mark in _openers(source))


def _plain_pairs(source: str, extents: Sequence[Extent]) -> Iterator[_Pair]:
    """Pairs of marks that no apostrophe looks like; an opener that is never closed and a closer that nothing opened are left alone."""
    opened: list[int] = []
    for extent in extents:
        for match in _MARK.finditer(source, extent.start, extent.end):
            at, mark = match.start(), match.group()
            if opened and mark in _CLOSERS[source[opened[-1]]] and not (mark == '"' and _opens(source, at)):
                yield _Pair(opened.pop(), at)
            elif mark in _CLOSERS and (mark != '"' or _opens(source, at)):
                opened.append(at)


def _is_doubtful(source: str, at: int) -> bool:
    """Whether the mark at ``at`` may be an apostrophe: after a plural's s or an elision, with words to follow."""
    goes_on = re.match(r"[^\S\n]+[^\W_]", source[at + 1 : at + 4]) is not None
    word = _WORD_BEFORE.search(source[max(0, at - 30) : at + 1])
    return (
        goes_on
        and word is not None
        and (word[1].lower().endswith("s") or word[1].lower() in words("elisions", "words"))
    )


def _is_certain(source: str, at: int) -> bool:
    """Whether the mark at ``at`` stands beside punctuation, where no apostrophe stands."""
    return not source[at - 1].isalnum() or source[at + 1 : at + 2] in set(".,;:!?)”»—–")


def _closer(source: str, start: int, end: int) -> int | None:
    """The one mark between ``start`` and ``end`` that can close a single quotation, or None."""
    marks = [match.start() for match in _SINGLE_CLOSER.finditer(source, start, end)]
    certain = [at for at in marks if _is_certain(source, at)]
    if len(certain) == 1:
        return certain[0]
    if len(marks) == 1 and not _is_doubtful(source, marks[0]):
        return marks[0]
    return None


def _singles(source: str, extents: Sequence[Extent]) -> Iterator[_Pair]:
    for extent in extents:
        if source.find("‘", extent.start, extent.end) < 0:
            continue
        openers = [match.start() for match in _SINGLE_OPENER.finditer(source, extent.start, extent.end)]
        for opener, limit in pairwise([*openers, extent.end]):
            closer = _closer(source, opener + 1, limit)
            if closer is not None:
                yield _Pair(opener, closer)


def _uncrossed(singles: Iterable[_Pair], plain: Sequence[_Pair]) -> Iterator[_Pair]:
    """The ``singles`` that lie wholly inside or outside each of ``plain``, which are nested among themselves."""
    edges = sorted(
        [
            *((pair.opener, at) for at, pair in enumerate(plain)),
            *((pair.closer, at) for at, pair in enumerate(plain)),
        ]
    )
    places, innermost, opened = [-1], [-1], [-1]
    for place, at in edges:
        if opened[-1] == at:
            opened.pop()
        else:
            opened.append(at)
        places.append(place)
        innermost.append(opened[-1])
    for pair in singles:
        around = (innermost[bisect_right(places, end) - 1] for end in pair)
        if len(set(around)) == 1:
            yield pair


def quotations(source: str, texts: Sequence[Extent], *, is_quoted: bool = False) -> list[Mark]:
    """The run-in quotations in ``texts``, stretches of ``source`` that belong to one another.

    ``is_quoted`` for a paragraph of a block quotation: the mark that opens it, and the one that closes it,
    belong to the block.
    """
    if not _may_open(source, texts[0].start, texts[-1].end):
        return []
    doubles = list(_plain_pairs(source, texts))
    if is_quoted:
        doubles = [pair for pair in doubles if pair.opener != texts[0].start]
    singles = list(_singles(source, texts))
    if not singles and not doubles:
        return []
    if singles and doubles:
        singles = list(_uncrossed(singles, doubles))
    pairs = sorted([*doubles, *singles])
    return [Mark(pair.opener, pair.closer + 1, Quotation, is_firm=False) for pair in _shallow(pairs)]


def _shallow(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """``pairs``, which are nested and in order, without those that lie too deep."""
    closers: list[int] = []
    for pair in pairs:
        while closers and closers[-1] < pair.opener:
            closers.pop()
        closers.append(pair.closer)
        if len(closers) <= _DEEPEST:
            yield pair
