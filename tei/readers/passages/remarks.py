"""Paragraphs that an editor put into a text: whole in square brackets, or signed, or labelled ("Note by the editor: …")."""

from collections.abc import Sequence

from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.insertions import is_lost, writer_of_remark
from tei.readers.passages.reading import Found, Reading
from tei.readers.passages.signatures import OTHERS, Signer, labelled
from tei.transcription.blocks import Note, NoteKind, NotePlace, Paragraph
from tei.transcription.decisions import Kind
from tei.transcription.inlines import Writer

_SHORTEST = 15  # characters; what is shorter is a mark or a supplied word
_MOST = 4  # paragraphs within one pair of brackets
_LABEL = 60  # characters within which a label ends
_UNSIGNED = Signer(Writer.UNKNOWN)
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
        same = _same(chunks, at)
        inner = " ".join(one.words for one in same).strip("[]().")
        who = labelled(chunk.words, reading.signers) or writer_of_remark(inner, reading.signers)
        return _found(same, reading, who or _UNSIGNED)
    text = chunk.text
    if len(text) < _SHORTEST:
        return None
    if text[0] not in "[(":
        return _labelled(chunk, reading)
    count = _count(chunks, at)
    if not count:
        return None
    inner = " ".join(one.words for one in chunks[at : at + count]).strip("[]().")
    who = writer_of_remark(inner, reading.signers)
    is_signed = who is not None and who.writer in OTHERS
    if is_lost(inner) or (not is_signed and (text[0] != "[" or not inner.lstrip()[:1].isupper())):
        return None
    signed = "signed or labelled by somebody else" if is_signed else "a capital and a sentence"
    reading.decide(Kind.REMARK, chunk.extent, 0.97 if is_signed else 0.85, "a paragraph in brackets", signed)
    return _found(chunks[at : at + count], reading, who or _UNSIGNED)


def _same(chunks: Sequence[Chunk], at: int) -> Sequence[Chunk]:
    """``chunks[at]`` and those behind it that a hint makes one remark with it."""
    hint, end = chunks[at].hint, at + 1
    while hint and hint.group is not None and end < len(chunks) and chunks[end].hint == hint:
        end += 1
    return chunks[at:end]


def _labelled(chunk: Chunk, reading: Reading) -> Found | None:
    """A remark without brackets that says whose note it is: "Editor’s note: …"."""
    start = chunk.extent.start
    beginning = chunk.source[start : min(start + _LABEL, chunk.extent.end)]
    if ":" not in beginning and ". " not in beginning:
        return None
    who = labelled(beginning, reading.signers)
    if who is None or not who.is_note or who.writer not in OTHERS:
        return None
    if not chunk.text.partition(":" if ":" in beginning else ".")[2].strip():
        return None
    reading.decide(Kind.REMARK, chunk.extent, 0.95, "a paragraph with the label of a note by somebody else")
    return _found([chunk], reading, who)


def _found(chunks: Sequence[Chunk], reading: Reading, who: Signer) -> Found:
    paragraphs = tuple(Paragraph(reading.content(one), one.extent) for one in chunks)
    note = Note(
        paragraphs,
        kind=NoteKind.EDITORIAL,
        place=NotePlace.INLINE,
        writer=who.writer,
        responsible=who.name,
    )
    return Found((note,), len(chunks))
