"""The chunks of a text to its blocks: each recogniser is asked in turn what begins here; then sections are made.

Plain text has lost the mark-up of headings and quotations; what is recognised by layout and wording alone is
remembered as a decision. A chunk with a hint goes to the recogniser of its kind.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from tei.readers.blocks.addresses import address
from tei.readers.blocks.block_quotations import block_quotation
from tei.readers.blocks.closings import closer, postscript, signature
from tei.readers.blocks.figures import figure
from tei.readers.blocks.headings import heading
from tei.readers.blocks.illustrations import illustration
from tei.readers.blocks.letters import dateline, salute
from tei.readers.blocks.lists import list_
from tei.readers.blocks.mottoes import motto, quoted_motto
from tei.readers.blocks.separators import separator
from tei.readers.blocks.tables import table
from tei.readers.blocks.trailers import trailer
from tei.readers.blocks.verse import verse
from tei.readers.chunks.chunk import Chunk
from tei.readers.notes.notes import headed, notes
from tei.readers.passages.habits import habits
from tei.readers.passages.reading import Found, Reading, Recogniser
from tei.readers.passages.remarks import remark
from tei.readers.surroundings.aside import forme_work, page
from tei.transcription.blocks import Block, Heading, NoteSection, Paragraph, Section
from tei.transcription.decisions import Kind
from tei.transcription.walk import closing_notes


def _paragraph(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found:
    chunk = chunks[at]
    return Found((Paragraph(reading.content(chunk), chunk.extent),))


def _notes(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    return notes(chunks, at, reading, _within)


# In the order in which they are asked: what is told by a sign of its own before what is told by its length.
RECOGNISERS: Mapping[Kind, Recogniser] = {
    Kind.SEPARATOR: separator,
    Kind.FIGURE: lambda chunks, at, reading: figure(chunks, at, reading) or illustration(chunks, at, reading),
    Kind.NOTE: _notes,
    Kind.TABLE: table,
    Kind.TRAILER: trailer,
    Kind.ADDRESS: address,
    Kind.SALUTE: salute,
    Kind.DATELINE: dateline,
    Kind.REMARK: remark,  # behind whatever else brackets can hold: a trailer, a page mark, a date
    Kind.CLOSER: closer,
    Kind.SIGNATURE: signature,
    Kind.POSTSCRIPT: postscript,
    Kind.MOTTO: motto,
    Kind.VERSE: verse,
    Kind.LIST: list_,
    Kind.QUOTATION: lambda chunks, at, reading: (
        quoted_motto(chunks, at, reading) or block_quotation(chunks, at, reading)
    ),
    Kind.HEADING: heading,
    Kind.PAGE: page,
    Kind.CONTENTS: forme_work,
    Kind.RUNNING_HEAD: forme_work,
    Kind.PARAGRAPH: _paragraph,
}


# What only a hint tells.
_CERTAIN = {Kind.NOTE, Kind.ADDRESS, Kind.SIGNATURE, Kind.PAGE, Kind.CONTENTS, Kind.RUNNING_HEAD}
_LOWEST = 100  # level of a heading: below every level that mark-up knows
# What is short, or has several lines. The contract of their recognisers: each refuses a chunk of one line that is
# longer than LONG, as most paragraphs are, and so is not asked (tests/readers/test_body.py holds them to it).
SHORT = {Kind.TRAILER, Kind.SALUTE, Kind.DATELINE, Kind.CLOSER, Kind.MOTTO, Kind.VERSE, Kind.HEADING}
LONG = 240  # characters
_GUESSED = [pair for pair in RECOGNISERS.items() if pair[0] not in _CERTAIN]
_GUESSED_OF_LONG = [pair for pair in _GUESSED if pair[0] not in SHORT]

# What mark-up has an element for: a paragraph of mark-up is none of it, but it may be a line of a letter or a note.
_MARKED_UP = {
    Kind.HEADING,
    Kind.QUOTATION,
    Kind.MOTTO,
    Kind.LIST,
    Kind.TABLE,
    Kind.FIGURE,
    Kind.CONTENTS,
    Kind.RUNNING_HEAD,
}


def _is_open(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a paragraph, and only the mark-up says so."""
    return chunk.hint is not None and chunk.hint.kind is Kind.PARAGRAPH and not chunk.hint.is_settled


def _found(chunks: Sequence[Chunk], at: int, reading: Reading, paragraphs: Container[int]) -> Found:
    """What begins with ``chunks[at]``; a paragraph when no recogniser knows better."""
    chunk = chunks[at]
    if chunk.kind is not None:
        return RECOGNISERS.get(chunk.kind, _paragraph)(chunks, at, reading) or _paragraph(chunks, at, reading)
    is_long = len(chunk.lines) == 1 and chunk.length > LONG
    is_paragraph = at in paragraphs
    for one, recogniser in _GUESSED_OF_LONG if is_long else _GUESSED:
        if is_paragraph and one in _MARKED_UP:
            continue
        found = recogniser(chunks, at, reading)
        if found is not None:
            return found
    return _paragraph(chunks, at, reading)


def _within(chunks: Sequence[Chunk], reading: Reading) -> Iterator[Block]:
    """The blocks of ``chunks`` that stand in a note: neither headings nor notes."""
    at = 0
    while at < len(chunks):
        recognisers = (one for kind, one in RECOGNISERS.items() if kind not in {Kind.HEADING, Kind.NOTE})
        guessed = (recogniser(chunks, at, reading) for recogniser in recognisers)
        found = _found(chunks, at, reading, ()) if chunks[at].kind else next(filter(None, guessed))
        yield from found.blocks
        at += found.taken


def _blocks(chunks: Sequence[Chunk], reading: Reading) -> Iterator[Block]:
    """The blocks of ``chunks`` in order, headings among them."""
    paragraphs = {at for at, chunk in enumerate(chunks) if _is_open(chunk)}
    chunks = [chunk._replace(hint=None) if at in paragraphs else chunk for at, chunk in enumerate(chunks)]
    at = 0
    while at < len(chunks):
        found = _found(chunks, at, reading, paragraphs)
        yield from found.blocks
        at += found.taken


def _sections(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with what follows a heading gathered under it, lower headings within higher ones.

    Headings without a level are all alike, and lower than any that has one. Notes at the end of all belong to no
    section; those within it belong to the section before them, unless their heading is as high as its own.
    """
    end = closing_notes(blocks)
    opened: list[tuple[int, Heading | None, list[Block]]] = [(0, None, [])]
    for block in blocks[:end]:
        if isinstance(block, Heading):
            level = block.level or _LOWEST
            while opened[-1][0] >= level:
                _close(opened)
            opened.append((level, block, []))
            continue
        if isinstance(block, NoteSection) and block.heading and block.heading.level:
            while opened[-1][0] >= block.heading.level:
                _close(opened)
        opened[-1][2].append(block)
    while len(opened) > 1:
        _close(opened)
    return (*opened[0][2], *blocks[end:])


def _close(opened: list[tuple[int, Heading | None, list[Block]]]) -> None:
    """Put the innermost section into the one around it."""
    _, under, blocks = opened.pop()
    if under is not None:
        opened[-1][2].append(Section(under, tuple(blocks)))


def read_body(chunks: Sequence[Chunk], reading: Reading) -> tuple[Block, ...]:
    """The text that ``chunks`` hold."""
    reading.habits = habits(chunks)
    return _sections(tuple(headed(_blocks(chunks, reading), reading.source)))
