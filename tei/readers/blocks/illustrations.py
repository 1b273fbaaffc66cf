"""Pictures that a plain text has only words for: `[Illustration: A house by the sea]`.

The word in the brackets says what stood there and describes the figure; what follows the colon is its caption.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tei.readers.chunks.chunk import Chunk, leaf
from tei.readers.passages.reading import Found, Reading
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import Figure
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, Markup

_MOST_CHUNKS = 4  # parts of one caption that blank lines part


@cache
def _picture() -> re.Pattern[str]:
    kinds = any_of(words("illustrations", "words"))
    return re.compile(
        rf"(\[\s*)({kinds}(?:\s+(?:{kinds}|\w{{1,6}}))?)(?:(\s*[:.]\s*)(.*\S)|)(\s*\])",
        re.DOTALL | re.IGNORECASE,
    )


def illustration(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A figure, when ``chunks[at]`` opens the words for one in brackets."""
    chunk = chunks[at]
    if reading.source[chunk.extent.start] != "[" or chunk.hint is not None:
        return None
    for taken in range(1, min(_MOST_CHUNKS, len(chunks) - at) + 1):
        last = chunks[at + taken - 1]
        if last.hint is not None or (taken > 1 and "[" in last.text):
            return None
        if last.text.endswith("]"):
            whole = Chunk(chunk.source, tuple(line for one in chunks[at : at + taken] for line in one.lines))
            whole = whole._replace(marks=tuple(mark for one in chunks[at : at + taken] for mark in one.marks))
            found = _figure(whole, reading)
            return Found((found,), taken) if found else None
    return None


def _figure(chunk: Chunk, reading: Reading) -> Figure | None:
    match = _picture().fullmatch(chunk.text)
    if match is None:
        return None
    start = chunk.extent.start

    def place(group: int) -> Extent:
        return Extent(start + match.start(group), start + match.end(group))

    def sign(group: int) -> tuple[Inline, ...]:
        return (Markup(place(group)),) if match[group] else ()

    told = (*sign(1), *reading.content(chunk, place(2)), *sign(3))
    if not match[4]:
        return Figure(None, words=(*told, *sign(5)))
    return Figure(None, _caption(chunk, place(4), reading) + sign(5), words=told)


def _caption(chunk: Chunk, extent: Extent, reading: Reading) -> tuple[Inline, ...]:
    """The inlines of the caption, line ends between its lines kept."""
    lines = [line for line in chunk.lines if line.end > extent.start]
    ends = [
        leaf(LineBreak(Extent(before.end, after.start)))
        for before, after in pairwise(lines)
        if extent.start < before.end < after.start < extent.end
    ]
    return reading.content(chunk._replace(marks=(*chunk.marks, *ends)), extent)
