"""Where a finding stands: a stretch of one file."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, columns in characters.

    ``column`` is None where only the line is known; the end is exclusive and None where only the
    beginning is known.
    """

    file: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
