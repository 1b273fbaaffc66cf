"""Tables: rows on lines, cells parted by tabulators.

In come the chunks of a text, out comes the table that begins with one. Lines without a tabulator above the rows are its
caption; one between rows is a row of one cell. The blanks that part cells are layout.
"""

import re
from collections.abc import Iterator, Sequence

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import Table
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline

_CELL = re.compile(r"[^\t]*")
_LONGEST_LINE = 120  # characters of a line among rows that has no tabulator
_LEAST_ROWS = 2
_MOST_WITHOUT = 0.4  # of the lines of a table have no tabulator
_DIGITS = re.compile(r"\d")

_Row = tuple[Extent, ...]


def _has_cells(source: str, line: Extent) -> bool:
    return "\t" in line.of(source)


def _cells(source: str, line: Extent) -> _Row:
    """The cells of ``line``, also those without words before its first and behind its last."""
    start, end = line
    while start and source[start - 1] in "\t ":
        start -= 1
    while end < len(source) and source[end] in "\t ":
        end += 1
    parts, at = [], start
    for part in source[start:end].split("\t"):
        first = at + len(part) - len(part.lstrip())
        parts.append(Extent(first, max(first, at + len(part.rstrip()))))
        at += len(part) + 1
    return tuple(parts)


def _caption(source: str, lines: Sequence[Extent]) -> int:
    """How many of ``lines`` stand above the first row."""
    return next((number for number, line in enumerate(lines) if _has_cells(source, line)), 0)


def _is_table(chunk: Chunk) -> bool:
    if "\t" not in chunk.text:
        return False
    rows = [line for line in chunk.lines if _has_cells(chunk.source, line)]
    others = [line for line in chunk.lines if not _has_cells(chunk.source, line)]
    return (
        len(rows) >= _LEAST_ROWS
        and len(others) <= max(1, _MOST_WITHOUT * len(chunk.lines))
        and all(len(line) <= _LONGEST_LINE for line in others)
    )


def _has_labels(source: str, rows: Sequence[_Row]) -> bool:
    """Whether the first row names the columns: no figures in it, and figures below."""
    first = [cell for cell in rows[0] if len(cell)]
    below = [cell.of(source) for row in rows[1:] for cell in row[1:] if len(cell)]
    figures = sum(_DIGITS.search(cell) is not None for cell in below)
    return (
        len(first) > 1
        and figures * 2 > len(below)
        and not any(_DIGITS.search(cell.of(source)) for cell in first)
    )


def _content(
    rows: Sequence[tuple[Chunk, _Row]], reading: Reading
) -> Iterator[tuple[tuple[Inline, ...], ...]]:
    """The cells of ``rows``, a page that begins between two rows in the first cell of the later."""
    end = rows[0][1][0].start
    for chunk, row in rows:
        reached = (reading.reach(chunk, row[0], end), *row[1:])
        end = row[-1].end
        yield tuple(reading.content(chunk, cell) if len(cell) else () for cell in reached)


def _members(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    """The chunks from ``at`` on that mark-up has in one table."""
    count, hint = at + 1, chunks[at].hint
    while (
        hint is not None
        and hint.group is not None
        and count < len(chunks)
        and chunks[count].kind is Kind.TABLE
        and chunks[count].hint == hint
    ):
        count += 1
    return chunks[at:count]


def table(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A table, when one begins with ``chunks[at]``."""
    chunk = chunks[at]
    if chunk.hint is None and not _is_table(chunk):
        return None
    members = _members(chunks, at)
    above = _caption(chunk.source, chunk.lines)
    rows = [
        (member, _cells(member.source, line))
        for member in members
        for line in (member.lines[above:] if member is chunk else member.lines)
    ]
    if chunk.hint is None:
        has_labels = _has_labels(chunk.source, [row for _, row in rows])
        reading.decide(Kind.TABLE, chunk.extent, 0.95, f"{len(rows)} lines with tabulators in them")
    else:
        has_labels = chunk.hint.has_labels
    caption = reading.broken_content(chunk.part(0, above)) if above else ()
    return Found((Table(tuple(_content(rows, reading)), has_labels, caption),), len(members))
