"""The chunks of a text to its blocks: sections, paragraphs, block quotations, separators.

Plain text has lost the mark-up of headings and quotations; what is recognised here is told by layout
and quotation marks, and is marked as guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from tei.readers.emphasis import with_emphasis_notes, without_emphasis_notes
from tei.readers.lines import Chunk
from tei.readers.marks import Opening, is_continuation, is_open_at_end, opening
from tei.readers.quotations import with_quotations
from tei.transcription.blocks import Block, BlockQuotation, Heading, Paragraph, Section, Separator
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, LineBreak, Text

# 98.9 of 100 real headings have at most 75 characters, 87.6 end without punctuation.
_LONGEST_HEADING = 75
_MOST_LINES = 2
_SEPARATOR = re.compile(r"(?:[*•·⁂#~]\s*){1,9}|[-–—_=]{3,}|(?:[-–—]\s+){2,}[-–—]")
_NO_HEADING_END = re.compile(r"[.,;:…–—-][”’\"')\]]*$|\.\s*\[\w+\]$")


def broken_lines(chunk: Chunk) -> tuple[Inline, ...]:
    """The words of ``chunk`` with the line ends between them kept."""
    content: list[Inline] = []
    for before, line in zip([None, *chunk.lines], chunk.lines, strict=False):
        if before is not None:
            content.append(LineBreak(Extent(before.end, line.start)))
        content.append(Text(line))
    return with_quotations(tuple(content), chunk.source)


def is_heading(chunk: Chunk) -> bool:
    """Whether ``chunk`` looks like a heading: short, capitalised, without a full stop, not a quotation."""
    text = chunk.words
    return (
        len(text) <= _LONGEST_HEADING
        and len(chunk.lines) <= _MOST_LINES
        and _first_letter_is_capital(text)
        and _NO_HEADING_END.search(text) is None
        and opening(text) in {Opening.NONE, Opening.CLOSED_WITHIN}
    )


def _first_letter_is_capital(text: str) -> bool:
    letter = next((character for character in text if character.isalnum()), "")
    return letter.isupper() or letter.isdigit() or (letter.isalpha() and not letter.islower())


def is_separator(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a visible mark between two parts."""
    return _SEPARATOR.fullmatch(chunk.text.replace("\u00a0", " ")) is not None


def _paragraph(chunk: Chunk, authors: Iterable[str], *, is_quoted: bool = False) -> Paragraph:
    content = tuple(with_emphasis_notes(chunk.text, chunk.extent.start, authors))
    return Paragraph(with_quotations(content, chunk.source, is_quoted=is_quoted), chunk.extent)


def _is_quotation(chunk: Chunk) -> bool:
    return opening(without_emphasis_notes(chunk.words)) in {Opening.CLOSED_AT_END, Opening.LEFT_OPEN}


def _goes_on(earlier: Chunk, later: Chunk) -> bool:
    """Whether ``later`` continues the quotation in ``earlier``: that one left open, or this one marked."""
    return opening(later.words) is not Opening.NONE and (
        is_open_at_end(earlier.words) or is_continuation(later.words)
    )


def _quotation(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """The chunks at the beginning of ``chunks`` that are one block quotation."""
    count = 1
    while count < len(chunks) and _goes_on(chunks[count - 1], chunks[count]) and _is_quotation(chunks[count]):
        count += 1
    return chunks[:count]


def _blocks(chunks: Sequence[Chunk], authors: Iterable[str]) -> Iterator[Block]:
    """The blocks of ``chunks`` in order, headings among them."""
    at = 0
    while at < len(chunks):
        chunk, taken = chunks[at], 1
        if is_separator(chunk):
            yield Separator(chunk.extent)
        elif is_heading(chunk) and at + 1 < len(chunks):
            yield Heading(broken_lines(chunk), chunk.extent, is_guessed=True)
        elif _is_quotation(chunk):
            quoted = _quotation(chunks[at:])
            taken = len(quoted)
            yield BlockQuotation(
                tuple(_paragraph(one, authors, is_quoted=True) for one in quoted), is_guessed=True
            )
        else:
            yield _paragraph(chunk, authors)
        at += taken


def _sections(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` with what follows a heading gathered under it; one level, since plain text shows no more."""
    heading: Heading | None = None
    under: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield from _section(heading, under)
            heading, under = block, []
        else:
            under.append(block)
    yield from _section(heading, under)


def _section(heading: Heading | None, blocks: list[Block]) -> Iterator[Block]:
    if heading is None:
        yield from blocks
    else:
        yield Section(heading, tuple(blocks))


def read_body(chunks: Sequence[Chunk], authors: Iterable[str]) -> tuple[Block, ...]:
    """The text that ``chunks`` hold."""
    return tuple(_sections(_blocks(chunks, tuple(authors))))
