"""How a chunk stands on its page: the blank lines above it and how far in from the margin it begins.

Where every chunk has one blank line above it and begins at the margin, this says nothing. Books that volunteers
lay out in plain text part chapters, sections and paragraphs by different numbers of blank lines, and set verse and
quotations in.
"""

from collections.abc import Sequence

from tei.readers.chunks.chunk import Chunk
from tei.transcription.extent import Extent


def blank_lines_above(chunks: Sequence[Chunk], at: int) -> int:
    """How many blank lines part ``chunks[at]`` from the one before it; many above the first."""
    if at == 0:
        return len(chunks[0].source)
    return chunks[at].source.count("\n", chunks[at - 1].extent.end, chunks[at].extent.start) - 1


def _column(source: str, line: Extent) -> int:
    return line.start - 1 - source.rfind("\n", 0, line.start)


def indentation(chunk: Chunk) -> int:
    """The columns before the line of ``chunk`` that begins furthest out.

    A line that was wrapped has as many blanks at each end of a line of the file.
    """
    column = min(_column(chunk.source, line) for line in chunk.lines)
    if not column or len(chunk.lines) > 1 or chunk.length < _SHORTEST_WRAPPED:
        return column
    return column if " " * (column + 1) in chunk.text else 0


_SHORTEST_WRAPPED = 80  # characters of a paragraph that has several lines in the file
