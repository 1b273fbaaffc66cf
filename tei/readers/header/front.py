"""The first and last chunks of a transcription: navigation, title block, lines about the text, date of update.

The title block stands above the lines about the text (source, credits, licence), and the text begins after
them. The foot of the page, which is read first, says how its pages are called; that tells a name from a title.
Where the whole head stands at the foot, it is kept with the lines about the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from tei.readers.blocks.separators import is_separator
from tei.readers.chunks.chunk import Chunk
from tei.readers.facts.dates import whole_date
from tei.readers.header.navigation import names_pages, names_year, words_of_pages
from tei.readers.header.records import below_title, foot, leads_away, parted, records, within
from tei.readers.header.settled_front import settled_block, settled_front
from tei.readers.header.titles import Evidence, is_person, kinds, title_block
from tei.transcription.blocks import FrontKind, Record, RecordKind
from tei.transcription.extent import Extent

_EDGE = (
    16  # chunks at the head and the foot that may hold lines about the text and the text without a blank line
)
_MOST_AT_FOOT = 5  # chunks of a title block at the foot
_LONGEST_TITLE = 160
_ABBREVIATED = re.compile(r"\w\.\w\.$")
_LEAST_AT_FOOT = 2  # chunks of one


class FrontChunk(NamedTuple):
    """A chunk of the title block and what it is."""

    kind: FrontKind
    chunk: Chunk

    @property
    def extent(self) -> Extent:
        return self.chunk.extent


@dataclass
class Parts:
    """The chunks of a transcription by what they are; ``behind`` is a title block that stands at the foot."""

    front: list[FrontChunk] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    body: list[Chunk] = field(default_factory=list)
    behind: list[FrontChunk] = field(default_factory=list)


def _edges(chunks: Sequence[Chunk]) -> list[Chunk]:
    """``chunks``, those at the head and the foot divided where lines about the text end."""
    head, tail = chunks[:_EDGE], chunks[max(_EDGE, len(chunks) - _EDGE) :]
    between = chunks[_EDGE : len(chunks) - len(tail)]
    return [
        *(part for chunk in head for part in parted(chunk)),
        *between,
        *(part for chunk in tail for part in parted(chunk)),
    ]


def _head(chunks: Sequence[Chunk]) -> list[list[Record]]:
    """The lines about the text that open ``chunks``: a name of pages only above something else."""
    found: list[list[Record]] = []
    for at, chunk in enumerate(chunks):
        here = records(chunk)
        is_name = names_pages(chunk.words) and (
            chunk.words.startswith("[") or (at + 2 < len(chunks) and at == 0)
        )
        if here is None and is_name and leads_away(chunk):
            here = [Record(RecordKind.NAVIGATION, chunk.extent)]
        if here is None:
            break
        found.append(here)
    return found


def _words_of_pages(found: Sequence[Sequence[Record]], source: str) -> frozenset[str]:
    lines = (one.extent.of(source) for group in found for one in group if one.kind is RecordKind.NAVIGATION)
    return frozenset(word for line in lines for word in words_of_pages(line))


def _behind(chunks: Sequence[Chunk], evidence: Evidence, *, is_certain: bool) -> list[FrontChunk]:
    """The title block that closes ``chunks``: short lines of which one is a date, or that lines about the text follow.

    It begins with the author, unless it has a date and lines about the text both.
    """
    at = len(chunks)
    while at and len(chunks) - at < _MOST_AT_FOOT and _could_close(chunks[at - 1]):
        at -= 1
    block = list(chunks[at:])
    names = [is_person(chunk.text, evidence, chunk.source) for chunk in block]
    has_date = any(whole_date(chunk.words) for chunk in block)
    if any(names):
        block = block[_first_name(block, names) :]
    elif not (has_date and is_certain):
        return []
    if at == 0 or len(block) < _LEAST_AT_FOOT or all(names) or not (has_date or is_certain):
        return []
    return [FrontChunk(kind, chunk) for kind, chunk in zip(kinds(block, evidence), block, strict=True)]


def _first_name(block: Sequence[Chunk], names: Sequence[bool]) -> int:
    """Where the author of a title block at the foot stands: the signature of the text may stand above."""
    first = names.index(True)
    behind = block[first + 2 :]
    is_signed = names[first + 1 : first + 2] == [True] and any(
        not whole_date(chunk.words) for chunk in behind
    )
    return first + 1 if is_signed else first


def _could_close(chunk: Chunk) -> bool:
    return (
        records(chunk) is None
        and not leads_away(chunk)
        and chunk.hint is None
        and chunk.length <= _LONGEST_TITLE
        and not chunk.text.endswith((",", ".”", ";"))
        and (not chunk.text.endswith(".") or _ABBREVIATED.search(chunk.text) is not None)
    )


def divide(chunks: Sequence[Chunk]) -> Parts:
    """All ``chunks`` by what they are."""
    rest = _edges(chunks)
    source = rest[0].source if rest else ""
    head = _head(rest)
    rest = rest[len(head) :]
    last = foot(rest)
    rest = rest[: len(rest) - len(last)]
    names = _words_of_pages([*head, *last], source)
    if len(rest) > 1 and names_year(rest[0].text, names):
        head.append([Record(RecordKind.NAVIGATION, rest[0].extent)])
        rest = rest[1:]
    evidence = Evidence(names, _about(rest, source))
    block = settled_block(rest, lambda chunks: title_block(chunks, evidence))
    count = _count(rest, block)
    # A mark between the title and the lines about the text is no part of the title.
    marks = list(takewhile(is_separator, reversed(block)))[::-1]
    block, rest = block[: len(block) - len(marks)], rest[count:]
    below = below_title(rest)
    body = [*marks, *rest[len(below) :]]
    parts = Parts(
        front=[FrontChunk(kind, chunk) for kind, chunk in zip(kinds(block, evidence), block, strict=True)]
    )
    if len(block) < _LEAST_AT_FOOT and not below:
        is_certain = any(
            one.kind in {RecordKind.SOURCE, RecordKind.CREDITS} for group in last for one in group
        )
        parts.behind = _behind(body, evidence, is_certain=is_certain)
    if parts.behind:
        parts.front, body = [], [*block, *body[: len(body) - len(parts.behind)]]
        more = foot(body)
        last, body = [*last, *more], body[: len(body) - len(more)]
    parts.behind += [FrontChunk(kind, chunk) for chunk in body if (kind := settled_front(chunk))]
    body = [chunk for chunk in body if not settled_front(chunk)]
    inside = [(chunk, within(chunk)) for chunk in body]
    parts.body = [chunk for chunk, found in inside if found is None]
    found = [*head, *below, *last, *(one for _, one in inside if one)]
    parts.records = [record for group in found for record in group]
    parts.records += [Record(RecordKind.LABEL, part.extent) for part in parts.behind]
    return parts


def _about(chunks: Sequence[Chunk], source: str) -> str:
    """The lines about the text below the title, as far as they may say how it is called."""
    for at in range(min(len(chunks), _EDGE)):
        if found := below_title(chunks[at : at + 1]):
            return "\n".join(one.extent.of(source) for group in found for one in group)
    return ""


def _count(chunks: Sequence[Chunk], block: Sequence[Chunk]) -> int:
    """How many of ``chunks`` the title ``block`` takes, whose lines may have been chunks of their own."""
    end = block[-1].extent.end if block else 0
    return sum(1 for _ in takewhile(lambda chunk: chunk.extent.end <= end, chunks))
