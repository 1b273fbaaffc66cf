"""Characters to chunks: runs of lines that a blank line parts from their neighbours, however the file is laid out.

The lines of a chunk are those that the text keeps: a paragraph that was wrapped is one line, whose line ends are
blanks in the chunk's ``source``.
"""

from tei.diagnostics import Diagnostic, Rule, Severity, Span
from tei.readers.chunks.chunk import Chunk
from tei.readers.chunks.wrapping import Arrangement, Layout, arrange


class LayoutTaken(Rule):
    """The lines of the file are not its paragraphs, and were put together or parted.

    What: blank lines part paragraphs, and each paragraph is a line, unless the lengths of the lines tell
    otherwise: lines that end where the next word would not fit were wrapped, and belong together; long
    lines without blank lines between them are a paragraph each.

    Why: what was wrapped comes out as paragraphs, what ends before the margin as lines of its own; where
    the lengths mislead, a paragraph is joined to another or parted.

    Example: a text with 72 characters in a line.

    Instead: part paragraphs by a blank line; where two were joined, put one between them.
    """

    severity = Severity.NOTE
    message = "the text was read as {layout}"
    hint = "where paragraphs are joined or parted wrongly, put a blank line between them"


def chunks(source: str) -> list[Chunk]:
    """All chunks of ``source`` in order."""
    return _chunks(arrange(source))


def laid_out(source: str, file: str) -> tuple[list[Chunk], list[Diagnostic]]:
    """All chunks of ``source`` in order, and what is to be said of how it is laid out."""
    arrangement = arrange(source)
    if arrangement.layout is Layout.BLANK_LINES and arrangement.width is None:
        return _chunks(arrangement), []
    return _chunks(arrangement), [LayoutTaken.at(Span(file), layout=_described(arrangement))]


def _chunks(arrangement: Arrangement) -> list[Chunk]:
    return [Chunk(arrangement.source, run) for run in arrangement.runs]


def _described(arrangement: Arrangement) -> str:
    if arrangement.width is None:
        return str(arrangement.layout.value)
    return f"lines wrapped at {arrangement.width} columns, {arrangement.layout.value}"
