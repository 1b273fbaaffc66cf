"""The pieces that recognition works on: chunks of lines, what is certain about them, marks within them.

A reader of mark-up knows more than lines: it gives a chunk a ``Hint`` (this is a heading) and ``Mark``s (these
words are emphasised). An editor's decision becomes a hint too. What has a hint is never guessed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, NamedTuple, TypeVar

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


_Fact = TypeVar("_Fact")


class _Kept(Generic[_Fact]):
    """A fact of a chunk that is made when it is first asked for; without the lock of ``functools.cached_property``."""

    def __init__(self, make: Callable[[Any], _Fact]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, chunk: Any, owner: type) -> _Fact:  # noqa: ANN401 - the chunk, which is not defined yet
        made = chunk.__dict__[self._name] = self._make(chunk)
        return made


class Chunk(_Run):
    """A run of lines without a blank line in it; no blank stands at either end of a line's extent.

    What is asked for by every recogniser is made once: a named tuple of its own has no room to keep it in.
    """

    @_Kept
    def extent(self) -> Extent:
        lines = self.lines
        return lines[0] if len(lines) == 1 else Extent(lines[0].start, lines[-1].end)

    @_Kept
    def length(self) -> int:
        """How many characters stand between its first and its last."""
        return self.lines[-1].end - self.lines[0].start

    @_Kept
    def texts(self) -> tuple[str, ...]:
        """The characters of each line."""
        source = self.source
        return tuple([source[start:end] for start, end in self.lines])

    @_Kept
    def longest(self) -> int:
        """The length of its longest line."""
        return max([end - start for start, end in self.lines])

    @_Kept
    def text(self) -> str:
        """The characters as they stand; what a mark of a page at the end leaves blank is left out."""
        return self.source[self.lines[0].start : self.lines[-1].end].rstrip()

    @_Kept
    def words(self) -> str:
        """The lines joined by a space."""
        if len(self.lines) == 1:
            return self.text
        return " ".join(self.texts).rstrip()

    @property
    def kind(self) -> Kind | None:
        """What the chunk is for certain."""
        return self.hint.kind if self.hint else None

    def part(self, first: int, last: int | None = None) -> "Chunk":
        """The lines ``first`` to ``last`` (exclusive) as a chunk of their own, with the same hint and marks."""
        return self._replace(lines=self.lines[first:last])


def fact(tell: Callable[[Chunk], _Fact]) -> Callable[[Chunk], _Fact]:
    """``tell`` asked once of each chunk, since its neighbours ask as well: what it says is kept with the chunk."""
    name = f"{tell.__module__}.{tell.__name__}"

    @wraps(tell)
    def told(chunk: Chunk) -> _Fact:
        known: dict[str, _Fact] = chunk.__dict__
        if name not in known:
            known[name] = tell(chunk)
        return known[name]

    return told


def joined(first: Chunk, second: Chunk) -> Chunk:
    """``first`` and ``second``, which follow each other, as one chunk."""
    return first._replace(lines=(*first.lines, *second.lines), marks=(*first.marks, *second.marks))
