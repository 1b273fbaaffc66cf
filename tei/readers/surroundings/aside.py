"""What stands round the text and is known for certain: lines about it, page marks, lists of contents, running heads.

Before the head and the foot are divided from the text, the chunks whose hints say that they are such are set aside;
afterwards the lines about the text are records, and the others stand where they stood.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import FormeWork, FormeWorkKind, FrontKind, FrontPart
from tei.transcription.decisions import Kind
from tei.transcription.inlines import PageBreak

_FORME_WORK = {Kind.CONTENTS: FormeWorkKind.CONTENTS, Kind.RUNNING_HEAD: FormeWorkKind.RUNNING_HEAD}
_STANDING = {Kind.PAGE, *_FORME_WORK}


class Divided(NamedTuple):
    """Chunks of text, and those set aside: they are no line of a title or of the lines about the text."""

    text: Sequence[Chunk]
    aside: Sequence[Chunk]


def set_aside(chunks: Sequence[Chunk]) -> Divided:
    """``chunks`` without page marks, lists of contents and running heads, and these."""
    if all(chunk.kind not in _STANDING for chunk in chunks):
        return Divided(chunks, ())
    text = [chunk for chunk in chunks if chunk.kind not in _STANDING]
    return Divided(text, [chunk for chunk in chunks if chunk.kind in _STANDING])


def front_aside(
    aside: Sequence[Chunk], front: Sequence[FrontPart], reading: Reading
) -> tuple[list[FrontPart], list[Chunk]]:
    """Those of ``aside`` that stand above the last part of the title block as parts of it, and the others."""
    end = front[-1].extent.start if front else 0
    within = [_front_part(chunk, reading) for chunk in aside if chunk.extent.start < end]
    return within, [chunk for chunk in aside if chunk.extent.start >= end]


def _front_part(chunk: Chunk, reading: Reading) -> FrontPart:
    if chunk.hint is not None and chunk.hint.kind is Kind.PAGE:
        return FrontPart(FrontKind.PAGE, (PageBreak(chunk.extent, chunk.hint.label),), chunk.extent)
    return FrontPart(FrontKind.CONTENTS, reading.broken_content(chunk), chunk.extent)


def in_order(text: Sequence[Chunk], aside: Sequence[Chunk]) -> Sequence[Chunk]:
    """The chunks of the text with those of ``aside`` where they stood."""
    return sorted((*text, *aside), key=lambda chunk: chunk.extent.start) if aside else text


def page(chunks: Sequence[Chunk], at: int, _: Reading) -> Found | None:
    """The beginning of a page, when ``chunks[at]`` is the mark of one."""
    chunk = chunks[at]
    if chunk.hint is None or chunk.hint.kind is not Kind.PAGE:
        return None
    return Found((PageBreak(chunk.extent, chunk.hint.label),))


def forme_work(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """Words of the print that are not of the text, when a hint says that ``chunks[at]`` is such."""
    chunk = chunks[at]
    kind = _FORME_WORK.get(chunk.kind) if chunk.kind else None
    return Found((FormeWork(kind, reading.broken_content(chunk), chunk.extent),)) if kind else None
