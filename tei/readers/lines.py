"""Characters to chunks: runs of lines that a blank line parts from their neighbours."""

import re
from collections.abc import Iterator
from itertools import groupby

from tei.readers.chunk import Chunk
from tei.transcription.extent import Extent

_LONGEST_WRAPPED = 240  # characters of a line in a text that is broken into lines
_LINE = re.compile(r"[^\n]+")


def _lines(source: str) -> Iterator[tuple[int, Extent]]:
    """The lines with anything in them, each with its number; the extent is without the blanks round it."""
    number, counted = 0, 0
    for match in _LINE.finditer(source):
        number += source.count("\n", counted, match.start())
        counted = match.start()
        text = match.group()
        if not text.isspace():
            first = match.start() + len(text) - len(text.lstrip())
            yield number, Extent(first, first + len(text.strip()))


def chunks(source: str) -> list[Chunk]:
    """All chunks of ``source`` in order."""
    return [chunk for run in _runs(source) for chunk in _parted(run)]


def _parted(run: Chunk) -> list[Chunk]:
    """``run``, or its lines one by one where one is so long that a line must be a paragraph."""
    if all(len(line) <= _LONGEST_WRAPPED for line in run.lines):
        return [run]
    return [Chunk(run.source, (line,)) for line in run.lines]


def _runs(source: str) -> list[Chunk]:
    # The number of a line less its rank is the same for lines without a blank line between them.
    runs = groupby(enumerate(_lines(source)), key=lambda ranked: ranked[1][0] - ranked[0])
    return [Chunk(source, tuple(extent for _, (_, extent) in run)) for _, run in runs]
