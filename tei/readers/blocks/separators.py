"""Visible marks between two parts of a text: asterisks, ornaments, rules made of dashes."""

import re
from collections.abc import Sequence

from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.passages.reading import Found, Reading
from tei.transcription.inlines import Separator

_SEPARATOR = re.compile(r"(?:[*•·⁂#~]\s*){1,9}|[-–—_=]{3,}|(?:[-–—]\s+){2,}[-–—]|(?:[.…]\s*){3,12}")


@fact
def is_separator(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a visible mark between two parts."""
    text = chunk.text
    return not text[:1].isalnum() and _SEPARATOR.fullmatch(text.replace("\u00a0", " ")) is not None


def separator(chunks: Sequence[Chunk], at: int, _: Reading) -> Found | None:
    """A separator, when ``chunks[at]`` is one."""
    chunk = chunks[at]
    return Found((Separator(chunk.extent),)) if chunk.hint or is_separator(chunk) else None
