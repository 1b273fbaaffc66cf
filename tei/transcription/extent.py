"""A stretch of the source text."""

from typing import NamedTuple


class Extent(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of the decoded source, counted from 0."""

    start: int
    end: int

    def of(self, source: str) -> str:
        """The characters themselves."""
        return source[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start
