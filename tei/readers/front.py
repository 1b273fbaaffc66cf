"""The first and last chunks of a transcription: navigation, title block, lines about the text, date of update.

The order of a title block is author, title, subtitle, date; the lines about the text (source, credits,
licence) stand together below it, and the text begins after them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tei.readers.body import broken_lines, is_heading
from tei.readers.citation import label, read_citation
from tei.readers.credits import read_credits
from tei.readers.dates import dates, whole_date
from tei.readers.lines import Chunk
from tei.readers.names import is_name_like
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import FrontKind, FrontPart, Record, RecordKind
from tei.transcription.extent import Extent

# A guillemet parts names only where it does not close a quotation.
_SEGMENT = re.compile(r"\s*(?:\||\s>\s|→|\s»\s)\s*")
_LONGEST_SEGMENT = 60
_LONGEST_FRONT = 160  # characters of a title or subtitle, both lines together
_MOST_FRONT = 6


@dataclass
class Parts:
    """The chunks of a transcription by what they are."""

    front: list[FrontPart] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    body: list[Chunk] = field(default_factory=list)


@cache
def _opens_with(key: str) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('lines', key))}(?!\w)", re.IGNORECASE)


def is_navigation(line: str) -> bool:
    """Whether ``line`` leads to other pages: short names parted by bars, or a phrase known to."""
    segments = [segment for segment in _SEGMENT.split(line) if segment.strip()]
    if (
        len(segments) > 1
        and "«" not in line
        and all(len(segment) <= _LONGEST_SEGMENT for segment in segments)
    ):
        return True
    return (
        re.fullmatch(rf"[\[^ ]*{any_of(words('lines', 'navigation'))}[\] .]*", line, re.IGNORECASE)
        is not None
    )


def is_updated(line: str) -> bool:
    """Whether ``line`` says when the transcription was last changed."""
    return _opens_with("updated").match(line) is not None and next(dates(line), None) is not None


def record_kind(line: str) -> RecordKind | None:
    """What ``line`` says about the text, or None when it is text."""
    if is_navigation(line):
        return RecordKind.NAVIGATION
    if is_updated(line):
        return RecordKind.UPDATED
    if read_credits(line) is not None:
        return RecordKind.CREDITS
    if _opens_with("licence").match(line):
        return RecordKind.LICENCE
    if label().match(line) and read_citation(line) is not None:
        return RecordKind.SOURCE
    return None


def _records(chunk: Chunk) -> list[Record] | None:
    """One record a line when the first line of ``chunk`` is about the text; else None."""
    kinds = [record_kind(line.of(chunk.source)) for line in chunk.lines]
    if kinds[0] is None:
        return None
    records: list[Record] = []
    for kind, line in zip(kinds, chunk.lines, strict=True):
        # A line that nothing recognises goes on with the line before it.
        if kind is None:
            records[-1] = Record(records[-1].kind, Extent(records[-1].extent.start, line.end))
        else:
            records.append(Record(kind, line))
    return records


def _take_records(chunks: Sequence[Chunk]) -> Iterator[list[Record]]:
    for chunk in chunks:
        records = _records(chunk)
        if records is None:
            return
        yield records


def _is_front(chunk: Chunk) -> bool:
    return len(chunk.lines) <= 2 and len(chunk.words) <= _LONGEST_FRONT


def _title_block(chunks: Sequence[Chunk]) -> int:
    """How many chunks at the beginning of ``chunks`` are the title block.

    With lines about the text below it, it is all that stands above them; without, it ends with the date,
    or it is the first chunk alone.
    """
    for at, chunk in enumerate(chunks[: _MOST_FRONT + 1]):
        if _records(chunk):
            return at
        if not _is_front(chunk):
            break
    for at, chunk in enumerate(chunks[:_MOST_FRONT]):
        if not _is_front(chunk):
            break
        if whole_date(chunk.words):
            return at + 1
    # A name above a line that could be a title is the author's.
    if not _is_front(chunks[0]):
        return 0
    named = len(chunks) > 2 and is_name_like(chunks[0].words) and is_heading(chunks[1])
    return min(len(chunks) - 1, 2 if named else 1)


def _kinds(block: Sequence[Chunk]) -> Iterator[FrontKind]:
    """What each chunk of a title block is."""
    named = len(block) > 1 and is_name_like(block[0].words) and len(block[0].lines) == 1
    titles = 0
    for at, chunk in enumerate(block):
        if at == 0 and named:
            yield FrontKind.AUTHOR
        elif titles and whole_date(chunk.words):
            yield FrontKind.DATE
        else:
            titles += 1
            yield FrontKind.TITLE if titles == 1 else FrontKind.SUBTITLE


def divide(chunks: Sequence[Chunk]) -> Parts:
    """All ``chunks`` by what they are."""
    parts, rest = Parts(), list(chunks)
    for records in _take_records(rest):
        parts.records += records
    rest = rest[len(list(_take_records(rest))) :]
    count = _title_block(rest) if rest else 0
    block, rest = rest[:count], rest[count:]
    parts.front = [
        FrontPart(kind, broken_lines(chunk), chunk.extent)
        for kind, chunk in zip(_kinds(block), block, strict=True)
    ]
    below = list(_take_records(rest))
    foot = list(_take_records(rest[len(below) :][::-1]))[::-1]
    parts.body = rest[len(below) : len(rest) - len(foot)]
    parts.records += [record for records in [*below, *foot] for record in records]
    return parts
