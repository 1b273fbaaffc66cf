"""Verse: short lines that end within a sentence and begin with a capital.

In come the chunks of a text, out comes the stanza that one is. Lines that wrapping made are no lines of a chunk; what is
left is verse, lists, addresses and headings. A stanza is told from a list by its line ends (items are whole sentences or
all end alike), from a heading by small words within its lines and a stop somewhere, from an address by having few figures.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.passages.layout import indentation
from tei.readers.passages.reading import Found, Reading
from tei.transcription.blocks import Verse
from tei.transcription.decisions import Kind

_LONGEST, _LONGEST_MEAN = 240, 100  # characters of a line
_SHORTEST_MEAN = 14
_SET_IN, _LONGEST_SET_IN = 2, 80  # columns from the margin; characters of a line of verse that stands there
_MOST_LARGE = 0.75  # of the lines of verse begin with a capital
_LEAST_LINES = 3  # of a stanza that stands alone
_SENTENCE = re.compile(r"[.!?][”’\"')\]»]*(?:\s*\[[^\]]{1,4}\])?$")
_ANY_STOP = re.compile(r"[.,;:!?…–—-][”’\"')\]»]*(?:\s*\[[^\]]{1,4}\])?$")
_ANNOUNCES = re.compile(r"[:,–—-][\u2060\s]*$")
_BEFORE = " \t\u00a0\u2060“”„‘’\"'»«([—–-_*="
_COUNTED = re.compile(r"[(\[]?(?:\d{1,3}|[a-z])[.)\]]\s|[•·*–—-]\s")
_LETTERS = re.compile(r"[a-zA-ZÀ-ÖØ-öø-ÿ]+[^\W\d_]*|[^\W\d_]+")  # the commonest first, which is faster
_DIGITS = re.compile(r"\d")


def _begins_large(line: str) -> bool:
    """Whether the first letter of ``line`` is a capital; the first of an elided word ("’Tis") need not be."""
    if line[0].isalpha():
        return line[0].isupper()
    rest = line.lstrip(_BEFORE)
    return rest[:1].isupper() or not rest[:1].isalpha()


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def _has_small_words(lines: Sequence[str]) -> bool:
    """Whether there are words that do not begin a line of ``lines``, and half of them are small."""
    within: list[str] = [word for line in lines for word in _LETTERS.findall(line)[1:]]
    return sum(word[0].islower() for word in within) * 2 >= len(within) > 0


def _is_prose_list(lines: Sequence[str]) -> bool:
    """Whether the lines are items: whole sentences, or each with the same sign at its end, or each counted."""
    inner = lines[:-1]
    return (
        _share([_SENTENCE.search(line) is not None for line in inner]) > 0.6
        or (len(inner) > 1 and all(line.endswith(";") for line in inner))
        or _share([_COUNTED.match(line) is not None for line in lines]) > 0.5
    )


def _could_be_stanza(lines: Sequence[str]) -> bool:
    lengths = [*map(len, lines)]
    mean = sum(lengths) / len(lines)
    if not _SHORTEST_MEAN <= mean <= _LONGEST_MEAN or max(lengths) > _LONGEST:
        return False
    return (
        _share([_begins_large(line) for line in lines]) >= _MOST_LARGE
        and any(_ANY_STOP.search(line) for line in lines)
        and sum(_DIGITS.search(line) is not None for line in lines) * 5 <= len(lines)
        and not _is_prose_list(lines)
        and _has_small_words(lines)
    )


@fact
def is_stanza(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a stanza by itself, whatever stands beside it."""
    return (
        len(chunk.lines) >= _LEAST_LINES
        and chunk.hint is None
        and (len(chunk.lines) > _LEAST_LINES or chunk.longest <= _LONGEST_MEAN)
        and "\t" not in chunk.text
        and _could_be_stanza(chunk.texts)
    )


def _is_couplet(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether two lines are verse: they could be, and something announces them or stanzas stand beside them."""
    chunk = chunks[at]
    if len(chunk.lines) != 2 or "\t" in chunk.text or not _could_be_stanza(chunk.texts):
        return False
    before = chunks[at - 1].text if at else ""
    is_announced = _ANNOUNCES.search(before) is not None and chunk.length <= 2 * _LONGEST_MEAN
    is_quoted = chunk.text[0] in '“„»«"' and chunk.length <= 2 * _LONGEST_MEAN * 0.75
    beside = [*chunks[max(0, at - 1) : at], *chunks[at + 1 : at + 2]]
    return is_announced or is_quoted or any(map(is_stanza, beside))


def _is_set_in(chunk: Chunk, reading: Reading) -> bool:
    """Whether ``chunk`` is short lines that begin large, further in than the paragraphs of the text do."""
    habits = reading.habits
    if not habits.has_margin or habits.front_end(chunk.extent.start) is not None:
        return False
    lines = chunk.texts
    return (
        indentation(chunk) >= _SET_IN
        and max(map(len, lines)) <= _LONGEST_SET_IN
        and _share([_begins_large(line) for line in lines]) >= _MOST_LARGE
        and _has_small_words(lines)
        and not any("    " in line or _COUNTED.match(line) for line in lines)
        and sum(_DIGITS.search(line) is not None for line in lines) * 5 <= len(lines)
    )


def _has_steps(chunk: Chunk) -> bool:
    """Whether lines begin at several columns."""
    source, columns = chunk.source, set()
    for before, line in pairwise(chunk.lines):
        columns.add(len(source[before.end : line.start].rpartition("\n")[2]))
    return len(columns) > 1


def verse(chunks: Sequence[Chunk], at: int, reading: Reading) -> Found | None:
    """A stanza, when ``chunks[at]`` is one."""
    chunk = chunks[at]
    if chunk.hint is None:
        if len(chunk.lines) < 2:
            return None
        if is_stanza(chunk):
            steps = ("begin at several columns",) if _has_steps(chunk) else ()
            confidence = 0.95 if steps or len(chunk.lines) > _LEAST_LINES else 0.85
            reading.decide(
                Kind.VERSE, chunk.extent, confidence, "lines that end within a sentence", "capitals", *steps
            )
        elif _is_set_in(chunk, reading):
            reading.decide(Kind.VERSE, chunk.extent, 0.9, "short lines set in from the margin", "capitals")
        elif _is_couplet(chunks, at):
            reading.decide(Kind.VERSE, chunk.extent, 0.8, "two short lines", "announced, or beside verse")
        else:
            return None
    return Found((Verse(reading.lines(chunk)),))
