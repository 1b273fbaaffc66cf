"""Characters to chunks: runs of lines that a blank line parts from their neighbours, however the file is laid out.

The lines of a chunk are those that the text keeps: a paragraph that was wrapped is one line, whose line ends are
blanks in the chunk's ``source``.
"""

from tei.readers.chunk import Chunk
from tei.readers.wrapping import Arrangement, arrange


def chunks(source: str) -> list[Chunk]:
    """All chunks of ``source`` in order."""
    return chunks_of(arrange(source))


def chunks_of(arrangement: Arrangement) -> list[Chunk]:
    """All chunks of a text whose lines are told, in order."""
    return [Chunk(arrangement.source, run) for run in arrangement.runs]
