"""Plain text as volunteers publish transcriptions: bytes to a ``Transcription``.

Navigation, author, title and subtitle, date in brackets, source line, credits; then headings,
paragraphs and block quotations parted by blank lines; navigation and date of update at the foot.
Every character is kept: in the text, as a record beside it, or as presentation (blank lines).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tei.diagnostics import Diagnostic
from tei.readers.body import read_body
from tei.readers.decoding import decode
from tei.readers.facts import read_facts, with_people
from tei.readers.front import divide
from tei.readers.lines import chunks
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import Presentation
from tei.transcription.inlines import Name
from tei.transcription.walk import extents, inlines, separators

SUFFIXES = (".txt", ".text")


def read(data: bytes, file: str) -> tuple[Transcription, list[Diagnostic]]:
    """The transcription in ``data`` and what is to be said of it; InputError for an empty or binary file."""
    source, findings = decode(data, file)
    parts = divide(chunks(source))
    metadata = read_facts(parts, source)
    transcription = Transcription(
        source=source,
        file=file,
        front=tuple(parts.front),
        body=read_body(parts.body, [author.text for author in metadata.authors]),
        records=tuple(sorted(parts.records, key=lambda record: record.extent)),
    )
    transcription = replace(transcription, metadata=with_people(metadata, _named(transcription), source))
    return replace(transcription, presentation=tuple(_presentation(transcription))), findings


def _named(transcription: Transcription) -> list[str]:
    names = (inline for inline in inlines(transcription.body) if isinstance(inline, Name))
    return [transcription.words(extents(name.content)) for name in names]


def _covered(transcription: Transcription) -> Iterator[Extent]:
    for part in transcription.front:
        yield from extents(part.content)
    yield from extents(inlines(transcription.body))
    yield from separators(transcription.body)
    yield from (record.extent for record in transcription.records)


def _presentation(transcription: Transcription) -> Iterator[Presentation]:
    """The blank space between the pieces; anything else between them is left for the account to find."""
    for start, end in _gaps(sorted(set(_covered(transcription))), len(transcription.source)):
        for blank in re.finditer(r"\s+", transcription.source[start:end]):
            yield Presentation(Extent(start + blank.start(), start + blank.end()))


def _gaps(covered: Iterable[Extent], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for extent in covered:
        if extent.start > at:
            yield at, extent.start
        at = max(at, extent.end)
    if at < end:
        yield at, end
