"""How a plain text is laid out in lines: which line ends are the text's own, and where one piece ends.

In come the characters of a file; out go the same characters with the line ends inside wrapped paragraphs as
blanks (offset for offset), and the lines of the text gathered to runs, so that what recognises never sees how
wide the file was. Transcribers wrap at some column, or write each paragraph in a line; part paragraphs by blank
lines, by an indentation or by nothing; leave every second line blank.

The evidence for wrapping: a line was broken since the next word found no room in it. The width at which that is
true of the most line ends is the width of the file; a line end that fits is a blank, any other is kept. Lines of
verse, addresses and titles end before they are full.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from tei.transcription.extent import Extent

_NARROWEST, _WIDEST = 30, 130  # columns of a wrapped text
_OVER = 20  # columns beyond the width from which on a line was not wrapped
_SLACKS = (0, 4, 8, 12)  # columns left by those who wrap by hand
_LONG_PARAGRAPH = 240  # characters of a line that is a paragraph whatever stands beside it
_LONG_LINE = 120  # characters of one that may be, where most are
_NEARLY = 0.8  # of the width are nearly a full line
_MOST = 0.93  # of the line ends within paragraphs are full
_LEAST_SMALL = 0.3  # of the wrapped lines of prose begin in lower case, and hardly one of verse
_VERSE_SMALL = 0.15  # at most, in verse that happens to be wide
_VERSE_WIDTH, _LEAST_VERSE = 60, 4
_LEAST_DOUBLED, _MOST_DOUBLED = 5, 0.6  # lines with a blank one behind them; as many of them are full
_LONGEST_TITLE, _MOST_TITLES = (
    75,
    2,
)  # characters of a line above a paragraph that is none of its lines; such lines
_STOPPED = re.compile(r"[.,;:…–—-][”’\"')\]»*_]*$")
_WIDE_BLANK = "    "  # parts the columns of a table
_DASHES = "-–— \u00a0"  # lines of them stand for words left out
_SIGNS = ">#|"  # begin a line that is none of a wrapped paragraph


class Layout(StrEnum):
    """How paragraphs are parted; a text may be wrapped besides."""

    BLANK_LINES = "paragraphs parted by blank lines"
    LINES = "a paragraph for each line"
    INDENTED = "paragraphs that begin with an indentation"
    FULL = "paragraphs that end with a line that is not full"
    DOUBLE_SPACED = "every second line blank"


class Arrangement(NamedTuple):
    """The text as lines: ``runs`` of extents, each run what stands together.

    ``source`` has blanks for the line ends that wrapping made; ``width`` is its column, None without wrapping.
    """

    source: str
    runs: tuple[tuple[Extent, ...], ...]
    layout: Layout
    width: int | None


class _Line(NamedTuple):
    """A line of the file that is not blank; ``edge`` is the column where it ends, ``need`` that of its first word."""

    number: int
    start: int
    end: int
    indent: int
    edge: int
    need: int
    is_small: bool
    is_apart: bool


_Row = list[_Line]  # lines of the file that are one line of the text


def _lines(pieces: Iterable[str]) -> Iterator[_Line]:
    at = 0
    for number, piece in enumerate(pieces):
        text = piece.strip()
        if text:
            length, word = len(text), text.find(" ")
            first = piece.find(text) if piece[0].isspace() else 0
            indent = len(piece[:first].expandtabs()) if first else 0
            start = at + first
            is_apart = "\t" in text or _WIDE_BLANK in text or text[0] in _SIGNS
            need = 1 + (length if word < 0 else word)
            yield _Line(
                number, start, start + length, indent, indent + length, need, text[0].islower(), is_apart
            )
        at += len(piece) + 1


# ------------------------------------------------------------ the width


class _Width(NamedTuple):
    """The column at which a text is wrapped, and how many columns before it a line may end all the same."""

    column: int
    slack: int

    def fills(self, line: _Line, following: _Line) -> bool:
        """Whether ``line`` has no room for the first word of ``following``."""
        return line.edge <= self.column + _OVER and line.edge + following.need > self.column - self.slack


def _column(pairs: Sequence[tuple[_Line, _Line]]) -> int:
    """The column that would break the most of ``pairs`` where they are broken; 0 when there is none."""
    changes = [0] * (_WIDEST + 2)
    for line, following in pairs:
        if line.edge <= _WIDEST:
            changes[max(line.edge, _NARROWEST)] += 1
            changes[max(min(line.edge + following.need, _WIDEST + 1), _NARROWEST)] -= 1
    best = column = count = 0
    for at, change in enumerate(changes):
        count += change
        if count > best:
            best, column = count, at
    return column


def _width(pairs: Sequence[tuple[_Line, _Line]]) -> _Width | None:
    """The width at which the lines of ``pairs``, neighbours in the file, are wrapped; None when they are not."""
    column = _column(pairs)
    if not column:
        return None
    room = [
        column - line.edge - following.need
        for line, following in pairs
        if following.is_small and column // 2 <= line.edge <= column + _OVER
    ]
    slack = next(
        (one for one in _SLACKS if sum(left < one for left in room) > _MOST * len(room)), _SLACKS[-1]
    )
    width = _Width(column, slack)
    full = [pair for pair in pairs if width.fills(*pair)]
    small = sum(following.is_small for _, following in full)
    return width if small > 1 and small >= _LEAST_SMALL * len(full) else None


# ------------------------------------------------------------ one run


def _is_long(run: _Row, width: _Width) -> bool:
    """Whether ``run`` holds a line that was not wrapped."""
    return any(line.edge > width.column + _OVER and line.need < line.edge - line.indent for line in run)


def _vote(run: _Row, width: _Width) -> int:
    """1 when ``run`` speaks for wrapping, -1 when it speaks against it, 0 when it says nothing."""
    if _is_long(run, width):
        return -1
    return 1 if len(run) > 1 and all(width.fills(*pair) for pair in pairwise(run)) else 0


def _is_wrapped(run: _Row, width: _Width, neighbours: Sequence[int]) -> bool:
    """Whether line ends of ``run`` may be those of wrapping, ``neighbours`` being what the runs beside it say."""
    if len(run) < 2 or _is_long(run, width):
        return False
    full = [following for line, following in pairwise(run) if width.fills(line, following)]
    small = sum(following.is_small for following in full)
    ends = len(run) - 1
    if ends > 2 and small < _VERSE_SMALL * len(full):
        return False
    return len(full) > 0 and ((small > 1 and len(full) * 2 > ends) or 1 in neighbours)


def _base(run: _Row) -> int:
    """The indentation of most lines of ``run``."""
    indents = [line.indent for line in run[1:]] or [run[0].indent]
    return max(sorted(set(indents)), key=indents.count)


def _rows(run: _Row, width: _Width | None) -> list[_Row]:
    """The lines of ``run`` as lines of the text, those that wrapping parted together."""
    if width is None:
        return [[line] for line in run]
    base = _base(run)
    is_hanging = run[0].indent < base and len(run) > 2
    rows = [[run[0]]]
    for following in run[1:]:
        begins = (
            following.indent == run[0].indent
            if is_hanging
            else following.indent > base + 1 and not following.is_small
        )
        if not begins and _goes_on(rows[-1], following, width):
            rows[-1].append(following)
        else:
            rows.append([following])
    return rows


def _goes_on(row: _Row, following: _Line, width: _Width) -> bool:
    """Whether ``following`` is of one line with ``row``: no room was left, or a wide line goes on in lower case."""
    line = row[-1]
    if line.is_apart or following.is_apart:
        return False
    if width.fills(line, following):
        return True
    wide = width.column // 2 if len(row) > 1 else width.column * _NEARLY
    return following.is_small and line.edge > wide


# ------------------------------------------------------------ runs to what stands together


def _length(row: _Row) -> int:
    return row[-1].end - row[0].start


def _is_paragraph(row: _Row) -> bool:
    """Whether a line of the text can hardly be anything else."""
    return len(row) > 1 or _length(row) > _LONG_LINE


def _share_runs(runs: Sequence[Sequence[_Row]]) -> bool:
    """Whether most paragraphs stand in one run with others: then no blank lines part them."""
    counts = [sum(map(_is_paragraph, rows)) if len(rows) > 1 else _is_paragraph(rows[0]) for rows in runs]
    return sum(counts) > 2 and sum(count - 1 for count in counts if count) * 2 > sum(counts)


def _parted(source: str, rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """``rows`` of a text without blank lines one by one; lines of verse between paragraphs stay together."""
    at, paragraphs = 0, [number for number, row in enumerate(rows) if _is_paragraph(row)]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(rows), 0)
    while at < len(rows):
        end = at
        while first < end + 1 <= last and _could_be_verse(rows[end]):
            end += 1
        count = end - at if _is_verse(source, rows[at:end]) else 1
        yield rows[at : at + count]
        at += count


def _could_be_verse(row: _Row) -> bool:
    return len(row) == 1 and _length(row) <= _VERSE_WIDTH and not row[0].is_small


def _is_verse(source: str, rows: Sequence[_Row]) -> bool:
    """Whether short lines in a row are verse: most of them end within a sentence."""
    ended = sum(source[row[0].end - 1] in ".!?:" for row in rows)
    return len(rows) >= _LEAST_VERSE and ended * 3 < len(rows)


def _apart(source: str, rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """``rows`` with those apart that cannot be of one piece with the others.

    Short ones that end without a stop stand above a paragraph, and not in it. Where one is so long that it
    must be a paragraph, each is a piece.
    """
    if len(rows) == 1:
        yield rows
        return
    above = _titles(source, rows)
    if above:
        yield rows[:above]
    rows = rows[above:]
    if any(_length(row) > _LONG_PARAGRAPH for row in rows):
        yield from _one_by_one(source, rows)
    else:
        yield rows


def _one_by_one(source: str, rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """Each of ``rows``, with the lines of dashes under it: without a blank line they part nothing."""
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and not source[rows[end][0].start : rows[end][-1].end].strip(_DASHES):
            end += 1
        yield rows[at:end]
        at = end


def _titles(source: str, rows: Sequence[_Row]) -> int:
    """How many of ``rows`` stand above the paragraph that follows them."""
    count = next((at for at, row in enumerate(rows) if not _is_title(source, row)), len(rows))
    if not 0 < count < min(len(rows), _MOST_TITLES + 1):
        return 0
    return count if _is_paragraph(rows[count]) or _is_sentence(source, rows[count:]) else 0


def _is_sentence(source: str, rows: Sequence[_Row]) -> bool:
    """Whether ``rows`` are one line that ends with a stop and is wider than verse is."""
    return len(rows) == 1 and _length(rows[0]) > _VERSE_WIDTH and _is_stopped(source, rows[0])


def _is_stopped(source: str, row: _Row) -> bool:
    end = row[-1].end
    return _STOPPED.search(source[end - 4 : end]) is not None


def _is_title(source: str, row: _Row) -> bool:
    """Whether ``row`` could stand above a paragraph and is none of its lines."""
    line = row[-1]
    if len(row) > 1 or line.is_small or _length(row) > _LONGEST_TITLE:
        return False
    return not _is_stopped(source, row)


def _neighbours(votes: Sequence[int]) -> list[tuple[int, int]]:
    """For each run what the nearest before it and the nearest behind it that say anything say."""
    before, after, last = [], [], 0
    for vote in votes:
        before.append(last)
        last = vote or last
    last = 0
    for vote in reversed(votes):
        after.append(last)
        last = vote or last
    return list(zip(before, reversed(after), strict=True))


def _runs(lines: Sequence[_Line], step: int) -> list[_Row]:
    """``lines`` gathered where not more than ``step`` lines lie between one and the next."""
    runs: list[_Row] = []
    last = -step - 1
    for line in lines:
        if line.number - last <= step:
            runs[-1].append(line)
        else:
            runs.append([line])
        last = line.number
    return runs


def _pairs(runs: Iterable[_Row]) -> list[tuple[_Line, _Line]]:
    return [pair for run in runs for pair in pairwise(run)]


def _is_double_spaced(lines: Sequence[_Line]) -> bool:
    """Whether every second line is blank, and the others are wrapped."""
    spaced = [(line, following) for line, following in pairwise(lines) if following.number - line.number == 2]
    close = sum(following.number - line.number == 1 for line, following in pairwise(lines))
    if len(spaced) < _LEAST_DOUBLED or close > len(spaced) // 10:
        return False
    width = _width(spaced)
    return width is not None and sum(width.fills(*pair) for pair in spaced) > _MOST_DOUBLED * len(spaced)


def _joined(pieces: Sequence[str], rows: Iterable[_Row]) -> str:
    """The characters of the file with a blank for each line end within one of ``rows``."""
    ends = ["\n"] * len(pieces)
    for row in rows:
        for number in range(row[0].number, row[-1].number):
            ends[number] = " "
    return "".join([part for pair in zip(pieces, ends, strict=True) for part in pair])[:-1]


def _begins_indented(runs: Iterable[Sequence[_Row]]) -> bool:
    """Whether most paragraphs begin further in than they go on."""
    wrapped = [row for rows in runs for row in rows if len(row) > 1]
    return sum(row[0].indent > row[1].indent for row in wrapped) * 2 > len(wrapped) > 0


def arrange(source: str) -> Arrangement:
    """The lines of ``source`` as its writer meant them."""
    pieces = source.split("\n")
    lines = list(_lines(pieces))
    step = 2 if _is_double_spaced(lines) else 1
    runs = _runs(lines, step)
    width = _width(_pairs(runs))
    votes = [_vote(run, width) for run in runs] if width else [0] * len(runs)
    texts = [
        _rows(run, width if width and _is_wrapped(run, width, (vote, *beside)) else None)
        for run, vote, beside in zip(runs, votes, _neighbours(votes), strict=True)
    ]
    are_close = _share_runs(texts)
    part = _parted if are_close else _apart
    gathered = [piece for rows in texts for piece in part(source, rows)]
    wrapped = [row for rows in texts for row in rows if len(row) > 1]
    return Arrangement(
        _joined(pieces, wrapped) if wrapped else source,
        tuple(tuple(Extent(row[0].start, row[-1].end) for row in rows) for rows in gathered),
        _layout(texts, step=step, are_close=are_close, is_wrapped=bool(wrapped)),
        max((line.edge for row in wrapped for line in row), default=None),
    )


def _layout(runs: Sequence[Sequence[_Row]], *, step: int, are_close: bool, is_wrapped: bool) -> Layout:
    if step > 1:
        return Layout.DOUBLE_SPACED
    if not are_close:
        return Layout.BLANK_LINES
    if not is_wrapped:
        return Layout.LINES
    return Layout.INDENTED if _begins_indented(runs) else Layout.FULL
