"""Notes: the chunks that are hinted as such, to notes and sections of notes.

Which chunks of a text without mark-up are notes is told beforehand, for the text as a whole (``annotation``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from tei.readers.chunks.chunk import Chunk, NoteFacts
from tei.readers.notes.headings import notes_heading
from tei.readers.passages.insertions import writer_of_remark
from tei.readers.passages.reading import Found, Reading
from tei.readers.passages.signatures import Signer
from tei.transcription.blocks import Block, Heading, Note, NoteKind, NotePlace, NoteSection, Paragraph
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent
from tei.transcription.inlines import Inline, Writer

# The blocks of chunks that stand within another block: no headings and no notes among them.
Within = Callable[[Sequence[Chunk], Reading], Iterable[Block]]


def notes(chunks: Sequence[Chunk], at: int, reading: Reading, within: Within) -> Found | None:
    """The notes that stand together from ``chunks[at]`` on, when it is hinted as one; pages may begin among them."""
    if chunks[at].kind is not Kind.NOTE:
        return None
    last = place = at
    while place < len(chunks) and chunks[place].kind in {Kind.NOTE, Kind.PAGE}:
        place += 1
        if chunks[place - 1].kind is Kind.NOTE:
            last = place
    found = list(_notes(chunks[at:last], reading, within))
    blocks: list[Block] = []
    for _, same in groupby(_places(found), key=lambda placed: placed[0]):
        together = [(place, note) for place, note in same]
        section = tuple(note for _, note in together)
        blocks += [NoteSection(section)] if together[0][0] is NotePlace.END else section
    return Found(tuple(blocks), last - at)


def _notes(chunks: Sequence[Chunk], reading: Reading, within: Within) -> Iterator[Block]:
    """A note for each group of ``chunks``, and the pages between them."""
    for _, same in groupby(zip(chunks, _groups(chunks), strict=True), key=lambda grouped: grouped[1]):
        together = [chunk for chunk, _ in same]
        if together[0].kind is Kind.NOTE:
            yield _note(together, reading, within)
        else:
            yield from within(together, reading)


def _groups(chunks: Sequence[Chunk]) -> Iterator[tuple[bool, int]]:
    """Which note each chunk belongs to: one without a group is a note of its own, a page within a note is its."""
    given = [chunk.hint.group if chunk.hint and chunk.kind is Kind.NOTE else None for chunk in chunks]
    following: list[int | None] = [None]
    for chunk, group in zip(reversed(chunks), reversed(given), strict=True):
        following.append(group if chunk.kind is Kind.NOTE else following[-1])
    before: int | None = None
    for rank, (chunk, group, after) in enumerate(zip(chunks, given, reversed(following), strict=False)):
        if chunk.kind is Kind.NOTE:
            before = group
        here = group if chunk.kind is Kind.NOTE or after is None or after != before else before
        yield (True, rank) if here is None else (False, here)


def _places(found: Sequence[Block]) -> Iterator[tuple[NotePlace | None, Block]]:
    """Each of ``found`` with its place; a page between two notes stands where the one before it does."""
    place: NotePlace | None = None
    for block in found:
        place = block.place if isinstance(block, Note) else place
        yield place, block


def _note(chunks: Sequence[Chunk], reading: Reading, within: Within) -> Note:
    first, hint = chunks[0], chunks[0].hint
    facts = (reading.notes.get(hint.group) if hint and hint.group is not None else None) or NoteFacts()
    begins = first.extent.start
    rest = chunks[1:]
    label: tuple[Inline, ...] = ()
    if facts.label is not None:
        label = reading.content(first, facts.label)
        begins = _behind(first.source, facts.label.end, first.extent.end)
    extent = Extent(begins, first.extent.end)
    is_whole = facts.label is None and hint is not None and hint.within is not None
    if is_whole:
        rest = chunks
    opening = (
        [Paragraph(reading.content(first, extent), extent)] if begins < extent.end and not is_whole else []
    )
    # What goes on with a note is looked at anew where nothing says what it is; pages stand in it as well.
    blocks = within([_freed(one) for one in rest], reading)
    who = _writer(chunks, reading) if facts.kind is not NoteKind.AUTHOR else Signer(Writer.UNKNOWN)
    key = hint.label if hint else None
    return Note((*opening, *blocks), label, key, facts.kind, facts.place, who.writer, who.name)


def _freed(chunk: Chunk) -> Chunk:
    """``chunk`` of a note as what it is within the note."""
    return chunk._replace(hint=chunk.hint.within) if chunk.hint and chunk.kind is Kind.NOTE else chunk


def _writer(chunks: Sequence[Chunk], reading: Reading) -> Signer:
    """Who says in a note that it is theirs: with its label or its signature."""
    text = " ".join(chunk.words for chunk in chunks).strip("[](). ")
    return writer_of_remark(text, reading.signers) or Signer(Writer.UNKNOWN)


def _behind(source: str, at: int, end: int) -> int:
    """Behind the blanks at ``at``."""
    while at < end and source[at].isspace():
        at += 1
    return at


def headed(blocks: Iterable[Block], source: str) -> Iterator[Block]:
    """``blocks`` with a heading right above a section of notes made the heading of that section."""
    return _nested(_joined(blocks), source)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each heading right above notes without a heading joined with them."""
    waiting: Heading | None = None
    for block in blocks:
        if waiting is not None and isinstance(block, NoteSection) and block.heading is None:
            yield block._replace(heading=waiting)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = block if isinstance(block, Heading) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _nested(blocks: Iterable[Block], source: str) -> Iterator[Block]:
    """The notes to several parts, each under a heading of its own, as parts of the section that "Notes" heads."""
    title: Heading | None = None
    parts: list[Block] = []
    for block in blocks:
        if title is not None and isinstance(block, NoteSection) and block.heading is not None:
            parts.append(block)
            continue
        if title is not None:
            yield NoteSection(tuple(parts), title) if parts else title
        parts = []
        title = None
        if isinstance(block, Heading) and notes_heading(block.extent.of(source)) is not None:
            title = block
        if title is None:
            yield block
    if title is not None:
        yield NoteSection(tuple(parts), title) if parts else title
