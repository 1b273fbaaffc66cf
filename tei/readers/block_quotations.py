"""Quotations set off from the text: paragraphs within quotation marks, and what continues them."""

from collections.abc import Sequence

from tei.readers.chunk import Chunk
from tei.readers.emphasis import without_emphasis_notes
from tei.readers.marks import Opening, is_continuation, is_open_at_end, opening
from tei.readers.reading import Found, Reading
from tei.transcription.blocks import BlockQuotation, Paragraph
from tei.transcription.decisions import Kind


def _is_quotation(chunk: Chunk) -> bool:
    return opening(without_emphasis_notes(chunk.words)) in {Opening.CLOSED_AT_END, Opening.LEFT_OPEN}


def _goes_on(earlier: Chunk, later: Chunk) -> bool:
    """Whether ``later`` continues the quotation in ``earlier``: that one left open, or this one marked."""
    return opening(later.words) is not Opening.NONE and (
        is_open_at_end(earlier.words) or is_continuation(later.words)
    )


def _quoted(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    """The chunks from ``at`` on that are one block quotation."""
    count = at + 1
    hint = chunks[at].hint
    if hint is not None:
        while count < len(chunks) and chunks[count].hint == hint:
            count += 1
        return chunks[at:count]
    while (
        count < len(chunks)
        and chunks[count].hint is None
        and _goes_on(chunks[count - 1], chunks[count])
        and _is_quotation(chunks[count])
    ):
        count += 1
    return chunks[at:count]


def block_quotation(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A block quotation, when one begins with ``chunks[at]``."""
    chunk = chunks[at]
    if chunk.hint is None:
        if not _is_quotation(chunk):
            return None
        reading.decide(Kind.QUOTATION, chunk.extent, 0.9, "a paragraph in quotation marks")
    quoted = _quoted(chunks, at)
    paragraphs = tuple(Paragraph(reading.content(one, is_quoted=True), one.extent) for one in quoted)
    return Found((BlockQuotation(paragraphs),), len(quoted))
