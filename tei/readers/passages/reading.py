"""What recognition knows while it goes through a text, and the inlines that it makes of a chunk.

Each recogniser of something within a line gives marks (``weaving`` makes them inlines); each recogniser of
blocks is given the chunks and a ``Reading``, and says here what it guesses.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk, Mark, NoteFacts, leaf
from tei.readers.chunks.weaving import weave
from tei.readers.passages.habits import Habits
from tei.readers.passages.insertions import insertions
from tei.readers.passages.quotations import quotations
from tei.readers.passages.signatures import Signers
from tei.transcription.blocks import Block
from tei.transcription.decisions import Decision, Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, Writer


@dataclass
class Reading:
    """The source, who may sign what stands in it, and what was found so far.

    ``marks`` are those found in the text as a whole before its blocks are (references to notes, marks of
    pages), in order. ``habits`` are those of the text; ``notes`` is what is known of its notes, by the group of
    their chunks.
    """

    source: str
    signers: Signers = field(default_factory=dict)
    marks: Sequence[Mark] = ()
    habits: Habits = field(default_factory=Habits)
    notes: Mapping[int, NoteFacts] = field(default_factory=dict)
    has_letters: bool | None = None  # whether letters stand in the text; None until somebody looks
    decisions: list[Decision] = field(default_factory=list)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of those whose text it is."""
        return tuple(name for name, writer in self.signers.items() if writer is Writer.AUTHOR)

    def decide(self, kind: Kind, extent: Extent, confidence: float, *reasons: str) -> None:
        """Remember a guess: what was taken for what, how sure that is, and why."""
        self.decisions.append(Decision(kind, extent, confidence, reasons))

    def _marks(self, chunk: Chunk, extent: Extent) -> list[Mark]:
        """The firm marks on ``extent`` of ``chunk``: of the mark-up, of the whole text, of the recognisers."""
        found = list(chunk.marks)
        if self.marks:
            first = bisect_left(self.marks, extent.start, key=_start)
            found += self.marks[first : bisect_left(self.marks, extent.end, lo=first, key=_start)]
        inserted = insertions(self.source, extent, self.signers)
        if not found:
            return inserted
        known = {mark.start for mark in found}
        return found + [one for one in inserted if one.start not in known]

    def content(
        self, chunk: Chunk, extent: Extent | None = None, *, is_quoted: bool = False
    ) -> tuple[Inline, ...]:
        """The inlines of ``chunk``, or of the part of it at ``extent``; line ends in it are blanks.

        ``is_quoted`` for a paragraph of a block quotation: its outer quotation marks belong to the block.
        """
        extent = chunk.extent if extent is None else extent  # an empty one is false
        marks = self._marks(chunk, extent)
        return weave(extent, marks + quotations(self.source, [extent], is_quoted=is_quoted))

    def broken_content(self, chunk: Chunk) -> tuple[Inline, ...]:
        """The inlines of ``chunk`` with the line ends between its lines kept."""
        ends = [
            leaf(LineBreak(Extent(before.end, after.start)))
            for before, after in zip(chunk.lines, chunk.lines[1:], strict=False)
        ]
        marks = self._marks(chunk, chunk.extent)
        return weave(chunk.extent, [*marks, *ends, *quotations(self.source, chunk.lines)])

    def lines(self, chunk: Chunk) -> tuple[tuple[Inline, ...], ...]:
        """The inlines of each line of ``chunk``, as of verse."""
        ends = [chunk.lines[0].start, *(line.end for line in chunk.lines)]
        return tuple(
            self.content(chunk, self.reach(chunk, line, end))
            for line, end in zip(chunk.lines, ends, strict=False)
        )

    def reach(self, chunk: Chunk, line: Extent, end: int) -> Extent:
        """``line`` of ``chunk`` with the marks that stand between it and ``end``, where what is before it ends."""
        starts = [
            mark.start
            for mark in chunk.marks
            if end <= mark.start
            and mark.end <= line.start
            and not self.source[mark.start : mark.end].isspace()
        ]
        first = bisect_left(self.marks, end, key=_start)
        if first < len(self.marks) and self.marks[first].end <= line.start:
            starts.append(self.marks[first].start)
        return Extent(min(starts), line.end) if starts else line


def _start(mark: Mark) -> int:
    return mark.start


class Found(NamedTuple):
    """What a recogniser made of the chunks it was shown: the blocks, and how many chunks they took."""

    blocks: tuple[Block, ...]
    taken: int = 1


# Looks at the chunks from the given one on; None when what begins there is not its kind. A chunk with a hint of
# its kind is never refused and never guessed.
Recogniser = Callable[[Sequence[Chunk], int, Reading], Found | None]
