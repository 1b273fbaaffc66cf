"""How letters end: closing formula, signature, place and date, postscript; also the signature below an article.

In come the chunks of a text, out come the parts that close a letter, all that stand together. A formula is told by its
words; a name by standing behind a formula, or at the end of a section with something that makes it likely.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei.readers.blocks.letter_lines import (
    LONGEST_CLOSING,
    has_closing_word,
    has_spoken_word,
    is_closing,
    is_dateline,
    is_name,
    is_office,
)
from tei.readers.blocks.letter_surroundings import (
    KINDS,
    ends_section,
    has_letters,
    is_address,
    is_dateline_chunk,
    is_postscript,
    is_short,
    letter_part,
    letter_parts,
    lines_of,
    opens_text,
    stands_above_salute,
)
from tei.readers.blocks.verse import is_stanza
from tei.readers.chunks.chunk import Chunk
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import LetterPartKind
from tei.transcription.decisions import Kind
from tei.transcription.extent import Extent

_LONG_TEXT = 100  # characters of a paragraph above a name
_MOST_BEHIND = 6  # chunks of a postscript
_MOST_PARTS = 12  # chunks that close a letter
_SENTENCE_END = re.compile(r"[.!?:…–—][”’\"')\]»*]*(?:\s*\[[^\]]{1,6}\])?$")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z]\.")


class _Closing(NamedTuple):
    """Parts that close a letter, and how many chunks they are."""

    parts: tuple[tuple[LetterPartKind, Chunk], ...]
    taken: int

    def has(self, kind: LetterPartKind) -> bool:
        return any(one is kind for one, _ in self.parts)


def _split(chunk: Chunk) -> Iterator[tuple[LetterPartKind, Chunk]]:
    """The parts of a chunk that closes a letter: formula, signature, place and date."""
    texts, at = lines_of(chunk), 0
    while at < len(texts) and (is_closing(texts[at]) or (at and not _ends_formula(texts, at))):
        at += 1
    if at:
        formula, name = _divided(chunk.part(0, at))
        yield LetterPartKind.CLOSER, formula
        if name is not None:
            yield LetterPartKind.SIGNED, name
    end = next((number for number in range(at, len(texts)) if is_dateline(texts[number])), len(texts))
    if at < end:
        yield LetterPartKind.SIGNED, chunk.part(at, end)
    if end < len(texts):
        yield LetterPartKind.DATELINE, chunk.part(end)


def _ends_formula(texts: Sequence[str], at: int) -> bool:
    """Whether the formula above the line ``at`` is over there: a name comes, or a date."""
    return is_name(texts[at]) or is_dateline(texts[at]) or at + 1 == len(texts)


def _divided(formula: Chunk) -> tuple[Chunk, Chunk | None]:
    """A formula without the name that its last line ends with, and that name."""
    last = formula.lines[-1]
    text = last.of(formula.source)
    head, comma, tail = text.rstrip(" .").rpartition(",")
    if not comma or not is_name(tail) or is_closing(tail.strip()) or not is_closing(head):
        return formula, None
    if has_closing_word(tail) or has_spoken_word(tail):
        return formula, None
    start = last.end - len(text) + len(head) + 1
    start += len(formula.source[start : last.end]) - len(formula.source[start : last.end].lstrip())
    before = Extent(last.start, last.start + len(head) + 1)
    return (
        formula._replace(lines=(*formula.lines[:-1], before)),
        formula._replace(lines=(Extent(start, last.end),)),
    )


def _could_close(chunk: Chunk) -> bool:
    if chunk.hint is not None or not is_short(chunk) or "\t" in chunk.text:
        return False
    return len(chunk.lines) < 3 or is_name(lines_of(chunk)[-1]) or not is_stanza(chunk)


def _closing(chunks: Sequence[Chunk], at: int) -> _Closing:
    """What closes a letter from ``chunks[at]`` on: formulas, then names and dates."""
    parts: list[tuple[LetterPartKind, Chunk]] = []
    here = at
    while here < min(len(chunks), at + _MOST_PARTS) and _could_close(chunks[here]):
        chunk = chunks[here]
        texts = lines_of(chunk)
        is_signed = any(kind is LetterPartKind.SIGNED for kind, _ in parts)
        if is_closing(texts[0]) and not is_signed:
            parts += _split(chunk)
        elif parts and not is_signed and _goes_on(parts[-1][1], chunk):
            parts += [(LetterPartKind.CLOSER, chunk)]
        elif not is_signed and all(map(_is_signature_line, texts)) and is_name(texts[0]):
            parts += _split(chunk)
        elif is_signed and is_dateline_chunk(chunk) and not stands_above_salute(chunks, here):
            parts.append((LetterPartKind.DATELINE, chunk))
        elif is_signed and parts[-1][0] is LetterPartKind.SIGNED and is_address(chunk):
            parts.append((LetterPartKind.ADDRESS, chunk))
        else:
            break
        here += 1
    return _Closing(tuple(parts), here - at)


def _is_signature_line(text: str) -> bool:
    return is_name(text) or is_office(text) or is_dateline(text)


def _goes_on(before: Chunk, chunk: Chunk) -> bool:
    """Whether ``chunk`` goes on with the formula in ``before``."""
    return (
        (not before.text.endswith((".", "!", "?")) or chunk.text[0].islower())
        and len(chunk.extent) <= LONGEST_CLOSING
        and has_closing_word(chunk.text)
    )


def _is_author(text: str, reading: Reading) -> bool:
    if " " not in text:
        return False
    names = {
        part.lower().strip(".,") for author in reading.authors for part in author.split() if len(part) > 2
    }
    return any(part.lower().strip(".,") in names for part in text.split())


def _reason_for_closing(
    chunks: Sequence[Chunk], at: int, found: _Closing, reading: Reading
) -> tuple[float, str] | None:
    last = at + found.taken - 1
    ends = ends_section(chunks, last) or is_postscript(chunks, last + 1)
    if found.has(LetterPartKind.CLOSER):
        is_signed = found.has(LetterPartKind.SIGNED)
        return (0.95 if is_signed else 0.85, "words that close a letter") if is_signed or ends else None
    before = chunks[at - 1] if at else None
    if before is None or not (_SENTENCE_END.search(before.text) or len(before.extent) > _LONG_TEXT):
        return None
    text = found.parts[0][1].words
    is_certain = (
        has_letters(chunks, reading) or _is_author(text, reading) or _INITIAL.search(text) is not None
    )
    is_certain = is_certain or found.has(LetterPartKind.DATELINE)
    if text.isupper() and not (_INITIAL.search(text) or _is_author(text, reading)) and last + 1 < len(chunks):
        return None  # rather a heading
    is_full = " " in text and not text.endswith(".") and len(before.extent) > _LONG_TEXT
    if (last + 1 == len(chunks) and (is_certain or is_full)) or (ends and is_certain):
        return 0.9, "a name at the end"
    if has_letters(chunks, reading) and len(chunks) - last <= 4 and opens_text(chunks):
        return 0.8, "a name near the end of a letter"
    return None


def closer(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """What closes a letter, when it begins with ``chunks[at]``: formula, signature, date, postscript."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((letter_part(LetterPartKind.CLOSER, chunk, reading),))
    if not at or not _could_close(chunk):
        return None
    found = _closing(chunks, at)
    reason = _reason_for_closing(chunks, at, found, reading) if found.parts else None
    if reason is None:
        return None
    behind = list(_postscripts(chunks, at + found.taken, reading))
    for kind, part in found.parts:
        reading.decide(KINDS.get(kind, Kind.DATELINE), part.extent, *reason)
    return Found(tuple(letter_parts((*found.parts, *behind), reading)), found.taken + len(behind))


def _postscripts(
    chunks: Sequence[Chunk], at: int, reading: Reading
) -> Iterator[tuple[LetterPartKind, Chunk]]:
    """What was added below a signature at ``at``, to the end of the section."""
    if not is_postscript(chunks, at) or chunks[at].hint is not None:
        return
    end = at + 1
    while (
        end < len(chunks)
        and end - at < _MOST_BEHIND
        and chunks[end].hint is None
        and not ends_section(chunks, end - 1)
    ):
        if _could_close(chunks[end]) and _closing(chunks, end).parts:
            break
        end += 1
    reading.decide(Kind.POSTSCRIPT, chunks[at].extent, 0.95, "begins with the letters of a postscript")
    is_whole = end == len(chunks) or ends_section(chunks, end - 1) or _could_close(chunks[end])
    for chunk in chunks[at : end if is_whole else at + 1]:
        yield LetterPartKind.POSTSCRIPT, chunk


def signature(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """The signature that ``chunks[at]`` is for certain; those that are guessed are found with what closes a letter."""
    chunk = chunks[at]
    return Found((letter_part(LetterPartKind.SIGNED, chunk, reading),)) if chunk.hint is not None else None


def postscript(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A postscript that stands apart from a closing."""
    chunk = chunks[at]
    if chunk.hint is not None:
        return Found((letter_part(LetterPartKind.POSTSCRIPT, chunk, reading),))
    if (
        not at
        or not is_postscript(chunks, at)
        or chunk.text.startswith("N")
        or not has_letters(chunks, reading)
    ):
        return None
    behind = list(_postscripts(chunks, at, reading))
    return Found(tuple(letter_parts(behind, reading)), len(behind))
