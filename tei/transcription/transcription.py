"""A transcription as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from sys import maxsize

from tei.transcription.blocks import Block, FrontPart, Presentation, Record
from tei.transcription.decisions import Decision
from tei.transcription.extent import Extent
from tei.transcription.metadata import Metadata


@dataclass(frozen=True)
class Transcription:
    """The decoded source and everything that was recognised in it.

    Each character of ``source`` belongs to exactly one of: a text in ``front`` or ``body``, a record, a
    piece of presentation. ``file`` is the name that findings show. ``decisions`` are what was guessed.
    ``anchors`` are offsets, in order, each with its line and column in the file, where ``source`` is not the
    file's own characters but the text that its mark-up shows.
    """

    source: str
    file: str
    metadata: Metadata = field(default_factory=Metadata)
    front: tuple[FrontPart, ...] = ()
    body: tuple[Block, ...] = ()
    records: tuple[Record, ...] = ()
    presentation: tuple[Presentation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    anchors: tuple[tuple[int, int, int], ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.source.split("\n"))][:-1]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character in the file, both counted from 1."""
        if self.anchors:
            at, line, column = self.anchors[max(0, bisect_right(self.anchors, (offset, maxsize, 0)) - 1)]
            return line, column + max(0, offset - at)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def lines(self, extent: Extent) -> tuple[int, int]:
        """First and last line of an extent."""
        return self.place(extent.start)[0], self.place(max(extent.start, extent.end - 1))[0]

    def words(self, extents: Iterator[Extent]) -> str:
        """The characters of several extents, joined."""
        return "".join([self.source[start:end] for start, end in extents])
