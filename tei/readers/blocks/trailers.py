"""Lines about where a text goes on: "To be continued", "(Continued from last issue)", "The End".

In come the chunks of a text, out comes the line as a trailer. The words are in ``words/*.toml``.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.passages.reading import Found, Reading
from tei.readers.vocabulary import any_of, words
from tei.transcription.blocks import Trailer
from tei.transcription.decisions import Kind

_LONGEST = 70


@cache
def _continued() -> re.Pattern[str]:
    """A phrase that says that a text goes on or went before, with the place where it does."""
    return re.compile(
        rf"[(\[*\s–—-]*{any_of(words('trailers', 'continued'))}(?!\w)[^.!?\n]{{0,40}}[.!)\]*\s–—-]*",
        re.IGNORECASE,
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"[(\[*\s–—-]*{any_of(words('trailers', 'end'))}[.!)\]*\s–—-]*", re.IGNORECASE)


@fact
def is_trailer(chunk: Chunk) -> bool:
    """Whether ``chunk`` says that the text goes on elsewhere, or ends."""
    if len(chunk.lines) > 1 or chunk.length > _LONGEST:
        return False
    text = chunk.text
    return _continued().fullmatch(text) is not None or _end().fullmatch(text) is not None


def trailer(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A trailer, when ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.hint is None:
        if not is_trailer(chunk):
            return None
        reading.decide(Kind.TRAILER, chunk.extent, 0.95, "a phrase that says where the text goes on or ends")
    return Found((Trailer(reading.content(chunk), chunk.extent),))
