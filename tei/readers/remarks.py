"""Paragraphs that an editor put into a text: whole in square brackets, or signed, or labelled ("Note by the editor: …")."""

from collections.abc import Sequence

from tei.readers.chunk import Chunk
from tei.readers.insertions import writer_of_remark
from tei.readers.reading import Found, Reading
from tei.transcription.blocks import Note, NoteKind, NotePlace, Paragraph
from tei.transcription.decisions import Kind
from tei.transcription.inlines import Writer

_SHORTEST = 15  # characters; what is shorter is a mark or a supplied word
_MOST = 4  # paragraphs within one pair of brackets
_OTHERS = {Writer.EDITOR, Writer.TRANSLATOR, Writer.TRANSCRIBER}
_CLOSERS = {"[": "]", "(": ")"}


def _count(chunks: Sequence[Chunk], at: int) -> int:
    """How many chunks the brackets hold that open ``at``; 0 when they close within a chunk, or not in reach."""
    opener = chunks[at].source[chunks[at].extent.start]
    closer = _CLOSERS.get(opener, "")
    depth = 0
    for number, chunk in enumerate(chunks[at : at + _MOST] if closer else (), 1):
        text = chunk.text
        depth += text.count(opener) - text.count(closer)
        if depth <= 0:
            return number if depth == 0 and _ends(text, closer) and _is_one(chunk, opener, closer) else 0
        if chunk.hint is not None:
            return 0
    return 0


def _ends(text: str, closer: str) -> bool:
    return text.rstrip(". \u00a0").endswith(closer)


def _is_one(chunk: Chunk, opener: str, closer: str) -> bool:
    """Whether the pair that opens ``chunk``, if one does, is still open at its last character but one."""
    text = chunk.text.rstrip(". \u00a0")
    if not text.startswith(opener):
        return True
    depth = 0
    for at, character in enumerate(text):
        depth += (character == opener) - (character == closer)
        if depth == 0:
            return at == len(text) - 1
    return False


def remark(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """An editor's remark, when ``chunks[at]`` is one, or the first paragraph of one."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return _found(chunks[at : at + 1], reading)
    text = chunk.text
    if len(text) < _SHORTEST or text[0] not in "[(":
        return None
    count = _count(chunks, at)
    if not count:
        return None
    writer = writer_of_remark(
        " ".join(one.words for one in chunks[at : at + count]).strip("[]()."), reading.authors
    )
    if writer not in _OTHERS and text[0] != "[":
        return None
    signed = "signed or labelled by somebody else" if writer in _OTHERS else "a capital and a sentence"
    if writer not in _OTHERS and not text[1:].lstrip()[:1].isupper():
        return None
    reading.decide(
        Kind.REMARK, chunk.extent, 0.97 if writer in _OTHERS else 0.85, "a paragraph in brackets", signed
    )
    return _found(chunks[at : at + count], reading)


def _found(chunks: Sequence[Chunk], reading: Reading) -> Found:
    paragraphs = tuple(Paragraph(reading.content(one), one.extent) for one in chunks)
    return Found((Note(paragraphs, kind=NoteKind.EDITORIAL, place=NotePlace.INLINE),), len(chunks))
