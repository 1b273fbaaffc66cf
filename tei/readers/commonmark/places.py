"""Where the characters of a block of Markdown stand in the file.

In come the lines of the file and the content of a block, whose margins the parser has taken away, out comes line and
column of each of its characters.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice


class Places:
    """Where the characters of a block's content stand in the file."""

    def __init__(self, lines: Sequence[str], content: str, first: int) -> None:
        self._first = max(first, 1)
        self._starts: list[int] = []
        self._margins: list[int] = []
        at = 0
        for line, words in zip(islice(lines, self._first - 1, None), content.split("\n"), strict=False):
            self._starts.append(at)
            self._margins.append(max(line.find(words), 0))
            at += len(words) + 1

    def of(self, at: int) -> tuple[int, int]:
        """Line and column of the character at ``at``."""
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return self._first, 1
        return self._first + number, self._margins[number] + at - self._starts[number] + 1
