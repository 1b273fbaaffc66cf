"""The lines of an address at the head or the foot of a letter, where mark-up or an editor says that they are one."""

from collections.abc import Sequence

from tei.readers.blocks.letter_surroundings import letter_part
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import LetterPartKind
from tei.transcription.decisions import Kind


def address(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """An address, when a hint says that ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.kind is not Kind.ADDRESS:
        return None
    return Found((letter_part(LetterPartKind.ADDRESS, chunk, reading),))
