"""From chunks to a ``Transcription``, whatever format they were read from.

What stands at the head and the foot is divided from the text, the text becomes blocks, what is left is blank.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tei.diagnostics import Diagnostic
from tei.readers.body import read_body
from tei.readers.chunks.chunk import Chunk
from tei.readers.header.facts import read_facts, with_people
from tei.readers.header.front import Parts, divide
from tei.readers.header.guessed_front import guessed_front
from tei.readers.notes.annotation import read_notes
from tei.readers.passages.reading import Reading
from tei.readers.passages.signatures import signers
from tei.readers.settling import settle, without_effect
from tei.readers.surroundings.aside import front_aside, in_order, set_aside
from tei.readers.surroundings.contents import with_contents
from tei.readers.surroundings.distribution import Stated, distributed, with_stated
from tei.readers.surroundings.pages import paged
from tei.transcription import Extent, Transcription
from tei.transcription.blocks import FrontPart, Presentation
from tei.transcription.decisions import Decision, Settled
from tei.transcription.inlines import Markup, Name
from tei.transcription.metadata import Metadata
from tei.transcription.walk import contents, extents, inlines


def assemble(
    source: str,
    file: str,
    chunks: Sequence[Chunk],
    settled: Iterable[Settled] = (),
    anchors: tuple[tuple[int, int, int], ...] = (),
) -> tuple[Transcription, list[Diagnostic]]:
    """The transcription that ``chunks`` of ``source`` make, and what is to be said of it.

    ``settled`` is what an editor decided about it; ``anchors`` are those of ``Transcription``.
    """
    chunks, findings = (
        settle(chunks, settled, Transcription(source, file, anchors=anchors).place, file)
        if settled
        else (chunks, [])
    )
    around = _surroundings(chunks)
    # What recognition sees: blanks for the line ends of wrapping and for the marks of pages. Facts are told in
    # the words of the source.
    seen = around.text[0].source if around.text else source
    facts = read_facts(around.parts, around.chunks[0].source if around.chunks else source)
    metadata = with_stated(facts, around.stated)
    reading, body = _reading(around, metadata, seen, _line_of(source, file, anchors))
    front = [
        FrontPart(kind, reading.broken_content(chunk), chunk.extent) for kind, chunk in around.parts.front
    ]
    within, behind = front_aside(around.aside, front, reading)
    transcription = Transcription(
        source=source,
        file=file,
        front=tuple(sorted((*front, *within), key=lambda part: part.extent)),
        body=read_body(in_order(body, behind), reading),
        records=tuple(sorted(around.parts.records, key=lambda record: record.extent)),
        decisions=tuple(sorted(reading.decisions, key=lambda decision: decision.extent)),
        anchors=anchors,
    )
    transcription = replace(transcription, metadata=with_people(metadata, _named(transcription), source))
    findings += without_effect(chunks if settled else (), transcription)
    signs = frozenset(_signs(around.text))
    return replace(transcription, presentation=tuple(_presentation(transcription, signs))), findings


class _Surroundings(NamedTuple):
    """The chunks between the head and the foot of a distribution, those of the text, and what stands around it."""

    chunks: Sequence[Chunk]
    text: Sequence[Chunk]
    aside: Sequence[Chunk]
    parts: Parts
    stated: Stated
    decisions: tuple[Decision, ...]


def _surroundings(chunks: Sequence[Chunk]) -> _Surroundings:
    """Divide what stands round the text from it."""
    given, records, stated = distributed(chunks)
    listed = with_contents(given)
    pages = paged(listed.chunks)
    text, aside = set_aside(pages.chunks)
    parts = divide(text)
    parts.records += records
    return _Surroundings(given, text, aside, parts, stated, (*listed.decisions, *pages.decisions))


def _reading(
    around: _Surroundings, metadata: Metadata, seen: str, line_of: Callable[[int], int]
) -> tuple[Reading, Sequence[Chunk]]:
    """What recognition knows when it begins, and the chunks of the text with its notes marked."""
    parts = around.parts
    notes = read_notes(seen, [chunk for _, chunk in parts.front], parts.body, line_of)
    decisions = [*around.decisions, *notes.decisions, *guessed_front(parts, around.text)]
    reading = Reading(seen, signers(metadata), notes.marks, notes=notes.facts, decisions=decisions)
    return reading, notes.chunks


def _line_of(source: str, file: str, anchors: tuple[tuple[int, int, int], ...]) -> Callable[[int], int]:
    bare = Transcription(source, file, anchors=anchors)
    return lambda offset: bare.place(offset)[0]


def _named(transcription: Transcription) -> list[str]:
    names = (inline for inline in inlines(transcription.body) if isinstance(inline, Name))
    return [transcription.words(extents(name.content)) for name in names]


def _covered(transcription: Transcription) -> Iterator[Extent]:
    for part in transcription.front:
        yield from extents(part.content)
    for block in transcription.body:
        for content in contents(block):
            yield from extents(content)
    yield from (record.extent for record in transcription.records)


def _signs(chunks: Iterable[Chunk]) -> Iterator[Extent]:
    """The signs that stand before and behind the words of ``chunks``."""
    for chunk in chunks:
        for mark in chunk.marks:
            is_outside = not chunk.extent.start <= mark.start < chunk.extent.end
            if is_outside and isinstance(mark.make(()), Markup):
                yield Extent(mark.start, mark.end)


def _presentation(transcription: Transcription, signs: frozenset[Extent]) -> Iterator[Presentation]:
    """The signs, and the blank space between the pieces; anything else between them is left for the account to find."""
    source = transcription.source
    covered = list(_covered(transcription))
    apart = signs.difference(covered) if signs else signs
    yield from (Presentation(extent, is_markup=True) for extent in sorted(apart))
    for start, end in _gaps(sorted([*covered, *apart]), len(source)):
        if source[start:end].isspace():
            yield Presentation(Extent(start, end))


def _gaps(covered: Iterable[Extent], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for first, last in covered:
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end
