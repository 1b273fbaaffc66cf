"""Writing the source text of a format with mark-up: what its reader says becomes chunks, marks and anchors.

In come, in the order of the page, blocks with hints, their words with the places where the file has them, and
marks on the words just written; out come the text as a browser would show it and all that recognition needs to
know about it. Blocks are parted by a blank line, those that are close (items of a list) by a line end.

What has no characters of its own (a picture, a page mark without a number) is written as ``OBJECT``, so that
the account can say where it went.

A reference to a note and the note carry the same key: ``NoteReference.key`` and, for each chunk of the note,
``Hint.label``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk, Hint, Mark, leaf
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak

OBJECT = "\ufffc"  # what Unicode has for a thing among characters
_BLANKS = " \t\n\u00a0"


class Written(NamedTuple):
    """The source, its chunks in order, and the anchors of ``Transcription``."""

    source: str
    chunks: list[Chunk]
    anchors: tuple[tuple[int, int, int], ...]


class _Block(NamedTuple):
    start: int
    hint: Hint | None


@dataclass
class Writing:
    """The source text as far as it is written; ``offset`` is where the next character will stand."""

    offset: int = 0
    _pieces: list[str] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _breaks: list[Mark] = field(default_factory=list)
    _anchors: list[tuple[int, int, int]] = field(default_factory=list)
    _is_empty: bool = True

    @property
    def last(self) -> str:
        """The character before ``offset``; empty at the beginning."""
        return self._pieces[-1][-1] if self._pieces else ""

    @property
    def is_at_start(self) -> bool:
        """Whether nothing was written yet in the block that was begun last."""
        return self._is_empty

    def block(self, hint: Hint | None = None, *, is_close: bool = False) -> None:
        """Begin a block; one in which nothing was written never was.

        ``is_close`` for a block that only a line end parts from the one before.
        """
        if self._is_empty and self._blocks:
            self._blocks[-1] = _Block(self.offset, hint)
            return
        if self._blocks:
            self._append("\n" if is_close else "\n\n")
        self._blocks.append(_Block(self.offset, hint))
        self._is_empty = True

    def rehint(self, hint: Hint) -> None:
        """Give the block that was begun last another ``hint``."""
        self._blocks[-1] = self._blocks[-1]._replace(hint=hint)

    def since(self, start: int) -> str:
        """What was written from ``start`` on, in the block that was begun last."""
        found: list[str] = []
        length = self.offset - start
        for piece in reversed(self._pieces):
            if length <= 0:
                break
            found.append(piece[-length:])
            length -= len(piece)
        return "".join(reversed(found))

    def text(self, words: str, line: int | None = None, column: int = 1) -> None:
        """Write ``words`` as they are; they begin in the file at ``line`` and ``column``."""
        if not words:
            return
        if not self._blocks:
            self.block()
        if line is not None:
            self._anchors.append((self.offset, line, column))
        self._append(words)
        self._is_empty = False

    def line_end(self, count: int = 1) -> None:
        """Write ``count`` line ends that the text keeps, as one."""
        self._breaks.append(leaf(LineBreak(Extent(self.offset, self.offset + count))))
        self.text("\n" * count)

    def mark(self, start: int, make: Callable[[tuple[Inline, ...]], Inline], *, is_firm: bool = True) -> None:
        """Mark what was written from ``start`` on; a mark that is made later stands outside earlier ones."""
        if start < self.offset:
            self._marks.append(Mark(start, self.offset, make, is_firm))

    def finish(self) -> Written:
        """All that was written."""
        source = "".join(self._pieces)
        if self._is_empty and self._blocks:
            self._blocks.pop()
        if not self._blocks:
            return Written(source, [], ())
        starts = [block.start for block in self._blocks]
        chunks = [
            Chunk(source, lines, block.hint)
            for block, end in zip(self._blocks, [*starts[1:], len(source)], strict=True)
            if (lines := tuple(_lines(source, block.start, end)))
        ]
        return Written(source, _marked(chunks, self._marks, self._breaks), tuple(self._anchors))

    def _append(self, characters: str) -> None:
        self._pieces.append(characters)
        self.offset += len(characters)


def _lines(source: str, start: int, end: int) -> Iterator[Extent]:
    """The lines between ``start`` and ``end`` that hold anything, without the blanks round them."""
    at = start
    for line in source[start:end].split("\n"):
        words = line.strip()
        if words:
            first = at + len(line) - len(line.lstrip())
            yield Extent(first, first + len(words))
        at += len(line) + 1


def _marked(chunks: list[Chunk], marks: list[Mark], breaks: list[Mark]) -> list[Chunk]:
    """``chunks`` with ``marks``, each without blanks at its ends, in every chunk that it reaches into.

    ``breaks`` are line ends, which are blanks themselves.
    """
    if not chunks:
        return chunks
    source = chunks[0].source
    found: list[list[Mark]] = [[] for _ in chunks]
    starts = [chunk.extent.start for chunk in chunks]
    ends = [chunk.extent.end for chunk in chunks]
    for mark in reversed(marks):
        for number in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            start, end = _trimmed(source, max(mark.start, starts[number]), min(mark.end, ends[number]))
            if start < end:
                found[number].append(mark._replace(start=start, end=end))
    for mark in breaks:
        number = bisect_right(ends, mark.start)
        if number < len(chunks) and starts[number] < mark.start:
            found[number].append(mark)
    return [
        chunk._replace(marks=tuple(sorted(its, key=lambda mark: (mark.start, -mark.end)))) if its else chunk
        for chunk, its in zip(chunks, found, strict=True)
    ]


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start] in _BLANKS:
        start += 1
    while start < end and source[end - 1] in _BLANKS:
        end -= 1
    return start, end
