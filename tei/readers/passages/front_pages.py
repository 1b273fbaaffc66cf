"""The pages before the text of a book: half-title, title page, imprint, dedication, contents.

In come the chunks of a text, out go the stretches of it that such pages are. They are told by lines that only they have (a
lone "by", "All rights reserved", who printed it) or by the heading of a list, and they end where sentences begin.
What is short and capitalised there is no heading, unless it is what parts of books are called or stands right above the
first sentence.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei.readers.chunks.chunk import Chunk, fact
from tei.readers.vocabulary import any_of, words
from tei.transcription.extent import Extent

_FARTHEST = 150  # chunks before the text of a book; what looks like a title page further on is none
_LONGEST = 240  # characters of a line of a title page
_PROSE = 160  # characters of a paragraph that can be nothing else
_LONGEST_NAME = 40  # characters of what a part is called
_WORDS = 5  # of a sentence
_WIDE = 55  # characters in a line of prose that was not put together
_SENTENCE = re.compile(r"[.!?:;,—–-][”’\"')\]_]*$")
_SMALL = re.compile(r"(?<![\w.])[^\W\d_A-Z]{2,}")
_SIGNS = "_=* "


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('front', 'by'))}:?", re.IGNORECASE)


@cache
def _imprint() -> re.Pattern[str]:
    return re.compile(rf"\(?{any_of(words('headings', 'imprint'))}(?!\w)", re.IGNORECASE)


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('headings', 'publishers'))}[.,]?$", re.IGNORECASE)


@cache
def _numbered() -> re.Pattern[str]:
    """The name of a part with its number: "Chapter IV.", "ACT THE FIRST", "Erster Aufzug."."""
    ordinals = any_of(words("front", "ordinals"))
    return re.compile(
        rf"\W{{0,3}}(?:(?:the\s+)?{ordinals}\s+(?:the\s+)?[\w.]{{1,12}}|\w{{3,14}}\s+{ordinals}|[IVXLC]{{1,7}})\W{{0,3}}",
        re.IGNORECASE,
    )


@cache
def _part() -> re.Pattern[str]:
    """What a part of a book is called: "PREFACE."."""
    names = any_of({*words("headings", "parts"), *words("contents", "headings")})
    return re.compile(rf"\W{{0,3}}{names}\W{{0,3}}", re.IGNORECASE)


def is_lone_by(text: str) -> bool:
    """Whether ``text`` is the word before an author's name and nothing else."""
    return _by().fullmatch(text) is not None


def names_part(text: str) -> bool:
    """Whether ``text`` is what a part of a book is called."""
    if len(text) > _LONGEST_NAME or text.lstrip("\"'([“‘")[:1].islower():
        return False
    return (_part().fullmatch(text.replace("'", "’")) or _numbered().fullmatch(text)) is not None


@cache
def _list() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('contents', 'headings'))}\W{{0,3}}", re.IGNORECASE)


def heads_list(text: str) -> bool:
    """Whether ``text`` heads a list of what a book holds."""
    return _list().fullmatch(text) is not None and not stands_behind(text)


def stands_behind(text: str) -> bool:
    """Whether ``text`` is what a part behind the text is called, such as an index."""
    return _index().match(text) is not None


@cache
def _index() -> re.Pattern[str]:
    """What a list is called that stands behind the text."""
    return re.compile(rf"{any_of(words('headings', 'behind'))}(?!\w)", re.IGNORECASE)


@fact
def is_of_title_page(chunk: Chunk) -> bool:
    """Whether ``chunk`` is or holds a line that only stands on title pages."""
    if chunk.hint is not None or chunk.length > _LONGEST:
        return False
    lines = [line.strip(_SIGNS) for line in chunk.texts]
    is_such = is_lone_by(lines[0]) or any(_imprint().match(line) or _names_publisher(line) for line in lines)
    return is_such and not names_part(chunk.text.strip(_SIGNS))


@cache
def _ends() -> tuple[str, ...]:
    """The last words of the names of publishers."""
    return tuple({name.split()[-1].rstrip(".").lower() for name in words("headings", "publishers")})


def _names_publisher(line: str) -> bool:
    """Whether ``line`` ends as the name of a publisher does."""
    return line.rstrip(".,").lower().endswith(_ends()) and _publisher().search(line) is not None


@fact
def _is_sentence(chunk: Chunk) -> bool:
    """Whether ``chunk`` is a sentence or several: mostly in small letters, with a stop behind, in wide lines."""
    if chunk.hint is not None or _imprint().match(chunk.text.lstrip(_SIGNS)):
        return False
    text = chunk.text
    if len(chunk.lines) > 1 and len(text) < _WIDE * len(chunk.lines):
        return False
    parts = text.split()
    small = len(_SMALL.findall(text))
    return (
        len(parts) >= _WORDS
        and small * 2 > len(parts)
        and _SENTENCE.search(text) is not None
        and not text.startswith(("[", "("))
    )


def _begins_text(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether sentences begin at ``at``: a paragraph, two in a row, or one below the name of a part."""
    if not _is_sentence(chunks[at]):
        return False
    if chunks[at].length >= _PROSE or (at > 0 and names_part(chunks[at - 1].text.strip(_SIGNS))):
        return True
    return at + 1 < len(chunks) and _is_sentence(chunks[at + 1])


def front_pages(chunks: Sequence[Chunk]) -> tuple[Extent, ...]:
    """The stretches of the source that pages before the text are: the title pages, and each list of what a book holds."""
    near = chunks[:_FARTHEST]
    anchor = next((at for at, chunk in enumerate(near) if is_of_title_page(chunk)), None)
    lists = [at for at, chunk in enumerate(near) if chunk.hint is None and heads_list(chunk.text)]
    found: list[Extent] = []
    for at in sorted({*lists, *(() if anchor is None else (anchor,))}):
        first = _first(chunks, at) if at == anchor else at
        last = _last(near, at)
        if last is not None and not (found and found[-1].end > chunks[first].extent.start):
            found.append(Extent(chunks[first].extent.start, chunks[last].extent.start))
    return tuple(found)


def _first(chunks: Sequence[Chunk], at: int) -> int:
    """Where the pages begin that the line at ``at`` stands on."""
    while at and not _begins_text(chunks, at - 1):
        at -= 1
    return at


def _last(chunks: Sequence[Chunk], at: int) -> int | None:
    """Where the text begins behind the line at ``at``; where no sentences begin, below the name of its first part."""
    behind = range(at + 1, len(chunks))
    begun = next((place for place in behind if _begins_text(chunks, place)), None)
    if begun is not None:
        return begun
    return next((place + 1 for place in behind[:-1] if _counts(chunks[place])), None)


def _counts(chunk: Chunk) -> bool:
    return chunk.hint is None and _numbered().fullmatch(chunk.text.strip(_SIGNS)) is not None
