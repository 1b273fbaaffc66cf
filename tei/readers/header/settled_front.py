"""The title block as an editor settled it: what is guessed gives way, line by line.

In come the first chunks and the way to guess, out goes the block. A line that an editor says is none of it ends it;
one that is of it and stands near enough lengthens it; between them the guess holds. What an editor says is of it and
stands apart (an author below the text) is known like a title block at the foot.
"""

from collections.abc import Callable, Sequence

from tei.readers.chunks.chunk import Chunk
from tei.transcription.blocks import FrontKind
from tei.transcription.decisions import Kind

_KINDS = {
    Kind.AUTHOR: FrontKind.AUTHOR,
    Kind.OVERTITLE: FrontKind.OVERTITLE,
    Kind.TITLE: FrontKind.TITLE,
    Kind.SUBTITLE: FrontKind.SUBTITLE,
    Kind.DATE: FrontKind.DATE,
}
_FARTHEST = 9  # chunks
_LONGEST = 160  # characters of a chunk that may stand between two of a title block


def settled_front(chunk: Chunk) -> FrontKind | None:
    """Which part of a title block an editor says that ``chunk`` is."""
    if chunk.hint is None or not chunk.hint.is_settled:
        return None
    return _KINDS.get(chunk.hint.kind)


def settled_block(chunks: Sequence[Chunk], guess: Callable[[Sequence[Chunk]], list[Chunk]]) -> list[Chunk]:
    """The title block that opens ``chunks``: as ``guess`` has it, where nothing is settled."""
    head = chunks[:_FARTHEST]
    if not any(chunk.hint is not None and chunk.hint.is_settled for chunk in head):
        return guess(chunks)
    end = next((at for at, chunk in enumerate(head) if _is_none_of_it(chunk)), len(head))
    # What is settled must not stop the guess at the lines around it.
    freed = [chunk._replace(hint=None) if settled_front(chunk) else chunk for chunk in chunks]
    guessed = guess(freed)
    last = guessed[-1].extent.end if guessed else 0
    count = sum(chunk.extent.end <= last for chunk in head[:end])
    return list(head[: max(count, _reach(head[:end]))])


def _is_none_of_it(chunk: Chunk) -> bool:
    return chunk.hint is not None and chunk.hint.is_settled and settled_front(chunk) is None


def _reach(head: Sequence[Chunk]) -> int:
    """How many of ``head`` reach to the last line that is settled as one of the block, with nothing long between."""
    reach = 0
    for at, chunk in enumerate(head):
        if settled_front(chunk):
            reach = at + 1
        elif chunk.length > _LONGEST:
            break
    return reach
