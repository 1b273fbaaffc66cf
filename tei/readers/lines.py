"""Characters to chunks: runs of lines that a blank line parts from their neighbours."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tei.transcription.extent import Extent

_CHUNK = re.compile(r"[^\S\n]*\S.*(?:\n[^\S\n]*\S.*)*")


class Chunk(NamedTuple):
    """A run of lines without a blank line in it; no blank stands at either end of a line's extent."""

    source: str
    lines: tuple[Extent, ...]

    @property
    def extent(self) -> Extent:
        return Extent(self.lines[0].start, self.lines[-1].end)

    @property
    def text(self) -> str:
        """The characters as they stand."""
        return self.extent.of(self.source)

    @property
    def words(self) -> str:
        """The lines joined by a space."""
        return " ".join(line.of(self.source) for line in self.lines)


def _lines(source: str, start: int, end: int) -> Iterator[Extent]:
    for match in re.finditer(r"[^\n]+", source[start:end]):
        text = match.group()
        first = start + match.start() + len(text) - len(text.lstrip())
        yield Extent(first, first + len(text.strip()))


def chunks(source: str) -> list[Chunk]:
    """All chunks of ``source`` in order."""
    return [Chunk(source, tuple(_lines(source, *match.span()))) for match in _CHUNK.finditer(source)]
