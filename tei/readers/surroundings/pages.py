"""Where the pages of the print begin: marks in brackets, numbers between lines, form feeds, and what repeats beside them.

In come chunks, out go the same: a mark that stands alone is a chunk with a hint, one within a line is a leaf of its
chunk, and blanks stand for it in the chunk's ``source``, so that nothing else stumbles over it. A paragraph that a
page parted is one chunk again when its sentence goes on.

A mark that says so ("[Pg 12]") is one. Bare numbers are, when they count on and stand where a sentence is cut; a
line is a running head when it stands at the marks again and again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk, Hint, Mark, leaf
from tei.readers.vocabulary import any_of, words
from tei.transcription.decisions import Decision, Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import PageBreak, PageMark
from tei.transcription.numerals import number

_NUMBER = r"(?P<number>\d{1,4}[a-z]?|[ivxlc]{1,7})"
_BRACED = re.compile(rf"\{{{_NUMBER}\}}", re.IGNORECASE)
_ALONE = re.compile(rf"(?:[-–—~]{{1,3}}[ \u00a0]?)?{_NUMBER}(?:[ \u00a0]?[-–—~]{{1,3}})?", re.IGNORECASE)
_LONGEST_ALONE = 16  # characters of a number with its dashes
_LEAST, _LEAST_DASHED = 3, 2  # marks without a word before one of them is believed
_IN_ORDER = 0.7  # of the marks count on from the one before
_CUT = 1 / 3  # of bare numbers stand where a sentence is cut
_FURTHEST = 3  # pages from one mark to the next: plates and blank leaves are not counted
_LEAST_RUNNING, _SHARE_RUNNING = 3, 0.25  # times that a running head is seen; as many of the pages have it
_LONGEST_RUNNING = 60
_SHORTEST_CUT = 40  # characters of a paragraph that goes on behind a page mark; shorter lines are titles
_OPEN = re.compile(r"[\w,;’'-]$")


class Paged(NamedTuple):
    """Chunks whose pages are marked, and what was guessed."""

    chunks: Sequence[Chunk]
    decisions: tuple[Decision, ...] = ()


class _Mark(NamedTuple):
    extent: Extent
    number: str | None

    @property
    def is_feed(self) -> bool:
        """Whether the mark is a form feed, which is no text and no XML can hold."""
        return self.number is None


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        rf"[\[{{]{any_of(words('pages', 'marks'))}\.?[ \u00a0]*{_NUMBER}\.?[\]}}]", re.IGNORECASE
    )


def paged(chunks: Sequence[Chunk]) -> Paged:
    """``chunks`` with the marks of pages in them."""
    if not chunks:
        return Paged(chunks)
    decisions: list[Decision] = []
    marks = [*_worded(chunks), *_braced(chunks), *_numbers(chunks, decisions)]
    if not marks and not any(map(_is_page, chunks)):
        return Paged(chunks)
    marked = _with_marks(chunks, sorted(marks)) if marks else [*chunks]
    return Paged(_joined(_with_running_heads(_numbered(marked), decisions)), tuple(decisions))


def with_feeds(chunks: Sequence[Chunk], feeds: Sequence[int]) -> Sequence[Chunk]:
    """``chunks`` with the beginning of a page at each of ``feeds``, the offsets of form feeds."""
    if not feeds or not chunks:
        return chunks
    return _with_marks(chunks, [_Mark(Extent(at, at + 1), None) for at in feeds])


# ------------------------------------------------------------ finding marks


def _value(text: str) -> int:
    found = number(text.rstrip("ab") if text[:1].isdigit() else text)
    return int(found) if found else 0


def _counts_on(numbers: Sequence[str]) -> bool:
    """Whether most of ``numbers`` follow closely on the one before."""
    steps = [_value(after) - _value(before) for before, after in pairwise(numbers)]
    return sum(0 < step <= _FURTHEST for step in steps) >= _IN_ORDER * len(steps)


def _marks(pattern: re.Pattern[str], chunks: Sequence[Chunk]) -> list[_Mark]:
    source, start, end = chunks[0].source, chunks[0].extent.start, chunks[-1].extent.end
    return [_Mark(Extent(*match.span()), match["number"]) for match in pattern.finditer(source, start, end)]


def _worded(chunks: Sequence[Chunk]) -> list[_Mark]:
    """Marks that say what they are; two or more that count on, or one that stands alone."""
    source = chunks[0].source
    if "[" not in source and "{" not in source:
        return []
    found = _marks(_bracketed(), chunks)
    if len(found) > 1 and _counts_on([mark.number or "" for mark in found]):
        return found
    alone = {chunk.extent for chunk in chunks} if found else ()
    return [mark for mark in found if mark.extent in alone]


def _braced(chunks: Sequence[Chunk]) -> list[_Mark]:
    """Numbers in braces that count on."""
    found = _marks(_BRACED, chunks) if "{" in chunks[0].source else []
    return found if len(found) >= _LEAST and _counts_on([mark.number or "" for mark in found]) else []


def _numbers(chunks: Sequence[Chunk], decisions: list[Decision]) -> Iterator[_Mark]:
    """Numbers alone on a line that count on: between dashes, or where a sentence is cut again and again."""
    found = [
        (at, match)
        for at, chunk in enumerate(chunks)
        if chunk.length <= _LONGEST_ALONE
        and chunk.hint is None
        and (match := _ALONE.fullmatch(chunk.text)) is not None
    ]
    for is_dashed in (True, False):
        series = [(at, match) for at, match in found if (match.group() != match["number"]) is is_dashed]
        numerals = [match["number"] for _, match in series]
        if len(series) < (_LEAST_DASHED if is_dashed else _LEAST) or not _counts_on(numerals):
            continue
        cut = sum(_is_within(chunks, at) or _is_at_feed(chunks, at) for at, _ in series)
        is_cut = cut > 0 or _value(numerals[0]) > 1 if is_dashed else cut >= _CUT * len(series)
        if not is_cut:
            continue
        closes = _closes(chunks, [at for at, _ in series])
        for at, match in series:
            yield _Mark(chunks[at].extent, _following(match["number"]) if closes else match["number"])
            decisions.append(
                Decision(
                    Kind.PAGE,
                    chunks[at].extent,
                    0.95 if is_dashed else 0.9,
                    ("a number alone", "counts on", *(("at the edge of a page",) if cut else ())),
                )
            )


def _closes(chunks: Sequence[Chunk], places: Sequence[int]) -> bool:
    """Whether the numbers at ``places`` stand at the foot of pages: the first has a page above it."""
    if any(map(_is_page, chunks)):
        return sum(map(_is_page, (chunks[at + 1] for at in places if at + 1 < len(chunks)))) * 2 > len(places)
    starts = [chunks[at].extent.start for at in places]
    pages = sorted(after - before for before, after in pairwise(starts))
    return starts[0] - chunks[0].extent.start > pages[len(pages) // 2] // 2


def _following(numeral: str) -> str | None:
    """The number of the page behind the one with ``numeral``."""
    return str(int(numeral) + 1) if numeral.isdecimal() else None


def _is_at_feed(chunks: Sequence[Chunk], at: int) -> bool:
    return any(map(_is_page, [*chunks[max(0, at - 1) : at], *chunks[at + 1 : at + 2]]))


# ------------------------------------------------------------ laying them on the chunks


def _with_marks(chunks: Sequence[Chunk], marks: Sequence[_Mark]) -> list[Chunk]:
    """``chunks`` parted at the marks that begin or end one; the others are leaves in it and blanks in its source."""
    source = _blanked(chunks[0].source, marks)
    made: list[Chunk] = []
    waiting = 0
    for chunk in chunks:
        begin = waiting
        while waiting < len(marks) and marks[waiting].extent.end <= chunk.extent.end:
            waiting += 1
        made += _parts(chunk._replace(source=source), marks[begin:waiting])
    made += [_page(source, mark) for mark in marks[waiting:]]
    return made


def _blanked(source: str, marks: Sequence[_Mark]) -> str:
    pieces, at = [], 0
    for mark in marks:
        pieces += [source[at : mark.extent.start], " " * len(mark.extent)]
        at = mark.extent.end
    return "".join([*pieces, source[at:]])


def _page(source: str, mark: _Mark) -> Chunk:
    return Chunk(source, (mark.extent,), Hint(Kind.PAGE, label=mark.number))


def _parts(chunk: Chunk, marks: Sequence[_Mark]) -> Iterator[Chunk]:
    """``chunk`` with ``marks``, which lie before its end: those outside its words stand apart."""
    if not marks:
        yield chunk
        return
    lines = _lines(chunk)
    if not lines:
        yield from (_page(chunk.source, mark) for mark in marks)
        return
    start, end = lines[0].start, lines[-1].end
    yield from (_page(chunk.source, mark) for mark in marks if mark.extent.start < start)
    within = [_within_line(mark) for mark in marks if start <= mark.extent.start < end]
    yield chunk._replace(lines=lines, marks=(*chunk.marks, *within))
    yield from (_page(chunk.source, mark) for mark in marks if mark.extent.start >= end)


def _lines(chunk: Chunk) -> tuple[Extent, ...]:
    """The lines of ``chunk`` without the blanks that now stand at its ends; one of blanks is of the line below it."""
    lines: list[Extent] = []
    start = None
    for line in chunk.lines:
        text = line.of(chunk.source)
        if not text.strip():
            start = line.start if start is None else start
            continue
        first = line.start + len(text) - len(text.lstrip())
        if lines:
            first = line.start if start is None else start
        lines.append(Extent(first, line.end))
        start = None
    if not lines:
        return ()
    return tuple(lines)


def _within_line(mark: _Mark) -> Mark:
    """A page that begins within a line: what is printed for it stays, a form feed cannot."""
    if mark.is_feed:
        return leaf(PageBreak(mark.extent, mark.number))
    return Mark(*mark.extent, partial(PageMark, number=mark.number))


# ------------------------------------------------------------ what a page parted, and what repeats


def _is_page(chunk: Chunk) -> bool:
    return chunk.kind is Kind.PAGE


def _is_cut(before: Chunk, after: Chunk) -> bool:
    """Whether the sentence of ``before`` goes on in ``after``."""
    if before.hint or after.hint or len(before.lines) > 1 or before.length < _SHORTEST_CUT:
        return False
    return _OPEN.search(before.text[-1:]) is not None and after.text[:1].islower()


def _is_within(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what stands at ``at`` cuts a sentence."""
    return 0 < at < len(chunks) - 1 and _is_cut(chunks[at - 1], chunks[at + 1])


def _numbered(chunks: Sequence[Chunk]) -> list[Chunk]:
    """``chunks`` without the form feeds beside which the number of the page stands."""
    return [
        chunk
        for at, chunk in enumerate(chunks)
        if not (_is_page(chunk) and _is_unnumbered(chunk) and _is_at_number(chunks, at))
    ]


def _is_unnumbered(chunk: Chunk) -> bool:
    return chunk.hint is not None and chunk.hint.label is None and chunk.text.isspace()


def _is_at_number(chunks: Sequence[Chunk], at: int) -> bool:
    beside = [*chunks[max(0, at - 1) : at], *chunks[at + 1 : at + 2]]
    return any(_is_page(one) and one.hint is not None and one.hint.label is not None for one in beside)


def _joined(chunks: Sequence[Chunk]) -> list[Chunk]:
    """``chunks`` with the paragraphs that a page mark parted as one, the mark within."""
    made: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end = at
        while end < len(chunks) and chunks[end].kind in (Kind.PAGE, Kind.RUNNING_HEAD):
            end += 1
        between = chunks[at:end]
        is_plain = bool(between) and all(map(_is_page, between))
        if is_plain and made and end < len(chunks) and _is_cut(made[-1], chunks[end]):
            made[-1] = _one(made[-1], between, chunks[end])
            at = end + 1
            continue
        made += between or [chunks[at]]
        at = end if between else at + 1
    return made


def _one(before: Chunk, pages: Sequence[Chunk], after: Chunk) -> Chunk:
    leaves = [leaf(PageBreak(page.extent, page.hint.label if page.hint else None)) for page in pages]
    line = Extent(before.lines[0].start, after.lines[0].end)
    return before._replace(lines=(line, *after.lines[1:]), marks=(*before.marks, *leaves, *after.marks))


def _with_running_heads(chunks: list[Chunk], decisions: list[Decision]) -> list[Chunk]:
    """``chunks`` with a hint on the lines that stand at the pages again and again."""
    beside = [
        at
        for at, chunk in enumerate(chunks)
        if chunk.hint is None
        and len(chunk.lines) == 1
        and chunk.length <= _LONGEST_RUNNING
        and at
        and _is_page(chunks[at - 1])
    ]
    seen = Counter(_bare(chunks[at]) for at in beside)
    least = max(_LEAST_RUNNING, _SHARE_RUNNING * sum(map(_is_page, chunks)))
    for at in beside:
        words_ = _bare(chunks[at])
        if words_ and seen[words_] >= least:
            chunks[at] = chunks[at]._replace(hint=Hint(Kind.RUNNING_HEAD))
            decisions.append(
                Decision(
                    Kind.RUNNING_HEAD,
                    chunks[at].extent,
                    0.9,
                    (f"stands at {seen[words_]} page marks",),
                )
            )
    return chunks


def _bare(chunk: Chunk) -> str:
    """The letters of ``chunk``, which a number of the page may stand beside."""
    return "".join(character for character in chunk.text.casefold() if character.isalpha())
