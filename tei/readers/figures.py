"""Pictures that stand between the paragraphs of a text, with what is printed below them."""

from collections.abc import Sequence

from tei.readers.chunk import Chunk
from tei.readers.reading import Found, Reading
from tei.transcription.blocks import Figure, Paragraph
from tei.transcription.inlines import Inline, Picture


def figure(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A picture and its caption, when the mark-up says that ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.hint is None:
        return None
    content = reading.content(chunk)
    pictures = [one for one in content if isinstance(one, Picture)]
    if len(pictures) != 1:
        return Found((Paragraph(content, chunk.extent),))
    place = content.index(pictures[0])
    caption: tuple[Inline, ...] = (*content[:place], *pictures[0].content, *content[place + 1 :])
    return Found((Figure(pictures[0].address, caption, pictures[0].description),))
