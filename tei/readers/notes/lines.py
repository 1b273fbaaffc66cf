"""Chunks divided where their lines open with the marks of notes, and which mark follows which."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.notes.headings import notes_heading
from tei.readers.passages.references import Label, Shape, number, opening_label

WIDEST_GAP = 3  # numbers that may be missing between two notes


class Piece(NamedTuple):
    """A chunk, or those of its lines that open with the mark of a note; ``origin`` is the number of that chunk."""

    chunk: Chunk
    origin: int


def pieces(chunks: Sequence[Chunk]) -> Iterator[Piece]:
    """``chunks``, divided where a further line opens with the next number: notes without blank lines."""
    for origin, chunk in enumerate(chunks):
        if len(chunk.lines) < 2 or chunk.hint is not None:
            yield Piece(chunk, origin)
            continue
        first = 0
        label = opening_label(chunk.source, chunk.lines[0])
        headed = label is None and notes_heading(chunk.lines[0].of(chunk.source)) is not None
        for at, line in enumerate(chunk.lines[1:] if label or headed else (), 1):
            following = opening_label(chunk.source, line)
            if following is not None and (
                (headed and at == 1) or (label is not None and follows(label, following, widest=1))
            ):
                yield Piece(chunk.part(first, at), origin)
                first, label = at, following
        yield Piece(chunk.part(first) if first else chunk, origin)


def follows(earlier: Label, later: Label, widest: int = WIDEST_GAP) -> bool:
    """Whether ``later`` is the mark of the next note, or of one soon after."""
    if earlier.shape is not later.shape:
        return False
    before, here = number(earlier.label), number(later.label)
    if before is None or here is None:
        return before is here and (earlier.shape is not Shape.STOP) and later.label != earlier.label
    # A starred number is of another series than a plain one, and may follow it.
    return before < here <= before + widest or (before == here and earlier.label < later.label)
