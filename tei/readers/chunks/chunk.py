"""The pieces that recognition works on: chunks of lines, what is certain about them, marks within them.

A reader of mark-up knows more than lines: it gives a chunk a ``Hint`` (this is a heading) and ``Mark``s (these
words are emphasised). An editor's decision becomes a hint too. What has a hint is never guessed.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from tei.transcription.blocks import NoteKind, NotePlace
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, Leaf


class Hint(NamedTuple):
    """What a chunk is, for certain.

    ``level`` is that of a heading, or how deep a list or a quotation stands in others, from 1. Neighbours with
    the same ``group`` are one list, table, quotation or note. ``label`` is the mark that leads to a note, or
    the mark printed before a list item. ``address`` is that of a figure. A list that ``is_plain`` has no marks before its items.
    ``is_settled`` where an editor says so
    and not the mark-up: then the chunk is nothing else, not even a line about the text. ``within`` is what a chunk
    of a note is in that note.
    """

    kind: Kind
    level: int | None = None
    group: int | None = None
    label: str | None = None
    address: str | None = None
    is_numbered: bool = False
    has_labels: bool = False
    is_plain: bool = False
    is_settled: bool = False
    within: "Hint | None" = None


class NoteFacts(NamedTuple):
    """What is known of a note beside its words: its printed mark, whose it is and where it stands."""

    label: Extent | None = None
    kind: NoteKind = NoteKind.AUTHOR
    place: NotePlace = NotePlace.END


class Mark(NamedTuple):
    """Something about the characters ``start`` to ``end`` of the source: what ``make`` makes of their inlines.

    A mark that is not ``is_firm`` gives way where it crosses one that is.
    """

    start: int
    end: int
    make: Callable[[tuple[Inline, ...]], Inline]
    is_firm: bool = True


def leaf(inline: Leaf) -> Mark:
    """The mark that puts ``inline`` in the place of the characters it stands for."""
    return Mark(inline.extent.start, inline.extent.end, lambda _: inline)


class _Run(NamedTuple):
    source: str
    lines: tuple[Extent, ...]
    hint: Hint | None = None
    marks: tuple[Mark, ...] = ()


class Chunk(_Run):
    """A run of lines without a blank line in it; no blank stands at either end of a line's extent.

    What is asked for by every recogniser is made once: a named tuple of its own has no room to keep it in.
    """

    @cached_property
    def extent(self) -> Extent:
        return Extent(self.lines[0].start, self.lines[-1].end)

    @cached_property
    def text(self) -> str:
        """The characters as they stand; what a mark of a page at the end leaves blank is left out."""
        return self.source[self.lines[0].start : self.lines[-1].end].rstrip()

    @cached_property
    def words(self) -> str:
        """The lines joined by a space."""
        if len(self.lines) == 1:
            return self.text
        return " ".join(line.of(self.source) for line in self.lines).rstrip()

    @property
    def kind(self) -> Kind | None:
        """What the chunk is for certain."""
        return self.hint.kind if self.hint else None

    def part(self, first: int, last: int | None = None) -> "Chunk":
        """The lines ``first`` to ``last`` (exclusive) as a chunk of their own, with the same hint and marks."""
        return self._replace(lines=self.lines[first:last])


def joined(first: Chunk, second: Chunk) -> Chunk:
    """``first`` and ``second``, which follow each other, as one chunk."""
    return first._replace(lines=(*first.lines, *second.lines), marks=(*first.marks, *second.marks))
