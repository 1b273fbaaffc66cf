"""How letters end: closing formula, signature, place and date, postscript; also the signature below an article.

In come the chunks of a text, out come the parts that close a letter, all that stand together. A formula is told by its
words; a name by standing behind a formula, or at the end of a section with something that makes it likely.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei.readers.blocks.headings import is_heading
from tei.readers.blocks.letter_lines import (
    LONGEST_CLOSING,
    has_closing_word,
    holds_name,
    is_addressee,
    is_closing,
    is_dateline,
    is_name,
    is_office,
)
from tei.readers.blocks.letter_surroundings import (
    KINDS,
    begins_with_salute,
    closes_letter,
    ends_section,
    ends_sentence,
    first_line,
    has_letters,
    is_address,
    is_closed,
    is_dateline_chunk,
    is_postscript,
    is_salute_chunk,
    is_short,
    letter_is_open,
    letter_part,
    letter_parts,
    opens_text,
)
from tei.readers.blocks.verse import is_stanza
from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.passages.capitals import is_in_capitals
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import LetterEnd, LetterPartKind
from tei.transcription.decisions import Kind

_LONG_TEXT = 100  # characters of a paragraph above a name
_MOST_BEHIND = 6  # chunks of a postscript
_MOST_PARTS = 12  # chunks that close a letter
_LEAST_LINES_OF_VERSE = 3
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?){2,4}")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z]\.")


class _Closing(NamedTuple):
    """Parts that close a letter, how many chunks they are, and whether a formula is among them."""

    parts: tuple[tuple[LetterPartKind, Chunk], ...]
    taken: int
    has_formula: bool

    def has(self, kind: LetterPartKind) -> bool:
        return any(one is kind for one, _ in self.parts)


def _split(chunk: Chunk) -> Iterator[tuple[LetterPartKind, Chunk]]:
    """The parts of a chunk that closes a letter: formula and name, which are one signature; place and date."""
    texts = chunk.texts
    end = next((number for number in range(1, len(texts)) if is_dateline(texts[number])), len(texts))
    is_signed = any(is_name(text) and not is_closing(text) for text in texts[:end]) or holds_name(
        texts[end - 1]
    )
    yield LetterPartKind.SIGNED if is_signed else LetterPartKind.CLOSER, chunk.part(0, end)
    if end < len(texts):
        yield LetterPartKind.DATELINE, chunk.part(end)


@fact
def _could_close(chunk: Chunk) -> bool:
    if chunk.hint is not None or not is_short(chunk) or "\t" in chunk.text:
        return False
    return (
        len(chunk.lines) < _LEAST_LINES_OF_VERSE
        or is_name(chunk.texts[-1])
        or closes_letter(chunk)
        or not is_stanza(chunk)
    )


def _closing(chunks: Sequence[Chunk], at: int) -> _Closing:
    """What closes a letter from ``chunks[at]`` on: formulas, then names, dates and to whom it goes."""
    parts: list[tuple[LetterPartKind, Chunk]] = []
    here, has_formula = at, False
    while here < min(len(chunks), at + _MOST_PARTS) and _could_close(chunks[here]):
        is_signed = any(kind is LetterPartKind.SIGNED for kind, _ in parts)
        is_formula = not is_signed and _is_formula(chunks, here, parts)
        found = (
            list(_split(chunks[here]))
            if is_formula
            else _below_formula(chunks, here, parts, is_signed=is_signed)
        )
        if not found:
            break
        has_formula = has_formula or is_formula
        parts += found
        here += 1
    return _Closing(tuple(parts), here - at, has_formula)


_Parts = Sequence[tuple[LetterPartKind, Chunk]]


def _is_formula(chunks: Sequence[Chunk], at: int, parts: _Parts) -> bool:
    """Whether ``chunks[at]`` is a formula, or goes on with the one that ``parts`` end with, or addresses above one."""
    chunk = chunks[at]
    if closes_letter(chunk):
        is_sentence = len(chunk.lines) == 1 and chunk.text.endswith(".")
        return not (is_sentence and _is_above_formula(chunks, at))  # rather the last of the text
    if parts:
        return _goes_on(parts[-1][1], chunk)
    return is_salute_chunk(chunk) and not ends_sentence(chunks[at - 1]) and _is_above_formula(chunks, at)


def _is_above_formula(chunks: Sequence[Chunk], at: int) -> bool:
    return at + 1 < len(chunks) and closes_letter(chunks[at + 1])


def _below_formula(chunks: Sequence[Chunk], at: int, parts: _Parts, *, is_signed: bool) -> _Parts:
    """What ``chunks[at]`` is below the formula and the names in ``parts``; nothing when it is neither."""
    chunk = chunks[at]
    texts = chunk.texts
    is_name_alone = is_name(texts[0]) and all(map(_is_signature_line, texts))
    if not is_signed or (is_name_alone and _signs_too(chunks, at, parts[-1])):
        return list(_split(chunk)) if is_name_alone else []
    if _opens_next(chunks, at + 1):
        return []
    if is_dateline_chunk(chunk):
        return [(LetterPartKind.DATELINE, chunk)]
    if parts[-1][0] is LetterPartKind.SIGNED and (is_address(chunk) or is_addressee(chunk.words)):
        return [(LetterPartKind.ADDRESS, chunk)]
    return []


def _opens_next(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the next letter has begun at ``at``: what stands above that is its own."""
    if at == len(chunks):
        return False
    after = chunks[at]
    if is_salute_chunk(after) or begins_with_salute(after):
        return True
    is_dated = is_dateline_chunk(after) and not ends_section(chunks, at)
    is_addressed = is_address(after) or is_addressee(after.words)
    return is_dated or (is_addressed and any(map(is_salute_chunk, chunks[at + 1 : at + 2])))


def _signs_too(chunks: Sequence[Chunk], at: int, before: tuple[LetterPartKind, Chunk]) -> bool:
    """Whether the name at ``at`` is that of another who signs, printed as the one ``before``, and nobody's heading."""
    kind, signed = before
    text = chunks[at].text
    if kind is not LetterPartKind.SIGNED or is_addressee(text):
        return False
    is_alike = text.isupper() == signed.texts[-1].isupper()
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    opens = after is not None and (
        after.length > _LONG_TEXT or is_salute_chunk(after) or is_dateline_chunk(after)
    )
    return is_alike and not opens


def _is_signature_line(text: str) -> bool:
    return is_name(text) or is_office(text) or is_dateline(text)


def _goes_on(before: Chunk, chunk: Chunk) -> bool:
    """Whether ``chunk`` goes on with the formula in ``before``."""
    return (
        (chunk.text[0].islower() or (before.text.endswith(",") and is_closing(first_line(chunk))))
        and chunk.length <= LONGEST_CLOSING
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
    if found.has_formula:
        is_signed = found.has(LetterPartKind.SIGNED)
        return (0.95 if is_signed else 0.85, "words that close a letter") if is_signed or ends else None
    before = chunks[at - 1]
    if (not ends_sentence(before) and before.length <= _LONG_TEXT) or is_closed(before):
        return None
    if before.hint is None and is_in_capitals(before.text) and is_heading(before, reading.habits):
        return None  # whose work the heading names
    is_end = ends or _INITIALS.fullmatch(found.parts[0][1].text) is not None
    if (is_end and letter_is_open(chunks, at)) or _is_certain_name(chunks, at, found, reading, ends=ends):
        return 0.9, "a name at the end"
    if has_letters(chunks, reading) and len(chunks) - last <= 4 and opens_text(chunks):
        return 0.8, "a name near the end of a letter"
    return None


def _is_certain_name(
    chunks: Sequence[Chunk], at: int, found: _Closing, reading: Reading, *, ends: bool
) -> bool:
    """Whether the name in ``found`` signs what stands above it, though nothing announces it, and is no heading."""
    text, is_last = found.parts[0][1].words, at + found.taken == len(chunks)
    is_known = _INITIAL.search(text) is not None or _is_author(text, reading)
    if text.isupper() and not is_known and not is_last:
        return False
    if is_known or has_letters(chunks, reading) or found.has(LetterPartKind.DATELINE):
        return is_last or ends
    return is_last and " " in text and not text.endswith(".") and chunks[at - 1].length > _LONG_TEXT


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
    return Found(
        tuple(letter_parts((*found.parts, *behind), reading, LetterEnd.CLOSING)), found.taken + len(behind)
    )


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
    return Found(tuple(letter_parts(behind, reading, LetterEnd.CLOSING)), len(behind))
