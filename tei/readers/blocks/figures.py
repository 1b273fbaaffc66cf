"""Pictures that stand between the paragraphs of a text, with what is printed below them."""

from collections.abc import Sequence

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import Figure, Paragraph
from tei.transcription.inlines import Inline, Picture, Text


def figure(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A picture and its caption, when the mark-up says that ``chunks[at]`` is one; an editor may say it of a caption alone."""
    chunk = chunks[at]
    if chunk.hint is None:
        return None
    lines = [reading.content(chunk, line) for line in chunk.lines]
    pictures = [number for number, line in enumerate(lines) if any(isinstance(one, Picture) for one in line)]
    if chunk.hint.is_settled and not pictures:
        return Found((Figure(None, reading.broken_content(chunk)),))
    if len(pictures) != 1:
        return Found((Paragraph(reading.content(chunk), chunk.extent),))
    found = next(one for one in lines[pictures[0]] if isinstance(one, Picture))
    # Words in the place of a picture describe it; those with mark-up in them are printed with it.
    words = found.content if all(isinstance(one, Text) for one in found.content) else ()
    within = () if words else found.content
    caption: list[Inline] = []
    for line in lines:
        caption += (inline for one in line for inline in (within if one is found else (one,)))
    return Found((Figure(found.address, tuple(caption), found.description, words),))
