"""The first and last chunks of a transcription: navigation, title block, lines about the text, date of update.

The order of a title block is author, title, subtitle, date; the lines about the text (source, credits,
licence) stand together below it, and the text begins after them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from tei.readers.chunk import Chunk
from tei.readers.citation import names_print
from tei.readers.credits import read_credits
from tei.readers.dates import dates, whole_date
from tei.readers.headings import is_heading
from tei.readers.names import are_names
from tei.readers.separators import is_separator
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import FrontKind, Record, RecordKind
from tei.transcription.extent import Extent

# A guillemet parts names only where it does not close a quotation.
_SEGMENT = re.compile(r"\||\s>\s|→|\s»\s")
_LONGEST_SEGMENT = 60
_LONGEST_FRONT = 160  # characters of a title or subtitle, both lines together
_MOST_FRONT = 6
_MOST_LINES = 4  # of a title
_LONGEST_RECORD = 480  # characters: what is longer is text, whatever it begins with
_LONGEST_LINES = 1500  # the same, of all lines about the text together
_NEAR = 3  # lines among which a remark belongs to the lines about the text
_SHORT = {RecordKind.NAVIGATION, RecordKind.UPDATED}  # never longer than a line
_TELLING = {RecordKind.SOURCE, RecordKind.CREDITS, RecordKind.LICENCE}
# "Online Version: …": a line of its own, whatever it is about.
_LABELLED = re.compile(r"[^\W\d_a-z][^\n:.]{1,30}:\s")


class FrontChunk(NamedTuple):
    """A chunk of the title block and what it is."""

    kind: FrontKind
    chunk: Chunk

    @property
    def extent(self) -> Extent:
        return self.chunk.extent


@dataclass
class Parts:
    """The chunks of a transcription by what they are."""

    front: list[FrontChunk] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    body: list[Chunk] = field(default_factory=list)


@cache
def _opens_with(key: str) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('lines', key))}(?!\w)", re.IGNORECASE)


@cache
def _way_up() -> re.Pattern[str]:
    return re.compile(rf"[\[^ ]*{any_of(words('lines', 'navigation'))}[\] .]*", re.IGNORECASE)


def is_navigation(line: str) -> bool:
    """Whether ``line`` leads to other pages: short names parted by bars, or a phrase known to."""
    segments = [segment.strip() for segment in _SEGMENT.split(line) if segment.strip()]
    if (
        len(segments) > 1
        and "«" not in line
        and not line.endswith(".")
        and all(len(segment) <= _LONGEST_SEGMENT for segment in segments)
    ):
        return True
    return _way_up().fullmatch(line) is not None


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
    if names_print(line):
        return RecordKind.SOURCE
    return None


def _records(chunk: Chunk) -> list[Record] | None:
    """One record a line when the first line of ``chunk`` is about the text; else None."""
    kinds = [record_kind(line.of(chunk.source)) for line in chunk.lines]
    if kinds[0] is None:
        return None
    return list(_gathered(chunk, kinds))


def _first_records(chunk: Chunk) -> list[Record] | None:
    """The same for what stands right below the title: what precedes credits or terms is about the print."""
    kinds = [record_kind(line.of(chunk.source)) for line in chunk.lines]
    if kinds[0] is None and len(chunk.extent) <= _LONGEST_LINES and not _TELLING.isdisjoint(kinds):
        kinds[0] = RecordKind.SOURCE
    return None if kinds[0] is None else list(_gathered(chunk, kinds))


def _gathered(chunk: Chunk, kinds: Sequence[RecordKind | None]) -> Iterator[Record]:
    """A record for each line; one that nothing recognises goes on with the line before it, unless labelled."""
    record: Record | None = None
    for kind, line in zip(kinds, chunk.lines, strict=True):
        if record is None:
            record = Record(kind or RecordKind.SOURCE, line)
        elif kind is None and not _LABELLED.match(line.of(chunk.source)):
            record = Record(record.kind, Extent(record.extent.start, line.end))
        else:
            yield record
            record = Record(kind or record.kind, line)
    if record is not None:
        yield record


def _parted(chunk: Chunk) -> Iterator[Chunk]:
    """``chunk``, divided where lines about the text end and the text begins without a blank line."""
    lines = [line.of(chunk.source) for line in chunk.lines]
    kinds = [record_kind(line) for line in lines]
    kind, begins = kinds[0], chunk.lines[0].start
    for at in range(1, len(lines) if kind else 0):
        # A remark between a source line and credits is about the text, as they are.
        is_between = kind in _TELLING and not _TELLING.isdisjoint(kinds[at : at + _NEAR])
        is_long = chunk.lines[at].end - begins > _LONGEST_RECORD
        if kinds[at]:
            kind, begins = kinds[at], chunk.lines[at].start
        elif kind and (is_long or (not is_between and _ends(kind, lines[at - 1], lines[at]))):
            yield Chunk(chunk.source, chunk.lines[:at])
            yield from _parted(Chunk(chunk.source, chunk.lines[at:]))
            return
    yield chunk


def _ends(kind: RecordKind, line: str, following: str) -> bool:
    """Whether a record of ``kind`` ends with ``line``, since ``following`` does not go on with it."""
    if _LABELLED.match(following):
        return False
    if len(following) > _LONGEST_FRONT or kind in _SHORT:
        return True
    return kind is not RecordKind.LICENCE and line.endswith((".", "!", "?"))


def _take_records(chunks: Sequence[Chunk]) -> Iterator[list[Record]]:
    for chunk in chunks:
        records = _records(chunk)
        if records is None:
            return
        yield records


def _opens_records(chunks: Sequence[Chunk]) -> bool:
    """Whether the first of two ``chunks`` is a line with a label ("Written: …") above lines about the text."""
    if len(chunks) < 2 or len(chunks[0].lines) > 1:
        return False
    return _LABELLED.match(chunks[0].text) is not None and _tells_of_text(chunks[1])


def _below_title(chunks: Sequence[Chunk]) -> list[list[Record]]:
    """The lines about the text that open ``chunks``, chunk by chunk."""
    first = _first_records(chunks[0]) if chunks else None
    if first is None and _opens_records(chunks[:2]):
        first = list(_gathered(chunks[0], [RecordKind.SOURCE]))
    return [first, *_take_records(chunks[1:])] if first else []


def _tells_of_text(chunk: Chunk) -> bool:
    """Whether ``chunk`` holds lines about the text such as stand below a title."""
    return any(record.kind in _TELLING for record in _first_records(chunk) or ())


def _is_front(chunk: Chunk, lines: int = 2) -> bool:
    return len(chunk.lines) <= lines and len(chunk.words) <= _LONGEST_FRONT


def _title_block(chunks: Sequence[Chunk]) -> int:
    """How many chunks at the beginning of ``chunks`` are the title block.

    It ends with the date, or above the lines about the text; with neither it is the first chunk alone, or
    the author and the title.
    """
    for at, chunk in enumerate(chunks[: _MOST_FRONT + 1]):
        if at and _tells_of_text(chunk):
            return at
        if not _is_front(chunk, _MOST_LINES):
            break
        if at and whole_date(chunk.words):
            return at + 1
    # A name above a line that could be a title is the author's.
    if not _is_front(chunks[0]):
        return 0
    named = len(chunks) > 2 and are_names(chunks[0].words) and is_heading(chunks[1])
    return min(len(chunks) - 1, 2 if named else 1)


def _kinds(block: Sequence[Chunk]) -> Iterator[FrontKind]:
    """What each chunk of a title block is."""
    has_more = any(whole_date(chunk.words) is None for chunk in block[1:])
    named = has_more and are_names(block[0].words) and len(block[0].lines) == 1
    titles = 0
    for at, chunk in enumerate(block):
        if at == 0 and named:
            yield FrontKind.AUTHOR
        elif titles and whole_date(chunk.words):
            yield FrontKind.DATE
        else:
            titles += 1
            yield FrontKind.TITLE if titles == 1 else FrontKind.SUBTITLE


@cache
def _way_back() -> re.Pattern[str]:
    """What leads back from the foot of a page: a name and the word for a collection of pages."""
    pages = any_of({*words("navigation", "owned"), *words("navigation", "pages")})
    return re.compile(rf"(?:[^\W\d_a-z][^\s.!?]*\s+){{1,8}}{pages}")


def _leads_back(chunk: Chunk) -> bool:
    return _is_front(chunk, _MOST_LINES) and _way_back().fullmatch(chunk.words) is not None


def _foot(chunks: Sequence[Chunk]) -> Iterator[list[Record]]:
    """The lines about the text that close ``chunks``, from the last up."""
    for chunk in reversed(chunks):
        records = [Record(RecordKind.NAVIGATION, chunk.extent)] if _leads_back(chunk) else _records(chunk)
        if records is None:
            return
        yield records


def _is_navigation(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a known phrase that leads up or back, wherever it stands."""
    return len(chunk.lines) == 1 and _way_up().fullmatch(chunk.text) is not None


def divide(chunks: Sequence[Chunk]) -> Parts:
    """All ``chunks`` by what they are."""
    parts, rest = Parts(), [part for chunk in chunks for part in _parted(chunk)]
    for records in _take_records(rest):
        parts.records += records
    rest = rest[len(list(_take_records(rest))) :]
    count = _title_block(rest) if rest else 0
    block, rest = rest[:count], rest[count:]
    # A mark between the title and the lines about the text is no part of the title.
    marks = list(takewhile(is_separator, reversed(block)))[::-1]
    block = block[: len(block) - len(marks)]
    parts.front = [FrontChunk(kind, chunk) for kind, chunk in zip(_kinds(block), block, strict=True)]
    below = _below_title(rest)
    foot = list(_foot(rest[len(below) :]))
    body = [*marks, *rest[len(below) : len(rest) - len(foot)]]
    parts.body = [chunk for chunk in body if not _is_navigation(chunk)]
    within = [list(_gathered(chunk, [RecordKind.NAVIGATION])) for chunk in body if _is_navigation(chunk)]
    parts.records += [record for records in [*below, *foot, *within] for record in records]
    return parts
